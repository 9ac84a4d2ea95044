"""What index.html tells: the answers first, then each indicator, figure, item and box.

What is the school's own (findings, tasks, cells) stands apart under ``internal``: copies for
inspectors have null there.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from dossier.finding import Finding
from dossier.messages import CHINESE, Text
from dossier.model.assessment import Assessment, Result, Satisfaction, Score
from dossier.model.days import dotted_day
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, Paged, Placed
from dossier.model.ledger import Rectification
from dossier.model.standard import Indicator
from dossier.model.tasksheet import Errand, TaskSheet, left_on, milestones
from dossier.numbers import grouped, percent
from dossier.personal import masked
from dossier.report.index_words import words_of
from dossier.report.matrix import Matrix
from dossier.report.records import finding_record, matrix_record, result_record

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_PICTURES: Mapping[str, tuple[str, int]] = MappingProxyType({})


def index_record(
    dossier: Dossier,
    findings: Sequence[Finding],
    matrix: Matrix,
    assessment: Assessment,
    boxes: Iterable[tuple[Arranged, str, int]],
    pages: Mapping[str, Paged],
    silent: Container[str] = (),
    report: str = "",
    films: Mapping[str, str] = _NONE,
    sheets: Sequence[TaskSheet] = (),
    pictures: Mapping[str, tuple[str, int]] = _NO_PICTURES,
) -> dict[str, Any]:
    """What the page shows. `boxes` come with file and number of pages before page 1.

    `silent` are the keys of the items of whose pages no words are known. `report` is the SHA-256
    of the report.json that the page belongs to; `films` maps the key of an item to the film or
    sound that it tells of, and `pictures` to the file that shows its pages, and how many of them.
    `sheets` are the 任务单; deadlines count from the day that the school declares.
    """
    standard = dossier.standard
    return {
        "report": report,
        "school": dossier.school.name,
        "standard": standard.name,
        "school_years": [str(year) for year in standard.school_years],
        "fiscal_years": [str(year) for year in standard.fiscal_years],
        "evidence": {"have": matrix.total.have, "need": matrix.total.need},
        "met": _met(assessment.results),
        "points": _points(assessment.scores),
        "content": _content(assessment.satisfaction),
        "indicators": [
            _indicator(one, dossier, assessment) for one in standard.indicators.values()
        ],
        "matrix": matrix_record(matrix),
        "results": [_result(result) for result in assessment.results],
        "internal": {
            "problems": [
                {**finding_record(finding), "message": finding.text.spoken(CHINESE)}
                for finding in findings
            ],
            "tasks": _tasks(dossier, sheets),
            "cells": [[str(cell) for cell in result.cells] for result in assessment.results],
        },
        "boxes": [
            {
                "number": box.spec.number,
                "title": masked(box.spec.title),
                "file": file,
                "front": front,
                "pages": sum(pages[placed.item.key].numbered for placed in box.items),
                "missing": box.gaps,
                "words": words_of(box.spec.number),
                "items": [
                    _item(placed, pages[placed.item.key], silent, films, pictures)
                    for placed in box.items
                ],
            }
            for box, file, front in boxes
        ],
    }


def _tasks(dossier: Dossier, sheets: Sequence[TaskSheet]) -> dict[str, Any]:
    """Milestones, and what is to be done by whom: each with the days that are left."""
    day = dossier.school.counted
    return {
        "day": dotted_day(day),
        "milestones": [
            {"name": one.name, "day": dotted_day(one.day), "left": left_on(one.day, day)}
            for one in milestones(dossier.school)
        ],
        "sheets": [
            {
                "name": masked(sheet.name),
                "person": bool(sheet.person),
                "errands": [_errand(errand, day) for errand in sheet.errands],
            }
            for sheet in sheets
            if sheet.errands
        ],
    }


def _errand(errand: Errand, day: date | None) -> dict[str, Any]:
    text = errand.text
    return {
        "text": masked(text.spoken(CHINESE) if isinstance(text, Text) else text),
        "place": "/".join(filter(None, (errand.folder, errand.file))) or errand.place,
        "person": masked(errand.person),
        "deadline": dotted_day(errand.deadline),
        "left": left_on(errand.deadline, day),
    }


def _met(results: Sequence[Result]) -> list[int]:
    """Of the indicators with a line, in the last year: how many are met, and how many there are."""
    last = max((one.year for one in results), default=None, key=str)
    judged: dict[str, bool] = {}
    for one in results:
        if one.met is not None and one.year == last:
            judged[one.measure.code] = judged.get(one.measure.code, True) and one.met
    return [sum(judged.values()), len(judged)]


def _points(scores: Sequence[Score]) -> list[str]:
    """The points of all indicators that are scored, and those that there are; none if none are."""
    known = [one for one in scores if one.points is not None]
    full = sum((one.full for one in known), Decimal())
    points = sum((one.points or Decimal() for one in known), Decimal())
    return [grouped(points), grouped(full)] if known else []


def _content(found: Satisfaction | None) -> str:
    rate = found.total.rate if found else None
    return "" if rate is None else percent(rate, 1)


def _result(result: Result) -> dict[str, Any]:
    """A result as report.json has it, but for its cells, which are the school's own matter."""
    return {name: told for name, told in result_record(result).items() if name != "cells"}


