"""What the command says of standards: a line each, and one of them as a tree."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dossier.assembly.reassigning import Changed
from dossier.cli.console.screen import Screen
from dossier.facts import Fact
from dossier.finding import Finding
from dossier.messages import Text, say
from dossier.model.rules import PassRule, Rules, ScoringRule, ThresholdRule
from dossier.model.standard import Family, Indicator, Measure, Stage, Standard
from dossier.numbers import grouped
from dossier.report.records import finding_record
from dossier.report.text import lines, tally
from dossier.standards import PlacedStandard, StandardChange
from dossier.text import verified_mark


class DescribedStandard(Fact, frozen=True):
    """A standard and its rules, under the name by which the command line knows it."""

    name: str
    standard: Standard
    rules: Rules

    @property
    def items(self) -> tuple[Indicator, ...]:
        """What is judged: the indicators right beneath the A-level, but for 综合."""
        return tuple(
            one
            for one in self.standard.indicators.values()
            if one.family is not Family.GENERAL and len(self.standard.lineage(one.code)) == 2  # noqa: PLR2004
        )

    @property
    def families(self) -> dict[Family, int]:
        """How many items each set has, in the order of the sheet."""
        counts: dict[Family, int] = {}
        for item in self.items:
            counts[item.family] = counts.get(item.family, 0) + 1
        return counts

    def verified(self, item: Indicator) -> bool:
        """Whether everything that is said of `item` and of what hangs on it has its source."""
        codes = {c for c in self.standard.indicators if item.code in self.standard.lineage(c)}
        said: list[Indicator | Measure | ThresholdRule | ScoringRule] = [
            *(self.standard.indicators[code] for code in codes),
            *(m for m in self.standard.measures.values() if m.code in codes),
            *(r for r in self.rules.thresholds if r.indicator in codes),
            *(r for r in self.rules.scoring if r.indicator in codes),
        ]
        return all(one.verified for one in said)


def listed(screen: Screen, standards: Sequence[DescribedStandard]) -> None:
    """Each standard: its name and title, how many items it judges, and how many have a source."""
    records: list[dict[str, Any]] = []
    for one in standards:
        sure = sum(one.verified(item) for item in one.items)
        records.append(
            {
                "name": one.name,
                "title": one.standard.name,
                "indicators": {family.value: count for family, count in one.families.items()},
                "verified": sure,
                "unverified": len(one.items) - sure,
            }
        )
        screen.say(f"{one.name}  {one.standard.name}")
        counts = "、".join(f"{family.value} {count}" for family, count in one.families.items())
        screen.say(f"  {say('indicators: {count} ({parts})', count=len(one.items), parts=counts)}")
        sources = say("verified: {sure}, 未核实: {rest}", sure=sure, rest=len(one.items) - sure)
        screen.say(f"  {sources}")
    screen.answer(records)


def shown(screen: Screen, one: DescribedStandard, findings: Sequence[Finding]) -> None:
    """The tree with formulas, thresholds and points, the pass rules, and what is wrong with it."""
    screen.answer(_record(one, findings))
    screen.say(f"{one.name}  {one.standard.name}")
    for basis in one.standard.basis:
        screen.say(f"  {basis}")
    for code, indicator in one.standard.indicators.items():
        indent = "  " * len(one.standard.lineage(code))
        screen.say(f"{indent}{indicator.title}")
        for line in _details(one, code):
            screen.say(f"{indent}    {line}")
    screen.say(say("pass rules:"))
    for rule in one.rules.passing:
        screen.say(f"  {rule.family.value}：{_passing(rule)}")
    if one.rules.growth:
        screen.say(say("what must grow:"))
    for growth in one.rules.growth:
        screen.say(f"  {growth.code} {growth.name}{verified_mark(growth.verified)}")
    screen.say(
        say(
            "materials: {materials}, chapters: {chapters}, boxes: {boxes}",
            materials=len(one.standard.requirements),
            chapters=len(one.standard.chapters),
            boxes=len(one.standard.boxes),
        )
    )
    for finding in findings:
        for line in lines(finding):
            screen.say(line)
    if findings:
        screen.say(tally(findings))


def codes_taken_out(screen: Screen, cells: Sequence[Changed]) -> None:
    """Codes that mean something else now, where they stood."""
    for one in cells:
        screen.say(
            say(
                "{cell}: '{code}' is taken out: it was '{before}', and is '{after}' now",
                cell=one.at,
                code=one.code,
                before=one.before,
                after=one.after,
            )
        )


def books_kept(screen: Screen, copies: Sequence[str]) -> None:
    """What workbooks were before they were changed."""
    for copy in copies:
        screen.say(say("the workbook before it is kept as '{file}'", file=copy))


def placed(
    screen: Screen,
    name: str,
    done: PlacedStandard,
    taken_out: Sequence[Changed] = (),
    copies: Sequence[str] = (),
) -> None:
    """What putting a standard into the workspace did, and which codes were taken out for it."""
    kept = done.kept.name if done.kept else ""
    answer: dict[str, Any] = {"name": name, "change": done.change.value, "kept": kept}
    if taken_out:
        answer["taken_out"] = [
            {"cell": str(one.at), "code": one.code, "before": one.before, "after": one.after}
            for one in taken_out
        ]
        answer["copies"] = list(copies)
    screen.answer(answer)
    codes_taken_out(screen, taken_out)
    books_kept(screen, copies)
    if done.change is StandardChange.SAME:
        screen.say(say("'{name}' is in use already", name=name))
        return
    if kept:
        screen.say(say("the standard before it is kept as '{file}'", file=kept))
    screen.say(say("'{name}' is now {book}", name=name, book=done.book))
    screen.say(
        say(
            "set {years} and {basis} on the sheet '{sheet}' for your county",
            years="学年度、财政年度",
            basis="评估依据",
            sheet="设置",
        )
    )


def _record(one: DescribedStandard, findings: Sequence[Finding]) -> dict[str, Any]:
    standard, rules = one.standard, one.rules
    return {
        "name": one.name,
        "title": standard.name,
        "basis": list(standard.basis),
        "indicators": [
            {
                "code": code,
                "parent": indicator.parent,
                "name": indicator.name,
                "family": indicator.family.value,
                "verified": indicator.verified,
                "details": [str(line) for line in _details(one, code)],
            }
            for code, indicator in standard.indicators.items()
        ],
        "rules": [
            {"family": r.family.value, "rule": _passing(r), "verified": r.verified}
            for r in rules.passing
        ],
        "growth": [{"code": g.code, "name": g.name, "verified": g.verified} for g in rules.growth],
        "findings": [finding_record(finding) for finding in findings],
    }


def _details(one: DescribedStandard, code: str) -> Iterator[str]:
    measure = one.standard.measures.get(code)
    if measure:
        yield _measured(measure)
    for bar in one.rules.thresholds:
        if bar.indicator == code:
            comparison = measure.comparison if measure else ""
            words = f"{comparison} {grouped(bar.value)}".strip()
            yield f"{_conditions(bar)}：{words}{verified_mark(bar.verified)}"
    rules = [rule for rule in one.rules.scoring if rule.indicator == code]
    full = next((rule for rule in rules if rule.full is not None), None)
    if full is not None and full.full is not None:
        yield str(say("points: {full}", full=grouped(full.full))) + verified_mark(full.verified)
    for rule in rules:
        yield f"{rule.item}：{_scored(rule)}{verified_mark(rule.verified)}"


def _measured(measure: Measure) -> str:
    told = f"{measure.formula}（{measure.unit}）"
    bars = _by_stage(measure.thresholds, f"{measure.comparison} ")
    return (
        f"{told}：{bars}{verified_mark(measure.verified)}" if bars and measure.comparison else told
    )


def _conditions(bar: ThresholdRule) -> str:
    """Whom a threshold holds for: ``小学部、九年一贯制、12—24班``."""
    least, most = bar.classes
    parts = [bar.stage.value if bar.stage else "", bar.school_type, bar.school]
    if least is not None or most is not None:
        low, high = ("" if end is None else str(end) for end in (least, most))
        parts.append(f"{low}—{high}班")
    return "、".join(part for part in parts if part) or Stage.SCHOOL.value


def _scored(rule: ScoringRule) -> str:
    """A scoring rule in a line: ``每低1个百分点扣分 已入学÷适龄 99.5，1，≤ 2``."""
    named = f"{rule.stage.value} {rule.figure}" if rule.figure else ""
    numbers: list[Text] = []
    if rule.target is not None:
        numbers.append(say("line {value}", value=grouped(rule.target)))
    if rule.deduct is not None:
        numbers.append(say("loses {value}", value=grouped(rule.deduct)))
    if rule.most is not None:
        numbers.append(say("at most {value}", value=grouped(rule.most)))
    told = "，".join(str(number) for number in numbers)
    return "，".join(part for part in (rule.rule.value, named, told) if part)


def _passing(rule: PassRule) -> str:
    return f"{rule.rule.value} {_by_stage(rule.values)}".strip() + verified_mark(rule.verified)


def _by_stage(values: Mapping[Stage, Decimal], sign: str = "") -> str:
    return "、".join(
        f"{sign}{grouped(value)}"
        if stage is Stage.SCHOOL
        else f"{stage.value} {sign}{grouped(value)}"
        for stage, value in values.items()
    )
