"""Drawings of a Word file: the pictures, text boxes and diagrams in them (ECMA-376-1, 20; VML)."""

from typing import Protocol

from lxml import etree

from dossier.compare.held import Held, HeldPicture, HeldPlace
from dossier.compare.package import OfficeParts, Related, given, is_on, local
from dossier.compare.word_tree import chosen

# what is drawn as vectors, whose pixels no PDF has
_VECTORS = (".emf", ".wmf", ".svg", ".emz", ".wmz", ".pct", ".pict", ".eps")


class Around(Protocol):
    """What a drawing needs of the text that holds it."""

    parts: OfficeParts
    relations: dict[str, Related]
    held: Held

    @property
    def place(self) -> HeldPlace:
        """Where the drawing is."""

    def boxed(self, content: etree._Element) -> None:
        """Read a text box."""

    def told(self, words: str) -> None:
        """Take in words that stand in the drawing."""


class Drawn:
    """Reads the drawings of one story."""

    def __init__(self, story: Around) -> None:
        self._story = story

    def shape(self, element: etree._Element) -> None:
        """A drawing or a part of one."""
        name = local(element)
        if name == "AlternateContent":
            for one in chosen(element):
                self.shape(one)
        elif name == "txbxContent":
            self._story.boxed(element)
        elif name == "relIds":
            self._diagram(element)
        elif name == "imagedata":
            cropped = any(given(element, f"crop{side}") for side in ("left", "right", "top"))
            self._picture(element, exact=not cropped and not given(element, "gain"))
        elif name == "pic":
            self._pic(element)
        elif not _is_hidden(element):
            for one in element:
                self.shape(one)

    def _pic(self, element: etree._Element) -> None:
        blips = [one for one in element.iter() if local(one) == "blip"]
        exact = not any(is_altered(one) for one in element.iter())
        for blip in blips[:1]:
            plain = all(local(one) == "extLst" for one in blip)
            self._picture(blip, exact=exact and plain)

    def _picture(self, element: etree._Element, *, exact: bool) -> None:
        story = self._story
        related = story.relations.get(given(element, "embed") or given(element, "id"))
        if related is None or not is_raster(related):
            return
        story.held.pictures.append(HeldPicture(story.place, related.target, exact))

    def _diagram(self, element: etree._Element) -> None:
        """The words of a diagram (SmartArt), as its author's program has drawn it last."""
        data = self._story.relations.get(given(element, "dm"))
        if data is None or not self._story.parts.has(data.target):
            return
        for one in self._story.parts.root(data.target).iter():
            if local(one) == "dataModelExt":
                drawing = self._story.relations.get(given(one, "relId"))
                if drawing is not None and self._story.parts.has(drawing.target):
                    self._told(self._story.parts.root(drawing.target))

    def _told(self, drawing: etree._Element) -> None:
        for paragraph in drawing.iter():
            if local(paragraph) == "p":
                words = (one.text or "" for one in paragraph.iter() if local(one) == "t")
                self._story.told("".join(words))


def _is_hidden(element: etree._Element) -> bool:
    """Whether a drawing is hidden (20.4.2.5), or has no size."""
    for one in element:
        if local(one) == "docPr" and given(one, "hidden") in {"1", "true"}:
            return True
        if local(one) == "extent" and "0" in {given(one, "cx"), given(one, "cy")}:
            return True
    style = given(element, "style").replace(" ", "").lower()
    return "visibility:hidden" in style or "display:none" in style


def is_raster(related: Related) -> bool:
    """Whether a relationship leads to a picture of pixels within the file."""
    vector = related.target.lower().endswith(_VECTORS)
    return related.kind == "image" and not related.external and not vector


def is_altered(one: etree._Element) -> bool:
    """Whether a picture is cropped or turned, for which its pixels are counted anew."""
    name = local(one)
    if name == "srcRect":
        return any(value.strip("0%") for value in map(str, one.attrib.values()))
    if name == "xfrm":
        return bool(given(one, "rot").strip("0"))
    return name == "tile" and is_on(one)
