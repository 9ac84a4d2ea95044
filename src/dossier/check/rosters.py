"""Rosters against the figures: a list of pupils or teachers has as many rows as the figure says.

An examiner counts the rows. A roster is known by its title (花名册, 名册, 名单), and the figure by
what is listed (``留守儿童花名册`` is of 留守儿童数); its rows by their 序号, which run from 1 on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from dossier.check.declared import Declared
from dossier.check.facts import Facts
from dossier.check.registered import documents_once, of_row
from dossier.finding import Code, Finding
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import say
from dossier.model.evidence import Evidence
from dossier.model.standard import PARTS, Stage
from dossier.model.years import SchoolYear

_ROSTER = re.compile(r"(?:花名册|名册|名单|登记册|一览表)")
_FIGURE = re.compile(r"(?:人数|总数|数)$")
_PART = re.compile(  # of some of them alone
    r"[一二三四五六七八九\d]年级|[（(]?[一二三四五六七八九十\d]+[）)]?班|骨干|新增|转[入出]|名师|优秀|获奖"
    r"|参训|交流|培训"
)
_STAFF = ("专任教师数", "教职工数")
_FEW = 3  # rows: with less it is no roster


def rosters_against_figures(facts: Facts) -> Iterator[Finding]:
    """Rosters whose rows are more or fewer than the figure of their year."""
    declared = Declared(facts.dossier.school.figures)
    names = {
        _FIGURE.sub("", figure.name): figure.name
        for figure in facts.dossier.school.figures.values()
        if _FIGURE.search(figure.name) and figure.unit in {"人", "名"}
    }
    for entry, passages in documents_once(facts):
        if not isinstance(entry.year, SchoolYear):
            continue
        listed = _listed(entry, names)
        rows = counted_rows(passages) if listed else None
        amounts = [declared.amount(name, _stage(entry.title), entry.year) for name in listed]
        known = [(name, one) for name, one in zip(listed, amounts, strict=True) if one is not None]
        if rows is None or not known or any(one.value == rows for _, one in known):
            continue
        if len(known) < sum(name in names.values() for name in listed):
            continue  # it may be of the one that lacks, which is told where it is to stand
        name, amount = known[0]
        yield of_row(
            Code.ROSTER_CONFLICT,
            entry,
            say("'{title}' has {rows} rows, and '{figure}' of {year} is {value}",
                title=entry.title, rows=rows, figure=name, year=entry.year,
                value=amount.said()),
            say("correct the one that is wrong; both must tell of the same day"),
            "title",
        )  # fmt: skip


def _listed(entry: Evidence, names: Mapping[str, str]) -> tuple[str, ...]:
    """The figures that a roster may be of: the longest whose noun its title holds.

    A roster of teachers may have all of the staff.
    """
    match = _ROSTER.search(entry.title)
    if match is None or _PART.search(entry.title):
        return ()
    before = entry.title[: match.start()]
    nouns = sorted((noun for noun in names if noun in before), key=len, reverse=True)
    if nouns:
        return (names[nouns[0]],)
    return _STAFF if before.endswith("教师") else ()


def _stage(title: str) -> Stage:
    return next((stage for stage in PARTS if stage.short in title), Stage.SCHOOL)


def counted_rows(passages: Sequence[Passage]) -> int | None:
    """How many rows the tables of a document count by their 序号; None where these do not run.

    Each table that begins anew at 1 is added to those before it. On a page of a PDF rows are lines,
    and the first of them may stand on the line of the heads.
    """
    total = last = 0
    for passage in passages:
        for line in passage.text.split(BREAK):
            numbers = _numbers(line, last + 1, page=passage.is_page)
            if numbers is None:
                continue
            if numbers == 1:
                total, last = total + last, 0
            elif numbers != last + 1:
                return None
            last = numbers
    total += last
    return total if total >= _FEW else None


def _numbers(line: str, due: int, *, page: bool) -> int | None:
    """The 序号 of a row; None of a line that is none. `due` is the one that should follow."""
    if not page:
        first, cell, _ = line.partition(CELL)
        return int(first) if cell and first.strip().isdecimal() else None
    if "序号" in line:
        heads = line.partition("序号")[2]
        return next(
            (one for one in (due, 1) if re.search(rf"(?<!\d){one}(?=[\u4e00-\u9fff])", heads)), None
        )
    match = re.match(r"(\d{1,5})(?=[\u4e00-\u9fff])(?![年月日、号]|学年)", line)
    return int(match[1]) if match else None
