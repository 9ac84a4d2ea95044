"""Numbers among the settings of a standard: parts of a whole with their sign, and counts."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from dossier.finding import Code, Finding
from dossier.messages import Text, say

_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([%‰])")
_COUNT = re.compile(r"(\d{1,9})(?:人|份|个)?")
_SIGNS = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


def part_of(settings: Mapping[str, str], name: str) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """The setting ``30%`` as 0.30 and ``1.5‰`` as 0.0015; None where it is blank or senseless.

    A bare number is not understood: 30 and 0.3 might both be meant for 30%.
    """
    found = _folded(settings, name)
    if not found:
        return None, ()
    match = _PART.fullmatch(found)
    if not match:
        return None, (_senseless(settings, name, say("write a percentage such as 30%")),)
    return Decimal(match[1]) * _SIGNS[match[2]], ()


def count_of(settings: Mapping[str, str], name: str) -> tuple[int | None, tuple[Finding, ...]]:
    """The setting as a whole number, such as ``600``; None where it is blank or senseless."""
    found = _folded(settings, name)
    if not found:
        return None, ()
    match = _COUNT.fullmatch(found)
    if not match:
        return None, (_senseless(settings, name, say("write a whole number such as 600")),)
    return int(match[1]), ()


def _folded(settings: Mapping[str, str], name: str) -> str:
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", settings.get(name, "")))


def _senseless(settings: Mapping[str, str], name: str, hint: Text) -> Finding:
    # Settings are text without cells; the sheet is known, and the name finds the row.
    return Finding(
        Code.RULE_INCOMPLETE,
        say("setting '{name}' cannot be '{found}'", name=name, found=settings[name]),
        path="standard.xlsx",
        hint=hint,
    )
