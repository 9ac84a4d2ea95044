"""What is asked of a build, and what it has made."""

from collections.abc import Collection, Mapping, Sequence

from dossier.facts import Fact
from dossier.finding import Finding
from dossier.model.item import Arranged, Paged
from dossier.model.standard import Chapter
from dossier.store.products import Products


class Target(Fact, frozen=True):
    """What to make: everything, one chapter with the boxes that hold it, or one box."""

    chapter: str = ""
    box: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not self.chapter and not self.box

    def boxes(self, boxes: Sequence[Arranged], speaking: Collection[str]) -> list[Arranged]:
        """Those of `boxes` to bind: asked for, or holding one of the items `speaking`.

        These are the keys of the chapters that every change of pages touches.
        """
        if self.whole:
            return list(boxes)
        held = {f"chapter:{self.chapter}", *speaking}
        return [
            box
            for box in boxes
            # 03-1 and 03-2 are parts of 03
            if self.box in {box.spec.number, box.spec.number.partition("-")[0]}
            or any(p.item.key in held for p in box.items)
        ]

    def free(self, boxes: Sequence[Arranged], speaking: Collection[str]) -> list[Arranged]:
        """Those of :meth:`boxes` that hold none of the items `speaking`: their pages are known."""
        return [
            box
            for box in self.boxes(boxes, speaking)
            if not any(p.item.key in speaking for p in box.items)
        ]

    def renders(self, chapter: Chapter, boxes: Sequence[Arranged]) -> bool:
        """Whether it asks for a chapter that speaks of no pages; `boxes` are those it binds."""
        if self.whole or self.chapter:
            return self.whole or chapter.code == self.chapter
        return any(placed.item.key == chapter.key for box in boxes for placed in box.items)


class Built(Fact, frozen=True):
    """What a build made: products with causes, boxes left out of date, and all findings."""

    products: Products
    boxes: tuple[Arranged, ...]
    pages: Mapping[str, Paged]
    findings: tuple[Finding, ...]
    stale: tuple[str, ...]
