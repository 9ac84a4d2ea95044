"""Keys by content, and the identity of our own code: a changed program makes its products again."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from dossier.files import sha256_of

_HOME = Path(__file__).parent.parent
_SHARED = ("model", "numbers.py", "text.py", "files.py", "fonts.py", "proof.py")
_SUFFIXES = {".py", ".typ", ".html"}


def content_key(*parts: Any) -> str:
    """A SHA-256 over `parts` (anything JSON can say); equal content gives an equal key."""
    text = json.dumps(
        parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


@cache
def source_hash(*rooms: str, shared: bool = True) -> str:
    """A hash over the source of the rooms or modules named (``convert/word``, ``files.py``).

    With it goes that of the facts that all stages have in common, unless they are not `shared`.
    """
    places = (*rooms, *_SHARED) if shared else rooms
    return content_key([source for place in places for source in _sources(place)])


@cache
def _sources(room: str) -> list[tuple[str, str]]:
    """The files of a room, or the one file that it is, each with its hash; they are read once."""
    place = _HOME / room
    files = [place]
    if place.is_dir():
        files = [file for file in sorted(place.rglob("*")) if file.suffix in _SUFFIXES]
    return [(str(file.relative_to(_HOME)), sha256_of(file)) for file in files]
