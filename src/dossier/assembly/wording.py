"""口径统一 in what is printed: the numbers in the finished chapters, against the figures."""

from collections.abc import Mapping, Sequence

from dossier.assembly.documents import docx_of
from dossier.check.personal import shown_by
from dossier.check.phrases import Conflict, conflicts, said_by_the_school
from dossier.check.quotes import folded
from dossier.check.verdicts import Speech
from dossier.finding import Finding
from dossier.media.text import Passage
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, items_of
from dossier.model.standard import Chapter


def wording(
    chapters: Sequence[Chapter],
    said: Mapping[str, Sequence[Passage]],
    dossier: Dossier,
    boxes: Sequence[Arranged] = (),
) -> tuple[Finding, ...]:
    """Where the PDF of a chapter gives another number than its figure, page by page.

    `said` is what their pages say, by the keys of the chapters. What the workbooks' own words say
    wrong is told there, and not again for each chapter that prints them. Where the standard has
    no phrases, the evidence in `boxes` was not read before: whose numbers it shows is told now.
    """
    if not dossier.rules.phrases:
        files = [item for item in items_of(boxes) if item.origin is Origin.FILE]
        pages = {item.ref: said[item.key] for item in files if item.key in said}
        return tuple(shown_by(dossier.evidence, pages))
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
