"""指标 × 学年度: how complete the evidence is."""

from collections.abc import Sequence

from dossier.facts import Fact
from dossier.model.evidence import Completeness, Coverage
from dossier.model.standard import Standard
from dossier.model.years import Year, order_of


class EvidenceTally(Fact, frozen=True):
    """`have` of `need` pieces of evidence that the standard or the register asks for."""

    have: int
    need: int

    @property
    def state(self) -> Completeness:
        """Whether that is enough."""
        if self.have >= self.need:
            return Completeness.COMPLETE
        return Completeness.PARTLY if self.have else Completeness.MISSING

    def __add__(self, other: "EvidenceTally") -> "EvidenceTally":
        return EvidenceTally(self.have + other.have, self.need + other.need)


class Matrix(Fact, frozen=True):
    """Rows are indicators (code, name), columns periods (None: once); no cell: nothing needed."""

    periods: tuple[Year | None, ...]
    rows: tuple[tuple[str, str, tuple[EvidenceTally | None, ...]], ...]
    total: EvidenceTally


def matrix(standard: Standard, coverage: Sequence[Coverage]) -> Matrix:
    """The matrix over all indicators that need evidence, in the order of the standard."""
    cells: dict[tuple[str, Year | None], EvidenceTally] = {}
    for cover in coverage:
        key = (cover.requirement.indicator, cover.year)
        # what is registered beyond the need and cannot be bound is a gap all the same
        tally = EvidenceTally(cover.usable, max(cover.needed, cover.registered))
        cells[key] = cells.get(key, EvidenceTally(0, 0)) + tally
    # once first, then school years, then financial years
    periods = tuple(
        sorted(
            {year for _, year in cells},
            key=lambda y: (type(y).__name__ == "FiscalYear", order_of(y)),
        )
    )
    rows = tuple(
        (code, standard.indicators[code].title, tuple(cells.get((code, year)) for year in periods))
        for code in standard.indicators
        if any(indicator == code for indicator, _ in cells)
    )
    return Matrix(periods, rows, sum(cells.values(), EvidenceTally(0, 0)))
