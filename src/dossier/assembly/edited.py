"""Chapters that a person edited: which file is used for which."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.facts import Fact, field
from dossier.files import safe_name
from dossier.model.standard import Chapter
from dossier.store.edits import KeptEdit, edits
from dossier.workspace import Workspace

_FOLDER = "inputs/chapters"


class EditedChapter(Fact, frozen=True):
    """A chapter as a person left it: the file in inputs/chapters, and its hash."""

    file: Path
    sha256: str

    @property
    def name(self) -> str:
        """Its path from the workspace, with ``/``."""
        return f"{_FOLDER}/{self.file.name}"

    @property
    def inputs(self) -> dict[str, str]:
        """What the product that is made of it depends on."""
        return {self.name: self.sha256}

    def copy(self, to: Path) -> None:
        """Write it to a file, as it is."""
        shutil.copyfile(self.file, to)


class EditedChapters(Fact, frozen=True):
    """What lies in inputs/chapters: what is `used`, by the codes of chapters, and what is not.

    `unused` are paths from the workspace. `contents` are the hashes of all of it; those in `kept`
    were copied there just now.
    """

    used: Mapping[str, EditedChapter] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    contents: frozenset[str] = frozenset()
    kept: tuple[KeptEdit, ...] = ()


def edited_chapters(
    workspace: Workspace, chapters: Sequence[Chapter], kept: tuple[KeptEdit, ...]
) -> EditedChapters:
    """Which file is used for which chapter.

    The code begins a name, so that a chapter keeps its words when its title changes.
    """
    there = edits(workspace)
    codes = sorted((safe_name(chapter.code) for chapter in chapters), key=len, reverse=True)
    named: dict[str, list[str]] = {}
    for name in sorted(there.files):
        stem = name[: name.rindex(".")]
        code = next((one for one in codes if stem == one or stem.startswith(f"{one}-")), None)
        if code is not None:
            named.setdefault(code, []).append(name)
    found = {}
    for chapter in chapters:
        if names := named.get(safe_name(chapter.code)):
            name = chapter.docx if chapter.docx in names else names[0]
            found[chapter.code] = EditedChapter(workspace.edits / name, there.files[name])
    unused = sorted({*there.files} - {one.file.name for one in found.values()})
    paths = tuple(f"{_FOLDER}/{name}" for name in unused)
    return EditedChapters(found, paths, there.contents, kept)
