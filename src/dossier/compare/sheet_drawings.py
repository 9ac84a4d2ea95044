"""Pictures and text boxes that lie on a sheet (ECMA-376-1, 20.5)."""

from collections.abc import Callable

from lxml import etree

from dossier.compare.drawn import is_altered, is_raster, related_picture
from dossier.compare.held import Held, HeldPicture, HeldPlace, Piece
from dossier.compare.normal import numeric
from dossier.compare.package import OfficeParts, Related, given, local
from dossier.compare.word_tree import chosen

_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}


class SheetDrawings:
    """Reads what is drawn on one sheet."""

    def __init__(self, parts: OfficeParts, part: str, sheet: str, held: Held) -> None:
        self._parts = parts
        self._part = part
        self._sheet = sheet
        self._held = held
        self._relations: dict[str, Related] = {}

    def read(self, prints: Callable[[int, int], bool]) -> None:
        """Take in what is anchored at a cell that is printed."""
        for related in self._parts.related(self._part).values():
            if related.kind != "drawing" or not self._parts.has(related.target):
                continue
            self._relations = self._parts.related(related.target)
            for anchor in self._parts.root(related.target):
                if local(anchor) in _ANCHORS and _is_printed(anchor, prints):
                    for one in anchor:
                        self._shape(one)

    def _shape(self, element: etree._Element) -> None:
        name = local(element)
        if name == "AlternateContent":
            for one in chosen(element):
                self._shape(one)
        elif name == "txBody":
            self._box(element)
        elif name == "pic":
            self._picture(element)
        else:
            if any(
                local(one) == "cNvPr" and given(one, "hidden") in {"1", "true"}
                for child in element
                for one in child
            ):
                return
            for one in element:
                self._shape(one)

    def _box(self, body: etree._Element) -> None:
        for paragraph in body:
            words = "".join(one.text or "" for one in paragraph.iter() if local(one) == "t")
            piece = Piece(HeldPlace("sheet box", (self._sheet,)), words, numeric(words))
            if piece.normal:
                self._held.pieces.append(piece)

    def _picture(self, element: etree._Element) -> None:
        exact = not any(is_altered(one) for one in element.iter())
        for blip in element.iter():
            if local(blip) != "blip":
                continue
            related = related_picture(blip, self._relations)
            place = HeldPlace("sheet", (self._sheet,))
            if related is not None and related.external:  # nothing is fetched
                self._held.pictures.append(HeldPicture(place, "", exact))
            elif related is not None and is_raster(related):
                plain = all(local(one) == "extLst" for one in blip)
                self._held.pictures.append(HeldPicture(place, related.target, exact and plain))
            return


def _is_printed(anchor: etree._Element, prints: Callable[[int, int], bool]) -> bool:
    row = column = 0
    for one in anchor:
        name = local(one)
        if name == "clientData" and given(one, "fPrintsWithSheet") in {"0", "false"}:
            return False
        if name == "from":
            for number in one:
                text = (number.text or "").strip()
                if local(number) == "row" and text.isdigit():
                    row = int(text) + 1
                elif local(number) == "col" and text.isdigit():
                    column = int(text) + 1
    return not row or prints(row, column)
