"""Whether this machine and this workspace have what a build needs."""

import importlib.util
import os
import shutil
from collections.abc import Iterator

from dossier import fonts
from dossier.convert.archival import MISSING, available
from dossier.convert.engines import find
from dossier.convert.libreoffice import NO_SLIDES, LibreOffice
from dossier.disk import room
from dossier.errors import DossierError, WorkspaceError
from dossier.facts import Fact
from dossier.fontsetup import packages_of
from dossier.messages import Text, say
from dossier.pool.memory import free_memory
from dossier.read.opened import BOOKS
from dossier.read.workbooks import read
from dossier.scan import reader
from dossier.scan.run import MISSING as MISSING_READER
from dossier.workspace import Workspace

_MB = 1_000_000
_MEMORY = 1000 * _MB  # an office program, and what opens large files

_EXTRAS = (
    ("pillow_heif", "heic", say("opening HEIC pictures")),
    ("py7zr", "archives", say("unpacking .7z archives")),
    ("rapidocr", "scan", say("reading scans")),
    ("av", "film", say("stills of films")),
    ("tornado", "desk", say("the desk in the browser")),
    ("watchfiles", "watch", say("watching a workspace")),
)
"""Libraries that need not be there, the extra that brings each, and what it is for."""

_OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")


class Symptom(Fact, frozen=True):
    """One thing that was looked at: whether it is well, what was found, and what to do.

    `well` is None where it lacks, and nothing in this workspace has asked for it.
    """

    well: bool | None
    text: Text
    hint: Text | None = None


def examine(workspace: Workspace) -> tuple[Symptom, ...]:
    """Look at the programs, the fonts, the machine and the folders; nothing is changed."""
    return (
        *_engine(workspace),
        *_helpers(),
        *_fonts(),
        *_machine(workspace),
        *_folders(workspace),
        *_standard(workspace),
    )


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


def _helpers() -> Iterator[Symptom]:
    """What opens kinds of files that not every school has."""
    there = []
    for library, extra, opens in _EXTRAS:
        if importlib.util.find_spec(library) is not None:
            there.append(str(opens))
        else:
            command = f"pip install 'dossier[{extra}]'"
            yield Symptom(
                None,
                say("not installed: {what}", what=opens),
                say("install it with: {command}", command=command),
            )
    if shutil.which("unar"):
        there.append(str(say("unpacking .rar archives")))
    else:
        yield Symptom(
            None,
            say("not installed: {what}", what=say("unpacking .rar archives")),
            say("install it with: {command}", command="apt install unar"),
        )
    if there:
        yield Symptom(True, say("installed besides: {what}", what="、".join(there)))


def _machine(workspace: Workspace) -> Iterator[Symptom]:
    """Room on the disk and in memory."""
    free, wanted = room(workspace)
    yield Symptom(
        free >= wanted,
        say(
            "disk: {free} MB are free, a build takes up to {wanted} MB",
            free=free // _MB,
            wanted=-(-wanted // _MB),
        ),
        None if free >= wanted else say("make room there"),
    )
    memory = free_memory()
    if memory is not None:
        well = memory >= _MEMORY
        yield Symptom(
            well,
            say("memory: {free} MB are free", free=memory // _MB),
            None
            if well
            else say("close other programs: {least} MB are wanted", least=_MEMORY // _MB),
        )


def _standard(workspace: Workspace) -> Iterator[Symptom]:
    """The standard of the workspace, and what its settings ask for besides."""
    try:
        dossier, _ = read(workspace.inputs)
        standard = dossier.standard
        if standard.name:
            basis = "、".join(standard.basis)
            yield Symptom(
                True, say("standard: {name} ({basis})", name=standard.name, basis=basis or "—")
            )
        if standard.settings.archival:
            yield _archival()
        if standard.settings.scans and not reader.available():
            yield Symptom(False, say("what reads scans is not there"), MISSING_READER)
    except WorkspaceError:
        return  # the folders are told of above
    except DossierError as error:
        yield Symptom(False, error.text, error.hint)


def _archival() -> Symptom:
    """Ghostscript, where the settings ask for PDF/A; DossierError where it does not start."""
    program = available()
    if program is None:
        return Symptom(
            False,
            say("Ghostscript is not there: PDFs that are not fit for PDF/A stay as they are"),
            MISSING,
        )
    return Symptom(True, say("Ghostscript: {version}", version=program.version))


def _fonts() -> Iterator[Symptom]:
    """What stands for the official fonts, and what would stand for them better."""
    try:
        folder = fonts.require()
    except DossierError as error:
        yield Symptom(False, error.text, error.hint)
        return
    told = "；".join(f"{name} → {fonts.standing_for(name)}" for name in _OFFICIAL)
    yield Symptom(
        True,
        say(
            "fonts: {folder}; what stands for the official ones: {fonts}", folder=folder, fonts=told
        ),
    )
    if lacking := fonts.lacking():
        yield Symptom(
            None,
            say("fonts that are not there, for which the next ones stand: {names}",
                names="、".join(lacking)),
            say("install the packages {packages}, then run {command}",
                packages="、".join(packages_of(lacking)), command="dossier doctor --fonts"),
        )  # fmt: skip


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
        Symptom(
            False,
            say("'{folder}' cannot be written to", folder=folder),
            say("look at its permissions, or copy the workspace to a folder of your own"),
        )
        for folder in (
            workspace.inputs,
            workspace.build if workspace.build.is_dir() else workspace.root,
        )
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK)
    ]
    symptoms += [
        Symptom(False, say("the workbook '{book}' is not there", book=book))
        for book in BOOKS
        if workspace.inputs.is_dir() and not (workspace.inputs / book).is_file()
    ]
    return symptoms
