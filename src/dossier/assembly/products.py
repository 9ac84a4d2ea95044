"""What the build folder holds, what each product was made from, and why it was made again."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.facts import Fact
from dossier.files import sha256_of, write_note

_VERSION = 1
_MEMORY = "cache/products.json"
_CAUSES = "cache/causes.json"


class Cause(Fact, frozen=True):
    """A product that was made, and the names of the inputs that differed from last time.

    The only reason may be 'new' (never made before), 'gone' (deleted) or 'edited' (its bytes are
    not those that were made).
    """

    product: str
    reasons: tuple[str, ...]


class Account(Fact, frozen=True):
    """What the last build that made anything made, and the source files that had changed."""

    sources: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(slots=True)
class Products:
    """The products of one workspace, by path relative to build/.

    A product is fresh while its inputs (name → hash) are those it was made from and its file is
    as it was left; size and time are looked at first, and bytes only where these differ.
    """

    build: Path
    causes: list[Cause] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)

    @classmethod
    def remembered(cls, build: Path) -> "Products":
        """What the last build recorded; nothing where there is no such record."""
        memory = _recalled(build / _MEMORY)
        return cls(build, _known=memory.get("products", {}), _sources=memory.get("sources", {}))

    def compare(self, sources: Mapping[str, str]) -> None:
        """Tell by name (and hash) what the build starts from; `changed` is what differs."""
        if self._sources:
            names = sorted({*sources, *self._sources})
            self.changed = tuple(n for n in names if sources.get(n) != self._sources.get(n))
        self._sources = dict(sources)

    def reasons(self, product: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """Why `product` must be made from `inputs`; none where it is fresh. It is wanted."""
        self._wanted.add(product)
        record = self._known.get(product)
        if record is None:
            return ("new",)
        if not (self.build / product).is_file():
            return ("gone",)
        if self.edited(product):
            return ("edited",)
        before = record["inputs"]
        names = [*inputs, *(name for name in before if name not in inputs)]
        return tuple(name for name in names if inputs.get(name) != before.get(name))

    def make(self, product: str, inputs: Mapping[str, str], make: Callable[[Path], None]) -> None:
        """Have `make` write `product` (it is given the file) where it is not fresh."""
        if reasons := self.reasons(product, inputs):
            make(self.build / product)
            self.made(product, inputs, reasons)

    def edited(self, product: str) -> bool:
        """Whether the file is there, but not as it was left."""
        record = self._known.get(product)
        path = self.build / product
        if record is None or not path.is_file():
            return False
        if record["stat"] == _stat(path):
            return False
        if sha256_of(path) != record["sha256"]:
            return True
        record["stat"] = _stat(path)
        return False

    def made(self, product: str, inputs: Mapping[str, str], reasons: tuple[str, ...]) -> None:
        """Record that `product` now stands as made from `inputs`, because of `reasons`."""
        path = self.build / product
        self._wanted.add(product)
        self._known[product] = {
            "inputs": dict(inputs),
            "sha256": sha256_of(path),
            "stat": _stat(path),
        }
        if all(cause.product != product for cause in self.causes):
            self.causes.append(Cause(product, reasons))

    def note(self, product: str, name: str, value: object) -> None:
        """Keep something that was learnt while making `product` (JSON) until it is made again."""
        if product in self._known:
            self._known[product][name] = value

    def noted(self, product: str, name: str) -> Any:
        """What was noted of `product`; None where nothing was."""
        return self._known.get(product, {}).get(name)

    def has(self, product: str) -> bool:
        """Whether `product` is recorded and there; it is wanted."""
        self._wanted.add(product)
        return product in self._known and (self.build / product).is_file()

    def sweep(self) -> None:
        """Delete what earlier builds made and nobody wanted this time; nothing else."""
        for product in [name for name in self._known if name not in self._wanted]:
            if not self.edited(product):
                (self.build / product).unlink(missing_ok=True)
            del self._known[product]

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Path and SHA-256, as they are now, of every product outside the cache, in order."""
        for product, record in sorted(self._known.items()):
            path = self.build / product
            if not product.startswith("cache/") and path.is_file():
                yield product, sha256_of(path) if self.edited(product) else record["sha256"]

    def save(self) -> None:
        """Remember the products, and the causes where anything was made."""
        memory = {"version": _VERSION, "products": self._known, "sources": self._sources}
        write_note(self.build / _MEMORY, memory)
        if self.causes:
            causes = [[cause.product, list(cause.reasons)] for cause in self.causes]
            told = {"version": _VERSION, "sources": list(self.changed), "causes": causes}
            write_note(self.build / _CAUSES, told)


def remembered_account(build: Path) -> Account:
    """The account of the last build that made anything; an empty one where there was none."""
    memory = _recalled(build / _CAUSES)
    causes = (Cause(product, tuple(reasons)) for product, reasons in memory.get("causes", ()))
    return Account(tuple(memory.get("sources", ())), tuple(causes))


def _recalled(path: Path) -> dict[str, Any]:
    """A record of ours; empty where it is not there, broken, or of another version."""
    try:
        memory = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(memory, dict) and memory.get("version") == _VERSION
    return memory if known else {}


def _stat(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
