"""How figures, numbers and percentages are said where more than one assessment says them."""

from decimal import Decimal

from dossier.assess.indicators import SOUND_PLACES
from dossier.assess.units import unit_of
from dossier.model.rounding import decimals, rounded
from dossier.model.standard import Stage

_PIECES = frozenset("个项次张座辆架幅份") | {"人次"}
_MEASURED = ({"平方米": 1}, {"元": 1})


def counted(unit: str) -> bool:
    """Whether what is in this unit (人, 册, 台套 …) is counted one by one, and comes whole."""
    known = unit_of(unit)
    if known is None:
        return unit in _PIECES
    thing = len(known.powers) == 1 and set(known.powers.values()) == {1}
    return thing and known.scale == 1 and known.powers not in _MEASURED


def called(name: str, stage: Stage) -> str:
    """A figure as documents name it: that of a part with its 学段, that of all without."""
    return name if stage is Stage.SCHOOL else f"{stage.value}{name}"


def plain(value: Decimal) -> str:
    """A declared number with thousands separators and without idle zeros: ``1,286.4``."""
    return f"{value.normalize():,f}"


def money(value: Decimal, unit: str) -> str:
    """An amount as the sheet 经费 gives it: what is in 元 with two decimals at least."""
    declared = decimals(value.normalize())
    return f"{rounded(value, max(2, declared) if '元' in unit else declared):,}{unit}"


def percent(value: Decimal, places: int = 2) -> str:
    """A number of percent as printed: ``9.31%``."""
    return f"{rounded(value, places):,}%"


def apart(one: Decimal, other: Decimal, places: int = 2) -> int:
    """The decimals, `places` or more, at which two numbers that differ are printed differently.

    Otherwise a document would read 7.02% > 7.02%.
    """
    while one != other and places < SOUND_PLACES and rounded(one, places) == rounded(other, places):
        places += 1
    return places
