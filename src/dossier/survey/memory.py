"""What is known of the files of an earlier survey, so that an unchanged one is not opened again."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from dossier import __version__
from dossier.files import key_of, write_note
from dossier.finding import Code
from dossier.messages import Text
from dossier.model.holding import Holding, Kind

# raise it when `examine` judges files differently than before
_VERSION = 1


class Memory:
    """Holdings by path, each with the stat that its file had.

    A file is taken for unchanged when size, mtime, ctime and inode are: mtime alone lies after
    git, zip and cloud drives. A memory that is broken or of another version is as good as none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _load(path)
        self._new: dict[str, Any] = {}

    def recall(self, holding: Holding, stat: os.stat_result) -> Holding | None:
        """What is known of the file, if its stat has not changed."""
        entry = self._old.get(holding.on_disk)
        if entry is None or entry["stat"] != stamp(stat):
            return None
        return self._recalled(holding, stat, entry)

    def content_of(self, holding: Holding) -> str:
        """The SHA-256 that the file had when it was opened last; '' where it never was."""
        entry = self._old.get(holding.on_disk)
        return str(entry["sha256"]) if entry else ""

    def heal(self, holding: Holding, stat: os.stat_result, sha256: str) -> Holding | None:
        """What is known of a file whose stat has changed, if its content has not."""
        entry = self._old.get(holding.on_disk)
        if entry is None or entry["sha256"] != sha256:
            return None
        return self._recalled(holding, stat, {**entry, "stat": stamp(stat)})

    def _recalled(self, holding: Holding, stat: os.stat_result, entry: dict[str, Any]) -> Holding:
        self._new[holding.on_disk] = entry
        return replace(
            holding,
            size=stat.st_size,
            sha256=entry["sha256"],
            kind=Kind(entry["kind"]),
            pages=entry["pages"],
            fault=Code[entry["fault"]] if entry["fault"] else None,
            remedy=_text(entry["remedy"]) if entry["remedy"] else None,
        )

    def remember(self, holding: Holding, stat: os.stat_result) -> None:
        """Keep what is known of a file; nothing is written yet."""
        remedy = holding.remedy
        self._new[holding.on_disk] = {
            "stat": stamp(stat),
            "sha256": holding.sha256,
            "kind": holding.kind.value,
            "pages": holding.pages,
            "fault": holding.fault.name if holding.fault else None,
            "remedy": [remedy.msgid, dict(remedy.values)] if remedy else None,
        }

    def forget(self, holding: Holding) -> None:
        """Keep nothing of a file after all."""
        self._new.pop(holding.on_disk, None)

    def save(self) -> None:
        """Write the memory if anything in it has changed; files that are gone are forgotten."""
        if self._new != self._old:
            write_note(self._path, {"digest": _digest(self._new), "files": self._new})


def stamp(stat: os.stat_result) -> list[int]:
    """What changes when a file changes."""
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _digest(files: dict[str, Any]) -> str:
    return key_of(_VERSION, __version__, files)


def _load(path: Path) -> dict[str, Any]:
    try:
        memory = json.loads(path.read_text(encoding="utf-8"))
        files = memory["files"]
        known: dict[str, Any] = files if memory["digest"] == _digest(files) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return known


def _text(remedy: list[Any]) -> Text:
    msgid, values = remedy
    return Text(msgid, tuple(values.items()))
