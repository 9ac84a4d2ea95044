"""A figure that lacks, told once: where it is to be filled in, or where it is needed first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dossier.check.sources import FIGURES, sheets_of
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.amounts import wanting
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.source import Cell

OF_THE_YEAR = "本年."
"""How templates name the figures of the year that is judged."""

_Key = tuple[str, Stage, Year]


@dataclass(slots=True)
class _BlankFigure:
    """A figure whose row is there, and blank for some years that something needs."""

    name: str
    stage: Stage
    cells: dict[Year, Cell] = field(default_factory=dict)
    waiting: int = 0

    def finding(self) -> Finding:
        years = sorted(self.cells, key=lambda year: year.first)
        return Finding(
            Code.FIGURE_MISSING,
            say(
                "'{figure}' of {stage} is blank for {years}; results that wait for it: {count}",
                figure=self.name,
                stage=self.stage.value,
                years="、".join(year.span for year in years),
                count=self.waiting,
            ),
            at=self.cells[years[0]],
            hint=say("fill in its row; write 0 where there is nothing"),
            year=years[0] if len(years) == 1 else None,
        )


class Figures:
    """What is told of figures that lack, gathered by the figure.

    One that is blank in its row is told there, whatever needs it; one that has no row is told
    where it is needed first, for all its years, with the number of what else needs or names it.
    """

    def __init__(self, school: School) -> None:
        self._school = school
        self._rows = {name for name, _, _ in (*school.figures, *school.funds, *school.vacant)}
        self._blank: dict[tuple[str, Stage, bool], _BlankFigure] = {}
        self._without: dict[tuple[str, bool], list[Finding]] = {}
        self._naming: list[Finding] = []

    def take(self, finding: Finding) -> bool:
        """Whether it is about a figure that lacks, and told with others of it."""
        if finding.code in {Code.CODE_UNKNOWN, Code.TEMPLATE_FIELD_UNKNOWN}:
            told = _named(finding)
            if told and told not in self._rows:
                self._naming.append(finding)
            return bool(told) and told not in self._rows
        keys = self._keys(finding)
        if not keys:
            return False
        lacking = self._lacking(keys)
        for (name, stage, year), cell in lacking.items():
            key = name, stage, isinstance(year, FiscalYear)
            one = self._blank.setdefault(key, _BlankFigure(name, stage))
            one.cells[year] = cell
            one.waiting += 1
        if not lacking:
            name, _, year = keys[0]
            self._without.setdefault((name, isinstance(year, FiscalYear)), []).append(finding)
        return True

    def cells(self, finding: Finding) -> set[Cell]:
        """The cells that are to give what it lacks."""
        return {*self._lacking(self._keys(finding)).values()}

    def wanted(self, finding: Finding) -> set[str]:
        """The names of the figures that it lacks."""
        return {name for name, _, _ in self._keys(finding)}

    def findings(self) -> Iterator[Finding]:
        """What is told of all of them."""
        for blank in self._blank.values():
            yield blank.finding()
        known = {name for name, _ in self._without}
        naming = [one for one in self._naming if _named(one) in known]
        yield from (one for one in self._naming if one not in naming)
        for (name, _), same in self._without.items():
            others = [one for one in naming if _named(one) == name]
            naming = [one for one in naming if one not in others]
            yield _of_all(same, len(others))

    def _keys(self, finding: Finding) -> list[_Key]:
        """The figures that it lacks: who needs the sum of the parts needs each of them."""
        said = dict(finding.text.values)
        if finding.code is not Code.FIGURE_MISSING or not {"figure", "stage"} <= said.keys():
            return []
        if finding.year is None:
            return []
        name, year = str(said["figure"]), finding.year
        stage = next(stage for stage in Stage if stage.value == said["stage"])
        wanted = [(one, of, year) for one, of in wanting(self._school, name, stage, year)]
        vacant = self._school.vacant
        # who needs the sum of the parts needs each of them
        if stage is Stage.SCHOOL and wanted == [(name, stage, year)] and wanted[0] not in vacant:
            parts = [(name, of, year) for of in Stage if (name, of, year) in vacant]
            wanted = parts or wanted
        return [*wanted] or [(name, stage, year)]

    def _lacking(self, keys: Sequence[_Key]) -> dict[_Key, Cell]:
        """The cells, blank or wrong, for which figures lack; none where there is no row."""
        if not keys:
            return {}
        vacant = self._school.vacant
        name, stage, year = keys[0]
        tried: list[list[_Key]] = [
            [*keys],
            [(one, Stage.SCHOOL, of) for one, _, of in keys],  # which parts would share
        ]
        if isinstance(year, SchoolYear):  # rules look for it in both sheets
            tried.append([(name, stage, FiscalYear(year.start))])
        for some in tried:
            found = {key: vacant[key] for key in some if key in vacant}
            if found:
                return found
        return {}


def _named(finding: Finding) -> str:
    """The figure that it names and does not find; '' where it is about something else."""
    if finding.code is Code.CODE_UNKNOWN and FIGURES in sheets_of(finding):
        return str(dict(finding.text.values).get("name", ""))
    for _, value in finding.text.values:
        if str(value).startswith(OF_THE_YEAR):
            return str(value).removeprefix(OF_THE_YEAR).partition(".")[0]
    return ""


def _of_all(same: list[Finding], others: int) -> Finding:
    """The first of them, for all its years, with the number of the rest and of `others`."""
    first = same[0]
    alike = [one for one in same if _but_for_the_year(one) == _but_for_the_year(first)]
    years = "、".join(dict.fromkeys(str(one.year) for one in alike))
    given = tuple((name, years if name == "year" else v) for name, v in first.text.values)
    return replace(
        first,
        text=Text(first.text.msgid, given),
        year=first.year if len(alike) == 1 else None,
        followed=len(same) - len(alike) + others,
    )


def _but_for_the_year(finding: Finding) -> object:
    said = dict(finding.text.values)
    return finding.at, finding.text.msgid, said["figure"], said["stage"]
