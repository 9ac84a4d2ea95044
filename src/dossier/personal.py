"""Numbers of persons in what files say: none is kept, shown or searched for in clear."""

import re
from collections.abc import Iterator

from dossier.messages import Text

# GB 11643-1999: region, day of birth, order, check digit; before 1999 without century and check
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
_ID = re.compile(rf"{_ALONE}([1-8]\d{{5}}(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[0-9Xx]){_END}")
_OLD_ID = re.compile(rf"{_ALONE}([1-8]\d{{5}}\d{{2}}{_DAY}\d{{3}}){_END}")
_MOBILE = re.compile(rf"{_ALONE}(1[3-9]\d{{9}}){_END}")
# UnionPay 62 with 16 to 19 digits, Visa and Mastercard with 16 (ISO/IEC 7812-1), often in fours
_CARD = re.compile(
    rf"{_ALONE}((?:62\d\d|4\d{{3}}|5[1-5]\d\d)(?: ?\d{{4}}){{3}}(?: ?\d{{1,3}})?){_END}"
)
_UNIONPAY, _OF_OTHERS = "62", 16
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SHORTEST = 11  # characters of such a number
_CHECKS = "10X98765432"  # ISO 7064, MOD 11-2

MASKED = re.compile(r"[1-8]\d{3}\*{7,11}\d{3}[0-9Xx]|1[3-9]\d\*{4}\d{4}")
"""A number of an ID or a bank card, or a mobile number, as :func:`masked` leaves it."""


def masked(text: str) -> str:
    """`text` with the middle of each ID, card and mobile number masked: ``5101**********1234``."""
    if len(text) < _SHORTEST:
        return text
    text = _ID.sub(lambda one: _hidden(one[1]) if _is_id(one[1]) else one[1], text)
    text = _CARD.sub(lambda one: _hidden(_bare(one[1])) if _is_card(one[1]) else one[1], text)
    text = _OLD_ID.sub(lambda one: _hidden(one[1]), text)
    return _MOBILE.sub(lambda one: f"{one[1][:3]}****{one[1][-4:]}", text)


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers that :func:`masked` masks stand: first character, and one behind it."""
    if len(text) < _SHORTEST:
        return
    for pattern, is_one in ((_ID, _is_id), (_CARD, _is_card), (_OLD_ID, bool), (_MOBILE, bool)):
        yield from (one.span(1) for one in pattern.finditer(text) if is_one(one[1]))


def masked_in(text: Text) -> Text:
    """The message with what goes into it masked."""
    return Text(text.msgid, tuple((name, _value(value)) for name, value in text.values))


def _value(value: Text | str | float) -> Text | str | float:
    if isinstance(value, Text):
        return masked_in(value)
    return masked(str(value)) if isinstance(value, str | int) else value


def _hidden(number: str) -> str:
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def _bare(number: str) -> str:
    return number.replace(" ", "")


def _is_card(number: str) -> bool:
    """Whether the check digit of a card is right (ISO/IEC 7812-1, annex B)."""
    digits = _bare(number)
    if not digits.startswith(_UNIONPAY) and len(digits) != _OF_OTHERS:
        return False
    doubled = (int(n) * (1 + at % 2) for at, n in enumerate(reversed(digits)))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _is_id(number: str) -> bool:
    total = sum(w * int(n) for w, n in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()
