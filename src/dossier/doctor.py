"""Whether this machine and this workspace have what a build needs."""

from dataclasses import dataclass

from dossier import fonts
from dossier.convert.libreoffice import find
from dossier.errors import DossierError
from dossier.messages import Text, say
from dossier.read.workbooks import BOOKS
from dossier.workspace import Workspace

_OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was looked at: whether it is well, what was found, and what to do."""

    well: bool
    text: Text
    hint: Text | None = None


def examine(workspace: Workspace) -> tuple[Symptom, ...]:
    """Look at the engine, the fonts and the folders; nothing is changed."""
    return (_engine(workspace), _fonts(), *_folders(workspace))


def _engine(workspace: Workspace) -> Symptom:
    engine = find(workspace.cache / "engine")
    if engine is None:
        return Symptom(
            False,
            say("LibreOffice is not there: Word and Excel files become placeholder pages"),
            say(
                "run 'make setup' (Debian: apt install libreoffice-writer-nogui "
                "libreoffice-calc-nogui)"
            ),
        )
    return Symptom(True, say("engine: {engine}", engine=engine.identity.rpartition(" ")[0]))


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