def _indicator(one: Indicator, dossier: Dossier, assessment: Assessment) -> dict[str, Any]:
    """An indicator: what is asked, what the school says, what its points hang on, whose it is."""
    said = dossier.school.assessments.get(one.code)
    score = next((score for score in assessment.scores if score.indicator == one.code), None)
    measure = dossier.standard.measures.get(one.code)
    group, person = dossier.owner_of(one.code)
    told = {
        "code": one.code,
        "parent": one.parent,
        "level": one.level,
        "title": one.title,
        "asked": one.points,
        "source": one.source,
        "formula": measure.formula if measure else "",
        "line": measure.source if measure else "",
        "verdict": said.verdict if said else "",
        "wanting": [masked(text) for text in said.problems] if said else [],
        "owner": "　".join(filter(None, (group, person))),
        "needs": [n.working for n in assessment.needs if n.result.measure.code == one.code],
        "ledger": [_mended(entry) for entry in dossier.ledger if entry.indicator == one.code],
        **(_score(score) if score else {}),
    }
    return {name: value for name, value in told.items() if value or name in {"code", "parent"}}


def _mended(entry: Rectification) -> dict[str, str]:
    """A row of the 整改台账, as chapters print it as well."""
    return {
        "problem": masked(entry.problem),
        "measure": masked(entry.measure),
        "person": masked(entry.person),
        "deadline": dotted_day(entry.deadline),
        "status": entry.status,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "full": grouped(score.full),
        "score": "待评" if score.points is None else grouped(score.points),
        "lost": [masked(loss.working) for loss in score.losses if loss.points],
        "rates": [
            {
                "item": loss.rule.item,
                "stage": loss.rule.stage.value,
                "asked": loss.asked,
                "values": [[str(y), v] for y, v in zip(loss.years, loss.shown, strict=True)],
                "working": loss.working,
                "lost": bool(loss.points),
            }
            for loss in score.losses
            if loss.values
        ],
    }


def _item(
    placed: Placed,
    paged: Paged,
    silent: Container[str],
    films: Mapping[str, str],
    pictures: Mapping[str, tuple[str, int]],
) -> dict[str, Any]:
    item = placed.item
    apart: dict[str, Any] = {}
    if item.key in films:
        apart["film"] = films[item.key]
    if item.key in pictures:
        file, count = pictures[item.key]
        apart["picture"] = {"file": file, "pages": count}
    if item.key in silent:
        apart["silent"] = True
    if paged != Paged.running(placed, paged.start, paged.count):
        apart["labels"] = paged.labels
    return apart | {
        "code": placed.code,
        "title": masked(item.title),
        "indicator": item.indicator,
        "requirement": item.requirement,
        "year": str(item.year) if item.year else "",
        "document": item.number,
        "author": masked(item.author),
        "date": dotted_day(item.dated),
        "missing": item.origin is Origin.GAP,
        "remark": masked(item.remark),
        "chapter": item.is_chapter,
        "start": paged.start,
        "count": paged.count,
        "span": paged.span,
        "photos": [
            masked("，".join(filter(None, (dotted_day(photo.dated), photo.place, photo.event))))
            for photo in item.photos
        ],
    }
