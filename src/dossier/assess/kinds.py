"""学校类型: a type that nobody knows, and figures that such a school cannot have."""

from collections.abc import Iterator

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.kinds import TYPE, SchoolKind, kind_named
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.source import Cell


def kind_faults(school: School) -> Iterator[Finding]:
    """A type that is not understood, and figures of a part that such a school does not have.

    A blank type is found where the sheet is read.
    """
    text = school.fact(TYPE)
    if not text:
        return
    kind = kind_named(text)
    if kind is None:
        yield unknown_kind(text, school.cells.get(TYPE))
        return
    told = set()
    for figure in school.figures.values():
        alien = figure.stage is not Stage.SCHOOL and figure.stage not in kind.parts
        if alien and figure.value and figure.stage not in told:
            told.add(figure.stage)
            yield Finding(
                Code.VALUE_INVALID,
                say(
                    "'{figure}' is given for {stage}, which '{kind}' does not have",
                    figure=figure.name,
                    stage=figure.stage.value,
                    kind=text,
                ),
                at=figure.cell,
                hint=say("correct the stage here, or '学校类型' in '基本信息'"),
            )


def unknown_kind(text: str, at: Cell | None) -> Finding:
    """The finding for a type of school that nobody knows."""
    return Finding(
        Code.VALUE_INVALID,
        say(
            "'{found}' is not one of {allowed}",
            found=text,
            allowed="、".join(kind.value for kind in SchoolKind),
        ),
        at=at,
    )
