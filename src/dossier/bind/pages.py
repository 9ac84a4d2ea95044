"""The pages of a box: copied from their documents into a page tree of our own.

pikepdf's list of pages goes through all of them for each one that is added or asked for, which in
a box of some thousand pages takes longer than all else. Here each document gets a node of the
tree, and the list is only made at the end.
"""

from pathlib import Path
from typing import cast

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from dossier.bind.giant import Waiting
from dossier.bind.stamp import visible_box

_CARRIED = ("/AcroForm", "/OCProperties")  # form fields and layers, which hang on the catalogue

ADDED = Name("/DossierSheet")
"""Marks a page that stands among those of an item and is none of its own."""


class BoxPages:
    """The pages of `pdf`, document after document; `count` of them until now.

    Those that are `waiting` lie in `pdf` already, and only want their place.
    """

    def __init__(self, pdf: Pdf, waiting: Waiting) -> None:
        self.pdf = pdf
        self.count = 0
        self._waiting = waiting
        self._nodes: list[Dictionary] = []

    def add(self, source: Pdf, path: Path) -> list[Dictionary]:
        """Copy all pages of `source`, the file at `path`, with what belongs to them; the copies."""
        if self._waiting.get(path):
            pages = self._waiting[path].popleft()
        elif any(key in source.Root for key in _CARRIED):
            start = len(self.pdf.pages)
            self.pdf.add_pages_from(source, outlines="ignore")
            pages = [self.pdf.pages[start + index].obj for index in range(len(source.pages))]
        else:
            first, *others = source.pages
            # as a side effect each page of the source gets what it inherits from the tree above it
            self.pdf.pages.append(first)
            pages = [self.pdf.pages[-1].obj]
            pages += [cast("Dictionary", self.pdf.copy_foreign(one.obj)) for one in others]
        self._place(pages)
        return pages

    def add_back(self, last: Dictionary) -> Dictionary:
        """Add a blank page as large as the page `last`, and give it: the back of its sheet."""
        x0, y0, x1, y1 = visible_box(last)
        back = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, abs(x1 - x0), abs(y1 - y0)]),
            Resources=Dictionary(), Contents=self.pdf.make_indirect(Stream(self.pdf, b"")),
        )  # fmt: skip
        back[ADDED] = True
        for key in ("/Rotate", "/UserUnit"):
            if key in last:
                back[key] = last[key]
        made = self.pdf.make_indirect(back)
        self._place([made])
        return made

    def _place(self, pages: list[Dictionary]) -> None:
        node = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Pages, Parent=self.pdf.Root.Pages, Count=len(pages), Kids=Array(pages)
            )
        )
        self._nodes.append(node)
        self.count += len(pages)

    def finish(self) -> None:
        """Make the tree (ISO 32000-1, 7.7.3): from here on `pdf.pages` is not to be asked."""
        tree = self.pdf.Root.Pages
        tree.Kids, tree.Count = Array(self._nodes), self.count
        for node in self._nodes:
            for page in node.Kids:
                page.Parent = node
