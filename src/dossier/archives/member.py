"""One entry of an archive, what a kind of archives can do, and where each entry goes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from dossier.files import nfc, safe_name
from dossier.messages import Text
from dossier.workspace import is_litter

_DRIVE = re.compile(r"[A-Za-z]:")
_OF_MACS = "__MACOSX"


class ArchiveMember(NamedTuple):
    """A file of an archive: its name there, with ``/``, and its size once it is unpacked."""

    name: str
    size: int


class UnfitArchiveError(Exception):
    """An archive that cannot be listed or unpacked, and what to do about it."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem)
        self.problem = problem


class Archive(Protocol):
    """An archive that is open. Damage raises UnfitArchiveError or what the library raises."""

    def close(self) -> None:
        """Let go of what is open."""

    def members(self) -> Sequence[ArchiveMember]:
        """The files in it; neither folders nor links nor devices. Each has a name of its own."""

    def unpack(self, places: Mapping[str, Path]) -> None:
        """Write files, by their names in the archive, to these places, which do not exist."""


def places(members: Sequence[ArchiveMember]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Where each file belongs within the folder, by its name; and the names that lead out of it.

    Names are made such as every system takes, no two of them alike but for capitals. What systems
    leave behind (``.DS_Store``, ``__MACOSX``) is left out.
    """
    found: dict[str, str] = {}
    refused: list[str] = []
    taken: set[str] = set()
    for member in members:
        parts = [part for part in member.name.replace("\\", "/").split("/") if part != "."]
        if not parts[0] or ".." in parts or _DRIVE.match(member.name):
            refused.append(member.name)
            continue
        parts = [part for part in parts if part]
        if not parts or any(is_litter(part) or part == _OF_MACS for part in parts):
            continue
        place = next(one for one in _spellings(parts) if nfc(one).casefold() not in taken)
        taken.add(nfc(place).casefold())
        found[member.name] = place
    return found, tuple(refused)


def _spellings(parts: Sequence[str]) -> Iterator[str]:
    """A path as every system takes it; then the same with a number, for what stands there."""
    *folders, name = parts
    above = "".join(f"{safe_name(folder)}/" for folder in folders)
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    kept = safe_name(stem)
    yield f"{above}{kept}{dot}{suffix and safe_name(suffix)}"
    number = 1
    while True:
        number += 1
        yield f"{above}{kept}（{number}）{dot}{suffix and safe_name(suffix)}"
