"""Heads and feet of a Word file's sections (ECMA-376-1, 17.10), and on which pages they stand."""

from lxml import etree

from dossier.compare.held import Held, HeldSection, SectionHeads
from dossier.compare.package import given, is_on, local
from dossier.compare.word_bound import BoundData
from dossier.compare.word_story import Story

_ENDS = ("header", "footer")
_VARYING = b"STYLEREF"  # says on each page what stands there


class HeadParts:
    """The parts that sections name for their heads, each read once."""

    def __init__(self, story: Story, hiding: frozenset[str], data: BoundData) -> None:
        self._story = story
        self._hiding = hiding
        self._data = data
        self._read: dict[str, Held] = {}
        self._made: dict[tuple[str, ...], SectionHeads] = {}

    def take_in(self, held: Held) -> None:
        """Give a file its sections, and the heads of its first page."""
        named: dict[tuple[str, str], str] = {}  # what a section does not name is as before it
        evens = self._evens()
        begin = 0
        for place, (section, end) in enumerate(self._story.sections):
            children = {local(one): one for one in section}
            for one in section:
                side = local(one).removesuffix("Reference")
                if side in _ENDS:
                    named[side, given(one, "type", "default")] = given(one, "id")
            titled = "titlePg" in children and is_on(children["titlePg"])
            kind = given(children["type"], "val") if "type" in children else "nextPage"
            held.counts_on &= kind not in {"oddPage", "evenPage"}
            held.counts_on &= not (
                "pgNumType" in children and bool(given(children["pgNumType"], "start"))
            )
            if not place:
                for side in _ENDS:
                    name = named.get((side, "first" if titled else "default"), "")
                    held.take_in(self._part(name))
            default, first, even = (
                self._heads(named, wanted) for wanted in ("default", "first", "even")
            )
            held.sections.append(
                HeldSection(
                    begin, end, kind == "nextPage", default,
                    first if titled else None, even if evens else None,
                )
            )  # fmt: skip
            begin = end

    def _evens(self) -> bool:
        """Whether even pages have heads of their own (17.10.1)."""
        story = self._story
        for related in story.relations.values():
            if related.kind == "settings" and story.parts.has(related.target):
                root = story.parts.root(related.target)
                return any(is_on(one) for one in root if local(one) == "evenAndOddHeaders")
        return False

    def _heads(self, named: dict[tuple[str, str], str], wanted: str) -> SectionHeads:
        parts = tuple(named.get((side, wanted), "") for side in _ENDS)
        if parts not in self._made:
            sure = [() if self._varies(name) else self._part(name).heads for name in parts]
            self._made[parts] = SectionHeads(
                *(tuple(piece for piece in one if not piece.is_loose) for one in sure)
            )
        return self._made[parts]

    def _varies(self, name: str) -> bool:
        related = self._story.relations.get(name)
        if related is None or not self._story.parts.has(related.target):
            return False
        return self._story.parts.may_hold(related.target, _VARYING)

    def _part(self, name: str) -> Held:
        if name not in self._read:
            held = self._read[name] = Held()
            parts, related = self._story.parts, self._story.relations.get(name)
            if related is not None and not related.external and parts.has(related.target):
                root: etree._Element = parts.root(related.target)
                self._data.settle(root)
                Story(parts, related.target, self._hiding, held, "head").blocks(root)
        return self._read[name]
