"""Numbers of persons in what files say: none is kept, shown or searched for in clear."""

import re

from dossier.messages import Text

# GB 11643-1999: region, day of birth, order, check digit; before 1999 without century and check
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
_ID = re.compile(rf"{_ALONE}([1-8]\d{{5}}(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[0-9Xx]){_END}")
_OLD_ID = re.compile(rf"{_ALONE}([1-8]\d{{5}}\d{{2}}{_DAY}\d{{3}}){_END}")
_MOBILE = re.compile(rf"{_ALONE}(1[3-9]\d{{9}}){_END}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"  # ISO 7064, MOD 11-2

MASKED = re.compile(r"[1-8]\d{3}\*{10}\d{3}[0-9Xx]|[1-8]\d{3}\*{7}\d{4}|1[3-9]\d\*{4}\d{4}")
"""An ID number of 18 or 15 digits, or a mobile number, as :func:`masked` leaves it."""


def masked(text: str) -> str:
    """`text` with the middle of each ID and mobile number masked: ``5101**********1234``."""
    if len(text) < 11:  # noqa: PLR2004 - the shortest such number
        return text
    text = _ID.sub(lambda one: _hidden(one[1]) if _is_id(one[1]) else one[1], text)
    text = _OLD_ID.sub(lambda one: _hidden(one[1]), text)
    return _MOBILE.sub(lambda one: f"{one[1][:3]}****{one[1][-4:]}", text)


def masked_in(text: Text) -> Text:
    """The message with what goes into it masked."""
    return Text(text.msgid, tuple((name, _value(value)) for name, value in text.values))


def _value(value: Text | str | float) -> Text | str | float:
    if isinstance(value, Text):
        return masked_in(value)
    return masked(str(value)) if isinstance(value, str | int) else value


def _hidden(number: str) -> str:
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def _is_id(number: str) -> bool:
    total = sum(w * int(n) for w, n in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()
