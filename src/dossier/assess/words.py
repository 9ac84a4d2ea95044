"""How figures, numbers and percentages are said where more than one assessment says them."""

from decimal import Decimal

from dossier.assess.units import unit_of
from dossier.model.standard import Stage
from dossier.numbers import decimals, fixed

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


def money(value: Decimal, unit: str) -> str:
    """An amount as the sheet 经费 gives it: what is in 元 with two decimals at least."""
    declared = decimals(value.normalize())
    return fixed(value, max(2, declared) if "元" in unit else declared) + unit
