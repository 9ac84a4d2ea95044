"""A catalogue without a table: headings with codes, and numbered materials beneath them."""

import re
from collections.abc import Iterator, Sequence

from dossier.catalogue.labels import label_of, listed, tight
from dossier.catalogue.tables import Spot
from dossier.facts import Fact, replace

_HEADING = r"之[一二三四五六七八九十]+\s*[:：、]"
_NOTE = re.compile(r"备?注\s*\d?\s*[:：]")
_CUTS = re.compile(rf"(?={_HEADING})|(?=(?:(?<=\s)|(?<=[。；;]))备?注\s*\d?\s*[:：])")
_NUMBERED = re.compile(r"(?<![\d.．A-Za-z第（(])1\s*[.．、)）]\s*(?!\d)|[（(]1[)）]|①")
_HEADS = {"part", "volume", "chinese", "ordinal", "bracket", "letter"}


class Heading(Fact, frozen=True):
    """A heading, with the materials that stand beneath it; the lower its `depth`, the higher."""

    spot: Spot
    depth: int
    materials: tuple[Spot, ...] = ()


class ReadLines(Fact, frozen=True):
    """What lines were found to hold: a title, headings in order, notes and what is left over."""

    title: Spot | None
    headings: tuple[Heading, ...]
    left: tuple[Spot, ...]


def prose_of(lines: Sequence[Spot]) -> ReadLines:
    """Headings and materials; no headings where there is no list beneath any."""
    pieces = list(_pieces(lines))
    title: Spot | None = None
    headings: list[Heading] = []
    left: list[Spot] = []
    for number, piece in enumerate(pieces):
        label = label_of(piece.words)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if _NOTE.match(piece.words):
            left.append(piece)
        elif label.kind in _HEADS:
            headings.append(Heading(piece, label.depth))
        elif label.kind and headings:
            last = headings[-1]
            headings[-1] = replace(last, materials=(*last.materials, piece))
        elif following and label_of(following.words).kind in _HEADS:
            headings.append(Heading(piece, -1))
        elif title is None and not headings:
            title = piece
        else:
            left.append(piece)
    if not any(heading.materials for heading in headings):
        return ReadLines(title, (), tuple(lines))
    return ReadLines(title, tuple(headings), tuple(left))


def _pieces(lines: Sequence[Spot]) -> Iterator[Spot]:
    """Headings, notes and numbered entries, each for itself, also where they share a line."""
    for line in lines:
        for part in filter(None, map(str.strip, _CUTS.split(line.words))):
            numbered = _NUMBERED.search(part)
            if numbered is None or _NOTE.match(part):
                yield replace(line, words=part)
                continue
            if before := part[: numbered.start()].strip():
                yield replace(line, words=before)
            entries = listed(part[numbered.start() :])
            for number, entry in enumerate(entries, 1):
                yield replace(line, words=f"{number}、{tight(entry)}")
