"""Signs of Wingdings and kin in cells, as characters that fonts of the project have.

A tick in a workbook is the letter "R" or "P" in such a font (ECMA-376-1, 18.8.22 and 18.4.5);
LibreOffice prints the letter where the font is missing.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from dossier.convert.sheet.book import M, SheetBook, has_any
from dossier.media.symbols import FONTS, has_signs, in_unicode

_V, _IS, _T = f"{M}v", f"{M}is", f"{M}t"
# which font a sign is drawn with where it has it; another one lends the sign where not
_DRAWN = {"symbol": "Liberation Serif"}
_USUAL = "Noto Sans Symbols2"
_TRACES = tuple(name.encode() for name in FONTS)


class Signs:
    """The signs of one workbook: its shared strings are mended at once, cells sheet by sheet."""

    def __init__(self, book: SheetBook, styles: str) -> None:
        self._fonts: Mapping[str, str] = {}
        """The fonts of signs, by the styles of cells that are set in them."""
        self._strings: list[etree._Element] = []
        shared = book.first(book.main, "/sharedStrings")
        root = _with_traces(book, shared)
        if root is not None and _mend_runs(root.iterfind(f"{M}si/{M}r")):
            book.write(shared, root)
        root = _with_traces(book, styles)
        if root is None:
            return
        self._fonts = dict(_styles_of_signs(root))
        if self._fonts:
            for font in root.iterfind(f"{M}fonts/{M}font"):
                _draw(font, "name")
            book.write(styles, root)
            texts = book.tree(shared)
            self._strings = [] if texts is None else texts.findall(f"{M}si")

    def mend(self, data: etree._Element, content: bytes) -> None:
        """Write the signs in the cells of a `sheetData` as characters; its part has `content`."""
        if has_any(content, _TRACES):
            _mend_runs(data.iterfind(f"{M}row/{M}c/{_IS}/{M}r"))
        if not self._fonts:
            return
        for cell in data.iterfind(f"{M}row/{M}c[@s]"):
            font = self._fonts.get(cell.get("s", ""))
            if font:
                self._mend_cell(cell, font)

    def _mend_cell(self, cell: etree._Element, font: str) -> None:
        kind, value = cell.get("t", "n"), cell.find(_V)
        if kind == "s" and value is not None and (value.text or "").isdecimal():
            number = int(value.text or "")
            if number >= len(self._strings):
                return
            inline = etree.Element(_IS)
            inline.extend(deepcopy(one) for one in self._strings[number])
            cell.replace(value, inline)
            cell.set("t", "inlineStr")
        if kind == "str" and value is not None:
            value.text = in_unicode(font, value.text or "")
        for text in cell.iterfind(f"{_IS}/{_T}"):
            text.text = in_unicode(font, text.text or "")
        for run in cell.iterfind(f"{_IS}/{M}r"):
            # a run that names a font of its own has been seen to
            if run.find(f"{M}rPr/{M}rFont") is None:
                for text in run.iterfind(_T):
                    text.text = in_unicode(font, text.text or "")


def _with_traces(book: SheetBook, part: str) -> etree._Element | None:
    if not part or not book.holds(part):
        return None
    return book.tree(part) if has_any(book.read(part), _TRACES) else None


def _styles_of_signs(root: etree._Element) -> Iterable[tuple[str, str]]:
    fonts = [_named(font, "name") for font in root.iterfind(f"{M}fonts/{M}font")]
    for number, form in enumerate(root.iterfind(f"{M}cellXfs/{M}xf")):
        place = int(form.get("fontId", 0))
        font = fonts[place] if place < len(fonts) else ""
        if has_signs(font):
            yield str(number), font


def _mend_runs(runs: Iterable[etree._Element]) -> bool:
    """Mend the runs of rich text that name a font of signs; whether there is any."""
    found = False
    for run in runs:
        look, text = run.find(f"{M}rPr"), run.find(_T)
        font = "" if look is None else _named(look, "rFont")
        if look is not None and text is not None and has_signs(font):
            text.text = in_unicode(font, text.text or "")
            _draw(look, "rFont")
            found = True
    return found


def _named(look: etree._Element, name: str) -> str:
    found = look.find(f"{M}{name}")
    return "" if found is None else found.get("val", "")


def _draw(look: etree._Element, name: str) -> None:
    """Name a font that has the signs, and say no more that its letters are signs (charset 2)."""
    font = _named(look, name)
    named, charset = look.find(f"{M}{name}"), look.find(f"{M}charset")
    if named is not None and has_signs(font):
        named.set("val", _DRAWN.get(font.strip().casefold(), _USUAL))
        if charset is not None:
            look.remove(charset)
