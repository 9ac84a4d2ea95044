"""Whether a school is called the same everywhere, and is there only once.

The official rule: 所有表格中的学校名称（教育事业统计名称）、排列顺序应一致. All tables of
the county print the names of the list in its order; what is checked is that each school calls
itself so.
"""

from collections.abc import Iterable, Iterator

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.county import Counted
from dossier.source import Cell


def named_alike(school: Counted) -> Iterator[Finding]:
    """Name and type in the list against those in school.xlsx, each with both cells."""
    listed, summary = school.listed, school.summary
    if listed.name and listed.name != summary.name:
        yield _conflict(school, "学校名称", listed.name, summary.name, listed.at, summary.named)
    if listed.kind and summary.kind and listed.kind != summary.kind:
        at = listed.row.cell("kind") if listed.row else None
        yield _conflict(school, "学校类型", listed.kind, summary.kind, at, summary.kind_at)


def _conflict(
    school: Counted, what: str, one: str, other: str, at: Cell | None, there: Cell | None
) -> Finding:
    place = f"{school.listed.folder}/inputs/{there or 'school.xlsx'}"
    return Finding(
        Code.FIGURE_CONFLICT,
        say(
            "'{what}' is '{one}' here and '{other}' in {place}",
            what=what,
            one=one,
            other=other,
            place=place,
        ),
        at=at,
        hint=say("write the name of the statistics (教育事业统计名称) in both"),
    )


def once(schools: Iterable[Counted]) -> tuple[list[Counted], list[tuple[Counted, Finding]]]:
    """The schools without those whose name another one before them has, and these."""
    first: dict[str, Counted] = {}
    twice: list[tuple[Counted, Finding]] = []
    for school in schools:
        known = first.setdefault(school.name, school)
        if known is school:
            continue
        twice.append(
            (
                school,
                Finding(
                    Code.VALUE_DUPLICATE,
                    say(
                        "'{school}' in '{folder}' is called like the school in '{other}';"
                        " it is left out",
                        school=school.name,
                        folder=school.listed.folder,
                        other=known.listed.folder,
                    ),
                    at=school.listed.at or school.summary.named,
                    path=school.listed.folder,
                ),
            )
        )
    return list(first.values()), twice
