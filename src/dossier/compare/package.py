"""The parts of an office file (ECMA-376-2) as trees, within bounds."""

import posixpath
import zipfile
from pathlib import Path

from lxml import etree

from dossier.facts import Fact

_LARGEST = 64 << 20  # bytes of a part; what is larger takes longer than its conversion
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
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def given(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def is_on(element: etree._Element) -> bool:
    """Whether a toggle (ST_OnOff) is set: it is where nothing is said."""
    return given(element, "val", "1") not in {"0", "false", "off", "none"}


class Parts:
    """An office file that is open; its parts by name. Raises :data:`~dossier.damage.DAMAGED`."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._names = set(self._zip.namelist())
        self._shown = {name.replace("\\", "/").lower(): name for name in self._names}

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def names(self) -> list[str]:
        """The names of all parts."""
        return sorted(self._names)

    def has(self, name: str) -> bool:
        """Whether there is such a part; names are equal whatever their case (OPC, 6.2.2.3)."""
        return name in self._names or name.lower() in self._shown

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        info = self._zip.getinfo(name if name in self._names else self._shown[name.lower()])
        if info.file_size > _LARGEST:
            raise TooLargeError(f"{name} unpacks to {info.file_size >> 20} MB")
        with self._zip.open(info) as part:
            content = part.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise TooLargeError(f"{name} unpacks to more than it says")
        return content

    def root(self, name: str) -> etree._Element:
        """The tree of a part; one with a document type (ECMA-376-2, 9.1.4) is refused."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(self.read(name), parser)
        if b"<!DOCTYPE" in etree.tostring(root.getroottree())[:4096]:
            raise ValueError(f"{name} defines entities")
        return root

    def related(self, name: str) -> dict[str, Related]:
        """Where the relationships of a part lead, by their ids; '' is the package itself."""
        folder, base = posixpath.split(name)
        part = _RELATIONS.format(folder, base).lstrip("/")
        if not self.has(part):
            return {}
        found = {}
        for one in self.root(part):
            if local(one) != "Relationship":
                continue
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rstrip("/").rpartition("/")[2]
            found[one.get("Id", "")] = Related(kind, target, external)
        return found

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
