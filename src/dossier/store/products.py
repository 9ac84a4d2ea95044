"""What the build folder holds, what each product was made from, and why it was made again."""

import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from dossier.files import aside_of, nothing_in, put_aside, sha256_of, written_down
from dossier.proof import Proof, proof_of
from dossier.store.records import (
    FOLDER,
    BuildRecord,
    Cause,
    Journal,
    Record,
    note_idle,
    read_records,
    stat_of,
    write_account,
    write_whole,
)

_ASKED_FOR = (
    "reprint/",
    "tasks/",
    "preview/",
)  # made by commands of their own, not by a whole build
_OWN = ("cache/", *_ASKED_FOR)  # no part of what is handed in
_OFFICE = (".docx", ".xlsx")
MANIFEST = "manifest-sha256.txt"
INPUTS = "inputs-sha256.txt"
"""What the package was made from: names from the workspace, as ``sha256sum -c`` reads them."""


class State(Enum):
    """What a product's file is."""

    ABSENT = "absent"
    """It is not there, or nothing is in it (a power cut leaves files without content)."""
    MADE = "made"
    """It is as the record says."""
    OURS = "ours"
    """It is as this program made it at some time, of what is not known; or it is kept elsewhere."""
    EDITED = "edited"
    """This program made it, and a person changed it."""
    FOREIGN = "foreign"
    """It may be a person's."""


# what a Word file or workbook is by its own proof; None where that says nothing
_PROVED = {
    Proof.SOUND: State.OURS,
    Proof.BROKEN: State.EDITED,
    Proof.CUT: State.FOREIGN,
    Proof.NONE: None,
}


