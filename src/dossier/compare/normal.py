"""The one form in which words are compared: each character by itself, and the same on both sides.

A rule that looked at neighbours would give a short piece another form than the page that holds it.
Case goes (small capitals), accents go (they come composed or not), and so do hyphens (a PDF reader
drops those at a line's end), leaders, quotes of either form, and all that is not seen. Private
use characters stay: they are the signs of Wingdings and kin.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from dossier.text import nfkc

_MINUS = "\u00ac"  # the sign of a number, which is no hyphen: NFKC leaves it alone

_KEPT = "\ue0ff"  # stands for a point while all others are dropped
_SIGN = re.compile(r"(?<![^\W_])[-\u2212](?=[\d.])")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")

_GONE = frozenset("-_.·…\u00ad\u0640\u2028\u2029\ufffe\uffff\ufffd")
_ALIKE: Mapping[str, str] = {
    **dict.fromkeys("‐‑‒–—―─━−➖﹣﹘－", ""),
    **dict.fromkeys("‘’‚‛′`´＇", "'"),
    **dict.fromkeys("“”„‟″＂〝〞", '"'),
    **dict.fromkeys("•∙⋅・‧˙●･", ""),
    "￭": "▪",
    "⁄": "/",
    "∕": "/",
    "ı": "i",
    "∶": ":",
    "Μ": "μ",
    "〈": "⟨",
    "〉": "⟩",
    "∆": "δ",
    "∑": "σ",
    "∏": "π",
    "◦": "",
}
# radicals that a font shares with an ideograph, for which NFKC has no counterpart
_SHARED = (
    "⺠民⺩王⺯糸⺶羊⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻍辶⻑長⻓长⻔门⻗雨"
    "⻘青⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻭齿⻯龙⻰龙"
)
_RADICALS = dict(zip(_SHARED[::2], _SHARED[1::2], strict=True))
_LOOSE = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]")


class _NormalForms(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _form(chr(code))
        return form


def _form(char: str) -> str:
    if unicodedata.category(char) == "Co":
        return char
    known = _RADICALS.get(char) or _ALIKE.get(char)
    plain = nfkc(char if known is None else known).casefold()
    kept = []
    for one in unicodedata.normalize("NFKD", plain):
        alike = _ALIKE.get(one, one)
        if alike and alike not in _GONE and unicodedata.category(one)[0] not in "MZC":
            kept.append(alike)
    return "".join(kept)


_TABLE = _NormalForms()


def normal(text: str) -> str:
    """`text` in the form in which it is compared; it may be empty.

    >>> normal("第１章 Ａ－b…“是”")
    '第1章ab"是"'
    """
    return text.translate(_TABLE)


def numeric(text: str) -> str:
    """`text` with decimal points and signs of numbers kept, which :func:`normal` drops.

    >>> numeric("-1,286.50"), normal("-1,286.50")
    ('¬1,286.50', '1,28650')
    """
    if text.isascii() and text.isdigit():
        return text  # most cells of a large sheet
    return _numeric(text)


@lru_cache(maxsize=4096)  # of names, marks and classes there are few in a column
def _numeric(text: str) -> str:
    marked = _POINT.sub(_KEPT, text) if "." in text else text
    return normal(_SIGN.sub(_MINUS, marked)).replace(_KEPT, ".")


def is_loose(text: str) -> bool:
    """Whether a PDF gives these letters in another order or form: Arabic, Hebrew, Indic ones."""
    return not text.isascii() and _LOOSE.search(text) is not None
