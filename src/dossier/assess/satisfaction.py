"""满意度: what the questionnaires say, and whether they were enough to say it.

教督〔2012〕3号 asks the public of a county (家长, 教师, 校长, 人大代表, 政协委员 …) and wants at
least 85 % content. How many are asked is told by the provinces: 1.5‰ of the resident population,
600 copies in counties of less than 400,000, at least half of them to parents
(海南省义务教育均衡发展公众满意度调查). The numbers of the rule are settings of the standard.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import GroupSatisfaction, Satisfaction
from dossier.model.dossier import Dossier
from dossier.model.returns import Respondents
from dossier.model.rules import Pass
from dossier.model.standard import Stage
from dossier.numbers import grouped, percent, places_apart
from dossier.text import plain

POPULATION = "常住人口"
_TOTAL = "合计"
_PARENT = "家长"
_PEOPLE = re.compile(r"(?:约)?(\d+(?:\.\d+)?)(万?)人|(\d+(?:\.\d+)?)万")


def satisfaction(dossier: Dossier) -> tuple[Satisfaction | None, tuple[Finding, ...]]:
    """The survey in all and by group; None where the workbook tells of none.

    Rates are in percent and not rounded; the bar is met or missed by exact fractions, and neither
    while a row is impossible. The sample is judged by the copies handed out, and only where the
    常住人口 is known: a school that asks its own parents samples nothing. The share of parents is
    judged wherever the standard sets it.
    """
    returns = dossier.school.returns
    if not returns.respondents and not returns.suggestions:
        return None, ()
    faults = [fault for row in returns.respondents for fault in _impossible(row)]
    total = _group(_TOTAL, returns.respondents)
    needed, problems = _needed(dossier)
    parents = _percent(
        sum(row.sent for row in returns.respondents if _PARENT in row.group), total.sent
    )
    bar = _bar(dossier)
    told = None if faults or bar is None or not total.valid else bar
    met = None if told is None else Fraction(100 * total.content, total.valid) >= Fraction(told)
    found = Satisfaction(
        groups=tuple(_group(row.group, (row,)) for row in returns.respondents),
        total=total,
        needed=needed,
        enough=None if needed is None else total.sent >= needed,
        parents=parents,
        visited=sum(row.visited for row in returns.respondents),
        pleased=sum(row.pleased for row in returns.respondents),
        bar=bar,
        met=met,
        working=_working(returns.respondents, total, told, met, sound=not faults),
        open=tuple(one for one in returns.suggestions if not one.answer),
    )
    short = _short(found, returns.respondents, dossier.standard.settings.parents)
    return found, (*faults, *problems, *short)


def _group(name: str, rows: Iterable[Respondents]) -> GroupSatisfaction:
    rows = tuple(rows)
    sent, returned, valid = (
        sum(row.sent for row in rows),
        sum(row.returned for row in rows),
        sum(row.valid for row in rows),
    )
    content = sum(row.satisfied + row.fairly for row in rows)
    return GroupSatisfaction(
        group=name,
        sent=sent,
        returned=returned,
        valid=valid,
        content=content,
        response=_percent(returned, sent),
        rate=_percent(content, valid),
    )


def _percent(part: int, whole: int) -> Decimal | None:
    return Decimal(100) * part / whole if whole else None


def _impossible(row: Respondents) -> Iterator[Finding]:
    """What cannot be so, however people answered."""
    answers = row.satisfied + row.fairly + row.unsatisfied
    for field, less, more, text in (
        ("returned", row.sent, row.returned, say("more copies returned than sent")),
        ("valid", row.returned, row.valid, say("more valid copies than returned")),
        ("pleased", row.visited, row.pleased, say("more people pleased than visited")),
    ):
        if more > less:
            yield Finding(
                Code.SURVEY_INVALID,
                say(
                    "'{group}': {what}, {more} of {less}",
                    group=row.group,
                    what=text,
                    more=more,
                    less=less,
                ),
                at=row.row.cell(field),
                hint=say("count the copies again"),
            )
    if answers != row.valid:
        yield Finding(
            Code.SURVEY_INVALID,
            say(
                "'{group}': {answers} answers in {valid} valid copies",
                group=row.group,
                answers=answers,
                valid=row.valid,
            ),
            at=row.row.cell("valid"),
            hint=say("each valid copy is 满意, 基本满意 or 不满意; fill in all three"),
        )


def _bar(dossier: Dossier) -> Decimal | None:
    """The strictest of the bars, in percent; as a rule there is one."""
    rules = [rule for rule in dossier.rules.passing if rule.rule is Pass.SATISFACTION]
    values = [value for rule in rules if (value := rule.value(Stage.SCHOOL)) is not None]
    return max(values, default=None)


def _needed(dossier: Dossier) -> tuple[int | None, tuple[Finding, ...]]:
    """How many must be asked of a population; None where that is not known, or no rule set."""
    settings = dossier.standard.settings
    people, unclear = _population(dossier)
    if people is None or (settings.sample is None and settings.least_sample is None):
        return None, unclear
    asked = int((people * (settings.sample or 0)).to_integral_value(ROUND_CEILING))
    return max(asked, settings.least_sample or 0), unclear


def _population(dossier: Dossier) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """常住人口 in heads, from 基本信息 or else the last year of 数据."""
    school = dossier.school
    told = school.fact(POPULATION)
    cell = school.cells.get(POPULATION)
    if not told:
        figures = [
            figure
            for (name, stage, _), figure in school.figures.items()
            if name == POPULATION and stage is Stage.SCHOOL
        ]
        if not figures:
            return None, ()
        last = max(figures, key=lambda figure: figure.year.first)
        told, cell = f"{last.value:f}{last.unit}", last.cell
    folded = plain(told).replace(",", "")
    match = _PEOPLE.match(folded)
    if match:
        return Decimal(match[1] or match[3]) * (10_000 if match[2] or match[3] else 1), ()
    return None, (
        Finding(
            Code.VALUE_INVALID,
            say("'{name}' cannot be '{found}'", name=POPULATION, found=told),
            at=cell,
            path="" if cell else "school.xlsx",
            hint=say("write the number with its unit, such as 46.83万人"),
        ),
    )


def _working(
    rows: tuple[Respondents, ...],
    total: GroupSatisfaction,
    bar: Decimal | None,
    met: bool | None,
    *,
    sound: bool,
) -> str:
    if total.rate is None:
        return "没有有效问卷，无法判定"
    satisfied = sum(row.satisfied for row in rows)
    sums = f"（满意 {satisfied:,}份 ＋ 基本满意 {total.content - satisfied:,}份）"
    places = 2 if bar is None else places_apart(total.rate, bar)
    told = f"{sums} ÷ 有效 {total.valid:,}份 = {percent(total.rate, places)}"
    if not sound:
        return f"{told}，问卷份数有误，不作判定"
    if bar is None:
        return told
    return f"{told} ≥ {grouped(bar)}%" if met else f"{told}，未达到 ≥ {grouped(bar)}%"


def _short(
    found: Satisfaction, rows: tuple[Respondents, ...], least: Decimal | None
) -> Iterator[Finding]:
    if found.enough is False and rows:
        yield Finding(
            Code.SURVEY_SHORT,
            say(
                "{sent} copies were handed out, and {needed} are asked for",
                sent=found.total.sent,
                needed=found.needed,
            ),
            at=rows[0].row.cell("sent"),
            hint=say("ask more people, or check '{name}'", name=POPULATION),
        )
    if least is not None and found.parents is not None and found.parents < least * 100:
        of = next((row for row in rows if _PARENT in row.group), rows[0])
        bar = least * 100
        yield Finding(
            Code.SURVEY_SHORT,
            say(
                "{share} of the copies went to parents, and at least {least} are asked for",
                share=percent(found.parents, places_apart(found.parents, bar)),
                least=f"{grouped(bar)}%",
            ),
            at=of.row.cell("sent"),
            hint=say("ask more parents; groups count whose name has '家长' in it"),
        )
