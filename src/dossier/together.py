"""Several files of one folder replaced together: after a kill it is all of them or none.

New contents are written aside, then a note of what is to take whose place, then the files are
renamed. Whoever finds the note does what is left to do; before it is there nothing has changed.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from dossier.errors import DossierError, ExitCode
from dossier.facts import Fact
from dossier.files import aside_of, sha256_of, umask, write_note, written_down
from dossier.messages import say


class UnsettledError(DossierError):
    """Files were to be replaced together, and it can neither be completed nor taken back."""

    exit_code = ExitCode.INPUT


class Settled(Fact, frozen=True):
    """What a kill had left undone and is done now: the command, and the files."""

    why: str
    files: tuple[str, ...]


class _Replacement(Fact, frozen=True):
    """One file: its name, that of what takes its place, and the hashes of both."""

    name: str
    aside: str
    before: str
    after: str


class Together:
    """Files to be replaced; :meth:`aside` gives the place for what comes to stand there."""

    def __init__(self) -> None:
        self.asides: dict[Path, Path] = {}

    @contextmanager
    def aside(self, target: Path) -> Iterator[Path]:
        """A path beside `target` to write to, as :func:`~dossier.files.written_aside` gives it."""
        aside = self.asides[target] = aside_of(target)
        aside.touch(exist_ok=False)
        yield aside
        aside.chmod(0o666 & ~umask())
        written_down(aside)


@contextmanager
def replaced_together(note: Path, why: str) -> Iterator[Together]:
    """Files in the folder of `note` replaced when all of them are written, in that order, or none.

    `why` is the command (``standard use NAME``), which the next one tells where this one is killed.
    """
    together = Together()
    try:
        yield together
        if together.asides:
            write_note(note, _noted(why, together.asides), durable=True)
    finally:
        if not note.exists():
            for aside in together.asides.values():
                aside.unlink(missing_ok=True)
    settle(note)


def settle(note: Path) -> Settled | None:
    """Do what a `note` tells is left to do, and tell it; None where there is no note.

    Raises UnsettledError, and does nothing, where a file was edited since, or the note is broken.
    """
    if not note.exists():
        return None
    why, steps = _read(note)
    folder = note.parent
    edited = [step.name for step in steps if not _can_be_done(step, folder)]
    if edited:
        raise UnsettledError(
            say(
                "'dossier {command}' was interrupted, and of the workbooks that it was to replace "
                "{files} changed since",
                command=why,
                files="、".join(f"'{name}'" for name in edited),
            ),
            say(
                "give that command again; as they were before, the workbooks are kept as copies, "
                "'…-原.xlsx'"
            ),
        )
    for step in steps:
        with suppress(FileNotFoundError):  # done before, or by another who found the note
            (folder / step.aside).replace(folder / step.name)
    note.unlink(missing_ok=True)
    return Settled(why, tuple(step.name for step in steps))


def given_up(note: Path) -> None:
    """Forget what a `note` tells is left to do: the files stay as they are."""
    if not note.exists():
        return
    with suppress(UnsettledError):
        for step in _read(note)[1]:
            (note.parent / step.aside).unlink(missing_ok=True)
    note.unlink()


def _can_be_done(step: _Replacement, folder: Path) -> bool:
    waits = (folder / step.aside).exists()
    found = _hash(folder / step.name)
    return found in {step.before, step.after} if waits else found != step.before


def _noted(why: str, asides: Mapping[Path, Path]) -> list[object]:
    return [why, [[t.name, a.name, _hash(t), _hash(a)] for t, a in asides.items()]]


def _read(note: Path) -> tuple[str, list[_Replacement]]:
    try:
        why, steps = json.loads(note.read_text(encoding="utf-8"))
        read = [_Replacement(*map(str, step)) for step in steps]
    except (ValueError, TypeError):
        why, read = "", []
    if not read or any(Path(n).name != n for one in read for n in (one.name, one.aside)):
        raise UnsettledError(
            say("'{file}', the note of an interrupted command, cannot be read", file=note),
            say(
                "compare the workbooks beside it with their copies, '…-原.xlsx', put back what you "
                "want, and delete it"
            ),
        )
    return str(why), read


def _hash(file: Path) -> str:
    """The SHA-256 of a file; '' where there is none."""
    return sha256_of(file) if file.is_file() else ""
