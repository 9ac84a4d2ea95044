"""A number as a Chinese Excel shows it in a format (ECMA-376-1, 18.8.31).

It is exact for what is written into the copy, numbers in Chinese characters; for all others it says
how much room they take.
"""

import re
from functools import lru_cache

from dossier.convert.sheet.digits import CHARACTERS, filled, general, in_words
from dossier.convert.sheet.formats import DATE, kind_of, literal, sections
from dossier.convert.sheet.moments import moment

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")


@lru_cache(maxsize=4096)  # days and amounts come again and again
def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """The text of a number in a format; '' where the format shows nothing."""
    section, value = _chosen(value, _parts(code))
    if "General" in section:
        return _literal(section, general(value))
    if any(DATE.fullmatch(piece) for piece in section):
        return moment(value, section, since_1904=since_1904)
    return filled(value, section)


@lru_cache(maxsize=256)
def in_characters(code: str) -> bool:
    """Whether numbers are shown in Chinese characters that LibreOffice sets otherwise."""
    return any(
        piece.lower() in {"[dbnum1]", "[dbnum2]"}
        and (
            not any(DATE.fullmatch(one) for one in section)
            or any(one.lower().startswith(("h", "s", "[h", "[s")) for one in section)
        )
        for section in _parts(code)
        for piece in section
    )


def keeps_sign(value: float, code: str) -> bool:
    """Whether Excel shows the sign of a negative number for which LibreOffice does not.

    A section for all that no condition holds for is taken there for one of negative numbers, which
    says itself where their sign goes.
    """
    if value >= 0:
        return False
    conditions = [_condition(part) for part in _parts(code) if "@" not in part]
    if len(conditions) < 2 or None in conditions[:-1]:  # noqa: PLR2004 - what holds for the rest?
        return False
    held = next((one for one in conditions if one is None or _holds(value, *one)), ("<", 0.0))
    return held is None or not (held[0] in {"<", "<=", "="} and held[1] <= 0)


@lru_cache(maxsize=256)
def shows_time(code: str) -> bool:
    """Whether a format shows hours, minutes or seconds."""
    return any(
        DATE.fullmatch(piece) and piece.lower().strip("[")[0] in "hs"
        for section in _parts(code)
        for piece in section
    )


@lru_cache(maxsize=256)
def _parts(code: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(section) for section in sections(code))


def _chosen(value: float, parts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], float]:
    """The section that a number is shown in, and the number without the sign that it replaces."""
    numeric = [part for part in parts if "@" not in part] or [parts[0]]
    conditions = [_condition(part) for part in numeric]
    if any(conditions):
        for part, condition in zip(numeric, conditions, strict=True):
            if condition is None or _holds(value, *condition):
                return part, value
        return numeric[-1], value
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:  # noqa: PLR2004 - the third one is for zero
        return numeric[2], value
    return numeric[0], value


def _condition(part: tuple[str, ...]) -> tuple[str, float] | None:
    found = next((m for piece in part if (m := _CONDITION.fullmatch(piece))), None)
    return (found[1], float(found[2])) if found else None


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit, ">": value > limit, "=": value == limit,
        "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _literal(section: tuple[str, ...], text: str) -> str:
    kind = kind_of(section)
    if kind and "E" not in text:
        whole, dot, rest = text.lstrip("-").partition(".")
        digits = "".join(CHARACTERS[kind][int(digit)] for digit in rest)
        text = "-" * text.startswith("-") + in_words(int(whole), kind) + dot + digits
    return "".join(text if one == "General" else literal(one) for one in section)
