r"""What an EQ field says, in characters: there is no such field in LibreOffice.

``EQ \\o\\ac(○,21)`` is 21 in a circle, ``EQ \\F(3,4)`` a fraction (ECMA-376-1, 17.16.5.17 does not
tell more than Word's own help). What is set above or beside other text is put behind it.
"""

import re
from collections.abc import Iterator

from dossier.text import nfkc

_CIRCLES = {"○", "〇", "o", "O", "◯", "⭕", "●"}
_SQUARES = {"□", "■", "◇", "△"}
_TICKED = {"√": "☑", "✓": "☑", "✔": "☑", "×": "☒", "✗": "☒", "✘": "☒"}
_TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|([(),;，；])|([^\\(),;，；]+)")
# names of parts and their options; what is not a part is an option of the part before it
_PARTS = {"a", "b", "d", "f", "i", "l", "o", "r", "s", "x"}
_DEEPEST = 8
_COMMAS = {",", ";", "，", "；"}


def in_words(field: str) -> str:
    r"""What stands on the page, by the field's whole code.

    >>> in_words("EQ \\\\o\\\\ac(○,21)"), in_words(" EQ \\\\F(3,4) ")
    ('㉑', '3/4')
    """
    code = re.sub(r"^\s*eq\b", "", field, flags=re.IGNORECASE)
    code = re.sub(r"\\\*\s*(?:jc\d+|hps\d+|MERGEFORMAT)", "", code, flags=re.IGNORECASE)
    code = re.sub(r'\\\*\s*"Font:[^"]*"', "", code, flags=re.IGNORECASE)
    tokens = list(_TOKEN.finditer(code))
    said, _ = _list(tokens, 0, 0)
    return ", ".join(part for part in said if part).strip()


def _list(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[list[str], int]:
    """The items up to the closing bracket, and the place behind it."""
    items, part, options = [""], "", ""
    while at < len(tokens):
        named, escaped, mark, plain = tokens[at].groups()
        at += 1
        if named:
            name = named.lower()
            if name in _PARTS:
                part, options = name, ""
            else:
                options += name
        elif mark == "(" and depth < _DEEPEST:
            inner, at = _list(tokens, at, depth + 1)
            items[-1] += _shown(part, options, inner) if part else f"({','.join(inner)})"
            part, options = "", ""
        elif mark == ")" and depth:
            return items, at
        elif mark in _COMMAS and depth:
            items.append("")
        elif part:
            continue  # a number that belongs to an option
        else:
            items[-1] += escaped or mark or plain or ""
    return items, at


def _shown(part: str, options: str, items: list[str]) -> str:
    items = [item.strip() for item in items]
    shown = "".join(items)
    match part:
        case "o":
            shown = _over(items)
        case "f":
            shown = "/".join(_grouped(items))
        case "r":
            shown = f"{_raised(items[0] if len(items) > 1 else '')}√{items[-1]}"
        case "i":
            shown = "∫" + " ".join(item for item in items if item)
        case "b" if not {"bc", "lc", "rc"} & {options[:2]}:
            shown = f"({shown})"
        case "a":
            shown = " ".join(items)
        case "l":
            shown = ",".join(items)
        case "d":
            shown = ""
    return shown


def _grouped(items: list[str]) -> Iterator[str]:
    for item in items:
        yield f"({item})" if re.search(r"[-+×÷ ]", item) else item


def _over(items: list[str]) -> str:
    """Characters one upon the other: in a circle, or reading over its character."""
    frames = [item for item in items if item in _CIRCLES | _SQUARES]
    within = "".join(item for item in items if item not in frames)
    if frames and frames[0] in _CIRCLES and within:
        return _circled(within)
    if frames and within in _TICKED and frames[0] == "□":
        return _TICKED[within]
    if frames and within:
        return f"[{within}]"
    return "".join(items)


def _circled(text: str) -> str:
    """The character that is `text` in a circle, or the text in brackets."""
    plain = nfkc(text)
    return _CIRCLED.get(plain, f"({plain})")


_CIRCLED = {
    nfkc(chr(code)): chr(code)
    for first, last in ((0x2460, 0x2473), (0x24B6, 0x24EA), (0x3251, 0x325F), (0x3280, 0x32BF))
    for code in range(first, last + 1)
}


def _raised(power: str) -> str:
    digits = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
    return "" if power in {"", "2"} else power.translate(digits)
