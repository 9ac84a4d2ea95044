"""Which fonts a document asks for: not those that it lists, but those that its text is set in."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from dossier.damage import DAMAGED
from dossier.model.evidence_file import FileKind
from dossier.pool import unless_memory

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXT_PARTS = re.compile(r"word/(document|(header|footer)\d*|footnotes|endnotes)\.xml")
_SHARED = ("styles", "theme/theme1", "fontTable")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\uffef\U00020000-\U0003ffff]")
_LATIN = re.compile("[0-9A-Za-z]")

Fonts = Mapping[str, str]
"""What one rFonts element says: attribute (eastAsia, asciiTheme, …) → name or theme slot."""


def fonts_asked(path: Path, kind: FileKind) -> frozenset[str]:
    """The names of the fonts in which text of a Word or Excel file is set.

    Fonts embedded in a Word file are left out: the engine uses them. A file that cannot be
    read asks for none, and no font is called by a number, as LibreOffice writes it of an RTF
    document whose table of fonts lacks one.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if kind is FileKind.SHEET:
                names = frozenset(_sheet(package))
            else:
                parts = (_read(package, f"word/{name}.xml") for name in _SHARED)
                names = frozenset(_word(*parts).asked(package))
            return frozenset(name for name in names if not name.isdigit())
    except DAMAGED as error:
        unless_memory(error)
        return frozenset()


def _read(package: zipfile.ZipFile, part: str) -> bytes:
    """A part; where there is none, the empty string."""
    return package.read(part) if part in package.namelist() else b""


def _parsed(content: bytes) -> etree._Element:
    if not content:
        return etree.Element("none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def _paragraphs(content: bytes) -> Iterator[etree._Element]:
    """Each paragraph of a part, whole until the next is asked for; those within one come first.

    The tree of a catalogue would take up to a hundred megabytes: what has been seen is let go.
    """
    passed = etree.iterparse(
        io.BytesIO(content), tag=(f"{_W}p", f"{_W}tr"), resolve_entities=False, huge_tree=True
    )
    for _, element in passed:
        if element.tag == f"{_W}p":
            yield element
        element.clear(keep_tail=True)


_Way = tuple[str, tuple[tuple[str, str], ...], str, str]
"""How text is set: slot of its script, fonts that its run names, styles of run and paragraph."""


class _Word:
    """The fonts of Word files, resolved as ECMA-376-1, 17.3.2.26 and 17.7.2 tell it.

    What is known of them are the parts that all documents of one template share.
    """

    def __init__(self, styles: bytes, theme: bytes, table: bytes) -> None:
        self._theme = dict(_theme(_parsed(theme)))
        root = _parsed(styles)
        self._defaults = _fonts(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        self._styles: dict[str, tuple[str, Fonts]] = {}
        self._usual = ""
        self._embedded = frozenset(_embedded(_parsed(table)))
        for style in root.iterfind(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            self._styles[name] = (
                _value(style.find(f"{_W}basedOn")),
                _fonts(style.find(f"{_W}rPr")),
            )
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true"}:
                self._usual = name

    def asked(self, package: zipfile.ZipFile) -> set[str]:
        """The fonts that are asked for in a file with these parts."""
        # many runs are set in the same way: what that comes to is looked up once
        ways = {
            way
            for part in package.namelist()
            if _TEXT_PARTS.fullmatch(part)
            for paragraph in _paragraphs(package.read(part))
            for way in self._paragraph(paragraph)
        }
        return {self._font(way) for way in ways} - self._embedded - {""}

    def _paragraph(self, paragraph: etree._Element) -> Iterator[_Way]:
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self._usual
        for run in paragraph.iter(f"{_W}r"):
            text, properties = "", None
            for child in run:
                if child.tag == f"{_W}t":
                    text += child.text or ""
                elif child.tag == f"{_W}rPr":
                    properties = child
            own = "" if properties is None else _value(properties.find(f"{_W}rStyle"))
            named = tuple(_fonts(properties).items())
            if _CHINESE.search(text):
                yield "eastAsia", named, own, style
            if _LATIN.search(text):
                yield "ascii", named, own, style

    def _font(self, way: _Way) -> str:
        slot, named, own, style = way
        levels = [dict(named), *self._chain(own), *self._chain(style), self._defaults]
        return self._resolve(slot, levels)

    def _chain(self, style: str) -> Iterator[Fonts]:
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            style, fonts = self._styles[style][0], self._styles[style][1]
            yield fonts

    def _resolve(self, slot: str, levels: list[Fonts]) -> str:
        for fonts in levels:
            if f"{slot}Theme" in fonts:
                return self._theme.get(fonts[f"{slot}Theme"], "")
            if slot in fonts:
                return fonts[slot].partition(";")[0].strip()
        return ""


@lru_cache(maxsize=32)  # documents of one template have the same styles
def _word(styles: bytes, theme: bytes, table: bytes) -> _Word:
    return _Word(styles, theme, table)


def _embedded(table: etree._Element) -> Iterator[str]:
    for font in table.iterfind(f"{_W}font"):
        if font.find(f"{_W}embedRegular") is not None:
            yield font.get(f"{_W}name", "")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _fonts(properties: etree._Element | None) -> Fonts:
    fonts = None if properties is None else properties.find(f"{_W}rFonts")
    if fonts is None:
        return {}
    return {str(name).rpartition("}")[2]: str(value) for name, value in fonts.attrib.items()}


def _theme(theme: etree._Element) -> Iterator[tuple[str, str]]:
    """The slots of a theme and their fonts, as ('minorEastAsia', '宋体')."""
    for size in ("major", "minor"):
        fonts = theme.find(f".//{_A}{size}Font")
        if fonts is None:
            continue
        latin, east, hans = (
            found.get("typeface", "") if (found := fonts.find(query)) is not None else ""
            for query in (f"{_A}latin", f"{_A}ea", f"{_A}font[@script='Hans']")
        )
        yield from ((f"{size}HAnsi", latin), (f"{size}Ascii", latin))
        yield f"{size}EastAsia", east or hans


def _sheet(package: zipfile.ZipFile) -> Iterator[str]:
    styles = _parsed(_read(package, "xl/styles.xml"))
    fonts = styles.findall("{*}fonts/{*}font")
    used = {int(form.get("fontId", 0)) for form in styles.iterfind("{*}cellXfs/{*}xf")}
    for number, font in enumerate(fonts):
        name = font.find("{*}name")
        if number in used and name is not None:
            yield name.get("val", "")
    for name in _parsed(_read(package, "xl/sharedStrings.xml")).iterfind(".//{*}rPr/{*}rFont"):
        yield name.get("val", "")
