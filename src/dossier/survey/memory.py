"""What is known of the files of an earlier survey, so that an unchanged one is not opened again."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dossier import __version__
from dossier.files import write_text
from dossier.finding import Code, Remark
from dossier.messages import Text
from dossier.model.holding import Holding, Kind
from dossier.store.source_hash import content_key

# raise it when `examine` judges files differently than before
_VERSION = 3
_TAIL = "}\n"
_KINDS = {kind.value: kind for kind in Kind}


class Memory:
    """Holdings by path, each with the stat that its file had.

    A file is taken for unchanged when size, mtime, ctime and inode are: mtime alone lies after
    git, zip and cloud drives. A memory that is broken or of another version is as good as none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _load(path)
        self._new: dict[str, Any] = {}

    def recall(self, path: str, spelled: str, stat: os.stat_result) -> Holding | None:
        """What is known of the file, if its stat has not changed."""
        entry = self._old.get(spelled)
        if entry is None or entry["stat"] != stamp(stat):
            return None
        self._new[spelled] = entry
        return held(path, spelled, stat.st_size, entry)

    def content_of(self, spelled: str) -> str:
        """The SHA-256 that the file had when it was opened last; '' where it never was."""
        entry = self._old.get(spelled)
        return str(entry["sha256"]) if entry else ""

    def heal(self, spelled: str, sha256: str) -> dict[str, Any] | None:
        """What is known of a file whose stat has changed, if its content has not."""
        entry = self._old.get(spelled)
        return entry if entry is not None and entry["sha256"] == sha256 else None

    def remember(self, spelled: str, found: dict[str, Any], stat: os.stat_result) -> None:
        """Keep what :func:`facts` tells of a file; nothing is written yet."""
        self._new[spelled] = {**found, "stat": stamp(stat)}

    def save(self) -> None:
        """Write the memory if anything in it has changed; files that are gone are forgotten."""
        if self._new != self._old:
            files = json.dumps(self._new, ensure_ascii=False, separators=(",", ":"))
            write_text(self._path, f"{_head(files)}{files}{_TAIL}")


def facts(
    sha256: str,
    kind: Kind = Kind.OTHER,
    pages: int = 0,
    fault: Code | None = None,
    remedy: Text | None = None,
    remarks: Sequence[Remark] = (),
) -> dict[str, Any]:
    """What there is to know of a content, as JSON can keep it."""
    return {
        "sha256": sha256,
        "kind": kind.value,
        "pages": pages,
        "fault": fault.name if fault else None,
        "remedy": [remedy.msgid, dict(remedy.values)] if remedy else None,
        "remarks": [remark.kept() for remark in remarks],
    }


def held(path: str, spelled: str, size: int, found: dict[str, Any]) -> Holding:
    """The file of which these :func:`facts` are known."""
    return Holding(
        path=path,
        size=size,
        sha256=found["sha256"],
        kind=_KINDS[found["kind"]],
        pages=found["pages"],
        fault=Code[found["fault"]] if found["fault"] else None,
        remedy=_text(found["remedy"]) if found["remedy"] else None,
        spelled="" if path == spelled else spelled,
        remarks=tuple(map(Remark.recalled, found["remarks"])),
    )


def stamp(stat: os.stat_result) -> list[int]:
    """What changes when a file changes."""
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _head(files: str) -> str:
    """What stands before the files, as JSON: the digest of their text, lest it was edited."""
    return f'{{"digest":"{content_key(_VERSION, __version__, files)}","files":'


def _load(path: Path) -> dict[str, Any]:
    try:
        memory = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    files = memory[len(_head("")) : -len(_TAIL)]
    if memory != f"{_head(files)}{files}{_TAIL}":
        return {}
    known: dict[str, Any] = json.loads(files)
    return known


def _text(remedy: list[Any]) -> Text:
    msgid, values = remedy
    return Text(msgid, tuple(values.items()))
