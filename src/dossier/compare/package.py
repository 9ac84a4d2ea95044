"""The parts of an office file (ECMA-376-2) as trees, within bounds."""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from dossier.facts import Fact
from dossier.media.package import OfficePackage

_LARGEST = 64 << 20  # bytes of a part; what is larger takes longer than its conversion
_UTF_8 = b"\xef\xbb\xbf"
_RELATIONS = "{}/_rels/{}.rels"


class TooLargeError(ValueError):
    """A part is larger than can be compared."""


class Related(Fact, frozen=True):
    """Where a relationship leads: the last word of its type, and a part's name or an address."""

    kind: str
    target: str
    external: bool


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions.

    Strict and transitional files, which have other namespaces, are thereby read alike.
    """
    return _local(element.tag)


@lru_cache(maxsize=4096)  # office files have some hundred names, a tree thousands of each
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def given(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    for key, value in element.items():
        if _local(key) == name:
            return str(value)
    return default


def is_on(element: etree._Element) -> bool:
    """Whether a toggle (ST_OnOff) is set: it is where nothing is said."""
    return given(element, "val", "1") not in {"0", "false", "off", "none"}


class OfficeParts:
    """An office file that is open; its parts by name. Raises :data:`~dossier.damage.DAMAGED`."""

    def __init__(self, path: Path) -> None:
        self._package = OfficePackage(path)
        self._names = set(self._package.zip.namelist())
        self._related: dict[str, dict[str, Related]] = {}
        self._shown = {name.replace("\\", "/").lower(): name for name in self._names}

    def close(self) -> None:
        """Close the file."""
        self._package.zip.close()

    def names(self) -> list[str]:
        """The names of all parts."""
        return sorted(self._names)

    def has(self, name: str) -> bool:
        """Whether there is such a part; names are equal whatever their case (OPC, 6.2.2.3)."""
        return name in self._names or name.lower() in self._shown

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        member = name if name in self._names else self._shown[name.lower()]
        size = self._package.zip.getinfo(member).file_size
        if size > _LARGEST:
            raise TooLargeError(f"{name} unpacks to {size >> 20} MB")
        content = self._package.read(member, _LARGEST + 1)
        if len(content) > _LARGEST:
            raise TooLargeError(f"{name} unpacks to more than it says")
        return content

    def may_hold(self, name: str, element: bytes) -> bool:
        """Whether a part may have elements of this name; it is not parsed to tell.

        Names are spelt in ASCII (XML 1.0, 2.3) but for encodings like UTF-16, of which any may.
        """
        content = self.read(name)
        plain = content.removeprefix(_UTF_8).startswith(b"<") and b"\0" not in content[:4]
        return not plain or element in content

    def root(self, name: str) -> etree._Element:
        """The tree of a part; one with a document type (ECMA-376-2, 9.1.4) is refused."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(self.read(name), parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError(f"{name} defines entities")
        return root

    def related(self, name: str) -> dict[str, Related]:
        """Where the relationships of a part lead, by their ids; '' is the package itself."""
        if name not in self._related:
            self._related[name] = dict(self._read_related(name))
        return self._related[name]

    def _read_related(self, name: str) -> Iterator[tuple[str, Related]]:
        folder, base = posixpath.split(name)
        part = _RELATIONS.format(folder, base).lstrip("/")
        for one in self.root(part) if self.has(part) else ():
            if local(one) != "Relationship":
                continue
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rstrip("/").rpartition("/")[2]
            yield one.get("Id", ""), Related(kind, target, external)

    def main(self) -> str:
        """The main part (ECMA-376-1, 9.2)."""
        for one in self.related("").values():
            if one.kind == "officeDocument" and not one.external:
                return one.target
        raise ValueError("no main part")

    def of_kind(self, name: str, kind: str) -> str:
        """The part to which a relationship of `kind` leads from `name`; empty for none."""
        for one in self.related(name).values():
            if one.kind == kind and not one.external and self.has(one.target):
                return one.target
        return ""
