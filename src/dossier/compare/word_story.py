"""The body, a note or a head of a Word file, walked paragraph by paragraph."""

from collections.abc import Iterable

from lxml import etree

from dossier.compare.alt_chunk import chunk_words
from dossier.compare.drawn import Drawn
from dossier.compare.held import LETTERS, SIGNS, FontSign, Held, HeldPlace, Piece, mark_of
from dossier.compare.package import OfficeParts, Related, given, is_on, local
from dossier.compare.word_fields import CUT, OpenFields
from dossier.compare.word_tree import chosen, dropped_down, is_covered, is_gone, is_head_row
from dossier.media.symbols import counterpart, has_signs
from dossier.messages import say

_THROUGH = {  # what only wraps what is printed
    "ins", "moveTo", "smartTag", "hyperlink", "sdt", "sdtContent", "customXml", "dir", "bdo",
    "txbxContent", "footnote", "endnote",
}  # fmt: skip
_SHAPES = {"drawing", "pict", "object"}
_SPACES = {"tab", "br", "cr", "ptab"}
_PRIVATE = 0xF000


class Story:
    """Walks one part; what it holds goes to `held`, its words to `into`.

    `kind` is that of the places: paragraph (and cell within tables), note or head.
    """

    def __init__(
        self,
        parts: OfficeParts,
        part: str,
        hiding: frozenset[str],
        held: Held,
        kind: str = "paragraph",
    ) -> None:
        self.parts = parts
        self.relations: dict[str, Related] = parts.related(part)
        self.held = held
        self.into = held.heads if kind == "head" else held.pieces
        self.sections: list[tuple[etree._Element, int]] = []
        """The properties of each section, and how many pieces there were at its end."""
        self._hiding = hiding
        self._kind = kind
        self._fields = OpenFields()
        self._words: list[str] = []
        self._drawn = Drawn(self)
        self._begun, self._in_head = 0, False
        self._paragraph = self._table = self._row = self._cell = self._depth = 0

    @property
    def place(self) -> HeldPlace:
        """Where the walk is."""
        if self._kind == "head":
            return HeldPlace("head")
        if self._kind == "note":
            return HeldPlace("note", (str(self._paragraph),))
        if self._depth:
            return HeldPlace("cell", (str(self._table), str(self._row), str(self._cell)))
        return HeldPlace("paragraph", (str(self._paragraph),))

    def blocks(self, elements: Iterable[etree._Element]) -> None:
        """Paragraphs and tables, one after the other."""
        for one in elements:
            name = local(one)
            if name == "p":
                self.paragraph(one)
            elif name == "tbl":
                self._tabled(one)
            elif name in {"footnote", "endnote"} and given(one, "type", "normal") != "normal":
                continue  # the line above the notes
            elif name in _THROUGH:
                self.blocks(one)
            elif name == "altChunk":
                self._chunk(one)
            elif name == "sectPr":
                self.sections.append((one, len(self.into)))
            elif name in {"oMathPara", "oMath"}:
                self._equation(one)
            elif name == "AlternateContent":
                self.blocks(chosen(one))

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph; its words are one piece, or more where page numbers stand between them."""
        if not self._depth:
            self._paragraph += 1
        outside, self._words = self._words, []
        hides, ends = False, None
        for one in element:
            if local(one) == "pPr":
                hides = bool(self._hiding) and any(
                    local(style) == "pStyle" and given(style, "val") in self._hiding
                    for style in one
                )
                ends = next(one.iterchildren("{*}sectPr"), None)
            else:
                self._inline(one, hides)
        self.told("".join(self._words))
        self._words = outside
        if ends is not None:
            self.sections.append((ends, len(self.into)))

    def told(self, words: str) -> None:
        """Words that stand here."""
        if not words:
            return
        place = self.place
        for part in words.split(CUT):
            piece = Piece(place, part.strip())
            if piece.normal:
                self.into.append(piece)

    def boxed(self, content: etree._Element) -> None:
        """What stands in a text box, which is no part of the paragraph that holds it."""
        counted = self._paragraph, self._table, self._row, self._cell
        fields, self._fields = self._fields, OpenFields()
        outside, self._words = self._words, []
        before = len(self.into)
        self.blocks(content)
        self._fields, self._words = fields, outside
        self._paragraph, self._table, self._row, self._cell = counted
        if self._kind == "paragraph" and not self._depth:
            place = HeldPlace("box", (str(self._paragraph),))
            for piece in self.into[before:]:
                piece.place = place

    def _tabled(self, table: etree._Element) -> None:
        self._depth += 1
        if self._depth == 1:
            self._table += 1
            self._row = 0
            self._begun = len(self.into)
            self._in_head = True
        self._rows(table)
        self._depth -= 1

    def _rows(self, elements: Iterable[etree._Element]) -> None:
        for one in elements:
            name = local(one)
            if name == "tr":
                if self._depth == 1:
                    self._row += 1
                    self._cell = 0
                    self._end_head(one)
                if not is_gone(one):
                    self._cells(one)
            elif name in _THROUGH:
                self._rows(one)
            elif name == "AlternateContent":
                self._rows(chosen(one))

    def _end_head(self, row: etree._Element) -> None:
        """Where the rows are over that head each page of a table (17.4.78), take them down."""
        if self._in_head and not is_head_row(row):
            self._in_head = False
            rows = "".join(piece.normal for piece in self.into[self._begun :])
            if rows and self._kind == "paragraph":
                self.held.repeated.append(rows)

    def _cells(self, elements: Iterable[etree._Element]) -> None:
        for one in elements:
            name = local(one)
            if name == "tc":
                if self._depth == 1:
                    self._cell += 1
                if not is_covered(one):
                    self.blocks(one)
            elif name in _THROUGH:
                self._cells(one)

    def _inline(self, element: etree._Element, hides: bool) -> None:
        name = local(element)
        if name == "r":
            self._run(element, hides)
        elif name in _THROUGH:
            for one in element:
                self._inline(one, hides)
        elif name == "fldSimple":
            self._fields.begin(given(element, "instr") or " ")
            for one in element:
                self._inline(one, hides)
            self._words.append(self._fields.end())
        elif name == "AlternateContent":
            for one in chosen(element):
                self._inline(one, hides)
        elif name in {"oMath", "oMathPara"}:
            self._equation(element)
        elif name in _SHAPES:
            self._drawn.shape(element)

    def _run(self, run: etree._Element, hides: bool) -> None:
        hidden, font = hides, ""
        for one in run:
            name = local(one)
            if name == "rPr":  # it comes first (17.3.2.28)
                hidden, font = self._set_in(one, hides)
            elif name == "fldChar":
                self._field(one, hidden)
            elif name in {"instrText", "delInstrText"}:
                self._fields.code(one.text or "")
            elif name in _SHAPES:
                self._drawn.shape(one)
            elif name == "AlternateContent":
                self._chosen(one, hides)
            elif not hidden:
                self._character(name, one, font, hides)

    def _chosen(self, element: etree._Element, hides: bool) -> None:
        for one in chosen(element):
            if local(one) in _SHAPES:
                self._drawn.shape(one)
            else:
                self._inline(one, hides)

    def _character(self, name: str, one: etree._Element, font: str, hides: bool) -> None:
        if name == "t":
            self._say(one.text or "", font)
        elif name in _SPACES:
            self._words.append(self._fields.shown(" "))
        elif name == "pgNum":
            self._words.append(CUT)
        elif name == "sym":
            self._sign(given(one, "font"), given(one, "char"))
        elif name == "ruby":
            self._annotated(one, hides)

    def _say(self, text: str, font: str) -> None:
        shown = self._fields.shown(text)
        if not font:
            self._words.append(shown)
            return
        for char in shown:
            if ord(char) in LETTERS or ord(char) in SIGNS:
                self.held.marks.append(mark_of(self.place, font, char))
            else:
                self._words.append(char)

    def _sign(self, font: str, code: str) -> None:
        try:
            number = int(code, 16)
        except ValueError:
            return
        if not self._fields.shown("x"):
            return
        if number in SIGNS or (number in LETTERS and has_signs(font)):
            number |= _PRIVATE
            self.held.marks.append(FontSign(self.place, font, number, counterpart(font, number)))
        elif number in range(0x21, 0x110000):
            self._words.append(chr(number))

    def _annotated(self, ruby: etree._Element, hides: bool) -> None:
        """Pronunciation stands above the words, in a line of its own."""
        for part in ruby:
            if local(part) in {"rt", "rubyBase"}:
                outside, self._words = self._words, []
                for one in part:
                    self._inline(one, hides)
                said, self._words = "".join(self._words), outside
                if local(part) == "rubyBase":
                    self._words.append(said)
                else:
                    self.told(said)

    def _set_in(self, properties: etree._Element, hides: bool) -> tuple[bool, str]:
        """Whether a run is hidden, and its font if that shows signs in the place of letters."""
        hidden, font, said = hides, "", None
        for one in properties.iterchildren("{*}rStyle", "{*}rFonts", "{*}vanish"):
            name = local(one)
            if name == "rStyle":
                hidden = hidden or given(one, "val") in self._hiding
            elif name == "vanish":
                said = is_on(one)
            elif has_signs(given(one, "ascii")):
                font = given(one, "ascii")
        return (hidden if said is None else said), font  # said here, whatever the style says

    def _field(self, mark: etree._Element, hidden: bool) -> None:
        kind = given(mark, "fldCharType")
        if kind == "begin":
            if not hidden:
                self._words.append(self._fields.shown(dropped_down(mark)))
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._words.append(self._fields.end())

    def _equation(self, element: etree._Element) -> None:
        words = "".join(one.text or "" for one in element.iter() if local(one) == "t")
        self.held.equations.append(Piece(self.place, words))

    def _chunk(self, element: etree._Element) -> None:
        related = self.relations.get(given(element, "id"))
        if related is None or related.external or not self.parts.has(related.target):
            return
        words = chunk_words(related.target, self.parts.read(related.target))
        if words is None:
            self.held.unread.append(
                say("it takes in another file ({name})", name=related.target.rpartition("/")[2])
            )
        for said in words or ():
            self.told(said)
