"""Whether a number in a text is the figure, which depends on the year that the text is about.

Of which year a sentence speaks is decided so:

1.  a sentence that names a year (2021—2022学年度, 2021年秋季, 2021年10月, 2021年) speaks of that;
    a calendar year touches two school years, and either number is right;
2.  one that speaks of several years (近三年, 51人、58人、64人) may give the number of any;
3.  else evidence that is registered for a year speaks of that year;
4.  other evidence may be of any year: only a number that no declared year has is wrong;
5.  what the school itself writes today (the workbooks, the chapters) speaks of the latest year: the
    number of an older one is what was forgotten when the text was carried over.

A year that stands far from the number adds to what may be right, and takes nothing away; so does a
part of the school (小学部) that is named before the number. Where nothing is declared for the year
or the part, nothing is compared. A number with fewer decimals than the figure has, or in 万, agrees
when it is the figure rounded.
"""

from collections.abc import Sequence
from decimal import Decimal

from dossier.check.declared import Declared, DeclaredAmount
from dossier.check.quotes import Quote
from dossier.facts import Fact
from dossier.media.passage import Passage
from dossier.model.dossier import Dossier
from dossier.model.standard import Stage
from dossier.model.units import unit_of
from dossier.model.years import FiscalYear, SchoolYear, Year, covers
from dossier.numbers import decimals, rounded
from dossier.source import Cell


class Speech(Fact, frozen=True):
    """Words that belong together: a cell (`at`), or the file `path`.

    `years` are those that the register files it under; `own` words are the school's own of today.
    In what the school wrote, figures are looked for in `free` wording as well.
    """

    passages: Sequence[Passage]
    at: Cell | None = None
    path: str = ""
    years: tuple[Year, ...] = ()
    own: bool = False
    free: bool = False
    indicator: str = ""
    requirement: str = ""


class Correction(Fact, frozen=True):
    """The figure that a number should have been, and the year that has it, if any."""

    amount: DeclaredAmount
    stage: Stage
    year: Year
    elsewhere: Year | None


class Comparer:
    """Compares what is said with what is declared."""

    def __init__(self, dossier: Dossier) -> None:
        self._years = Declared(dossier.school.figures)
        self._funds = Declared(dossier.school.funds)
        self._latest = (
            max(dossier.standard.school_years, default=None),
            max(dossier.standard.fiscal_years, default=None),
        )

    def verdict(self, quote: Quote, speech: Speech) -> Correction | None:
        """What contradicts the quote; None where it is right, or nothing can be said of it."""
        name, own = quote.pattern.phrase.figure, quote.pattern.phrase.stage
        stages = dict.fromkeys(stage for stage in (quote.stage, own) if stage is not None)
        known = {stage: self._declared(name, stage) for stage in stages}
        allowed = {stage: self._allowed(quote, speech, amounts) for stage, amounts in known.items()}
        for stage, years in allowed.items():
            if any(_agrees(quote, known[stage][year]) for year in years):
                return None
        stage = next(iter(stages))
        if not allowed[stage]:
            return None
        year = allowed[stage][-1]
        elsewhere = (other for other, amount in known[stage].items() if _agrees(quote, amount))
        return Correction(known[stage][year], stage, year, next(elsewhere, None))

    def is_of_any_part(self, quote: Quote, speech: Speech) -> bool:
        """Whether the number is the figure of the school or of any part of it."""
        for stage in Stage:
            known = self._declared(quote.pattern.phrase.figure, stage)
            if any(_agrees(quote, known[year]) for year in self._allowed(quote, speech, known)):
                return True
        return False

    def _declared(self, name: str, stage: Stage) -> dict[Year, DeclaredAmount]:
        if name in self._years.names:
            return _amounts(self._years, name, stage)
        return _amounts(self._funds, name, stage)

    def _allowed(
        self, quote: Quote, speech: Speech, known: dict[Year, DeclaredAmount]
    ) -> list[Year]:
        """The years whose numbers are right here, the likeliest last."""
        every = list(known)
        said = quote.mention
        if quote.is_series or (said and said.kind == "any"):
            return every
        usual = self._usual(speech, every)
        if said is None or said.kind == "now":
            return usual
        named = [year for year in every if said.covers(year)]
        return named if said.is_near else [*usual, *named]

    def _usual(self, speech: Speech, every: list[Year]) -> list[Year]:
        """The years that words without a year are about."""
        if speech.years:
            return [year for year in every if any(_touch(year, given) for given in speech.years)]
        if speech.own:
            inspected = [year for year in every if year in self._latest]
            return inspected or every[-1:]
        return every


def _amounts(
    declared: Declared[SchoolYear] | Declared[FiscalYear], name: str, stage: Stage
) -> dict[Year, DeclaredAmount]:
    found = {year: declared.amount(name, stage, year) for year in declared.years}  # type: ignore[arg-type]
    return {year: amount for year, amount in found.items() if amount is not None}


def _touch(year: Year, given: Year) -> bool:
    """Whether what is filed under `given` may speak of `year`, of the other calendar or not."""
    if isinstance(year, type(given)):
        return year == given
    return covers(year, given.first) or covers(year, given.last)


def _agrees(quote: Quote, amount: DeclaredAmount) -> bool:
    """Whether the number is the amount, rounded to the decimals and the multiple it is given in."""
    unit, said = unit_of(amount.unit), quote.pattern.unit
    if said is not None and said.base == unit.base:
        factor = said.factor
    elif quote.pattern.suffix.startswith(unit.base) or quote.multiple != 1:
        factor = Decimal(1)
    else:
        factor = unit.factor
    value = amount.value * unit.factor / (factor * quote.multiple)
    return rounded(value, decimals(quote.number)) == quote.number
