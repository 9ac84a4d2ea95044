"""Rows whose file is not there any more, and the file that has its content under another name."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from dossier.files import checksum_entry
from dossier.model.evidence import Evidence, Photo
from dossier.model.evidence_file import EvidenceFile
from dossier.store.memo import Memo
from dossier.store.products import INPUTS
from dossier.workspace import Workspace

_EVIDENCE = "inputs/evidence/"
_NEARLY = 0.85


class Moved(NamedTuple):
    """A row of the register, and where its file is now."""

    entry: Evidence | Photo
    path: str


class Contents:
    """The hashes that registered files had when they were last seen, by path."""

    def __init__(self, workspace: Workspace) -> None:
        self._memo = Memo(workspace.cache / "registered.json", dict[str, str])
        self._known = {**_of_last_build(workspace.build), **(self._memo.read() or {})}

    def of(self, path: str) -> str:
        """The SHA-256 of what lay at `path`; '' where that is not known."""
        return self._known.get(path, "")

    def remember(self, files: Iterable[EvidenceFile], registered: Collection[str]) -> None:
        """Keep the hashes of what is registered and there; those of what is gone stay."""
        now = {one.path: one.sha256 for one in files if one.sha256 and one.path in registered}
        self._memo.write({**{p: h for p, h in self._known.items() if p in registered}, **now})


def moved(
    entries: Iterable[Evidence | Photo],
    files: Mapping[str, EvidenceFile],
    free: Collection[str],
    contents: Contents,
) -> tuple[Moved, ...]:
    """The entries whose file is gone, where just one of the `free` files has its content.

    Of a file whose content was never seen the name tells: one of the same name in another folder,
    or one that is called nearly so.
    """
    by_content: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for path in sorted(free):
        by_content.setdefault(files[path].sha256, []).append(path)
        by_name.setdefault(Path(path).name, []).append(path)
    found = []
    taken: set[str] = set()
    for entry in entries:
        if entry.file in files:
            continue
        known = contents.of(entry.file)
        likely = by_content.get(known, []) if known else by_name.get(Path(entry.file).name, [])
        if not known and not likely:
            likely = get_close_matches(entry.file, sorted(free), n=2, cutoff=_NEARLY)
        likely = [path for path in likely if path not in taken]
        if len(likely) == 1:
            taken.add(likely[0])
            found.append(Moved(entry, likely[0]))
    return tuple(found)


def _of_last_build(build: Path) -> dict[str, str]:
    """What the last build said of its inputs."""
    try:
        lines = (build / INPUTS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    told = [checksum_entry(line) for line in lines]
    return {
        one[1].removeprefix(_EVIDENCE): one[0] for one in told if one and _EVIDENCE in one[1][:16]
    }
