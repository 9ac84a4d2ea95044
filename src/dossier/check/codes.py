"""Codes that name something must name something that is there."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from dossier.check.facts import Facts
from dossier.finding import Code, Finding, Severity
from dossier.messages import Text, say
from dossier.model.evidence import Evidence
from dossier.model.settings import SETTINGS, Scheme
from dossier.model.standard import Chapter, Requirement, Standard
from dossier.source import Cell

_CLOSE = 0.6  # matching letters, twice, of the letters of both


_CODE = re.compile(r"([a-z])([0-9]+)(?:-([0-9]+))?")
_MISTYPED = str.maketrans("OoIl", "0011")
_TOLD = 8  # codes that a hint names


def near(word: str, known: Collection[str]) -> Text | None:
    """'did you mean …?', where something known is near.

    Of a code that is the same but for O in place of 0 and zeros in front; another number is another
    thing, so of a material only those of the same indicator are named.
    """
    code = _parsed(word)
    if code is not None:
        same = [other for other in known if _parsed(other) == code]
        if same:
            return say("did you mean '{near}'?", near=same[0])
        parsed = {other: _parsed(other) for other in known}
        family = [
            other
            for other, one in parsed.items()
            if one and one[2] is not None and one[:2] == code[:2]
        ]
        if code[2] is None or not family:
            return None
        return say("there are {codes}", codes=_listed(family))
    # difflib takes a tenth of a millisecond for each; this leaves out what it could not take
    letters = frozenset(word)
    likely = (
        other
        for other in known
        if 2 * sum(map(letters.__contains__, other)) >= _CLOSE * (len(word) + len(other))
    )
    found = get_close_matches(word, list(likely), n=1, cutoff=_CLOSE)
    return say("did you mean '{near}'?", near=found[0]) if found else None


def _parsed(word: str) -> tuple[str, int, int | None] | None:
    """B01-2 as its letter and numbers; None for what is no such code."""
    found = _CODE.fullmatch((word[:1] + word[1:].translate(_MISTYPED)).casefold())
    return found and (found[1], int(found[2]), int(found[3]) if found[3] else None)


def _unasked(code: str, at: Cell) -> Finding:
    """A code that the standard has, and that does not concern a school of this kind."""
    return Finding(
        Code.CODE_UNKNOWN,
        say("'{code}' is about a 学部 that this school has not", code=code),
        at=at,
        hint=say("take it out: it is not asked of this school"),
        weight=Severity.WARNING,
    )


def _unknown(code: str, known: Collection[str], kind: Text, at: Cell) -> Iterator[Finding]:
    if code not in known:
        yield Finding(
            Code.CODE_UNKNOWN,
            say("'{code}' is no {kind}", code=code, kind=kind),
            at=at,
            hint=near(code, known),
        )


def unknown_indicators(facts: Facts) -> Iterator[Finding]:
    """Parents, measures, requirements, chapters, boxes, tasks and ledger rows name indicators."""
    standard = facts.dossier.standard
    named = [(i.parent, i.row, "parent") for i in standard.indicators.values() if i.parent]
    named += [(m.code, m.row, "code") for m in standard.measures.values()]
    named += [(r.indicator, r.row, "indicator") for r in standard.requirements.values()]
    named += [(c.indicator, c.row, "indicator") for c in standard.chapters if c.indicator]
    named += [(c, b.row, "indicators") for b in standard.boxes for c in b.indicators]
    named += [(a.indicator, a.row, "indicator") for a in facts.dossier.school.assessments.values()]
    named += [(t.indicator, t.row, "indicator") for t in facts.dossier.people.tasks]
    named += [(r.indicator, r.row, "indicator") for r in facts.dossier.ledger]
    unasked = _given(facts).indicators.keys() - standard.indicators.keys()
    for code, row, field in named:
        if code in unasked:
            yield _unasked(code, row.cell(field))
        else:
            yield from _unknown(code, standard.indicators, say("indicator"), row.cell(field))


def _given(facts: Facts) -> Standard:
    """The standard as its workbook has it, for whatever school."""
    return facts.dossier.as_given[0] if facts.dossier.as_given else facts.dossier.standard


def unknown_requirements(facts: Facts) -> Iterator[Finding]:
    """The registers name requirements, 互见 further ones, which ask for a document of that year."""
    dossier = facts.dossier
    unasked = _given(facts).requirements.keys() - dossier.standard.requirements.keys()
    for entry in dossier.entries:
        if entry.requirement in unasked:
            yield _unasked(entry.requirement, entry.row.cell("requirement"))
            continue
        yield from _unknown(
            entry.requirement,
            dossier.standard.requirements,
            say("required material"),
            entry.row.cell("requirement"),
        )
    for document in dossier.evidence:
        for code in document.also:
            at = document.row.cell("also")
            named = dossier.standard.requirements.get(code)
            if named is None:
                yield from _unknown(
                    code, dossier.standard.requirements, say("required material"), at
                )
            elif code == document.requirement:
                yield Finding(
                    Code.VALUE_INVALID,
                    say("'{code}' is the code of the row itself", code=code),
                    at=at,
                    hint=say("name only further requirements that the document serves"),
                    requirement=code,
                    year=document.year,
                )
            else:
                yield from _misses(document, named, dossier.standard)


def _misses(document: Evidence, named: Requirement, standard: Standard) -> Iterator[Finding]:
    """A document of a year that a requirement of its 互见 does not ask for counts there nowhere."""
    allowed = standard.periods(named.every)
    if allowed and document.year_for(named) not in allowed:
        yield Finding(
            Code.YEAR_UNKNOWN,
            say(
                "the year is '{year}', and {code} needs one of {years}",
                year=document.year or "",
                code=named.code,
                years="、".join(str(year) for year in allowed),
            ),
            at=document.row.cell("also"),
            requirement=named.code,
            year=document.year,
        )


def unknown_groups(facts: Facts) -> Iterator[Finding]:
    """Requirements, duties and tasks name working groups."""
    people = facts.dossier.people
    named = [(r.group, r.row) for r in facts.dossier.standard.requirements.values()]
    named += [(d.group, d.row) for d in people.duties]
    named += [(t.group, t.row) for t in people.tasks]
    for group, row in named:
        yield from _unknown(group, people.groups, say("working group"), row.cell("group"))


def unknown_layouts(facts: Facts) -> Iterator[Finding]:
    """Chapters and 设置 name layouts that there are."""
    standard = facts.dossier.standard
    named = [(c.layout, c.row.cell("layout")) for c in standard.chapters if c.layout]
    named.append((standard.settings.layout, Cell(SETTINGS.book, SETTINGS.name, "")))
    for name, at in named:
        yield from _unknown(name, standard.layouts, say("layout"), at)


def unboxed_indicators(facts: Facts) -> Iterator[Finding]:
    """What hangs on an indicator that no box holds would be bound nowhere.

    Boxes by DA/T 22 hold everything, whatever the rows of 档案盒 list.
    """
    standard = facts.dossier.standard
    if standard.settings.scheme is Scheme.ARCHIVE:
        return
    boxed = {code for box in standard.boxes for code in box.indicators}
    users = [(r.indicator, r.row) for r in standard.requirements.values()]
    users += [(c.indicator, c.row) for c in facts.chapters if c.indicator]
    told: set[str] = set()
    for code, row in users:
        line = standard.lineage(code)
        if line and code not in told and boxed.isdisjoint(line):
            told.add(code)
            yield Finding(
                Code.INDICATOR_UNBOXED,
                say("'{code}' has material, but no box holds it", code=code),
                at=row.cell("indicator"),
                hint=say("add '{code}' to a row of the sheet '档案盒'", code=code),
                indicator=code,
            )


def doubly_boxed_indicators(facts: Facts) -> Iterator[Finding]:
    """Indicators in two boxes are bound in the first and expected in the second."""
    first: dict[str, str] = {}
    for box in facts.dossier.standard.boxes:
        twice: dict[str, list[str]] = {}
        for code in box.indicators:
            if first.setdefault(code, box.number) != box.number:
                twice.setdefault(first[code], []).append(code)
        for other, codes in twice.items():
            yield Finding(
                Code.VALUE_DUPLICATE,
                say("'{code}' is in box {box} already", code=_listed(codes), box=other),
                at=box.row.cell("indicators"),
                indicator=codes[0],
            )


def _listed(codes: Sequence[str]) -> str:
    return "、".join(codes[:_TOLD]) + ("…" if len(codes) > _TOLD else "")


def doubly_coded_chapters(facts: Facts) -> Iterator[Finding]:
    """Two chapters of one code, perhaps from 每个B级指标, would be written to the same file."""
    first: dict[str, Chapter] = {}
    twice: dict[tuple[Cell, str], list[Chapter]] = {}
    for chapter in facts.chapters:
        other = first.setdefault(chapter.code, chapter)
        if other is not chapter:
            twice.setdefault((chapter.row.cell("code"), other.title), []).append(chapter)
    for (at, title), chapters in twice.items():
        yield Finding(
            Code.VALUE_DUPLICATE,
            say(
                "'{code}' is the code of '{title}' already",
                code=_listed([one.code for one in chapters]),
                title=title,
            ),
            at=at,
            indicator=chapters[0].indicator,
        )