@dataclass(slots=True)
class Products:
    """The products of one workspace, by path relative to build/.

    A product is fresh while its inputs (name → hash) are those it was made from and its file is
    as it was left; size and time are looked at first, and bytes only where these differ. What a
    person made or changed is never overwritten: it is put aside, and `kept` tells where. What has
    one of the hashes `safe` is kept elsewhere, and may go.
    """

    build: Path
    safe: frozenset[str] = frozenset()
    causes: list[Cause] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    kept: list[tuple[str, str]] = field(default_factory=list)
    _known: dict[str, Record] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)
    _listed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def remembered(cls, build: Path, safe: frozenset[str] = frozenset()) -> "Products":
        """What is on record; nothing where there is no such record."""
        known, sources = read_records(build)
        return cls(build, safe, _known=known, _sources=sources, _listed=_listed(build / MANIFEST))

    def compare(self, sources: Mapping[str, str]) -> None:
        """Tell by name (and hash) what the build starts from; `changed` is what differs."""
        if self._sources:
            names = sorted({*sources, *self._sources})
            self.changed = tuple(n for n in names if sources.get(n) != self._sources.get(n))
        self._sources = dict(sources)

    def state(self, product: str) -> State:
        """What the file of `product` is: by its record, by its own proof, by the manifest."""
        record, path = self._known.get(product), self.build / product
        if not path.is_file() or nothing_in(path):
            return State.ABSENT
        if record is not None and record["stat"] == stat_of(path):
            return State.MADE
        digest = sha256_of(path)
        if record is not None and record["sha256"] == digest:
            record["stat"] = stat_of(path)
            return State.MADE
        if digest in self.safe:
            return State.OURS
        proved = _PROVED[proof_of(path)] if path.suffix in _OFFICE else None
        if proved is not None or record is not None:
            return proved or State.EDITED
        listed = path.suffix not in _OFFICE and self._listed.get(product) == digest
        return State.OURS if listed else State.FOREIGN

    def reasons(self, product: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """Why `product` must be made from `inputs`; none where it is fresh. It is wanted."""
        self._wanted.add(product)
        record, state = self._known.get(product), self.state(product)
        if state is State.EDITED:
            return ("edited",)
        if record is None or state in {State.OURS, State.FOREIGN}:
            return ("new",)
        if state is State.ABSENT:
            return ("gone",)
        before = record["inputs"]
        names = [*inputs, *(name for name in before if name not in inputs)]
        return tuple(name for name in names if inputs.get(name) != before.get(name))

    def make(self, product: str, inputs: Mapping[str, str], make: Callable[[Path], None]) -> None:
        """Have `make` write `product` (it is given a file) where it is not fresh."""
        if reasons := self.reasons(product, inputs):
            aside = self.aside(product)
            try:
                make(aside)
                self.place(product, inputs, reasons, aside)
            finally:
                aside.unlink(missing_ok=True)

    def aside(self, product: str) -> Path:
        """Where `product` is to be written first, to be handed to :meth:`place`."""
        path = self.build / product
        path.parent.mkdir(parents=True, exist_ok=True)
        return aside_of(path)

    def place(
        self,
        product: str,
        inputs: Mapping[str, str],
        reasons: tuple[str, ...],
        aside: Path,
        **notes: object,
    ) -> None:
        """Put the file `aside` in the place of `product`, made from `inputs` because of `reasons`.

        It is on record, with what was learnt while it was made (`notes`, JSON), before it stands
        there. What a person has made of the one before is put aside.
        """
        path = self.build / product
        self._wanted.add(product)
        record: Record = {
            "inputs": dict(inputs), "sha256": sha256_of(aside), "stat": [], **notes,
        }  # fmt: skip
        self._spare(product)
        # what is in the cache can be had again; an office file proves itself, or is seen to be cut
        durable = not product.startswith(_OWN) and path.suffix not in _OFFICE
        if durable:
            written_down(aside)
        Journal(self.build).append(product, durable=durable, record=record)
        aside.replace(path)
        record["stat"] = stat_of(path)
        self._known[product] = record
        told = any(cause.product == product for cause in self.causes)
        if not told and not product.startswith(_ASKED_FOR):  # that is asked for, not caused
            self.causes.append(Cause(product, reasons))

    def discard(self, product: str) -> None:
        """Delete a product, or put it aside where a person has made something of it."""
        self._spare(product)
        (self.build / product).unlink(missing_ok=True)
        self._known.pop(product, None)

    def _spare(self, product: str) -> None:
        path = self.build / product
        if self.state(product) in {State.EDITED, State.FOREIGN}:
            copy = put_aside(path)
            self.kept.append((product, copy.relative_to(self.build).as_posix()))

    def edited(self, product: str) -> bool:
        """Whether the file is there, and a person changed it."""
        return self.state(product) is State.EDITED

    def made_from(self, product: str) -> Mapping[str, str]:
        """The inputs (name → hash) that `product` was made from; none where that is not known."""
        found: Mapping[str, str] = self._known.get(product, {}).get("inputs", {})
        return found

    def adopt(self, product: str) -> None:
        """Hold on to a file that a person has edited, though there may be no record of it."""
        self._wanted.add(product)
        if product not in self._known:
            self._known[product] = {"inputs": {}, "sha256": "", "stat": []}
            Journal(self.build).append(product, record=self._known[product])

    def rename(self, old: str, new: str) -> None:
        """Give a file that a person has edited another name."""
        (self.build / new).parent.mkdir(parents=True, exist_ok=True)
        self.adopt(new)
        (self.build / old).rename(self.build / new)
        self._known.pop(old, None)

    def note(self, product: str, name: str, value: object) -> None:
        """Keep something that was learnt of `product` (JSON) until it is made again."""
        if product in self._known and self._known[product].get(name) != value:
            self._known[product][name] = value
            Journal(self.build).append(product, note=name, value=value)

    def noted(self, product: str, name: str) -> Any:
        """What was noted of `product`; None where nothing was."""
        return self._known.get(product, {}).get(name)

    def has(self, product: str) -> bool:
        """Whether `product` is recorded and there; it is wanted."""
        self._wanted.add(product)
        return product in self._known and self.state(product) is not State.ABSENT

    def sweep(self, spared: Collection[str] = ()) -> None:
        """Delete what earlier builds made and nobody wanted this time; nothing else.

        What a person made of it is put aside, but stays as it is where it is among the `spared`.
        """
        for product in sorted({*self._known, *self._listed} - {*self._wanted, INPUTS}):
            state = self.state(product)
            if product.startswith(_ASKED_FOR) or (state is State.EDITED and product in spared):
                continue
            if state in {State.MADE, State.OURS, State.EDITED}:
                self.discard(product)
            self._known.pop(product, None)

    def sweep_folder(self, folder: str) -> None:
        """Delete what was made in `folder` (``tasks/``) and nobody wanted this time."""
        for product in sorted({*self._known} - self._wanted):
            if product.startswith(folder):
                self.discard(product)

    def clean(self) -> list[str]:
        """Delete all that was made; what may be a person's stays, and is named (see `kept`)."""
        for product in sorted({*self._known, *self._listed}):
            if self.state(product) in {State.MADE, State.OURS, State.ABSENT}:
                self.discard(product)
        for own in ("cache", FOLDER):
            shutil.rmtree(self.build / own, ignore_errors=True)
        (self.build / MANIFEST).unlink(missing_ok=True)
        stays = []
        for folder, _, names in sorted(os.walk(self.build, topdown=False), reverse=True):
            for name in sorted(names):
                path = Path(folder, name)
                if _is_rest(path):
                    path.unlink()
                else:
                    stays.append(path.relative_to(self.build).as_posix())
        for folder, _, _ in os.walk(self.build, topdown=False):
            with suppress(OSError):  # something in it stays
                Path(folder).rmdir()
        return sorted(stays)

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Path and SHA-256, as they are now, of every product that is handed in, in order."""
        for product, record in sorted(self._known.items()):
            path = self.build / product
            if not product.startswith(_OWN) and path.is_file():
                as_made = self.state(product) is State.MADE
                yield product, record["sha256"] if as_made else sha256_of(path)

    def save(self) -> None:
        """Remember the products, and the causes where anything was made."""
        write_whole(self.build, self._known, self._sources)
        if self.causes:
            account = BuildRecord(self.changed, tuple(self.causes), ended=int(time.time()))
            write_account(self.build, account)
        else:
            note_idle(self.build)


def _is_rest(path: Path) -> bool:
    """Whether a file that is no product is what a build leaves for itself or the system."""
    if path.name.startswith((".new-", ".built", "~$", ".~lock")):
        return True
    if path.suffix in _OFFICE:
        return proof_of(path) is Proof.SOUND
    return path.parent.name == "county"  # what is made of many schools has no record


def _listed(manifest: Path) -> dict[str, str]:
    """What the manifest of the last build lists."""
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs if name and ".." not in name}
