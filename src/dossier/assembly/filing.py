"""归档章 of each item, and which of its pages bear no number (DA/T 22-2015)."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier import log
from dossier.assembly.leaves import Leaf
from dossier.facts import astuple
from dossier.files import write_json
from dossier.media import UnusableError
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Paged, Placed
from dossier.pool import Failure, Limits, by_size, guarded, guarded_one
from dossier.store.source_hash import content_key, source_hash
from dossier.workspace import Workspace

if TYPE_CHECKING:
    from dossier.bind.binding import Cells
    from dossier.bind.zones import Place

_WORTH = 100  # documents that several processes look at sooner than one


class Stamps:
    """Where 归档章 finds room, and which pages are blank, kept by content from build to build."""

    def __init__(self, workspace: Workspace, dossier: Dossier) -> None:
        numbering = dossier.standard.settings.numbering
        self.wanted, self._per_item = numbering.stamped, numbering.per_item
        self._workspace = workspace
        self._file = workspace.cache / "places.json"
        self._known: dict[str, Any] = {}
        self._program = ""
        if self.wanted or self._per_item:
            self._program = source_hash("bind")
            self._known = _recalled(self._file)

    def pages(self, leaves: Mapping[str, Leaf]) -> dict[str, int]:
        """The pages of each leaf, with the sheet that goes before one that has no room."""
        if self.wanted:
            self._learn({self._place_key(leaf): leaf for leaf in leaves.values()}, _found)
        return {key: leaf.pages + (self.lead(leaf) is not None) for key, leaf in leaves.items()}

    def blanks(self, leaves: Mapping[str, Leaf]) -> dict[str, list[int]]:
        """The places (0-based) of pages without content, where those bear no number."""
        if not self._per_item:
            return {}
        self._learn({self._blank_key(leaf): leaf for leaf in leaves.values()}, _without_content)
        found = {}
        for key, leaf in leaves.items():
            if leaf.sha256:
                moved = int(self.lead(leaf) is not None)
                found[key] = [place + moved for place in self._blank(leaf)]
        return found

    def _blank(self, leaf: Leaf) -> list[int]:
        key = self._blank_key(leaf)
        if key not in self._known:
            self._known[key] = _one(_without_content, leaf.pdf)
        return list(self._known[key])

    def _blank_key(self, leaf: Leaf) -> str:
        return content_key("blank", leaf.sha256, self._program)

    def _place_key(self, leaf: Leaf) -> str:
        return content_key(leaf.sha256, self._program)

    def _learn(self, leaves: Mapping[str, Leaf], look: Callable[[Path], list[Any]]) -> None:
        """Look at those that were never looked at, by their keys, several at once."""
        missing = {k: one.pdf for k, one in leaves.items() if one.sha256 and k not in self._known}
        workers = None if len(missing) >= _WORTH else 1
        found = guarded(look, list(missing.values()), _limits, workers)
        self._known.update(zip(missing, map(_or_none, found), strict=True))

    def lead(self, leaf: Leaf) -> Path | None:
        """The sheet before the first page, where that has no room for the stamp."""
        if not self.wanted or not leaf.sha256 or self.place(leaf) is not None:
            return None
        from dossier.assembly.leaves import stamp_sheet  # noqa: PLC0415 - set once, if ever

        return stamp_sheet(self._workspace).pdf

    def place(self, leaf: Leaf) -> "Place | None":
        """Where on its first page the stamp stands; None where there is no room."""
        from dossier.bind.zones import Place  # noqa: PLC0415 - asked for by few

        key = self._place_key(leaf)
        if key not in self._known:
            self._known[key] = _one(_found, leaf.pdf)
        numbers = self._known[key]
        return Place(*numbers) if numbers else None

    def cells(self, placed: Placed, box: Arranged, paged: Paged, dossier: Dossier) -> "Cells":
        """What the stamp of an item says."""
        from dossier.bind.binding import Cells  # noqa: PLC0415 - asked for by few

        item = placed.item
        year = str(item.dated.year) if item.dated else item.year.span if item.year else ""
        return Cells(
            fonds=dossier.school.fact("全宗号").strip(),
            year=box.year or year,
            number=placed.code,
            office=box.spec.office,
            retention=item.retention or box.spec.retention,
            pages=str(paged.numbered),
        )

    def save(self) -> None:
        """Keep what was found, for the next build."""
        if self._known:
            write_json(self._file, self._known)


def _one(look: Callable[[Path], list[Any]], pdf: Path) -> list[Any]:
    return _or_none(guarded_one(look, pdf, _limits(pdf)))


def _or_none(found: list[Any] | Failure) -> list[Any]:
    """What was found in a file; of one that takes too much binding will tell."""
    if isinstance(found, Failure):
        log.note("归档章", found.detail)
        return []
    return found


def _limits(pdf: Path) -> Limits:
    return by_size(pdf.stat().st_size)


def _found(pdf: Path) -> list[float]:
    from dossier.bind.room import find_room  # noqa: PLC0415 - loads pikepdf

    try:
        place = find_room(pdf)
    except UnusableError:
        return []  # binding will say what is wrong with it
    return list(astuple(place)) if place else []


def _without_content(pdf: Path) -> list[int]:
    from dossier.media.blank import pages_without_content  # noqa: PLC0415 - loads pikepdf

    try:
        return pages_without_content(pdf)
    except UnusableError:
        return []  # binding will say what is wrong with it


def _recalled(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
