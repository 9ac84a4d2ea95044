"""What the files of evidence say, read once and kept by content."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from dossier import __version__
from dossier.files import key_of, sha256_of, write_json
from dossier.media.text import Passage, passages
from dossier.messages import Text
from dossier.model.holding import Holding, Kind

# raise it when `passages` reads files differently than before
_EDITION = 1
_READABLE = frozenset({Kind.PDF, Kind.WORD, Kind.SHEET})

Progress = Callable[[int, int, str], None]
"""(files read, files to read, path of the current one)."""


def _silent(_done: int, _total: int, _name: str) -> None:
    pass


def texts(
    holdings: Iterable[Holding], folder: Path, cache: Path, progress: Progress = _silent
) -> dict[str, tuple[Passage, ...]]:
    """The passages of each sound file that can hold words, by path.

    `folder` is that of the evidence, `cache` that in which the words are kept. `progress` is told
    of the files that have to be read. Raises OSError only.
    """
    found: dict[str, tuple[Passage, ...]] = {}
    fresh: list[Holding] = []
    for holding in holdings:
        if holding.fault is None and holding.kind in _READABLE:
            known = _recalled(_place(cache, holding.sha256, holding.kind))
            if known is None:
                fresh.append(holding)
            else:
                found[holding.path] = known
    for number, holding in enumerate(fresh, 1):
        path = folder / holding.on_disk
        found[holding.path] = text_of(path, holding.kind, holding.sha256, cache)
        progress(number, len(fresh), holding.path)
    return found


def text_of(path: Path, kind: Kind, sha256: str, cache: Path) -> tuple[Passage, ...]:
    """The passages of one file, whose content has that hash."""
    place = _place(cache, sha256, kind)
    known = _recalled(place)
    if known is not None:
        return known
    found = passages(path, kind)
    # a file that changed under our eyes is read again next time
    if sha256_of(path) == sha256:
        write_json(place, [[p.place.kept(), p.text, p.before, p.is_page] for p in found])
    return found


def _place(cache: Path, sha256: str, kind: Kind) -> Path:
    return cache / "text" / f"{key_of(_EDITION, __version__, sha256, kind.value)}.json"


def _recalled(note: Path) -> tuple[Passage, ...] | None:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        return tuple(
            Passage(Text.recalled(place), str(text), str(before), bool(is_page))
            for place, text, before, is_page in kept
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
