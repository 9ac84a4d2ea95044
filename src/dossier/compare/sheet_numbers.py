"""How a spreadsheet shows a number (ECMA-376-1, 18.8.30), where that is simple to tell."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

_GENERAL = {"", "general", "@", "常规", "g/通用格式", "standard"}
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
             49: "@"}  # fmt: skip
_SIMPLE = re.compile(r"(#,##)?0(?:\.(0+))?(?:_ |_\)|_-)?(%)?")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?]")
_DIGITS_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_LARGEST, _WIDEST = Decimal(10) ** 12, Decimal(10) ** 10


def built_in(number: int) -> str:
    """The format of a number below 164; '?' for one that hangs on the language."""
    return _BUILT_IN.get(number, "?")


@lru_cache(maxsize=256)
def sections(form: str) -> tuple[str, ...]:
    """The sections of a format: positive, negative, zero, text."""
    found = [""]
    for piece in re.split(r'("[^"]*"|\\.|\[[^\]]*\]|;)', form):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece or ""
    return tuple(found)


def text_is_shown(form: str) -> bool:
    """Whether text in a cell of this format is shown."""
    parts = sections(form)
    return len(parts) < 4 or "@" in parts[3]  # noqa: PLR2004


def shown_number(value: str, form: str) -> str | None:
    """The number as it is shown: empty where the format hides it, None where we cannot tell."""
    try:
        # 15 digits are what a spreadsheet keeps; the rest is noise of the binary form
        number = _DIGITS_KEPT.create_decimal(value)
    except InvalidOperation:
        return None
    parts = sections(form)
    chosen = _section(parts, number)
    if len(parts) > 1 and not chosen.strip():
        return ""
    # a section of its own for negative numbers says where their sign goes
    if not number.is_finite() or (len(parts) > 1 and number < 0):
        return None
    return _whole(number) if chosen.lower() in _GENERAL else _rounded(number, chosen.strip())


def has_digits(form: str) -> bool:
    """Whether a number in this format surely has digits in it, though we cannot tell which."""
    parts = sections(form)
    if len(parts) > 1 or "?" in form:
        return False
    return bool(_DIGITS.search(_QUOTED.sub("", form)))


def _section(parts: tuple[str, ...], number: Decimal) -> str:
    if number < 0 and parts[1:]:
        return parts[1]
    return parts[2] if not number and parts[2:] else parts[0]


def _rounded(number: Decimal, form: str) -> str | None:
    simple = _SIMPLE.fullmatch(form)
    if not simple or abs(number) >= _LARGEST:
        return None
    grouped, places, percent = simple.groups()
    rounded = (number * 100 if percent else number).quantize(
        Decimal(1).scaleb(-len(places or "")), ROUND_HALF_UP
    )
    if not rounded:
        rounded = abs(rounded)  # no sign before nothing
    return (f"{rounded:,f}" if grouped else f"{rounded:f}") + (percent or "")


def _whole(number: Decimal) -> str | None:
    if number != number.to_integral_value() or abs(number) >= _WIDEST:
        return None
    return f"{number.to_integral_value():f}"
