"""Copies to show: the PDFs of a package and its index, without numbers of persons.

What is handed in stays as it is; these are other files, in another folder, and no package that
could be verified. Office files, originals and films stay behind, for nothing is taken out of them.
"""

from collections.abc import Callable
from pathlib import Path

from dossier.errors import OutputError
from dossier.export.package import MANIFEST, Exported, manifest_lines, new_folder
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import sha256_of, within
from dossier.media.redact import Redacted, redacted
from dossier.messages import say
from dossier.pool import Failure, Limits, by_size, guarded

_INDEX = "index.html"  # in which such numbers are masked since it was made
_WORDS = "index/words-"  # likewise
_BEHIND = "originals/"
_HEAVIER = 4  # a page that becomes a picture takes more than reading it


class PublicExport(Fact, frozen=True):
    """What was written, and what was taken out: see :class:`~dossier.media.redact.Redacted`."""

    exported: Exported
    taken_out: Redacted


class _CopyTask(Fact, frozen=True):
    source: Path
    target: Path
    sha256: str
    size: int


def export_public(
    build: Path, folder: Path, progress: Callable[[int, int, str], object]
) -> PublicExport:
    """Copy the PDFs and the index of the package in `build` to the new folder `folder`.

    Raises :class:`~dossier.errors.WorkspaceError` where there is no package, and
    :class:`~dossier.errors.OutputError` where a file cannot be looked through.
    """
    with new_folder(folder, build) as aside:
        tasks = dict(_tasks(build, aside))
        whole = Redacted()
        answers = guarded(_copy, list(tasks.values()), _limits)
        for number, (name, answer) in enumerate(zip(tasks, answers, strict=True), 1):
            if isinstance(answer, Failure):
                raise OutputError(
                    say("'{name}' cannot be looked through for numbers of persons", name=name),
                    told_of(name, answer)[1],
                )
            whole = Redacted(
                whole.numbers + answer.numbers,
                whole.pages + answer.pages,
                whole.silent + answer.silent,
            )
            progress(number, len(tasks), name)
        made = sorted(one for one in aside.rglob("*") if one.is_file())
        lines = [f"{sha256_of(one)}  {one.relative_to(aside).as_posix()}\n" for one in made]
        (aside / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")
        size = sum(one.stat().st_size for one in (*made, aside / MANIFEST))
    return PublicExport(Exported(folder, len(made) + 1, size), whole)


def _tasks(build: Path, aside: Path) -> list[tuple[str, _CopyTask]]:
    tasks = []
    for digest, name in manifest_lines(build):
        source = within(build, name)
        masked = name == _INDEX or name.startswith(_WORDS)
        shown = masked or (name.endswith(".pdf") and not name.startswith(_BEHIND))
        if source is not None and shown:
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            tasks.append((name, _CopyTask(source, target, digest, source.stat().st_size)))
    return tasks


def _copy(task: _CopyTask) -> Redacted:
    """Copy one file, which must be what was listed. Raises OutputError."""
    if sha256_of(task.source) != task.sha256:
        raise OutputError(
            say("'{name}' has changed while it was copied", name=task.source.name),
            say("build it again; what was changed by hand is not kept in build/"),
        )
    if task.source.suffix == ".pdf":
        return redacted(task.source, task.target)
    task.target.write_bytes(task.source.read_bytes())
    return Redacted()


def _limits(task: _CopyTask) -> Limits:
    return by_size(task.size * _HEAVIER)
