"""口径统一 in what is printed: the numbers in the finished chapters, against the figures."""

from collections.abc import Sequence
from pathlib import Path

from dossier.assembly.documents import docx_of
from dossier.assembly.leaves import Leaf
from dossier.check.phrases import Conflict, conflicts, said_by_the_school
from dossier.check.quotes import folded
from dossier.check.verdicts import Speech
from dossier.finding import Finding
from dossier.model.chapter import Chapter
from dossier.model.dossier import Dossier
from dossier.survey.texts import printed


def wording(
    chapters: Sequence[tuple[Chapter, Leaf]], dossier: Dossier, cache: Path
) -> tuple[Finding, ...]:
    """Where the PDF of a chapter gives another number than its figure, page by page.

    What the workbooks' own words say wrong is told there, and not again for each chapter that
    prints them. `cache` keeps the words of a PDF by its content. Raises OSError only.
    """
    if not dossier.rules.phrases:
        return ()
    known = list(said_by_the_school(dossier))
    pdfs = {chapter.key: (leaf.pdf, leaf.sha256) for chapter, leaf in chapters}
    texts = printed(pdfs, cache, all_there_are=False)
    speeches = [
        Speech(
            texts[chapter.key],
            path=docx_of(chapter).removesuffix(".docx") + ".pdf",
            own=True,
            indicator=chapter.indicator,
        )
        for chapter, _ in chapters
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
