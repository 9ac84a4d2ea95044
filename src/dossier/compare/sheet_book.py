"""A workbook's shared parts (ECMA-376-1, 18): its sheets, strings and number formats."""

from lxml import etree

from dossier.compare.package import OfficeParts, given, local
from dossier.compare.sheet_area import Area, areas_of
from dossier.compare.sheet_formats import UNKNOWN, built_in
from dossier.facts import Fact
from dossier.media.symbols import has_signs
from dossier.media.workbook_parts import unescaped

Words = str | tuple[tuple[str, str | None], ...]
"""The text of a string; where it names fonts, in pieces: each with its font of signs, empty where
it is in another one, None where it is in that of its cell."""

_PRINT_AREA = "_xlnm.print_area"
_HIDDEN = {"hidden", "veryHidden"}


class PrintedSheet(Fact, frozen=True):
    """A sheet that is printed: its name and part, and the areas asked for, None for all of it."""

    name: str
    part: str
    areas: tuple[Area, ...] | None


class SharedParts:
    """What sheets refer to. Raises :data:`~dossier.damage.DAMAGED`."""

    def __init__(self, parts: OfficeParts) -> None:
        self.parts = parts
        self.main = parts.main()
        self.worked_out: list[str] = []
        """Sheets whose print area is a formula."""
        root = parts.root(self.main)
        self.since_1904 = any(
            local(one) == "workbookPr" and one.get("date1904") in {"1", "true"} for one in root
        )
        """Whether days are counted from 1904 on."""
        self.sheets = list(self._sheets(root))
        self.strings = self._strings()
        self.fonts: list[str] = []
        """Of each cell style, the font if it has signs in the place of letters; else empty."""
        self.broken: list[bool] = []
        """Of each cell style, whether an engine may break even numbers into lines."""
        self.formats, self.dressed = self._formats()
        """Of each cell style; and of each conditional style, whether it has a format of its own."""

    def _sheets(self, root: etree._Element) -> list[PrintedSheet]:
        relations = self.parts.related(self.main)
        areas = {
            int(one.get("localSheetId", "-1")): one.text or ""
            for one in root.iter()
            if local(one) == "definedName" and one.get("name", "").lower() == _PRINT_AREA
        }
        found = []
        listed = [one for one in root.iter() if local(one) == "sheet"]
        for place, one in enumerate(listed):
            name = one.get("name", "")
            related = relations.get(_relation(one))
            if one.get("state") in _HIDDEN or related is None or related.kind != "worksheet":
                continue
            area = areas_of(areas[place]) if place in areas else None
            if place in areas and area is None:
                self.worked_out.append(name)
                continue
            found.append(PrintedSheet(name, related.target, None if area is None else tuple(area)))
        return found

    def _strings(self) -> list[Words]:
        part = self.parts.of_kind(self.main, "sharedStrings")
        if not part:
            return []
        return [string_of(one) for one in self.parts.root(part) if local(one) == "si"]

    def _formats(self) -> tuple[list[str], list[bool]]:
        part = self.parts.of_kind(self.main, "styles")
        own: dict[str, str] = {}
        formats: list[str] = []
        fonts: list[str] = []
        dressed: list[bool] = []
        for group in self.parts.root(part) if part else ():
            name = local(group)
            if name == "numFmts":
                own |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in group}
            elif name == "fonts":
                fonts = [_sign_font(one, "name") or "" for one in group if local(one) == "font"]
            elif name == "cellXfs":
                forms = [one for one in group if local(one) == "xf"]
                formats = [one.get("numFmtId", "0") for one in forms]
                self.broken = [_breaks(one) for one in forms]
                self.fonts = [_at(fonts, one.get("fontId", "0")) for one in forms]
            elif name == "dxfs":
                dressed = [any(local(one) == "numFmt" for one in dxf) for dxf in group]
        return [own.get(one) or _built_in(one) for one in formats], dressed


def string_of(element: etree._Element) -> Words:
    """The text of a string (18.4.8, 18.3.1.53), without its pronunciation."""
    words: list[tuple[str, str | None]] = []
    for one in element:
        name = local(one)
        if name == "t":
            words.append((unescaped(one.text or "", every=True), None))
        elif name == "r":
            looks = (look for look in one if local(look) == "rPr")
            font = next((_sign_font(look, "rFont") for look in looks), None)
            words += [
                (unescaped(inner.text or "", every=True), font)
                for inner in one
                if local(inner) == "t"
            ]
    if any(font is not None for _, font in words):
        return tuple(words)
    return "".join(said for said, _ in words)


def _sign_font(look: etree._Element, name: str) -> str | None:
    """The font that is named if it has signs; empty for another one, None where none is."""
    named = next((one.get("val", "") for one in look if local(one) == name), None)
    return "" if named and not has_signs(named) else named


def _breaks(form: etree._Element) -> bool:
    looks = (one for one in form if local(one) == "alignment")
    return any(one.get("horizontal") in {"distributed", "justify"} for one in looks)


def _at(fonts: list[str], number: str) -> str:
    place = int(number) if number.isdigit() else 0
    return fonts[place] if place < len(fonts) else ""


def _built_in(number: str) -> str:
    return built_in(int(number)) if number.isdigit() else UNKNOWN


def _relation(sheet: etree._Element) -> str:
    for key, value in sheet.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return given(sheet, "id")
