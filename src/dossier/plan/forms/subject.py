"""What the forms are made of: a school alone, or a county with its schools."""

from collections.abc import Mapping
from decimal import Decimal

from dossier.facts import Fact
from dossier.model.amounts import CLASSES, PUPILS
from dossier.model.assessment import Assessment, Growth, Satisfaction, Score
from dossier.model.county import Summary
from dossier.model.dossier import Dossier
from dossier.model.rules import Rules
from dossier.model.school import School
from dossier.model.standard import JUDGED, Family, Indicator, Stage, Standard
from dossier.model.years import SchoolYear
from dossier.text import verified_mark

_CLASSES = (CLASSES, "班数")
# how a school's type tells which stages it has, where its figures do not tell them apart
_KINDS = {
    Stage.PRIMARY: ("小学", "一贯"),
    Stage.JUNIOR: ("初中", "初级中学", "完全中学", "一贯"),
}


class ShownValue(Fact, frozen=True):
    """An indicator's value of the judged year, `shown` without its unit.

    `standard` is the threshold as printed, with 未核实 where no source confirms it; '' for none.
    """

    value: Decimal
    shown: str
    standard: str
    met: bool | None


class SchoolRow(Fact, frozen=True):
    """A school as the tables of schools print it; everything is of the judged year.

    `verdicts` tells by stage whether 办学基本条件 pass the rules; it is empty where no rule says.
    """

    name: str
    kind: str
    pupils: Mapping[Stage, Decimal]
    classes: Mapping[Stage, Decimal]
    values: Mapping[tuple[str, Stage], ShownValue]
    verdicts: tuple[tuple[Stage, bool | None], ...] = ()

    def has(self, stage: Stage) -> bool:
        """Whether it has a row of its own among the schools of `stage`."""
        told_apart = [part for part in JUDGED if self.pupils.get(part, Decimal()) > 0]
        if told_apart:
            return stage in told_apart
        return any(word in self.kind for word in _KINDS[stage])

    def of(self, counted: Mapping[Stage, Decimal], stage: Stage) -> Decimal | None:
        """Pupils or classes of `stage`; those of the school where it is nothing else."""
        if stage in counted:
            return counted[stage]
        others = any(self.has(part) for part in JUDGED if part is not stage)
        return None if others else counted.get(Stage.SCHOOL)

    def told(self, code: str, stage: Stage) -> ShownValue | None:
        """The value that holds for `stage`: its own, or that of the whole school."""
        return self.values.get((code, stage)) or self.values.get((code, Stage.SCHOOL))

    def passes(self, stage: Stage, codes: tuple[str, ...]) -> bool:
        """Whether it is known to pass; without a rule that takes every one of `codes`."""
        ruled = [met for of, met in self.verdicts if of in {stage, Stage.SCHOOL}]
        if ruled:
            return all(met is True for met in ruled)
        found = [self.told(code, stage) for code in codes]
        return all(told is not None and told.met is True for told in found)


class Subject(Fact, frozen=True):
    """Whose forms they are. `own` is what is said of the whole: the school, or the county itself.

    `schools` stand in the order of the register. `variations` are the 差异系数 by indicator and
    stage; None for a school alone, which cannot know them.
    """

    name: str
    year: SchoolYear
    standard: Standard
    rules: Rules
    own: School
    schools: tuple[SchoolRow, ...]
    scores: tuple[Score, ...] = ()
    growths: tuple[Growth, ...] = ()
    satisfaction: Satisfaction | None = None
    variations: Mapping[tuple[str, Stage], Decimal] | None = None

    @property
    def line(self) -> str:
        """The line beneath each title: who fills it in, and for which year."""
        if self.variations is not None:
            return f"县（市、区）：{self.name}　　　　{self.year}"
        county = self.own.fact("县（市、区）")
        where = f"县（市、区）：{county}　　　　" if county else ""
        return f"{where}填报单位：{self.name}　　　　{self.year}"

    def measured(self, family: Family) -> tuple[Indicator, ...]:
        """The indicators of a set that are computed, in the order of the standard."""
        return tuple(
            indicator
            for indicator in self.standard.indicators.values()
            if indicator.family is family and indicator.code in self.standard.measures
        )


def school_alone(dossier: Dossier, assessment: Assessment) -> Subject | None:
    """A school as the subject of its own forms; None where the standard has no school years."""
    year = max(dossier.standard.school_years, default=None)
    if year is None:
        return None
    school = dossier.school
    return Subject(
        name=school.name,
        year=year,
        standard=dossier.standard,
        rules=dossier.rules,
        own=school,
        schools=(school_row(school.name, school, assessment, year),),
        scores=assessment.scores,
        growths=assessment.growths,
        satisfaction=assessment.satisfaction,
    )


def school_row(name: str, school: School, assessment: Assessment, year: SchoolYear) -> SchoolRow:
    """A school whose workbooks are at hand."""

    def counted(*names: str) -> dict[Stage, Decimal]:
        return {
            stage: school.figures[figure, stage, year].value
            for figure in reversed(names)
            for stage in Stage
            if (figure, stage, year) in school.figures
        }

    return SchoolRow(
        name=name,
        kind=school.fact("学校类型"),
        pupils=counted(PUPILS),
        classes=counted(*_CLASSES),
        values={
            (r.measure.code, r.stage): ShownValue(
                r.value,
                r.shown.removesuffix(r.measure.unit),
                f"{r.shown_threshold}{verified_mark(r.verified)}" if r.shown_threshold else "",
                r.met,
            )
            for r in assessment.results
            if r.year == year
        },
        verdicts=tuple(
            (verdict.stage, verdict.met)
            for verdict in assessment.verdicts
            if verdict.family is Family.CONDITIONS and verdict.year in {None, year}
        ),
    )


def summary_row(name: str, summary: Summary, standard: Standard) -> SchoolRow:
    """A school of which only the summary is at hand."""
    measures = standard.measures
    return SchoolRow(
        name=name,
        kind=summary.kind,
        pupils=dict(summary.pupils),
        classes=dict(summary.classes),
        values={
            (v.code, v.stage): ShownValue(
                v.value,
                v.shown.removesuffix(measures[v.code].unit) if v.code in measures else v.shown,
                v.standard,
                v.met,
            )
            for v in (*summary.conditions, *summary.balance)
        },
        verdicts=tuple(
            (ruled.stage, ruled.met)
            for ruled in summary.verdicts
            if ruled.family is Family.CONDITIONS
        ),
    )
