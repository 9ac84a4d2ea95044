"""A folder for a school that begins: blank workbooks, templates, folders for evidence, a guide."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook

from dossier import shipped, standards
from dossier.begin.blanks import (
    Beginning,
    evidence_book,
    ledger_book,
    lists,
    people_book,
    school_book,
)
from dossier.begin.drawing import comment_size, drawn, listing
from dossier.begin.guide import write_guide
from dossier.errors import WorkspaceError
from dossier.facts import Fact, replace
from dossier.files import aside_of
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.evidence import EVIDENCE
from dossier.model.fitting import fitted
from dossier.model.kinds import TYPE
from dossier.model.ledger import LEDGER
from dossier.model.people import TASKS, People
from dossier.model.school import SCHOOL_FACTS, School
from dossier.model.settings import NAMES, SETTINGS
from dossier.model.standard import Standard
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read.standard import read_standard_file
from dossier.report.workbook import save
from dossier.workspace import Workspace, is_litter

GUIDE = "使用说明.docx"


class NewSchool(Fact, frozen=True):
    """Who begins: `kind` is one of :data:`~dossier.model.kinds.KINDS`, `standard` a name.

    `book` is the workbook of the standard where it is none of those that come along.
    """

    name: str
    kind: str
    years: tuple[SchoolYear, ...]
    standard: str
    book: Path | None = None


class NewWorkspace(Fact, frozen=True):
    """What was made: the workbooks, how many materials and folders, indicators and boxes."""

    folder: Path
    books: tuple[str, ...]
    requirements: int
    folders: int
    boxes: int


def begin(folder: Path, school: NewSchool) -> NewWorkspace:
    """Make `folder` a workspace for `school`, whole or not at all.

    WorkspaceError where something lies in it already, UnknownTargetError where no standard has
    that name.
    """
    book = school.book or standards.path_of(school.standard)
    require_empty(folder)
    begun = _beginning(school, book)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(folder)
    try:
        made = _make(aside, begun, book, school)
        _put(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return replace(made, folder=folder)


def begin_sample(folder: Path) -> Path:
    """Make `folder` a workspace with the sample school, whole or not at all; the folder.

    WorkspaceError where something lies in it already.
    """
    require_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(folder)
    try:
        workspace = Workspace(aside)
        shutil.copytree(shipped.sample(), workspace.inputs)
        _copy_templates(workspace.templates)
        _put(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _put(aside: Path, folder: Path) -> None:
    """Have what is in `aside` be in `folder`, in which nothing of somebody's is."""
    if folder.is_dir():
        for one in sorted(aside.iterdir()):
            one.rename(folder / one.name)
    else:
        aside.rename(folder)


def require_empty(folder: Path) -> None:
    """WorkspaceError where `folder` holds anything of somebody's."""
    if folder.is_dir():
        there = sorted(one.name for one in folder.iterdir() if not is_litter(one.name))
    else:
        there = [folder.name] if folder.exists() else []
    if there:
        raise WorkspaceError(
            say("'{folder}' is not empty: it holds '{name}'", folder=folder, name=there[0]),
            say("name a folder that is not there yet, or an empty one"),
        )


def _beginning(school: NewSchool, book: Path) -> Beginning:
    standard, rules, _ = read_standard_file(book)
    fiscal = tuple(FiscalYear(year.start) for year in school.years)
    settings = replace(standard.settings, school_years=school.years, fiscal_years=fiscal)
    own = School({"学校名称": school.name, TYPE: school.kind}, {}, {}, {}, {})
    standard, rules = fitted(replace(standard, settings=settings), rules, own)
    nobody = People((), (), (), (), (), ())
    return Beginning(
        Dossier(standard, own, (), (), nobody, (), rules),
        (FiscalYear(fiscal[0].start - 1), *fiscal),
    )


def _make(root: Path, begun: Beginning, book: Path, school: NewSchool) -> NewWorkspace:
    workspace = Workspace(root)
    standard = begun.dossier.standard
    workspace.inputs.mkdir(parents=True)
    _write_standard(book, workspace.inputs / SETTINGS.book, standard)
    books = {
        SCHOOL_FACTS.book: school_book(begun),
        EVIDENCE.book: evidence_book(begun),
        TASKS.book: people_book(begun),
        LEDGER.book: ledger_book(begun),
    }
    for name, content in books.items():
        made = drawn(content, name, begun.years)
        for title, (heads, rows) in lists(begun, name).items():
            listing(made, title, heads, rows)
        save(made, workspace.inputs / name)
    folders = list(_folders(begun))
    for path in folders:
        (workspace.evidence / path).mkdir(parents=True, exist_ok=True)
    _copy_templates(workspace.templates)
    write_guide(root / GUIDE, begun, school.name)
    return NewWorkspace(
        root,
        (SETTINGS.book, *books),
        len(standard.requirements),
        len(folders),
        len(standard.boxes),
    )


def _folders(begun: Beginning) -> Iterator[Path]:
    """A folder for each material, and in it one for each year that it is wanted for."""
    standard = begun.dossier.standard
    for one in standard.requirements.values():
        for year in standard.periods(one.every):
            yield Path(standard.folder_of(one, year))


def _write_standard(book: Path, target: Path, standard: Standard) -> None:
    """The standard as it comes along, with the years of this inspection."""
    made: Workbook = load_workbook(book)
    years = {
        NAMES["school_years"]: "、".join(year.span for year in standard.school_years),
        NAMES["fiscal_years"]: "、".join(year.span for year in standard.fiscal_years),
    }
    for row in made[SETTINGS.name].iter_rows(max_col=2):
        if row[0].value in years:
            row[1].value = years[str(row[0].value)]
    for page in made.worksheets:
        comment_size(page)
    save(made, target)


def _copy_templates(target: Path) -> None:
    """The Word templates that come along."""
    target.mkdir(parents=True)
    for template in shipped.templates():
        shutil.copyfile(template, target / template.name)
