"""Files: written aside and renamed, hashed, and named so that two systems agree."""

import hashlib
import json
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def nfc(name: str) -> str:
    """`name` in Unicode form NFC: macOS and zip tools hand out NFD for the same name."""
    return unicodedata.normalize("NFC", name)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_of(*parts: Any) -> str:
    """A SHA-256 over `parts` (anything JSON can say); equal content gives an equal key."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Yield a path beside `target` to write to; it takes the target's place only when all is well.

    An interrupted run thus leaves the old file or the new one, never half of either.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-", suffix=target.suffix)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        aside.chmod(0o644)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 `text` to `target`, whole or not at all."""
    with written_aside(target) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")


def write_json(target: Path, value: Any) -> None:
    """Write `value` as indented JSON with sorted keys, whole or not at all."""
    write_text(target, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def safe_name(name: str) -> str:
    """`name` as a file name that every system accepts, its characters otherwise kept."""
    banned = set('\\/:*?"<>|')
    kept = "".join("_" if c in banned or ord(c) < 32 else c for c in nfc(name))  # noqa: PLR2004
    return kept.strip(" .")[:80] or "_"
