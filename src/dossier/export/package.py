"""What of build/ is handed in: the products that its manifest lists, and the manifest itself."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dossier.errors import DossierError, ExitCode, OutputError, WorkspaceError
from dossier.facts import Fact
from dossier.files import ASIDE, sha256_of, umask, within
from dossier.messages import say
from dossier.owners import mark

MANIFEST, REPORT = "manifest-sha256.txt", "report.json"


class UnsoundError(DossierError):
    """The package breaks rules of verification, so that it is not handed in."""

    exit_code = ExitCode.FINDINGS


class File(Fact, frozen=True):
    """One file of the package: its path within it (with ``/``), its SHA-256, its size in bytes."""

    name: str
    sha256: str
    size: int


class Exported(Fact, frozen=True):
    """What was written, and where."""

    folder: Path
    files: int
    size: int


def manifest_lines(build: Path) -> list[list[str]]:
    """Digest and name of each file of the package in `build`.

    Raises :class:`~dossier.errors.WorkspaceError` where there is no manifest.
    """
    try:
        lines = (build / MANIFEST).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise WorkspaceError(
            say("'{folder}' holds no finished package", folder=build),
            say("build it first: dossier build"),
        ) from error
    return [line.split("  ", 1) for line in lines]


def copied(build: Path, folder: Path) -> tuple[File, ...]:
    """Copy the package in `build` to `folder`, in the order of the names.

    What lies in build/ besides (the cache, say) stays there. Raises
    :class:`~dossier.errors.WorkspaceError` where there is no manifest, and
    :class:`~dossier.errors.OutputError` where a copy is not what the manifest says.
    """
    listed = {name: digest for digest, name in manifest_lines(build)}
    files = []
    for name in sorted({*listed, MANIFEST}):
        source, target = within(build, name), folder / name
        if source is None:
            raise OutputError(
                say("the manifest names '{name}', which leads out of the package", name=name),
                say("build it again; what was changed by hand is not kept in build/"),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        digest = sha256_of(target)
        if digest != listed.get(name, digest):
            raise OutputError(
                say("'{name}' has changed while it was copied", name=name),
                say("build it again; what was changed by hand is not kept in build/"),
            )
        files.append(File(name, digest, target.stat().st_size))
    return tuple(files)


def report_of(build: Path) -> dict[str, Any]:
    """What report.json says of the package."""
    found: dict[str, Any] = json.loads((build / REPORT).read_text(encoding="utf-8"))
    return found


def export(build: Path, folder: Path) -> Exported:
    """Copy the package in `build` to the new folder `folder`, whole or not at all."""
    with new_folder(folder, build) as aside:
        files = copied(build, aside)
    return Exported(folder, len(files), sum(file.size for file in files))


@contextmanager
def new_folder(target: Path, build: Path) -> Iterator[Path]:
    """Yield a folder beside `target` to fill; it takes the target's place when all is well.

    Raises :class:`~dossier.errors.OutputError` where `target` holds something already, or lies
    in `build`, where it would belong to the next package.
    """
    if target.is_symlink() and not target.exists():
        raise OutputError(
            say("'{folder}' is a link that leads nowhere", folder=target),
            say("name a folder that is not there, or an empty one"),
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(
            say("'{folder}' is there already", folder=target),
            say("name a folder that is not there, or an empty one"),
        )
    if target.resolve().is_relative_to(build.resolve()):
        raise OutputError(
            say("'{folder}' lies within the package itself", folder=target),
            say("name a folder outside of it"),
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{ASIDE}{mark()}-"))
    try:
        yield aside
        aside.chmod(0o777 & ~umask())
        if target.exists():
            target.rmdir()  # it is empty; not every system renames onto it
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
