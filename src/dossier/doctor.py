"""Whether this machine and this workspace have what a build needs."""

from collections.abc import Iterator

from dossier import fonts
from dossier.convert.archival import MISSING, available
from dossier.convert.libreoffice import NO_SLIDES, LibreOffice, find
from dossier.errors import DossierError, WorkspaceError
from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.read.opened import BOOKS
from dossier.read.workbooks import read
from dossier.workspace import Workspace

_OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")


class Symptom(Fact, frozen=True):
    """One thing that was looked at: whether it is well, what was found, and what to do."""

    well: bool
    text: Text
    hint: Text | None = None


def examine(workspace: Workspace) -> tuple[Symptom, ...]:
    """Look at the engine, the fonts and the folders; nothing is changed."""
    return (*_engine(workspace), *_archival(workspace), _fonts(), *_folders(workspace))


def _engine(workspace: Workspace) -> Iterator[Symptom]:
    engine = find(workspace.cache / "engine")
    if engine is None:
        yield Symptom(
            False,
            say("LibreOffice is not there: office files become placeholder pages"),
            say(
                "run 'make setup' (Debian: apt install libreoffice-writer-nogui "
                "libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-draw-nogui)"
            ),
        )
        return
    yield Symptom(True, say("engine: {engine}", engine=engine.identity.rpartition(" ")[0]))
    if isinstance(engine, LibreOffice):
        yield _way(engine)
        if not engine.has_slides:
            yield Symptom(
                False, say("LibreOffice lacks Impress: presentations become placeholder pages"),
                NO_SLIDES,
            )  # fmt: skip


def _way(engine: LibreOffice) -> Symptom:
    """Which way documents go; a slower one is well, too."""
    way = say("documents are converted by: {way}", way=engine.backends.backends[0].text)
    for backend, why in engine.backends.lacks.items():
        hint = say("quicker would be {way}, but {reason}", way=backend.text, reason=why)
        return Symptom(True, way, hint)
    return Symptom(True, way)


def _archival(workspace: Workspace) -> Iterator[Symptom]:
    """Ghostscript, where the settings ask for PDF/A."""
    try:
        dossier, _ = read(workspace.inputs)
        if not dossier.standard.settings.archival:
            return
        program = available()
        if program is None:
            yield Symptom(
                False,
                say("Ghostscript is not there: PDFs that are not fit for PDF/A stay as they are"),
                MISSING,
            )
            return
        yield Symptom(True, say("Ghostscript: {version}", version=program.version))
    except WorkspaceError:
        return  # the folders are told of below
    except DossierError as error:
        yield Symptom(False, error.text, error.hint)


def _fonts() -> Symptom:
    try:
        folder = fonts.require()
    except DossierError as error:
        return Symptom(False, error.text, error.hint)
    told = "；".join(f"{name} → {fonts.SUBSTITUTES[name].families[0]}" for name in _OFFICIAL)
    return Symptom(
        True,
        say(
            "fonts: {folder}; what stands for the official ones: {fonts}", folder=folder, fonts=told
        ),
    )


def _folders(workspace: Workspace) -> list[Symptom]:
    symptoms = [
        Symptom(True, say("folder: {folder}", folder=folder))
        if folder.is_dir()
        else Symptom(
            False,
            say("the folder '{folder}' is not there", folder=folder),
            say("name the folder that holds 'inputs' and 'templates' with --workspace"),
        )
        for folder in (workspace.inputs, workspace.evidence, workspace.templates)
    ]
    symptoms += [
        Symptom(False, say("the workbook '{book}' is not there", book=book))
        for book in BOOKS
        if workspace.inputs.is_dir() and not (workspace.inputs / book).is_file()
    ]
    return symptoms
