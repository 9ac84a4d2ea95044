"""归档章 of each item, and which of its pages bear no number (DA/T 22-2015)."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier import log
from dossier.facts import astuple
from dossier.media import UnusableError
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, ItemPdf, Paged, Placed
from dossier.pool import Failure, Limits, by_size, guarded, guarded_one
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import source_hash
from dossier.workspace import Workspace

if TYPE_CHECKING:
    from dossier.bind.binding import StampCells
    from dossier.bind.zones import StampPlace

Stand = tuple[int | float, int | float, int | float, int | float, int]
"""The fields of a :class:`~dossier.bind.zones.StampPlace`."""

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

    def pages(self, item_pdfs: Mapping[str, ItemPdf]) -> dict[str, int]:
        """The pages of each item PDF, with the sheet that goes before one that has no room."""
        if self.wanted:
            self._learn(item_pdfs, self._places, _found)
        return {
            key: item_pdf.pages + (self.lead(item_pdf) is not None)
            for key, item_pdf in item_pdfs.items()
        }

    def blanks(self, item_pdfs: Mapping[str, ItemPdf]) -> dict[str, list[int]]:
        """The places (0-based) of pages without content, where those bear no number."""
        if not self._per_item:
            return {}
        self._learn(item_pdfs, self._blanks, _without_content)
        found = {}
        for key, item_pdf in item_pdfs.items():
            if item_pdf.sha256:
                moved = int(self.lead(item_pdf) is not None)
                blank = self._one(item_pdf, self._blanks, _without_content)
                found[key] = [place + moved for place in blank]
        return found

    def _learn(
        self,
        item_pdfs: Mapping[str, ItemPdf],
        known: KeyedMemo[list[T]],
        look: Callable[[Path], list[T]],
    ) -> None:
        """Look at those that were never looked at, several at once."""
        missing = {
            item_pdf.sha256: item_pdf.pdf
            for item_pdf in item_pdfs.values()
            if item_pdf.sha256 and known.get(item_pdf.sha256) is None
        }
        workers = None if len(missing) >= _WORTH else 1
        found = guarded(look, list(missing.values()), _limits, workers)
        for sha256, answer in zip(missing, found, strict=True):
            known.put(sha256, _or_none(answer))

    def _one(
        self, item_pdf: ItemPdf, known: KeyedMemo[list[T]], look: Callable[[Path], list[T]]
    ) -> list[T]:
        """What is known of an item PDF; else it is looked at now."""
        answer = known.get(item_pdf.sha256)
        if answer is None:
            answer = _or_none(guarded_one(look, item_pdf.pdf, _limits(item_pdf.pdf)))
            known.put(item_pdf.sha256, answer)
        return answer

    def lead(self, item_pdf: ItemPdf) -> Path | None:
        """The sheet before the first page, where that has no room for the stamp."""
        if not self.wanted or not item_pdf.sha256 or self.place(item_pdf) is not None:
            return None
        from dossier.assembly.item_pdf import stamp_sheet  # noqa: PLC0415 - set once, if ever

        return stamp_sheet(self._workspace).pdf

    def place(self, item_pdf: ItemPdf) -> "StampPlace | None":
        """Where on its first page the stamp stands; None where there is no room."""
        from dossier.bind.zones import StampPlace  # noqa: PLC0415 - asked for by few

        stands = self._one(item_pdf, self._places, _found)
        return StampPlace(*stands[0]) if stands else None

    def cells(self, placed: Placed, box: Arranged, paged: Paged, dossier: Dossier) -> "StampCells":
        """What the stamp of an item says."""
        from dossier.bind.binding import StampCells  # noqa: PLC0415 - asked for by few

        item = placed.item
        year = str(item.dated.year) if item.dated else item.year.span if item.year else ""
        return StampCells(
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
    from dossier.bind.stamp_space import find_space  # noqa: PLC0415 - loads pikepdf

    try:
        place = find_space(pdf)
    except UnusableError:
        return []  # binding will say what is wrong with it
    return [astuple(place)] if place else []


def _without_content(pdf: Path) -> list[int]:
    from dossier.media.blank import pages_without_content  # noqa: PLC0415 - loads pikepdf

    try:
        return list(pages_without_content(pdf))
    except UnusableError:
        return []  # binding will say what is wrong with it
