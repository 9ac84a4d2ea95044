"""The parts of a workbook: its sheets, texts and relations, read once and written where changed.

All parts speak the transitional namespace (ECMA-376-4) once they are read: the strict one and those
of versions before the standard hold the same elements.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from dossier.convert.package import parsed, written
from dossier.facts import Fact

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M, R = f"{{{MAIN}}}", f"{{{RELATED}}}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# what LibreOffice finds the parts of a workbook by
_KIND = re.compile(rb'Type="[^"]*/(officeDocument|worksheet|sharedStrings|styles|theme|drawing)"')

TRUE = frozenset({"1", "true", "on"})


class BookSheet(Fact, frozen=True):
    """A sheet of a workbook: its name, its part, its place among all, and whether it is hidden."""

    name: str
    part: str
    number: int
    hidden: bool

    @property
    def quoted(self) -> str:
        """Its name as references give it."""
        return "'" + self.name.replace("'", "''") + "'"


class SheetBook:
    """The parts of one workbook. Raises KeyError where one that must be there is not."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = frozenset(package.namelist())
        self.changed: dict[str, bytes] = {}
        """The parts that are others now, or new, by their names."""
        self.main = self.first("", "/officeDocument") or "xl/workbook.xml"
        self._understand()
        self.root = parsed(self.read(self.main))
        self.sheets = tuple(self._sheets())

    def _understand(self) -> None:
        """Have all parts speak the transitional namespace where the workbook speaks another one."""
        space = etree.QName(parsed(self.read(self.main))).namespace or ""
        if space == MAIN:
            return
        for name in self._package.namelist():
            if name.endswith((".xml", ".rels")):
                content = _STRICT.sub(_TRANSITIONAL, self._package.read(name))
                content = content.replace(f'"{space}"'.encode(), f'"{MAIN}"'.encode())
                self.changed[name] = _KIND.sub(rf'Type="{RELATED}/\1"'.encode(), content)

    def read(self, part: str) -> bytes:
        """The bytes of a part as they are by now."""
        return self.changed[part] if part in self.changed else self._package.read(part)

    def holds(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part in self._names or part in self.changed

    def tree(self, part: str) -> etree._Element | None:
        """The root of a part; None where there is none."""
        return parsed(self.read(part)) if part and self.holds(part) else None

    def write(self, part: str, root: etree._Element) -> None:
        """Have a part be what `root` is now."""
        self.changed[part] = written(root)

    def first(self, part: str, kind: str) -> str:
        """The first part that `part` is related to as a `kind` ('/styles'); empty where none is."""
        return next(iter(self.related(part, kind).values()), "")

    def related(self, part: str, kind: str = "") -> dict[str, str]:
        """The parts that `part` is related to as a `kind`, by the IDs of their relations."""
        root = self.tree(relations_of(part))
        return {
            one.get("Id", ""): _joined(part, one.get("Target", ""))
            for one in (root.iter(_RELATION) if root is not None else ())
            if one.get("Type", "").endswith(kind) and one.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate `part` to another one; the ID of the relation."""
        name = relations_of(part)
        root = self.tree(name)
        if root is None:
            space = f"{_PACKAGE}/relationships"
            root = etree.Element(
                f"{{{space}}}Relationships", nsmap=cast("dict[str, str]", {None: space})
            )
        taken = {one.get("Id") for one in root}
        number = next(n for n in range(1, len(taken) + 2) if f"print{n}" not in taken)
        relation = etree.SubElement(root, _RELATION)
        relation.set("Id", f"print{number}")
        relation.set("Type", f"{RELATED}/{kind}")
        relation.set("Target", f"/{target}")
        self.write(name, root)
        return f"print{number}"

    def unrelate(self, part: str, identity: str) -> None:
        """Forget one relation of `part`, by its ID."""
        name = relations_of(part)
        root = self.tree(name)
        for one in () if root is None else root.findall(_RELATION):
            if one.get("Id") == identity:
                drop(one)
        if root is not None:
            self.write(name, root)

    def declare(self, part: str, kind: str) -> None:
        """Say of which content type a new part is."""
        root = parsed(self.read("[Content_Types].xml"))
        override = etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", kind)
        self.write("[Content_Types].xml", root)

    def _sheets(self) -> Iterator[BookSheet]:
        parts = self.related(self.main, "/worksheet")
        for number, sheet in enumerate(self.root.iterfind(f"{M}sheets/{M}sheet")):
            part = parts.get(sheet.get(f"{R}id", ""), "")
            hidden = sheet.get("state", "visible") != "visible"
            yield BookSheet(sheet.get("name", ""), part if self.holds(part) else "", number, hidden)

    def charts(self) -> Iterator[tuple[str, str]]:
        """The name and part of each sheet that is but a chart."""
        parts = self.related(self.main, "/chartsheet")
        for sheet in self.root.iterfind(f"{M}sheets/{M}sheet"):
            part = parts.get(sheet.get(f"{R}id", ""), "")
            if self.holds(part):
                yield sheet.get("name", ""), part

    def names(self, name: str, sheet: BookSheet) -> list[etree._Element]:
        """The built-in names of a sheet, as '_xlnm.Print_Area' (18.2.5)."""
        return [
            one
            for one in self.root.iterfind(f"{M}definedNames/{M}definedName")
            if one.get("name") == name and one.get("localSheetId") == str(sheet.number)
        ]

    def drop_names(self, name: str, sheet: BookSheet) -> None:
        """Take a built-in name away from a sheet."""
        for one in self.names(name, sheet):
            drop(one)
            self.write(self.main, self.root)

    def set_name(self, name: str, sheet: BookSheet, value: str) -> None:
        """Give a sheet a built-in name that it does not have."""
        place = self.root.find(f"{M}definedNames")
        if place is None:
            place = etree.Element(f"{M}definedNames")
            before = (f"{M}sheets", f"{M}functionGroups", f"{M}externalReferences")
            last = max(n for n, child in enumerate(self.root) if child.tag in before)
            self.root.insert(last + 1, place)
        one = etree.SubElement(place, f"{M}definedName")
        one.set("name", name)
        one.set("localSheetId", str(sheet.number))
        one.text = value
        self.write(self.main, self.root)


def has_any(content: bytes, traces: Iterable[bytes]) -> bool:
    """Whether a part has any of these traces; one in UTF-16, in which none is found, may have."""
    return b"\0" in content[:4] or any(one in content for one in traces)


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element by their names."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def drop(element: etree._Element) -> None:
    """Take an element out of its part."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def relations_of(part: str) -> str:
    """The part with the relations of `part`, or of the package where `part` is empty."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _joined(part: str, target: str) -> str:
    path = posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(path).lstrip("/")
