"""What is on record of the products of a workspace, in build/.dossier: whole, and a journal.

A product is written down in the journal before it is renamed into its place, so that a build that
is killed at any moment leaves nothing whose making is not on record.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier.facts import Fact, field, replace
from dossier.files import sha256_of, write_note, write_text
from dossier.messages import Text, say
from dossier.store.memo import Memo, from_json, from_plain

FOLDER = ".dossier"
"""Within build/: beside the cache, which may go at any time."""

VERSION = 1
"""Raised when a field of the whole record changes its meaning."""

_WHOLE, _JOURNAL, _CAUSES = f"{FOLDER}/products.json", f"{FOLDER}/journal", "cache/causes.json"
_FORMERLY = "cache/products.json"
_IDLE = "cache/idle"  # written by the Makefile, too

Record = dict[str, Any]
"""Of one product: its `inputs`, its `sha256`, its `stat` ([] where unknown), what was noted."""


class Cause(Fact, frozen=True):
    """A product that was made, and the names of the inputs that differed from last time.

    The only reason may be 'new' (never made before), 'gone' (deleted) or 'edited' (its bytes are
    not those that were made).
    """

    product: str
    reasons: tuple[str, ...]


_REASONS = {
    "new": say("not made before"),
    "gone": say("it was deleted"),
    "edited": say("its bytes had changed"),
    "program": say("the program changed"),
    "charts": say("the look of charts or the fonts changed"),
}


def reason_told(name: str) -> Text:
    """One of the reasons of a :class:`Cause`, in words."""
    if name in _REASONS:
        return _REASONS[name]
    kind, _, what = name.partition(" ")
    what = what.rpartition(" (")[0] or what  # the key of an item is not for people
    sentences = {
        "field": say("the field '{what}' changed", what=what),
        "template": say("the template '{what}' changed", what=what),
        "item": say("the item '{what}' changed", what=what),
        "sheet": say("its sheet '{what}' changed", what=what),
    }
    return sentences.get(kind, say("'{what}' changed", what=name))


class BuildRecord(Fact, frozen=True):
    """What the last build that made anything made, and the source files that had changed.

    `ended` is when it did, and `idle` when a later one had nothing to make: seconds since 1970, 0
    where there was none.
    """

    sources: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    ended: int = 0
    idle: int = 0


class Journal:
    """What was made since the whole record was written, a line each."""

    def __init__(self, build: Path) -> None:
        self._file = build / _JOURNAL

    def append(self, product: str, *, durable: bool = False, **told: Any) -> None:
        """Write down what is told of a product, to outlive this process; `durable`: a power cut."""
        # the line before may have been cut off
        line = f"\n{json.dumps({'product': product, **told}, ensure_ascii=False)}\n"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as file:
            file.write(line.encode())
            file.flush()
            if durable:
                os.fsync(file.fileno())

    def entries(self) -> list[dict[str, Any]]:
        """What was written down, in order; a line that was cut off is none."""
        try:
            lines = self._file.read_bytes().split(b"\n")
        except OSError:
            return []
        found = []
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and isinstance(entry.get("product"), str):
                found.append(entry)
        return found

    def clear(self) -> None:
        """Forget it all: it is on record as a whole."""
        self._file.unlink(missing_ok=True)


def read_records(build: Path) -> tuple[dict[str, Record], dict[str, str]]:
    """The record of each product as its file shows it, and the sources of the last build."""
    whole = _read(build / _WHOLE) or _read(build / _FORMERLY) or _Whole()
    known = {product: record for product, record in whole.products.items() if _is_sound(record)}
    told: dict[str, list[Record]] = {}
    for entry in Journal(build).entries():
        product = entry["product"]
        records = told.setdefault(product, [known[product]] if product in known else [])
        if "record" in entry and _is_sound(entry["record"]):
            records.append(entry["record"])
        elif records and "note" in entry:
            records[-1][entry["note"]] = entry["value"]
    for product, records in told.items():
        if records:
            known[product] = _fitting(build / product, records)
    return known, whole.sources


def write_whole(build: Path, products: Mapping[str, Record], sources: Mapping[str, str]) -> None:
    """Put everything on record as a whole; the journal ends with it."""
    whole = {"version": VERSION, "products": products, "sources": sources}
    write_note(build / _WHOLE, whole, durable=True)
    Journal(build).clear()
    (build / _FORMERLY).unlink(missing_ok=True)


def write_account(build: Path, account: BuildRecord) -> None:
    """Remember what was made, and why."""
    Memo(build / _CAUSES, BuildRecord).write(account)
    (build / _IDLE).unlink(missing_ok=True)


def note_idle(build: Path) -> None:
    """Remember that a build had nothing to make."""
    with suppress(OSError):  # it is for `why` alone, and no disk is too full for doing nothing
        write_text(build / _IDLE, f"{int(time.time())}\n")


def remembered_account(build: Path) -> BuildRecord:
    """The account of the last build that made anything; an empty one where there was none."""
    account = Memo(build / _CAUSES, BuildRecord).read() or BuildRecord()
    try:
        idle = int((build / _IDLE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return account
    return replace(account, idle=idle)


def stat_of(path: Path) -> list[int]:
    """By what a file is known to be as it was without reading it."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _fitting(path: Path, records: list[Record]) -> Record:
    """The record of the file that is there, for a rename may not have happened; else the last."""
    if path.is_file():
        stat, digest = stat_of(path), sha256_of(path)
        for record in reversed(records):
            if record["sha256"] == digest:
                return record | {"stat": stat}
    return records[-1]


class _Whole(Fact, frozen=True):
    """The whole record, as its file holds it."""

    version: int = 0
    products: dict[str, Record] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


class _Least(Fact, frozen=True):
    """What every record of a product has."""

    inputs: dict[str, str]
    sha256: str
    stat: list[int]


def _is_sound(record: object) -> bool:
    return from_plain(record, _Least) is not None


def _read(path: Path) -> _Whole | None:
    """A record of ours; None where it is not there, broken, or of another version.

    It is no memo: it outlives any change of the program, for it tells what was edited by hand.
    """
    try:
        whole = from_json(path.read_bytes(), _Whole)
    except OSError:
        return None
    return whole if whole is not None and whole.version == VERSION else None
