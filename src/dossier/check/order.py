"""The order of the work: what a school issues, does and puts in order, by the days it gives.

A plan is issued before what it announces, a person signs after the tasks were set and before they
are due, and a box is put in order and looked through when its newest paper lies in it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from dossier.check.facts import Facts
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.days import Month
from dossier.model.standard import Chapter, Phase
from dossier.model.years import covers
from dossier.source import Cell

_ANNOUNCING = {Phase.PLAN: "整改目标", Phase.REPORT: "下一步打算"}
"""The section of 报告文字 in which the chapters of a phase say what will be done, and by when."""
_BY = re.compile(r"(?<!\d)([12]\d{3})年(\d{1,2})月(?:(\d{1,2})日)?[底末]?以?前")
_TITLES = 3  # that are told, where one cell dates many


class _Dated(Fact, frozen=True):
    """A day, the cell that gives it, and what it is of, as findings call it."""

    day: date
    at: Cell
    what: str


def chapters_after_their_deadlines(facts: Facts) -> Iterator[Finding]:
    """Chapters that bear a later day than the first one by which they announce something.

    Those that have their day from one cell are told of together.
    """
    for phase in Phase:
        announced = min(_announced(facts, phase), key=lambda one: one.day, default=None)
        if announced is None:
            continue
        late: dict[Cell, list[Chapter]] = {}
        for chapter in facts.chapters:
            day, at = chapter.dated, chapter.day_at
            if chapter.phase is phase and day and at and _first(day) > announced.day:
                late.setdefault(at, []).append(chapter)
        for at, chapters in late.items():
            yield _finding(
                at,
                say(
                    "'{chapters}' bears {date}, but announces '{words}' in {cell}",
                    chapters=_titles(chapters),
                    date=chapters[0].dated or "",
                    words=announced.what,
                    cell=announced.at,
                ),
                say(
                    "give the day on which it was issued: in '成文日期' of the sheet '章节' of "
                    "standard.xlsx, or for all plans in '部署日期' of the sheet '基本信息'"
                ),
            )


def _titles(chapters: Sequence[Chapter]) -> str:
    told = "、".join(chapter.title for chapter in chapters[:_TITLES])
    return told if len(chapters) <= _TITLES else f"{told}…"


def _announced(facts: Facts, phase: Phase) -> Iterator[_Dated]:
    dossier = facts.dossier
    if phase is Phase.PLAN:
        for task in dossier.people.tasks:
            if task.deadline:
                yield _Dated(task.deadline, task.row.cell("deadline"), str(task.deadline))
    for words in dossier.school.own_words():
        if words.section == _ANNOUNCING[phase]:
            for found in _BY.finditer("".join(words.paragraphs)):
                if day := _deadline(found):
                    yield _Dated(day, words.at, found[0])


def _deadline(found: re.Match[str]) -> date | None:
    """The last day that such words mean; None for a day that is none."""
    year, month = int(found[1]), int(found[2])
    try:
        return date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1])
    except ValueError:
        return None


def signatures_out_of_order(facts: Facts) -> Iterator[Finding]:
    """Tasks signed for before they were set, or when they were due already."""
    set_on = facts.dossier.school.days.get(Phase.PLAN.day)
    for task in facts.dossier.people.tasks:
        if task.signed is None:
            continue
        at = task.row.cell("signed")
        hint = say("correct the one that is wrong")
        if set_on and _last(task.signed) < set_on:
            cell = facts.dossier.school.cells[Phase.PLAN.day]
            yield _finding(
                at,
                say(
                    "'{code}' was signed for on {signed}, before the tasks were set on {date} "
                    "({cell})",
                    code=task.indicator,
                    signed=task.signed,
                    date=set_on,
                    cell=cell,
                ),
                hint,
            )
        elif task.deadline and _first(task.signed) > task.deadline:
            yield _finding(
                at,
                say(
                    "'{code}' was signed for on {signed}, when it was due already on {date} "
                    "({cell})",
                    code=task.indicator,
                    signed=task.signed,
                    date=task.deadline,
                    cell=task.row.cell("deadline"),
                ),
                hint,
            )


def boxes_before_their_papers(facts: Facts) -> Iterator[Finding]:
    """整理日期 before the newest paper of the boxes, 检查日期 before that or before 整理日期."""
    school = facts.dossier.school
    newest = max(_papers(facts), key=lambda one: one.day, default=None)
    for name in ("整理日期", "检查日期"):
        day, at = school.days.get(name), school.cells.get(name)
        if day is None or at is None:
            continue
        if newest and _last(day) < newest.day:
            yield _finding(
                at,
                say(
                    "'{name}' is {date}, but '{title}' in the boxes is of {newest} ({cell})",
                    name=name,
                    date=day,
                    title=newest.what,
                    newest=newest.day,
                    cell=newest.at,
                ),
                say("give the day on which the boxes, with all that is in them, were put in order"),
            )
        elif name == "检查日期" and (arranged := school.days.get("整理日期")) and day < arranged:
            yield _finding(
                at,
                say(
                    "'检查日期' is {date}, but the boxes were put in order on {arranged} ({cell})",
                    date=day,
                    arranged=arranged,
                    cell=school.cells["整理日期"],
                ),
                say("correct the one that is wrong"),
            )


def _papers(facts: Facts) -> Iterator[_Dated]:
    """The days of what the boxes hold, but for those that are told of as wrong themselves."""
    dated = facts.dossier.school.dated
    for chapter in facts.chapters:
        if chapter.indicator and chapter.dated and chapter.day_at:
            yield _Dated(_first(chapter.dated), chapter.day_at, chapter.title)
    for entry in facts.dossier.evidence:
        day = entry.dated
        if day and (entry.year is None or covers(entry.year, day)) and not (dated and day > dated):
            yield _Dated(_first(day), entry.row.cell("dated"), entry.title)


def _first(day: date) -> date:
    return day.first_day if isinstance(day, Month) else day


def _last(day: date) -> date:
    return day.last_day if isinstance(day, Month) else day


def _finding(at: Cell, text: Text, hint: Text) -> Finding:
    return Finding(Code.DATES_OUT_OF_ORDER, text, at=at, hint=hint)
