"""A bound box as its reader finds it: pages, words, links and outline."""

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject

NUMBERS = tuple(f"{number:02d}" for number in range(1, 12))


def squeezed(text: str) -> str:
    """`text` without spaces and line breaks: where lines break is not the point."""
    return "".join(text.split())


def without_number(text: str) -> str:
    """The words of a page, squeezed, without its own number, which is drawn last or first."""
    return re.sub(r"^—\d+—|—\d+—$", "", text)


@dataclass(frozen=True)
class Link:
    """A link: the 0-based page that it stands on and leads to, and the words beneath it."""

    page: int
    target: int
    text: str
    centre: tuple[float, float]


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline, the page (0-based) that it leads to, and what stands beneath."""

    title: str
    page: int
    children: tuple["Bookmark", ...]


class BoundBox:
    """The box `number` of a build folder, and what its report.json says of it."""

    def __init__(self, build: Path, number: str) -> None:
        self.path = build / f"boxes/box-{number}.pdf"
        self.number = number
        self.reader = PdfReader(self.path)
        self.labels = self.reader.page_labels
        self.front = self.labels.index("1")
        report = json.loads((build / "report.json").read_text(encoding="utf-8"))
        (self.record,) = (box for box in report["boxes"] if box["number"] == number)
        self.items = self.record["items"]

    @cached_property
    def texts(self) -> list[str]:
        """The words on each page, in the order in which they are drawn."""
        return [page.extract_text() for page in self.reader.pages]

    def page_of(self, number: int) -> int:
        """The 0-based page that bears `number`."""
        return self.front + number - 1

    def text_of(self, item: dict[str, Any]) -> str:
        """The words of an item without spaces, stamps and the page numbers of its own."""
        pages = []
        for number in range(item["start"], item["start"] + len(item["pages"])):
            mark = f"{self.number}盒{item['code']}件" if number == item["start"] else ""
            text = squeezed(self.texts[self.page_of(number)]).removesuffix(f"{mark}{number}")
            pages.append(without_number(text))
        return "".join(pages)

    def links(self, page: int) -> list[Link]:
        """The links within the box that stand on a page (0-based)."""
        found = []
        for annotation in self.reader.pages[page].get("/Annots", ()):
            action = annotation.get_object().get("/A", {})
            place = action.get("/D")
            if isinstance(place, ArrayObject):
                target = self.reader.get_page_number(place[0].get_object())
                box = [float(value) for value in annotation.get_object()["/Rect"]]
                text = squeezed(self._plumb(page, box))
                found.append(Link(page, target, text, ((box[0] + box[2]) / 2, box[1])))
        return found

    def _plumb(self, page: int, box: list[float]) -> str:
        with pypdfium2.PdfDocument(self.path) as pdf:
            left, bottom, right, top = box
            return pdf[page].get_textpage().get_text_bounded(left, bottom, right, top)

    @cached_property
    def outline(self) -> tuple[Bookmark, ...]:
        return bookmarks_of(self.reader)


@cache
def box_of(build: Path, number: str) -> BoundBox:
    """A box by its number; the tests of all modules read it once."""
    return BoundBox(build, number)


def bookmarks_of(reader: PdfReader) -> tuple[Bookmark, ...]:
    """The outline of any PDF as a tree."""

    def tree(entries: list[Any]) -> tuple[Bookmark, ...]:
        found: list[Bookmark] = []
        for entry in entries:
            if isinstance(entry, list):
                last = found.pop()
                found.append(Bookmark(last.title, last.page, tree(entry)))
            else:
                page = reader.get_destination_page_number(entry)
                found.append(Bookmark(str(entry.title), page, ()))
        return tuple(found)

    return tree(reader.outline)
