"""Numbers of persons in the evidence and its register: told, and quoted masked."""

from collections.abc import Iterator, Mapping, Sequence

from dossier.check.facts import Facts
from dossier.check.scanned import as_read
from dossier.finding import Code, Finding
from dossier.media.passage import Passage
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.evidence import Evidence
from dossier.personal import MASKED, masked


def numbers_of_persons(facts: Facts) -> Iterator[Finding]:
    """Titles and files that show numbers of ID cards, bank cards or mobile telephones."""
    yield from _named(facts.dossier)
    yield from shown_by(facts.dossier.evidence, facts.texts)


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


def shown_by(
    evidence: Sequence[Evidence], texts: Mapping[str, Sequence[Passage]]
) -> Iterator[Finding]:
    """Files that show such numbers: how many, and where the first of them stands.

    `texts` are the words of the files, by path.
    """
    told: set[str] = set()
    for entry in evidence:
        if entry.file in told:
            continue
        told.add(entry.file)
        found = [
            (passage, one[0])
            for passage in texts.get(entry.file, ())
            for one in MASKED.finditer(passage.text)
        ]
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
