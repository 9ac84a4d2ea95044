"""One school, inspected (and built, where that is asked for), for the county; or why not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from dossier.assembly.inspection import Inspection
from dossier.errors import DossierError
from dossier.facts import Fact
from dossier.faults import noted
from dossier.finding import Finding, Severity
from dossier.lock import Holder
from dossier.log import note
from dossier.messages import Text, say
from dossier.model.amounts import CLASSES, PUPILS, amount
from dossier.model.assessment import Result
from dossier.model.county import Listed, Ruled, SchoolFailure, Summary, Value, Want
from dossier.model.dossier import Dossier
from dossier.model.formula import parse
from dossier.model.item import Arranged
from dossier.model.rules import Rules
from dossier.model.standard import Family, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import rounded
from dossier.pipeline import build, inspect
from dossier.refusal import refusal
from dossier.source import Row
from dossier.store.source_hash import content_key
from dossier.text import YES_NO, verified_mark
from dossier.together import settle
from dossier.workspace import Workspace


def summarise(place: str, boxes: bool = False, room: str = "") -> Summary:
    """Inspect the workspace at `place`; with `boxes`, build it too (LibreOffice as it is there).

    `room` is a folder in which the engine keeps what it learns of the machine, for all schools;
    '' is the workspace's own.

    Who builds is the only one that writes to the workspace: another one, or the rest of a worker
    that has died, is waited for, and what it left behind is swept. Raises what
    :func:`dossier.pipeline.inspect` and :func:`dossier.pipeline.build` raise.
    """
    workspace = Workspace(Path(place))
    settle(workspace.unsettled)
    if not boxes or not workspace.inputs.is_dir():
        inspection = inspect(workspace)
        return summary_of(inspection, inspection.findings, inspection.boxes)
    # only where boxes are built
    from dossier.convert.engines import opened  # noqa: PLC0415
    from dossier.leftovers import sweep  # noqa: PLC0415
    from dossier.lock import held  # noqa: PLC0415

    with (
        held(workspace.lock, "dossier county", _waiting, _unlocked),
        opened(Path(room) if room else workspace.cache / "engine") as engine,
    ):
        sweep(workspace.build, workspace.frozen, workspace.edits, flat=workspace.inputs)
        inspection = inspect(workspace)
        built = build(inspection, engine)
    return summary_of(inspection, built.findings, built.boxes, len(built.boxes))


def summary_of(
    inspection: Inspection,
    findings: tuple[Finding, ...],
    boxes: tuple[Arranged, ...],
    bound: int | None = None,
) -> Summary:
    """What the county needs of an inspection, for the last school year of the standard."""
    dossier, assessment = inspection.dossier, inspection.assessment
    school, standard = dossier.school, dossier.standard
    year = max(standard.school_years, default=None)
    varied = varied_families(dossier.rules)

    def of(families: frozenset[Family]) -> tuple[Result, ...]:
        return tuple(
            result
            for result in assessment.results
            if result.year == year
            and result.measure.code in standard.indicators
            and standard.indicators[result.measure.code].family in families
        )

    severities = Counter(finding.severity for finding in findings)
    codes = Counter(finding.code.slug for finding in findings)
    return Summary(
        name=school.name,
        named=school.cells.get("学校名称"),
        kind=school.fact("学校类型"),
        kind_at=school.cells.get("学校类型"),
        county=school.fact("县（市、区）"),
        year=year,
        pupils=_counts(dossier, PUPILS, year),
        classes=_counts(dossier, CLASSES, year),
        conditions=tuple(_value(dossier, r) for r in of(frozenset({Family.CONDITIONS}))),
        balance=tuple(
            _value(dossier, result) for result in of(varied) if result.measure.unit != YES_NO
        ),
        wants=tuple(
            Want(need.result.measure.code, need.result.stage, need.working)
            for need in assessment.needs
            if need.result.year == year and not need.projected
        ),
        verdicts=tuple(
            Ruled(verdict.family, verdict.stage, verdict.met, verdict.working)
            for verdict in assessment.verdicts
            # 差异系数 are the county's to judge: no school can tell its own
            if verdict.year in {year, None} and not verdict.rule.rule.of_county
        ),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
        codes=tuple(sorted(codes.items())),
        gaps=sum(box.gaps for box in boxes),
        standard_hash=standard_hash(dossier),
        boxes=bound,
    )


def _waiting(holder: Holder | None) -> None:
    note("county", f"waits for another command that writes to the school's workspace: {holder}")


def _unlocked(reason: "Text | str") -> None:
    note("county", f"the school's workspace cannot be locked: {reason}")


def varied_families(rules: Rules) -> frozenset[Family]:
    """The sets whose 差异系数 are worked out: 校际均衡, and those that a rule limits."""
    limited = {rule.family for rule in rules.passing if rule.rule.of_county}
    return frozenset({Family.BALANCE, *limited})


def _counts(
    dossier: Dossier, name: str, year: SchoolYear | None
) -> tuple[tuple[Stage, Decimal], ...]:
    """The figure `name` by stage, as far as the workbook gives it."""
    return tuple(_each_count(dossier, name, year)) if year else ()


def _each_count(dossier: Dossier, name: str, year: SchoolYear) -> Iterator[tuple[Stage, Decimal]]:
    for stage in Stage:
        declared = dossier.school.figures.get((name, stage, year))
        if declared:
            yield stage, declared.value
        elif stage is Stage.SCHOOL:
            whole = amount(dossier.school, name, stage, year)
            if whole:
                yield stage, whole.value


def _value(dossier: Dossier, result: Result) -> Value:
    figure, unit, slope = _lever(dossier, result)
    bar = result.shown_threshold
    return Value(
        code=result.measure.code,
        stage=result.stage,
        value=result.value,
        shown=result.shown,
        standard=bar and bar + verified_mark(result.measure.verified),
        met=result.met,
        margin=result.margin,
        working=result.working,
        figure=figure,
        figure_unit=unit,
        slope=slope,
    )


def _lever(dossier: Dossier, result: Result) -> tuple[str, str, Decimal | None]:
    """The figure that more of would raise the indicator, its unit, and by how much one more does.

    Formulas are sums, products and quotients, so one step tells; None where it has no effect.
    """
    formula = parse(result.measure.formula)  # it was computed, so it can be read
    name = result.measure.raised or next(iter(formula.names), "")
    found = {one: amount(dossier.school, one, result.stage, result.year) for one in formula.names}
    amounts = {one: each.value for one, each in found.items() if each is not None}
    figure = found.get(name)
    if figure is None or len(amounts) < len(formula.names):
        return name, "", None
    more = formula.value({**amounts, name: amounts[name] + 1})
    slope = rounded(more - formula.value(amounts), 24)
    return name, figure.unit, slope or None


def failure_of(school: Listed, error: BaseException) -> SchoolFailure:
    """What became of a school whose task ended with `error`.

    A folder that is none is the school's fault, a disk the machine's; anything else is ours, and
    is told with its kind, so that it can be reported. No other school suffers for it.
    """
    if isinstance(error, DossierError):
        return SchoolFailure(_near(school, error.text))
    if isinstance(error, OSError):
        named = say(
            "'{file}': {reason}", file=error.filename or school.folder, reason=refusal(error)
        )
        return SchoolFailure(_near(school, named))
    noted(school.folder, error)
    kind = type(error).__name__
    return SchoolFailure(
        say("the program failed: {kind}: {problem}", kind=kind, problem=str(error) or kind)
    )


def _near(school: Listed, text: Text) -> Text:
    """The message with the school's folder as it was written, not as it is on this machine."""
    return Text(
        text.msgid,
        tuple(
            (
                name,
                _near(school, value)
                if isinstance(value, Text)
                else str(value).replace(school.place, school.folder),
            )
            for name, value in text.values
        ),
    )


def standard_hash(dossier: Dossier) -> str:
    """A hash of the standard: name, years, indicators, formulas, thresholds and rules.

    Where a fact stands in its workbook does not count, nor what is printed and bound (evidence,
    chapters, boxes): a school may file its dossier in its own way and is measured alike. Nor does
    it count which of all this concerns a school of its kind.
    """
    standard, rules = dossier.as_given or (dossier.standard, dossier.rules)
    return content_key(
        standard.name,
        [str(year) for year in (*standard.school_years, *standard.fiscal_years)],
        standard.pass_rule,
        _plain(standard.indicators),
        _plain(standard.measures),
        _plain(rules.thresholds),
        _plain(rules.passing),
        _plain(rules.scoring),
        _plain(rules.growth),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Fact):
        return {
            name: _plain(part)
            for name in value.__struct_fields__
            if not isinstance(part := getattr(value, name), Row)
        }
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value
