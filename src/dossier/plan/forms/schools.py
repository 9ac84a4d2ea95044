"""表Ⅱ 办学基本标准达标情况 and 表Ⅲ 校际间均衡情况: a row for each 学部 of each school."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier.model.rules import BY_COUNTY, Pass, PassRule
from dossier.model.standard import JUDGED, Family, Indicator, Measure, Stage
from dossier.model.table import Form, FormCell, FormRow
from dossier.numbers import fixed, grouped, places_keeping
from dossier.plan.forms.cells import NOTHING, cell, head, numbered
from dossier.plan.forms.subject import SchoolRow, Subject
from dossier.text import UNVERIFIED, YES_NO, verified_mark

_PLACES = 3  # 差异系数 are printed with three decimals, and more where these would hide the verdict
_NAME, _COUNT, _VALUE = 22, 8, 12


def conditions(subject: Subject, stage: Stage) -> Form | None:
    """表Ⅱ of one stage; None where the standard asks for no conditions or no school has it."""
    indicators = subject.measured(Family.CONDITIONS)
    schools = [school for school in subject.schools if school.has(stage)]
    if not indicators or not schools:
        return None
    codes = tuple(indicator.code for indicator in indicators)
    passing = [school.passes(stage, codes) for school in schools]
    body: list[FormRow] = [
        (
            FormCell(school.name, left=True),
            _count(school.of(school.classes, stage)),
            _count(school.of(school.pupils, stage)),
            *(_condition(school, code, stage) for code in codes),
            cell("1" if passes else ""),
        )
        for school, passes in zip(schools, passing, strict=True)
    ]
    if len(schools) > 1:
        body.append(
            (
                FormCell(f"合计（{len(schools)}所）", left=True),
                _sum([school.of(school.classes, stage) for school in schools]),
                _sum([school.of(school.pupils, stage) for school in schools]),
                *(FormCell("") for _ in codes),
                cell(str(sum(passing))),
            )
        )
    heads = (
        (
            head("学校名称", down=3),
            head("班数\n（个）", down=3),
            head("学生数\n（人）", down=3),
            head("办学基本条件指标值", across=len(codes)),
            head("该校综合评估是否达标", down=2),
        ),
        tuple(_named(subject, indicator) for indicator in indicators),
        tuple(head(f"L{n}") for n in range(1, len(codes) + 2)),
    )
    return Form(
        f"表Ⅱ-{JUDGED.index(stage) + 1}",
        f"{stage.short}办学基本标准达标情况",
        heads,
        tuple(body),
        (_NAME, _COUNT, _COUNT, *(_VALUE for _ in codes), _VALUE),
        numbered(_notes(subject, indicators, schools, stage)),
        subject.line,
    )


def balance(subject: Subject, stage: Stage) -> Form | None:
    """表Ⅲ of one stage; None where nothing is compared between schools or none has the stage."""
    indicators = _compared(subject)
    schools = [school for school in subject.schools if school.has(stage)]
    if not indicators or not schools:
        return None
    rows: list[FormRow] = [
        (
            FormCell(school.name, left=True),
            _count(school.of(school.pupils, stage)),
            *(_balanced(school, indicator.code, stage) for indicator in indicators),
        )
        for school in schools
    ]
    heads = (
        (
            head("学校名称", down=3),
            head("学生数\n（人）", down=3),
            head("校际间均衡指标值", across=len(indicators)),
        ),
        tuple(_named(subject, indicator) for indicator in indicators),
        tuple(head(f"L{n}") for n in range(1, len(indicators) + 1)),
    )
    return Form(
        f"表Ⅲ-{JUDGED.index(stage) + 1}",
        f"{stage.short}校际间均衡情况",
        heads,
        (*rows, *_together(subject, indicators, schools, stage)),
        (_NAME, _COUNT, *(_VALUE for _ in indicators)),
        numbered(_balance_notes(subject, indicators, stage)),
        subject.line,
    )


def _named(subject: Subject, indicator: Indicator) -> FormCell:
    unit = subject.standard.measures[indicator.code].unit
    return head(f"{indicator.name}{verified_mark(indicator.verified)}\n（{unit}）")


def _count(count: Decimal | None) -> FormCell:
    return cell(NOTHING if count is None else grouped(count))


def _sum(counts: Sequence[Decimal | None]) -> FormCell:
    """The sum, where none is missing."""
    given = [count for count in counts if count is not None]
    return _count(sum(given, Decimal()) if len(given) == len(counts) else None)


def _condition(school: SchoolRow, code: str, stage: Stage) -> FormCell:
    told = school.told(code, stage)
    return cell(told.shown, dark=told.met is False) if told else FormCell(NOTHING)


def _balanced(school: SchoolRow, code: str, stage: Stage) -> FormCell:
    told = school.told(code, stage)
    return cell(told.shown if told else NOTHING)


def _notes(
    subject: Subject, indicators: Sequence[Indicator], schools: Sequence[SchoolRow], stage: Stage
) -> Iterator[str]:
    """How to read 表Ⅱ, what was asked for, and what of it no source confirms."""
    yield "达标填“1”，不达标不填；不达标的指标值以深色底纹标出。"
    measures = subject.standard.measures
    whole = [one.name for one in indicators if not measures[one.code].by_stage]
    if whole and any(school.has(part) for school in schools for part in JUDGED if part != stage):
        yield f"按全校评定的指标，一贯制学校的小学部、初中部填同一数值：{'、'.join(whole)}。"
    asked = []
    for indicator in indicators:
        found = dict.fromkeys(
            told.standard
            for school in schools
            if (told := school.told(indicator.code, stage)) and told.standard
        )
        if found:
            bars = "、".join(found) if len(found) < 4 else "按各校条件确定"  # noqa: PLR2004 - readable
            asked.append(f"{indicator.name} {bars}")
    if asked:
        yield f"达标值：{'；'.join(asked)}。"
    yield _rules_note(subject, stage)
    if any(UNVERIFIED in text for text in asked) or not all(one.verified for one in indicators):
        yield "标“未核实”的，没有文件原文可供核对，以上级下发的标准为准。"


def _rules_note(subject: Subject, stage: Stage) -> str:
    """The rules by which the set passes, as the workbook tells them."""
    told = []
    for rule in subject.rules.passing:
        if rule.family is Family.CONDITIONS:
            value = rule.value(stage)
            number = "" if value is None else grouped(value)
            told.append(f"{rule.rule.value}{number}{verified_mark(rule.verified)}")
    if told:
        return f"达标规则：{'；'.join(told)}。"
    said = subject.standard.pass_rule.strip().rstrip("。")
    return f"达标规则：{said}。" if said else ""


def _compared(subject: Subject) -> tuple[Indicator, ...]:
    """The indicators of 校际均衡, or of the sets whose 差异系数 a rule limits."""
    families = [Family.BALANCE, *dict.fromkeys(rule.family for rule in _limits(subject))]
    for family in families:
        found = tuple(
            indicator
            for indicator in subject.measured(family)
            if subject.standard.measures[indicator.code].unit != YES_NO
        )
        if found:
            return found
    return ()


def _limits(subject: Subject) -> tuple[PassRule, ...]:
    return tuple(rule for rule in subject.rules.passing if rule.rule.of_county)


def _limit(subject: Subject, kind: Pass, stage: Stage) -> Decimal | None:
    """The strictest limit of that kind."""
    values = [rule.value(stage) for rule in _limits(subject) if rule.rule is kind]
    return min((value for value in values if value is not None), default=None)


def _together(
    subject: Subject, indicators: Sequence[Indicator], schools: Sequence[SchoolRow], stage: Stage
) -> Iterator[FormRow]:
    """Means and 差异系数, which only the county can tell."""
    labels = ("全县平均值", "差异系数", "综合差异系数")
    every = len(indicators)
    if subject.variations is None:
        for label in labels:
            yield FormCell(label, across=2), FormCell(BY_COUNTY, across=every)
        return
    measures = subject.standard.measures
    yield (
        FormCell(labels[0], across=2),
        *(cell(_mean(measures[one.code], schools, stage)) for one in indicators),
    )
    found = [subject.variations.get((one.code, stage)) for one in indicators]
    each = _limit(subject, Pass.EACH_CV, stage)
    yield FormCell(labels[1], across=2), *(_coefficient(value, each) for value in found)
    known = [value for value in found if value is not None]
    mean = sum(known, Decimal()) / every if len(known) == every else None
    whole = _coefficient(mean, _limit(subject, Pass.COMPOSITE_CV, stage))
    yield (
        FormCell(labels[2], across=2),
        FormCell(whole.text, dark=whole.dark, number=whole.number, across=every),
    )


def _mean(measure: Measure, schools: Sequence[SchoolRow], stage: Stage) -> str:
    """X̄ = Σx ÷ ΣP: the values weighted by pupils (教督〔2012〕3号, 差异系数计算方法).

    — where a school's value or number of pupils is missing: the mean of the others is not it.
    """
    total = pupils = Decimal()
    for school in schools:
        told, count = school.told(measure.code, stage), school.of(school.pupils, stage)
        if told is None or count is None:
            return NOTHING
        total += told.value * count
        pupils += count
    return fixed(total / pupils, measure.places) if pupils else NOTHING


def _coefficient(value: Decimal | None, limit: Decimal | None) -> FormCell:
    """A 差异系数, dark where it is above its limit, with decimals enough to show that it is."""
    if value is None:
        return FormCell(NOTHING)
    places = _PLACES if limit is None else places_keeping(value, limit, _PLACES)
    return cell(fixed(value, places), dark=limit is not None and value > limit)


def _balance_notes(
    subject: Subject, indicators: Sequence[Indicator], stage: Stage
) -> Iterator[str]:
    """Where the numbers come from, how they are combined, and what limits them."""
    if subject.variations is None:
        yield f"平均值和差异系数{BY_COUNTY}，学校不填。"
    else:
        yield (
            "平均值为各校总量之和与在校学生总数之比；差异系数按在校学生数加权计算；"
            "综合差异系数为各项差异系数的算术平均值。"
        )
    limits = []
    for rule in _limits(subject):
        value = rule.value(stage)
        if value is not None:
            limits.append(f"{rule.rule.value}{grouped(value)}{verified_mark(rule.verified)}")
    if limits:
        above = "，超过的以深色底纹标出" if subject.variations is not None else ""
        yield f"要求：{'；'.join(limits)}{above}。"
    unsure = [
        one.name
        for one in indicators
        if not (one.verified and subject.standard.measures[one.code].verified)
    ]
    if unsure:
        yield f"未核实（没有文件原文可供核对）：{'、'.join(unsure)}。"
