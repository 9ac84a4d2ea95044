"""The identity of our own code, so that a changed program makes its products again."""

from functools import cache
from pathlib import Path

from dossier.files import key_of, sha256_of

_HOME = Path(__file__).parent.parent
_SHARED = ("model", "files.py", "fonts.py", "proof.py")
_SUFFIXES = {".py", ".typ", ".html"}


@cache
def code_of(*rooms: str) -> str:
    """A hash over the source of the stages named, and of the facts that all stages share."""
    return key_of([source for room in (*rooms, *_SHARED) for source in _sources(room)])


@cache
def _sources(room: str) -> list[tuple[str, str]]:
    """The files of a room, or the one file that it is, each with its hash; they are read once."""
    place = _HOME / room
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    files = [file for file in found if file.is_file() and file.suffix in _SUFFIXES]
    return [(str(file.relative_to(_HOME)), sha256_of(file)) for file in files]
