"""All that a Word file (ECMA-376-1, 17) prints: body, notes, and the heads that surely stand."""

from collections.abc import Mapping

from lxml import etree

from dossier.compare.held import Held
from dossier.compare.package import OfficeParts, given, is_on, local
from dossier.compare.word_bound import BoundData
from dossier.compare.word_heads import HeadParts
from dossier.compare.word_story import Story


def read_word(parts: OfficeParts) -> Held:
    """What the file holds. Raises :data:`~dossier.damage.DAMAGED`."""
    held = Held()
    main = parts.main()
    hiding = hiding_styles(parts, main)
    root = parts.root(main)
    data = BoundData(parts, main)
    data.settle(root)
    body = next((one for one in root if local(one) == "body"), root)
    story = Story(parts, main, hiding, held)
    story.blocks(body)
    for related in story.relations.values():
        if related.kind in {"footnotes", "endnotes"} and parts.has(related.target):
            notes = Story(parts, related.target, hiding, held, "note")
            notes.blocks(_referred(parts.root(related.target), root))
    HeadParts(story, hiding, data).take_in(held)
    return held


def _referred(notes: etree._Element, body: etree._Element) -> list[etree._Element]:
    """The notes that the text refers to; others are leftovers."""
    kind = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}.get(local(notes), "")
    named = {given(one, "id") for one in body.iter(f"{{*}}{kind}")}
    return [one for one in notes if given(one, "id") in named]


_DEPTH = 32  # honest styles are based on each other a few times


def hiding_styles(parts: OfficeParts, main: str) -> frozenset[str]:
    """The ids of the paragraph and character styles that hide."""
    part = parts.of_kind(main, "styles")
    if not part or not parts.may_hold(part, b"vanish"):
        return frozenset()
    based: dict[str, str] = {}
    said: dict[str, bool] = {}
    for style in parts.root(part):
        if local(style) == "style":
            _read(style, based, said)
    return frozenset(name for name in based if _hides(name, based, said))


def _read(style: etree._Element, based: dict[str, str], said: dict[str, bool]) -> None:
    name = given(style, "styleId")
    based[name] = ""
    for child in style:
        kind = local(child)
        if kind == "basedOn":
            based[name] = given(child, "val")
        elif kind == "rPr":
            for one in child:
                if local(one) == "vanish":
                    said[name] = is_on(one)


def _hides(name: str, based: Mapping[str, str], said: Mapping[str, bool]) -> bool:
    for _ in range(_DEPTH):
        if name in said:
            return said[name]
        name = based.get(name, "")
        if not name:
            return False
    return False
