"""What the assessment says of an indicator."""

from decimal import Decimal

from dossier.facts import Fact
from dossier.model.rules import ThresholdRule
from dossier.model.standard import Measure, Stage
from dossier.model.years import SchoolYear
from dossier.source import Cell


class Result(Fact, frozen=True):
    """An indicator's value for one year and stage, with its working.

    `value` is in the measure's unit, rounded only as the arithmetic needs (12 decimals); `met` is
    None where no threshold applies.
    `working` is the arithmetic in words and numbers; `cells` are the figures it used.
    `rule` is the row of 达标值 that the threshold comes from; None where it is the measure's own.
    """

    measure: Measure
    stage: Stage
    year: SchoolYear
    value: Decimal
    threshold: Decimal | None
    met: bool | None
    shown: str
    shown_threshold: str
    margin: str
    working: str
    cells: tuple[Cell, ...]
    rule: ThresholdRule | None = None

    @property
    def verified(self) -> bool:
        """Whether a source confirms the threshold (else 未核实 is printed with it)."""
        return (self.rule or self.measure).verified

    @property
    def source(self) -> str:
        """The document that the threshold stands in."""
        return (self.rule or self.measure).source
