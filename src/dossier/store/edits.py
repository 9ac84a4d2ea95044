"""Chapters that a person edited: copied to the inputs, where no build and no cleaning touches them.

Who edits a chapter does it where it was made, in build/chapters. Its own proof tells that
(:mod:`dossier.proof`), so no record is needed to find it.
"""

import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dossier.facts import Fact, field
from dossier.files import (
    BACKUP,
    backup_of,
    put_aside,
    sha256_of,
    written_aside,
    written_down,
)
from dossier.store.memo import Memo
from dossier.store.products import Products, State
from dossier.store.records import FOLDER
from dossier.workspace import Workspace, is_litter

_WORD = ".docx"
# where the inputs may not be written to, an edit stays where it is, as nothing writes over it
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class KeptEdit(Fact, frozen=True):
    """An edited `product` (from build/) that was copied to `file`, which is in inputs/chapters.

    It is used from now on, or it is `doubtful`: another edit of the chapter is in use, and this
    one does not go back to it.
    """

    product: str
    file: str
    doubtful: bool = False


class Edits(Fact, frozen=True):
    """What lies in inputs/chapters: the files that count, with their hashes, by name.

    `contents` are the hashes of all there is, also of what was put aside.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()


def edits(workspace: Workspace) -> Edits:
    """What is kept now."""
    files: dict[str, str] = {}
    contents = set()
    for file in _documents(workspace.edits):
        digest = sha256_of(file)
        contents.add(digest)
        if BACKUP not in file.name:
            files[file.name] = digest
    return Edits(files, frozenset(contents))


def keep_edits(workspace: Workspace) -> tuple[KeptEdit, ...]:
    """Copy chapters that were edited since, and tell which; those that are kept already stay.

    It is safe beside a build, and being interrupted: files appear whole, and what a build makes
    proves itself. Where the inputs cannot be written to, nothing is copied.
    """
    before = edits(workspace)
    products = Products.remembered(workspace.build, before.contents)
    memo = Memo(workspace.build / FOLDER / "edits.json", dict[str, str])
    copied = memo.read() or {}
    kept = []
    for file in _documents(workspace.chapters):
        product = file.relative_to(workspace.build).as_posix()
        if BACKUP in file.name or products.state(product) is not State.EDITED:
            continue
        base = _base(workspace, product, products.made_from(product), before, copied)
        try:
            kept.append(_keep(workspace, file, product, base, before))
        except OSError as error:
            if error.errno not in _FORBIDDEN:
                raise
    now = {one.product: sha256_of(workspace.root / one.file) for one in kept if not one.doubtful}
    if now:
        with suppress(OSError):  # without the note a later edit is doubtful, and lost no more
            memo.write({**copied, **now})
    return tuple(kept)


def give_up(workspace: Workspace, name: str) -> str:
    """Put an edit aside, so that its chapter is made from the template; the name that it has."""
    return put_aside(workspace.edits / name).name


def _base(
    workspace: Workspace,
    product: str,
    made_from: Mapping[str, str],
    before: Edits,
    copied: Mapping[str, str],
) -> str:
    """The name of the edit in use that `product` goes back to; '' where there is none.

    A build made it from that edit, or the edit was `copied` from it (hashes by product); and
    nobody has changed it since.
    """
    own = f"{workspace.edits.relative_to(workspace.root).as_posix()}/"
    sources = {
        name.removeprefix(own): digest for name, digest in made_from.items() if name.startswith(own)
    }
    for name, digest in before.files.items():
        if digest in {sources.get(name), copied.get(product)}:
            return name
    return ""


def _keep(workspace: Workspace, file: Path, product: str, base: str, before: Edits) -> KeptEdit:
    """Copy one file: in place of the edit that it goes back to, or of none, else beside it."""
    name = base or file.name
    doubtful = not base and name in before.files
    target = workspace.edits / name
    if doubtful:
        target = backup_of(target, file.stat().st_mtime)
    with written_aside(target) as aside:
        shutil.copy2(file, aside)
        written_down(aside)
    return KeptEdit(product, target.relative_to(workspace.root).as_posix(), doubtful)


def _documents(folder: Path) -> Iterator[Path]:
    """The Word files in a folder, in order."""
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() == _WORD and file.is_file() and not is_litter(file.name):
                yield file
