"""Numbers of persons in the evidence and its register: told, and quoted masked."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.check.registered import documents_once
from dossier.check.scanned import as_read
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.personal import MASKED, masked


def numbers_of_persons(facts: Facts) -> Iterator[Finding]:
    """Titles and files that show numbers of ID cards, bank cards or mobile telephones."""
    yield from _named(facts.dossier)
    yield from _shown_by(facts)


def _named(dossier: Dossier) -> Iterator[Finding]:
    """Titles and captions with such a number, which catalogues would print."""
    cells = [(entry.title, entry.row.cell("title")) for entry in dossier.evidence]
    for photo in dossier.photos:
        printed = {"event": photo.event, "place": photo.place, "people": photo.people}
        cells += [(text, photo.row.cell(column)) for column, text in printed.items()]
    for text, cell in cells:
        if masked(text) != text and (number := MASKED.search(masked(text))):
            yield Finding(
                Code.PERSONAL_DATA,
                say(
                    "a title or caption shows an ID, card or mobile number: {number}",
                    number=number[0],
                ),
                at=cell,
                hint=say("leave it out: catalogue and index would print it"),
            )


def _shown_by(facts: Facts) -> Iterator[Finding]:
    """Files that show such numbers: how many, and where the first of them stands."""
    for entry, passages in documents_once(facts):
        found = [(one, match[0]) for one in passages for match in MASKED.finditer(one.text)]
        if found:
            passage, number = found[0]
            told_of = Finding(
                Code.PERSONAL_DATA,
                say(
                    "'{file}' shows ID, card or mobile numbers ({count}): {number} ({place})",
                    file=entry.file,
                    count=len(found),
                    number=number,
                    place=passage.place,
                ),
                at=entry.row.cell("file"),
                path=entry.file,
                hint=say("cover them and scan it again where the inspection does not need them"),
                requirement=entry.requirement,
                year=entry.year,
            )
            yield as_read(told_of, scanned=passage.scanned)
