"""Dates that cannot be are told where they stand, by the days that the dossier gives itself."""

from datetime import date

import pytest

from dossier.check.dates import impossible_dates
from dossier.check.facts import Facts
from dossier.facts import replace
from dossier.model.assessment import Assessment
from factories import dossier, evidence, photo, rectification, row, task

DAYS = {"成文日期": date(2023, 4, 20), "检查日期": date(2023, 4, 22)}
REGISTER = row("佐证材料登记", dated="C")
TASKS = row("任务分解表", signed="F")


def told(days=DAYS, **parts) -> list[str]:
    made = dossier(**parts)
    made = replace(made, school=replace(made.school, days=days))
    facts = Facts(made, {}, (), Assessment(), ())
    return [f"{f.place}: {f.text.spoken('en')}" for f in impossible_dates(facts)]


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (date(2023, 4, 22), None),
        (date(2023, 4, 23), "the date 2023-04-23 is after 2023-04-22, the last day of the dossier"),
        (date(1949, 9, 30), "the date 1949-09-30 is before 1949-10-01"),
        (date(2202, 9, 1), "the date 2202-09-01 is after 2023-04-22, the last day of the dossier"),
    ],
)
def test_documents_and_signatures(day, problem):
    """a document or a signature of the future, or from before 1949, is told."""
    documents = told(evidence=(evidence(dated=day, year=None, row=REGISTER),))
    tasks = told(tasks=(task(signed=day, row=TASKS),))
    expected = [] if problem is None else [problem]
    assert documents == [f"test.xlsx!佐证材料登记!C2: {one}" for one in expected]
    assert tasks == [f"test.xlsx!任务分解表!F2: {one}" for one in expected]


def test_what_is_told_otherwise():
    """a date outside its school year, and a closing after 成文日期, are told as that alone."""
    outside = evidence(dated=date(2033, 9, 1))
    closed = rectification(closed=date(2023, 4, 23))
    given = dossier(evidence=(outside,), ledger=(closed,))
    school = replace(given.school, days=DAYS, dated=DAYS["成文日期"])
    facts = Facts(replace(given, school=school), {}, (), Assessment(), ())
    assert list(impossible_dates(facts)) == []


def test_no_clock_is_asked():
    """without a day of its own, a dossier has no future."""
    assert told({}, photos=(photo(dated=date(2999, 1, 1), year=None),)) == []


def test_the_day_of_the_dossier_itself():
    """成文日期 from before 1949 is told."""
    assert told({"成文日期": date(1923, 4, 20)}) == [
        "school.xlsx!基本信息: the date 1923-04-20 is before 1949-10-01"
    ]
