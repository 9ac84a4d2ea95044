"""归档章 of each item, and which of its pages bear no number (DA/T 22-2015)."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier import log
from dossier.assembly.item_pdf import Leaf
from dossier.facts import astuple
from dossier.media import UnusableError
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Paged, Placed
from dossier.pool import Failure, Limits, by_size, guarded, guarded_one
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import source_hash
from dossier.workspace import Workspace

if TYPE_CHECKING:
    from dossier.bind.binding import Cells
    from dossier.bind.zones import Place

Stand = tuple[int | float, int | float, int | float, int | float, int]
"""The fields of a :class:`~dossier.bind.zones.Place`."""

T = TypeVar("T")

_WORTH = 100  # documents that several processes look at sooner than one


class Stamps:
    """Where 归档章 finds room, and which pages are blank, kept by content from build to build."""

    def __init__(self, workspace: Workspace, dossier: Dossier) -> None:
        numbering = dossier.standard.settings.numbering
        self.wanted, self._per_item = numbering.stamped, numbering.per_item
        self._workspace = workspace
        code = source_hash("bind", "media") if self.wanted or self._per_item else ""
        self._places = KeyedMemo(workspace.cache / "places.json", list[Stand], code)
        self._blanks = KeyedMemo(workspace.cache / "blanks.json", list[int], code)

    def pages(self, leaves: Mapping[str, Leaf]) -> dict[str, int]:
        """The pages of each leaf, with the sheet that goes before one that has no room."""
        if self.wanted:
            self._learn(leaves, self._places, _found)
        return {key: leaf.pages + (self.lead(leaf) is not None) for key, leaf in leaves.items()}

    def blanks(self, leaves: Mapping[str, Leaf]) -> dict[str, list[int]]:
        """The places (0-based) of pages without content, where those bear no number."""
        if not self._per_item:
            return {}
        self._learn(leaves, self._blanks, _without_content)
        found = {}
        for key, leaf in leaves.items():
            if leaf.sha256:
                moved = int(self.lead(leaf) is not None)
                blank = self._one(leaf, self._blanks, _without_content)
                found[key] = [place + moved for place in blank]
        return found

    def _learn(
        self, leaves: Mapping[str, Leaf], known: KeyedMemo[list[T]], look: Callable[[Path], list[T]]
    ) -> None:
        """Look at those that were never looked at, several at once."""
        missing = {
            leaf.sha256: leaf.pdf
            for leaf in leaves.values()
            if leaf.sha256 and known.get(leaf.sha256) is None
        }
        workers = None if len(missing) >= _WORTH else 1
        found = guarded(look, list(missing.values()), _limits, workers)
        for sha256, answer in zip(missing, found, strict=True):
            known.put(sha256, _or_none(answer))

    def _one(
        self, leaf: Leaf, known: KeyedMemo[list[T]], look: Callable[[Path], list[T]]
    ) -> list[T]:
        """What is known of a leaf; else it is looked at now."""
        answer = known.get(leaf.sha256)
        if answer is None:
            answer = _or_none(guarded_one(look, leaf.pdf, _limits(leaf.pdf)))
            known.put(leaf.sha256, answer)
        return answer

    def lead(self, leaf: Leaf) -> Path | None:
        """The sheet before the first page, where that has no room for the stamp."""
        if not self.wanted or not leaf.sha256 or self.place(leaf) is not None:
            return None
        from dossier.assembly.item_pdf import stamp_sheet  # noqa: PLC0415 - set once, if ever

        return stamp_sheet(self._workspace).pdf

    def place(self, leaf: Leaf) -> "Place | None":
        """Where on its first page the stamp stands; None where there is no room."""
        from dossier.bind.zones import Place  # noqa: PLC0415 - asked for by few

        stands = self._one(leaf, self._places, _found)
        return Place(*stands[0]) if stands else None

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

    def save(self, *, whole: bool) -> None:
        """Keep what was found; of what a `whole` build did not ask for, nothing."""
        if self.wanted:
            self._places.save(forget=whole)
        if self._per_item:
            self._blanks.save(forget=whole)


def _or_none(found: list[T] | Failure) -> list[T]:
    """What was found in a file; of one that takes too much binding will tell."""
    if isinstance(found, Failure):
        log.note("归档章", found.detail)
        return []
    return found


def _limits(pdf: Path) -> Limits:
    return by_size(pdf.stat().st_size)


def _found(pdf: Path) -> list[Stand]:
    from dossier.bind.room import find_room  # noqa: PLC0415 - loads pikepdf

    try:
        place = find_room(pdf)
    except UnusableError:
        return []  # binding will say what is wrong with it
    return [astuple(place)] if place else []


def _without_content(pdf: Path) -> list[int]:
    from dossier.media.blank import pages_without_content  # noqa: PLC0415 - loads pikepdf

    try:
        return list(pages_without_content(pdf))
    except UnusableError:
        return []  # binding will say what is wrong with it
