"""Files: written aside and renamed, hashed, and named so that two systems agree."""

import hashlib
import io
import json
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dossier.messages import Text, say
from dossier.owners import mark

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

AT_ONCE = 1 << 20
"""Bytes of a file that may as well be read as a whole."""

BACKUP = ".bak-"
"""In the name of what a person made and what was put aside, before a time."""

ASIDE, PASSING = ".new-", "dossier-"
"""What names of files that are being written begin with, and of folders of a moment."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can bear
_NUMBERS = count()
BACKSLASH = "\\"
_CHECKSUM = re.compile(r"(\\?)([0-9a-f]{64})  (.+)")
_LONGEST_NAME = 200  # bytes; a suffix is to follow, and systems take 255
_ESCAPED, _UNESCAPED = re.compile(r"\\([\\nr])"), {"\\": "\\", "n": "\n", "r": "\r"}
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def nfc(name: str) -> str:
    """`name` in Unicode form NFC: macOS and zip tools hand out NFD for the same name."""
    return unicodedata.normalize("NFC", name)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_if_readable(path: Path) -> str:
    """The hash of a file, in hexadecimal; '' for what is no file, or may not be read."""
    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError:
        return ""


def checksum_line(digest: str, name: str) -> str:
    """A line as sha256sum writes it; a name with a line break or backslash is told as escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else BACKSLASH}{digest}  {escaped}\n"


def checksum_entry(line: str) -> tuple[str, str] | None:
    """The digest and name of such a line; None where it is none."""
    found = _CHECKSUM.fullmatch(line)
    if found is None:
        return None
    name = _ESCAPED.sub(lambda one: _UNESCAPED[one[1]], found[3]) if found[1] else found[3]
    return found[2], name


def taken_in(path: Path) -> tuple[str, bytes | None]:
    """The SHA-256 of a file and its content, which is None where it is larger than `AT_ONCE`."""
    with path.open("rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size > AT_ONCE:
            return hashlib.file_digest(file, "sha256").hexdigest(), None
        content = file.read()
    return hashlib.sha256(content).hexdigest(), content


def passing_folder() -> "TemporaryDirectory[str]":
    """A folder for files of a moment, which goes with it; its name tells whose it is."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - not for those who only read

    return TemporaryDirectory(prefix=f"{PASSING}{mark()}-", ignore_cleanup_errors=True)


def opened(path: Path, content: bytes | None) -> IO[bytes]:
    """The file, open for reading, or its `content` where that has been read already."""
    return path.open("rb") if content is None else io.BytesIO(content)


def repack(saved: IO[bytes], out: Path, dated: date = date(2000, 1, 1)) -> None:
    """Write an office file's parts again with a fixed time: a zip otherwise bears the clock.

    Its properties say that it was made and changed on the day `dated`.

    The parts are sealed: see :mod:`dossier.proof`.
    """
    import zipfile  # noqa: PLC0415 - not for those who only read

    from dossier.proof import sealed  # noqa: PLC0415

    with zipfile.ZipFile(saved) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    if (core := "docProps/core.xml") in parts:
        day = dated.isoformat().encode()
        parts[core] = _CLOCK.sub(rb"\g<1>" + day + rb"T00:00:00Z\g<2>", parts[core])
    with zipfile.ZipFile(out, "w") as target:
        for name, content in sealed(parts).items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)


def aside_of(target: Path) -> Path:
    """A name beside `target` for what is to take its place; nobody else has the same.

    No two writers, on this machine or another, have the same name: it bears the writer's mark.
    """
    return target.with_name(f"{ASIDE}{mark()}-{next(_NUMBERS)}{target.suffix}")


@contextmanager
def written_aside(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Yield a path beside `target` to write to; it takes the target's place only when all is well.

    What is `private` can be read by its owner alone, whatever the umask. An interrupted run thus
    leaves the old file or the new one, never half of either.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(target)
    aside.touch(0o600 if private else 0o666, exist_ok=False)
    try:
        yield aside
        aside.chmod(
            0o600 if private else 0o666 & ~umask()
        )  # libraries that write a file of their own close it to others
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def written_down(path: Path) -> None:
    """Wait until a file's content is on the disk: a power cut cannot take it any more."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def nothing_in(path: Path) -> bool:
    """Whether a file is empty or begins with zeros, as a power cut may leave it."""
    with path.open("rb", buffering=0) as file:
        return not file.read(64).strip(b"\0")


def put_aside(path: Path) -> Path:
    """Give a file that a person made another name beside it, by its time, and tell that name.

    `R02-总目录.docx` becomes `R02-总目录.bak-20230420-153000.docx`; no two files get the same.
    """
    return path.rename(backup_of(path, path.stat().st_mtime))


def backup_of(path: Path, seconds: float) -> Path:
    """The name beside `path` under which a version of it is kept that was saved at that time."""
    made = time.strftime("%Y%m%d-%H%M%S", time.localtime(seconds))
    for number in count(1):
        more = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.stem}{BACKUP}{made}{more}{path.suffix}")
        if not copy.exists():
            break
    return copy


