"""Drawings of a Word file: the pictures, text boxes and diagrams in them (ECMA-376-1, 20; VML)."""

from typing import Protocol

from lxml import etree

from dossier.compare.chart_words import chart_words
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
        elif name == "chart":
            self._chart(element)
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
        related = related_picture(element, story.relations)
        if related is None:
            return
        if related.external:  # nothing is fetched
            story.held.pictures.append(HeldPicture(story.place, "", exact))
        elif is_raster(related):
            story.held.pictures.append(HeldPicture(story.place, related.target, exact))

    def _diagram(self, element: etree._Element) -> None:
        """The words of a diagram (SmartArt), as its author's program has drawn it last.

        Where no drawing is stored, they are those of its points (21.4.3.5).
        """
        data = self._story.relations.get(given(element, "dm"))
        if data is None or not self._story.parts.has(data.target):
            return
        root = self._story.parts.root(data.target)
        for one in root.iter("{*}dataModelExt"):
            drawing = self._story.relations.get(given(one, "relId"))
            if drawing is not None and self._story.parts.has(drawing.target):
                self._told(self._story.parts.root(drawing.target))
                return
        for point in root.iter("{*}pt"):
            if given(point, "type", "node") in {"node", "asst"}:
                self._told(point)

    def _chart(self, element: etree._Element) -> None:
        part = self._story.relations.get(given(element, "id"))
        around = (one for up in element.iterancestors() for one in up.iterchildren("{*}extent"))
        extent = next(around, None)
        if part is None or extent is None or not self._story.parts.has(part.target):
            return
        sizes = (int(given(extent, name, "0")) for name in ("cx", "cy"))
        for words in chart_words(self._story.parts.root(part.target), *sizes):
            self._story.told(words)

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


def related_picture(element: etree._Element, relations: dict[str, Related]) -> Related | None:
    """Where a picture's element leads: into the file, or, if nothing of it is there, out of it."""
    names = (given(element, name) for name in ("embed", "id", "link", "href"))
    found = [relations[name] for name in names if name in relations]
    return next((one for one in found if not one.external), found[0] if found else None)


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
