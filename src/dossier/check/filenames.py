"""The names in the column 文件 against those in the evidence folder, as people type them.

``办法``, ``办法.DOCX`` and ``办法 .docx`` are 办法.docx where there is one such file and no other.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.text import plain

# Comparing names takes a moment for each pair of them: where a whole folder is missing, nobody
# needs a thousand guesses.
_GUESSES = 200
_SEVERAL = re.compile(r"[、;；,，\n]+|\s{2,}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_DRIVE = re.compile(r"[A-Za-z]:|file:", re.IGNORECASE)


def recognised(dossier: Dossier, paths: Collection[str]) -> Dossier:
    """The dossier with each file named as it is in the folder, where only one can be meant."""
    entries = (*dossier.entries, *dossier.unconfirmed)
    if all(entry.file in paths for entry in entries):
        return dossier
    names = FileNames(paths, {entry.file for entry in entries})
    return replace(
        dossier,
        evidence=tuple(replace(one, file=names.meant(one.file)) for one in dossier.evidence),
        photos=tuple(replace(one, file=names.meant(one.file)) for one in dossier.photos),
        unconfirmed=tuple(replace(one, file=names.meant(one.file)) for one in dossier.unconfirmed),
    )


class FileNames:
    """The `paths` in the folder, and what a name that is none of them may mean.

    `registered` are the names in the registers, which are less likely to be meant once more.
    """

    def __init__(self, paths: Collection[str], registered: Collection[str]) -> None:
        self._paths = paths
        self._free = sorted(set(paths) - set(registered))
        self._folded: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for path in sorted(paths):
            self._folded.setdefault(_folded(path), []).append(path)
            self._stems.setdefault(_folded(_SUFFIX.sub("", path)), []).append(path)
        self._moved: dict[str, list[str]] = {}
        for path in self._free:
            self._moved.setdefault(path.rpartition("/")[2], []).append(path)
        self._guesses = 0

    def meant(self, name: str) -> str:
        """The path that `name` spells otherwise, where there is just one; else `name`."""
        if name in self._paths or self.leads_out(name):
            return name
        alike = self._folded.get(_folded(name)) or self._stems.get(_folded(name)) or ()
        return alike[0] if len(alike) == 1 else name

    def leads_out(self, name: str) -> bool:
        """Whether `name` is a path out of the folder: an absolute one, or one with ``..``."""
        return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in name.split("/")

    def is_folder(self, name: str) -> bool:
        """Whether files lie in a folder of that name."""
        return any(path.startswith(f"{name}/") for path in self._paths)

    def several(self, name: str) -> tuple[str, ...]:
        """The files that `name` lists, where these are more than one and are all there."""
        parts = [part.strip() for part in _SEVERAL.split(name) if part.strip()]
        found = tuple(self.meant(part) for part in parts)
        return found if len(found) > 1 and all(one in self._paths for one in found) else ()

    def near(self, name: str) -> str:
        """The path that `name` was most likely to be; '' where nothing is likely.

        What nobody registered comes first: most of all a file of the same name in another folder.
        """
        last = name.rpartition("/")[2]
        moved = self._moved.get(last, [])
        if len(moved) == 1:
            return moved[0]
        if self.leads_out(name):
            tails = [path for path in self._paths if f"/{name}".endswith(f"/{path}")]
            meant = max(tails, key=len, default="") or self.meant(last)
            return meant if meant in self._paths else ""
        alike = self._folded.get(_folded(name)) or self._stems.get(_folded(name))
        if alike:
            return alike[0]
        self._guesses += 1
        if self._guesses > _GUESSES:
            return ""
        likely = get_close_matches(name, self._free, n=1) or get_close_matches(
            name, self._paths, n=1, cutoff=0.8
        )
        return likely[0] if likely else ""


def _folded(name: str) -> str:
    """A name without what a person does not see: width, case and spaces."""
    return plain(name).casefold()
