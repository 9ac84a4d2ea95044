"""What an office file holds that a page can show, each with its place in the file."""

from dossier.compare.normal import is_loose, normal
from dossier.facts import Fact
from dossier.media.symbols import counterpart
from dossier.messages import Text, say

_PLACES = {
    "paragraph": say("paragraph {number}", number=""),
    "cell": say("table {table}, row {row}, cell {cell}", table="", row="", cell=""),
    "row": say("table {table}, row {row}", table="", row=""),
    "box": say("text box at paragraph {number}", number=""),
    "note": say("note {number}", number=""),
    "head": say("header or footer"),
    "slide": say("slide {number}", number=""),
    "sheet": say("sheet '{sheet}'", sheet=""),
    "sheet cell": say("sheet '{sheet}', cell {cell}", sheet="", cell=""),
    "sheet box": say("text box on sheet '{sheet}'", sheet=""),
    "sheet head": say("header or footer of sheet '{sheet}'", sheet=""),
}


class HeldPlace(Fact, frozen=True):
    """Where something stands: `kind` is a key of the sentences above, `values` fill it in order."""

    kind: str
    values: tuple[str, ...] = ()

    def said(self) -> Text:
        """The place as a person looks for it."""
        text = _PLACES[self.kind]
        names = (name for name, _ in text.values)
        return Text(text.msgid, tuple(zip(names, self.values, strict=True)))


class Piece:
    """The words of one paragraph or cell: as they stand there, and as they are compared.

    Thousands are made for a file, so it is no Fact.
    """

    __slots__ = ("normal", "place", "raw")

    def __init__(self, place: HeldPlace, raw: str, form: str | None = None) -> None:
        self.place = place
        self.raw = raw
        self.normal = normal(raw) if form is None else form

    @property
    def is_loose(self) -> bool:
        """Whether its letters may come in other forms: :func:`~dossier.compare.normal.is_loose`."""
        return is_loose(self.raw)


class FontSign(Fact, frozen=True):
    """A sign of a font like Wingdings: `code` is F020–F0FF, `sign` the same in Unicode or empty.

    `plain` tells that the file writes it as a letter which such a font shows as the sign.
    """

    place: HeldPlace
    font: str
    code: int
    sign: str
    plain: bool = False


LETTERS, SIGNS = range(0x21, 0x100), range(0xF021, 0xF100)
"""Codes by which a font of signs is asked for one: as a letter, or as what is no letter."""

_PRIVATE = 0xF000


def mark_of(place: HeldPlace, font: str, char: str) -> FontSign:
    """The sign that `char`, whose code is one of these, is in a font of signs."""
    code = ord(char) | _PRIVATE
    return FontSign(place, font, code, counterpart(font, code), plain=ord(char) in LETTERS)


class HeldPicture(Fact, frozen=True):
    """A raster picture: its part, and whether it is shown with all its pixels as they are."""

    place: HeldPlace
    part: str
    exact: bool


class SectionHeads(Fact, frozen=True):
    """The words of head and foot that stand on one kind of pages of a section."""

    header: tuple[Piece, ...] = ()
    footer: tuple[Piece, ...] = ()

    @property
    def said(self) -> bool:
        """Whether there are any."""
        return bool(self.header or self.footer)


class HeldSection(Fact, frozen=True):
    """A section of a Word file (17.6): its pieces from `begin` to `end`, and its heads and feet.

    `first` are those of a first page of its own, `even` those of even pages, None for no others
    than the `default` ones; `on_new_page` tells that it begins on a page of its own.
    """

    begin: int
    end: int
    on_new_page: bool
    default: SectionHeads
    first: SectionHeads | None = None
    even: SectionHeads | None = None

    def kinds(self) -> list[SectionHeads]:
        """All the heads that may stand on its pages."""
        return [one for one in (self.default, self.first, self.even) if one is not None]


class Held:
    """All of one file, filled by a reader."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        """Words that stand on the pages once each."""
        self.heads: list[Piece] = []
        """Words of heads and feet, which stand there at least once."""
        self.sections: list[HeldSection] = []
        """Sections of a Word file, with the heads that are known to stand on each page."""
        self.counts_on = True
        """Whether its pages are numbered on and on, so that even ones are known."""
        self.repeated: list[str] = []
        """Head rows of tables, in the form that is compared, which stand on every page of it."""
        self.equations: list[Piece] = []
        self.marks: list[FontSign] = []
        self.pictures: list[HeldPicture] = []
        self.unread: list[Text] = []
        """What of the file could not be read, and why."""

    def take_in(self, head: "Held") -> None:
        """Have what a head or foot holds, too, which stands on the first page."""
        self.heads += head.heads
        self.equations += head.equations
        self.marks += head.marks
        self.pictures += head.pictures
        self.unread += head.unread

    def said(self) -> str:
        """All the words as they stand in the file."""
        return "\n".join(piece.raw for piece in (*self.pieces, *self.heads))
