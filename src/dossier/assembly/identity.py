"""The identity of our own code, so that a changed program makes its products again."""

from functools import cache
from pathlib import Path

from dossier.files import key_of, sha256_of

_HOME = Path(__file__).parent.parent
_SHARED = ("model", "files.py", "fonts.py")


@cache
def code_of(*rooms: str) -> str:
    """A hash over the source of the stages named, and of the facts that all stages share."""
    files: list[Path] = []
    for room in (*rooms, *_SHARED):
        place = _HOME / room
        found = place.rglob("*") if place.is_dir() else [place]
        files += [f for f in found if f.is_file() and f.suffix in {".py", ".typ", ".html"}]
    return key_of([(str(f.relative_to(_HOME)), _hash(f)) for f in sorted(files)])


# what all stages share is asked for with each of them
_hash = cache(sha256_of)
