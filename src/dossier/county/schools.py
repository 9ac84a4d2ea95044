"""Which workspaces the county has: those of the list, then those named on the command line."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from dossier.errors import WorkspaceError
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.county import Listed
from dossier.model.school import School
from dossier.read.school import read_county


def listed_schools(
    book: Path | None, folders: Sequence[Path]
) -> tuple[tuple[Listed, ...], School | None, tuple[Finding, ...]]:
    """The schools in order, what `book` tells of the county (None without one), and findings.

    A folder that is listed twice under different spellings is found and left out. WorkspaceError
    where `book` is not there or cannot be read, and where no school is left.
    """
    own: School | None = None
    findings: tuple[Finding, ...] = ()
    found: list[Listed] = []
    if book is not None:
        listed, own, findings = read_county(book)
        _opened(book, findings)
        found += listed
    found += [Listed("", str(folder), str(folder.resolve())) for folder in folders]
    schools, twice = _once(found)
    if not schools:
        raise WorkspaceError(
            say("'{book}' lists no school", book=book)
            if book is not None
            else say("no school is named"),
            say("name the schools' folders, or a workbook that lists them with --list"),
        )
    return schools, own, (*findings, *twice)


def _opened(book: Path, findings: Iterable[Finding]) -> None:
    """Raise where the list could not be opened: the other schools alone are not the county."""
    for finding in findings:
        if finding.code is Code.WORKBOOK_MISSING:
            raise WorkspaceError(
                say("there is no '{book}'", book=book),
                say("name the workbook that lists the schools with --list"),
            )
        if finding.code is Code.WORKBOOK_UNREADABLE:
            raise WorkspaceError(
                say("'{book}': {problem}", book=book, problem=finding.text), finding.hint
            )


def _once(found: Iterable[Listed]) -> tuple[tuple[Listed, ...], list[Finding]]:
    first: dict[str, Listed] = {}
    findings: list[Finding] = []
    for school in found:
        known = first.setdefault(school.place, school)
        if known is not school:
            findings.append(
                Finding(
                    Code.VALUE_DUPLICATE,
                    say(
                        "the folder '{folder}' is that of '{school}' in {cell}; it is left out",
                        folder=school.folder,
                        school=known.name or known.folder,
                        cell=known.at or say("the command line"),
                    ),
                    at=school.row.cell("folder") if school.row else None,
                    path="" if school.row else school.folder,
                )
            )
    return tuple(first.values()), findings
