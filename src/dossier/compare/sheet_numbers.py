"""How a spreadsheet shows a number (ECMA-376-1, 18.8.31), where that can be told with certainty."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from dossier.compare.sheet_formats import (
    GENERAL,
    UNKNOWN,
    Section,
    for_number,
    for_text,
    literal,
    sections,
)
from dossier.compare.sheet_moments import is_moment, moment
from dossier.numbers import rounded

_PLACES = frozenset("0#?")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?]")
_DIGITS_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_LARGEST = Decimal(10) ** 15  # from here on digits are lost
_SMALLEST = Decimal("0.0001")  # General writes what is smaller as 1E-05
_MOST_DECIMALS = 15
_SURE = 10  # digits of a whole number that General shows as they are, in any column with room


def text_is_shown(form: str) -> bool:
    """Whether text in a cell of this format is shown."""
    section = for_text(form)
    return section is None or "@" in section


def shown_number(value: str, form: str, *, since_1904: bool = False) -> str | None:
    """The number as it is shown: empty where the format hides it, None where we cannot tell."""
    if form == "General" and len(value) <= _SURE and value.isascii() and value.isdigit():
        return value.lstrip("0") or "0"
    return _shown(value, form, since_1904=since_1904)


@lru_cache(maxsize=8192)
def _shown(value: str, form: str, *, since_1904: bool) -> str | None:
    number = None if form == UNKNOWN else _number(value)
    chosen = None if number is None else for_number(form, number)
    if number is None or chosen is None:
        return None
    section, shown = chosen
    if not "".join(section).strip():
        return ""
    if is_moment(section):
        return moment(shown, section, since_1904=since_1904) if number >= 0 else None
    if any(piece.lower() in GENERAL for piece in section):
        return _general(shown, section)
    said = _filled(shown, section)
    # a negative number of which nothing is left: who says whether its sign is
    return None if number < 0 and shown > 0 and said and not re.search("[1-9]", said) else said


def roundings(value: str, form: str) -> tuple[str, ...]:
    """How a number with decimals may be shown in a narrow column, where the format leaves that.

    The longest form comes first.
    """
    number = _number(value)
    chosen = None if number is None else for_number(form, number)
    if number is None or chosen is None or len(chosen[0]) != 1:
        return ()
    if chosen[0][0].lower() not in GENERAL or not _SMALLEST <= abs(number) < _LARGEST:
        return ()
    found: dict[str, None] = {}
    for places in range(_MOST_DECIMALS, -1, -1):
        shown = rounded(number, places)
        found[f"{shown.normalize():f}" if places else f"{shown:f}"] = None
    return tuple(found)


@lru_cache(maxsize=512)
def has_digits(form: str) -> bool:
    """Whether a number in this format surely has digits in it, though we cannot tell which."""
    if len(sections(form)) > 1 or "?" in form:
        return False
    return bool(_DIGITS.search(_QUOTED.sub("", form)))


def _number(value: str) -> Decimal | None:
    try:
        # 15 digits are what a spreadsheet keeps; the rest is noise of the binary form
        number = _DIGITS_KEPT.create_decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _LARGEST else None


def _general(number: Decimal, section: Section) -> str | None:
    """A number as it is, and what stands around it."""
    alone = len(section) == 1
    if number == number.to_integral_value():
        said: str | None = f"{number.to_integral_value():f}"
    else:
        said = f"{number.normalize():f}" if alone and abs(number) >= _SMALLEST else None
    parts = [said if piece.lower() in GENERAL else literal(piece) for piece in section]
    return None if None in parts else "".join(part or "" for part in parts)


def _filled(number: Decimal, section: Section) -> str | None:
    """The digits of a number in the places of a format."""
    places = [at for at, piece in enumerate(section) if piece in _PLACES]
    if not places:
        said = [literal(piece) for piece in section]
        return None if number < 0 or None in said else "".join(one or "" for one in said)
    if "/" in section[places[0] : places[-1]]:
        return None  # a fraction
    point = section.index(".") if "." in section else len(section)
    whole = [at for at in places if at < point]
    thousands = _thousands(section, places, whole)
    if thousands is None:
        return None
    scaled = number.scaleb(2 * section.count("%") - 3 * thousands)
    decimals = [at for at in places if at > point]
    shown = rounded(scaled, len(decimals))
    integer, _, fraction = f"{shown.copy_abs():f}".partition(".")
    grouped = any(section[at] == "," for at in range(whole[0], whole[-1])) if whole else False
    written = _whole(integer.lstrip("0"), section, whole, grouped=grouped)
    if written is None or not _is_run(decimals):
        return None
    for count, at in enumerate(decimals):
        rest = fraction[count:].strip("0")
        written[at] = fraction[count] if section[at] == "0" or rest else ""
    parts = [_part(section, at, written) for at in range(len(section))]
    if None in parts:
        return None
    return ("-" if shown < 0 else "") + "".join(part or "" for part in parts)


def _thousands(section: Section, places: Sequence[int], whole: Sequence[int]) -> int | None:
    """By how many thousands a number is divided: commas behind the last place; None if unclear."""
    count = 0
    for at, piece in enumerate(section):
        if piece != ",":
            continue
        if whole and whole[0] < at < whole[-1]:
            continue
        before = at - 1
        while before >= 0 and section[before] == ",":
            before -= 1
        if before < 0 or before not in {places[-1], whole[-1] if whole else -1}:
            return None
        count += 1
    return count


def _is_run(places: Sequence[int]) -> bool:
    """Whether nothing but places stands between the first and the last one."""
    return not places or places[-1] - places[0] + 1 == len(places)


def _whole(
    integer: str, section: Section, whole: Sequence[int], *, grouped: bool
) -> dict[int, str] | None:
    """What stands in each place before the point; None where it cannot be told."""
    between = [
        section[at] for at in range(whole[0], whole[-1] + 1) if at not in whole
    ] if whole else []  # fmt: skip
    written = dict.fromkeys(whole, "")
    if all(one == "," for one in between):
        blank = next((n for n, at in enumerate(whole) if section[at] == "0"), len(whole))
        least = len(whole) - blank
        digits = integer.rjust(least, "0")
        if whole:
            written[whole[0]] = f"{int(digits):0{least}d}" if digits else ""
        if grouped and digits:
            if least > 3:  # noqa: PLR2004 - whether zeros in front are grouped, too
                return None
            written[whole[0]] = f"{int(digits):,d}"
        return written
    if grouped or any(section[at] != "0" for at in whole):
        return None
    digits = integer.rjust(len(whole), "0")
    first = len(digits) - len(whole) + 1
    for count, at in enumerate(whole):
        written[at] = digits[:first] if not count else digits[first + count - 1]
    return written


def _part(section: Section, at: int, written: dict[int, str]) -> str | None:
    piece = section[at]
    if at in written:
        return written[at]
    if piece in {",", "."}:
        return "." if piece == "." else ""
    return "%" if piece == "%" else literal(piece)
