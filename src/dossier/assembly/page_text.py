"""The words on the pages of every item, for searching and for judging what chapters say."""

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from dossier.assembly.chapters import docx_of
from dossier.check.phrases import Conflict, conflicts, said_by_the_school
from dossier.check.quotes import folded
from dossier.check.verdicts import Speech
from dossier.finding import Finding
from dossier.media.passage import Passage
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, ItemPdf, Origin, items_of
from dossier.model.standard import Chapter
from dossier.pool import rest
from dossier.survey.texts import Printed


class Words:
    """The words of all the item PDFs of a build; those of any others are not kept any longer.

    Other processes begin to read what is not known.
    """

    def __init__(
        self,
        item_pdfs: Mapping[str, ItemPdf],
        boxes: Iterable[Arranged],
        evidence_files: Mapping[str, EvidenceFile],
        cache: Path,
        read: Container[str] = (),
    ) -> None:
        # to look for words in a scan takes as long as to find some; those of `read` have some
        # laid over them
        scans = {
            item.key
            for item in items_of(boxes)
            if item.origin is Origin.FILE
            and item.ref in evidence_files
            and evidence_files[item.ref].is_picture
            and item.ref not in read
        }
        pdfs = {
            key: (item_pdf.pdf, item_pdf.sha256)
            for key, item_pdf in item_pdfs.items()
            if key not in scans
        }
        self._reading = Printed(pdfs, cache)

    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each item PDF that can have any, by its key; to be asked for once."""
        found = self._reading.passages()
        rest()  # nothing is left to be done by many
        return found


def texts(passages: Mapping[str, tuple[Passage, ...]]) -> dict[str, dict[int, str]]:
    """The words of each item PDF that has any, by the number of their page, from 1."""
    return {
        key: {_page(one): one.text for one in said if one.text} for key, said in passages.items()
    }


def _page(passage: Passage) -> int:
    ((_, number),) = passage.place.values
    return int(str(number))


def wording(
    chapters: Sequence[Chapter],
    said: Mapping[str, Sequence[Passage]],
    dossier: Dossier,
) -> tuple[Finding, ...]:
    """Where the PDF of a chapter gives another number than its figure, page by page.

    `said` is what their pages say, by the keys of the chapters. What the workbooks' own words say
    wrong is told there, and not again for each chapter that prints them.
    """
    if not dossier.rules.phrases:
        return ()
    known = list(said_by_the_school(dossier))
    speeches = [
        Speech(
            said[chapter.key],
            path=docx_of(chapter).removesuffix(".docx") + ".pdf",
            own=True,
            indicator=chapter.indicator,
        )
        for chapter in chapters
    ]
    return tuple(
        conflict.finding
        for conflict in conflicts(speeches, dossier)
        if not any(_repeats(conflict, one) for one in known)
    )


def _repeats(conflict: Conflict, known: Conflict) -> bool:
    """Whether the chapter prints the very words that are told already."""
    return (
        conflict.quote.pattern.phrase == known.quote.pattern.phrase
        and conflict.quote.shown == known.quote.shown
        and known.quote.statement in folded(conflict.passage.text)
    )