def remove_asides(folder: Path, process: int) -> None:
    """Remove what a process that is gone was writing aside in `folder`."""
    for aside in folder.glob(f".new-*-{process}-*"):
        aside.unlink(missing_ok=True)


def write_text(target: Path, text: str, *, durable: bool = False, private: bool = False) -> None:
    """Write UTF-8 `text` to `target`, whole or not at all; `durable` survives a power cut, too.

    What is `private` can be read by its owner alone.
    """
    with written_aside(target, private=private) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
        if durable:
            written_down(aside)


def write_note(target: Path, value: Any, *, durable: bool = False, private: bool = False) -> None:
    """Write `value` as JSON for ourselves, whole or not at all: on one line, which is quicker."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    write_text(target, text, durable=durable, private=private)


def write_json(target: Path, value: Any, *, durable: bool = False) -> None:
    """Write `value` as indented JSON with sorted keys, whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_text(target, text, durable=durable)


def not_a_file(path: Path) -> Text | None:
    """What stands at `path` in place of a file, and what to do; None where nothing does.

    Nothing is opened: a pipe would keep who does waiting for ever.
    """
    if path.is_dir():
        return say("a folder of that name stands in its place: put the file itself there")
    if path.is_symlink() and not path.exists():
        return say("a link stands there that leads nowhere: put the file itself in its place")
    if path.exists() and not path.is_file():
        return say("what stands there is a pipe or a device: put the file itself in its place")
    hidden = path.with_name(f".{path.name}")
    if not path.exists() and hidden.is_file():
        return say("it is hidden by a dot before its name: rename '{name}'", name=hidden.name)
    return None


def umask() -> int:
    """The permissions that whoever started this program does not want new files to have."""
    mask = os.umask(0o077)  # it can only be asked for by setting it
    os.umask(mask)
    return mask


_DRIVE = re.compile(r"[A-Za-z]:")


def within(folder: Path, name: str) -> Path | None:
    """The file `name` (with ``/``) of a package in `folder`; None where it would lead out of it.

    Refused is what RFC 8493, 5.2 warns of: absolute paths, ``..``, ``~``, drive letters,
    backslashes (which part folders elsewhere), control characters, and links on the way.
    """
    parts = name.split("/")
    if (
        any(part in {"", ".", ".."} for part in parts)
        or "\\" in name
        or name.startswith("~")
        or _DRIVE.match(name)
        or any(ord(c) < 32 for c in name)  # noqa: PLR2004 - C0
    ):
        return None
    place = folder
    for part in parts:
        place = place / part
        if place.is_symlink():
            return None
    return place


def safe_name(name: str) -> str:
    """`name` as a file name that every system accepts, its characters otherwise kept."""
    banned = set('\\/:*?"<>|')
    kept = "".join("_" if c in banned or ord(c) < 32 else c for c in nfc(name))  # noqa: PLR2004
    short = kept.strip(" .")[:80].encode()[:_LONGEST_NAME].decode(errors="ignore")
    return short.strip(" .") or "_"
