"""Items that are too thick to bind."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.evidence import counted
from dossier.model.settings import MOST_PAGES


def thick_items(facts: Facts) -> Iterator[Finding]:
    """Files of more than 200 pages, as far as pages are known before anything is converted."""
    for entry in facts.dossier.evidence:
        held = facts.holdings.get(entry.file)
        if held is None or held.fault is not None:
            continue
        pages = counted(entry.pages) or held.pages
        if pages <= MOST_PAGES:
            continue
        yield Finding(
            Code.ITEM_TOO_THICK,
            say(
                "'{title}' has {pages} pages; an item should have {most} at most",
                title=entry.title,
                pages=pages,
                most=MOST_PAGES,
            ),
            at=entry.row.cell("file"),
            path=entry.file,
            hint=say("part it, and register each part as an item: （一）, （二）"),
            requirement=entry.requirement,
            year=entry.year,
        )
