"""Items that are too thick to bind, and settings of paper and numbers that cannot be."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.archival import archival_of
from dossier.model.evidence import counted
from dossier.model.numbering import senseless
from dossier.model.paper import MOST_PAGES, paper_of


def senseless_paper(facts: Facts) -> Iterator[Finding]:
    """单双面, 纸张克重, 装盒上限 or 标签纸 that cannot be understood: the usual one counts."""
    yield from paper_of(facts.dossier.standard.settings)[1]


def senseless_numbering(facts: Facts) -> Iterator[Finding]:
    """Settings of numbers, stamps and PDF/A that cannot be understood: the usual ones count."""
    yield from senseless(facts.dossier.standard.settings)
    yield from archival_of(facts.dossier.standard.settings)[1]


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
