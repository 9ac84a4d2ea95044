"""表Ⅳ 县级政府工作: the indicators of the county's work with points, under their A level."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from dossier.model.assessment import Score
from dossier.model.rules import Pass
from dossier.model.standard import Family, Indicator
from dossier.model.table import Form, FormCell, FormRow
from dossier.numbers import grouped
from dossier.plan.forms.cells import NOTHING, cell, head, numbered
from dossier.plan.forms.subject import Subject
from dossier.text import UNVERIFIED, verified_mark

_HEADS = ("A级指标", "B级指标", "指标值或达标情况简述", "分值", "自评分", "复评分", "省评分")
_WIDTHS = (18, 44, 74, 10, 12, 12, 12)


def county_work(subject: Subject) -> Form | None:
    """The form; None where the standard has no such indicators. Others enter the last columns."""
    indicators = [
        indicator
        for indicator in subject.standard.indicators.values()
        if indicator.level == "B" and indicator.family is Family.COUNTY
    ]
    if not indicators:
        return None
    scores = {score.indicator: score for score in subject.scores}
    body: list[FormRow] = []
    for group, inside in groupby(indicators, key=lambda one: _top(subject, one)):
        members = list(inside)
        for place, indicator in enumerate(members):
            name = (FormCell(group, down=len(members)),) if place == 0 else ()
            body.append((*name, *_cells(subject, indicator, scores.get(indicator.code))))
    counted = [scores[one.code] for one in indicators if one.code in scores]
    body.append(
        (
            FormCell("合计", across=3),
            _points(_sum(score.full for score in counted), NOTHING if counted else ""),
            _points(_sum(score.points for score in counted), NOTHING if counted else ""),
            FormCell(""),
            FormCell(""),
        )
    )
    return Form(
        "表Ⅳ",
        "县级政府推进义务教育均衡发展工作评估",
        (tuple(head(text) for text in _HEADS),),
        tuple(body),
        _WIDTHS,
        numbered(_notes(subject, counted)),
        subject.line,
    )


def _top(subject: Subject, indicator: Indicator) -> str:
    """The A-level indicator above; '' for one that hangs under none."""
    indicators = subject.standard.indicators
    for code in subject.standard.lineage(indicator.code):
        if indicators[code].level == "A":
            return indicators[code].title
    return ""


def _cells(subject: Subject, indicator: Indicator, score: Score | None) -> FormRow:
    return (
        FormCell(indicator.title, left=True),
        FormCell(_told(subject, indicator, score), left=True),
        _points(score.full if score else None),
        _points(score.points if score else None),
        FormCell(""),
        FormCell(""),
    )


def _told(subject: Subject, indicator: Indicator, score: Score | None) -> str:
    """The verdict, and how each rule of the points came out, or else what was done, in short."""
    said = subject.own.assessments.get(indicator.code)
    parts = [f"自评{said.verdict}"] if said and said.verdict else []
    if score and score.losses:
        parts += [loss.working for loss in score.losses]
    elif said and said.practice:
        parts.append(said.practice[0].strip().partition("。")[0])
    trimmed = dict.fromkeys(part.strip().rstrip("。；") for part in parts)
    text = "；".join(part for part in trimmed if part)
    return f"{text}。" if text else ""


def _points(points: Decimal | None, without: str = "") -> FormCell:
    return cell(without if points is None else grouped(points))


def _sum(points: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, where there is something to add and nothing is open."""
    given = list(points)
    known = [one for one in given if one is not None]
    return sum(known, Decimal()) if known and len(known) == len(given) else None


def _unsure(codes: list[str], of: int) -> str:
    """Which rules of points no source confirms, in short where it is all of them."""
    if not codes:
        return ""
    which = "评分标准均未核实" if len(codes) == of else f"评分标准未核实的指标：{'、'.join(codes)}"
    return f"{which}，以上级下发的标准为准。"


def _notes(subject: Subject, scores: list[Score]) -> list[str]:
    names = subject.standard.indicators
    # a judgement that is still to be entered leaves the sum open, and not at what the others make
    open_ = [names[one.indicator].name for one in scores if one.points is None]
    unsure = [one.indicator for one in scores if not all(loss.rule.verified for loss in one.losses)]
    least = [
        f"总分不低于{grouped(value)}分为合格{verified_mark(rule.verified)}。"
        for rule in subject.rules.passing
        if rule.family is Family.COUNTY
        and rule.rule is Pass.POINTS
        and (value := next(iter(rule.values.values()), None)) is not None
    ]
    marked = any(UNVERIFIED in one.title for one in names.values() if one.family is Family.COUNTY)
    return [
        "复评分、省评分由复核和评估单位填写。",
        *least,
        f"尚未录入评判、自评分待定的指标：{'、'.join(open_)}。" if open_ else "",
        _unsure(unsure, len(scores)),
        "标“未核实”的，没有文件原文可供核对，以上级下发的标准为准。" if marked else "",
    ]
