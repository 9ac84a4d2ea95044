"""Numbers of persons in the evidence: told, and quoted masked."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.media.personal import MASKED
from dossier.messages import say


def numbers_of_persons(facts: Facts) -> Iterator[Finding]:
    """Files that show ID or mobile numbers: how many, and where the first of them stands."""
    told: set[str] = set()
    for entry in facts.dossier.evidence:
        if entry.file in told:
            continue
        told.add(entry.file)
        found = [
            (passage.place, one[0])
            for passage in facts.texts.get(entry.file, ())
            for one in MASKED.finditer(passage.text)
        ]
        if found:
            place, number = found[0]
            yield Finding(
                Code.PERSONAL_DATA,
                say(
                    "'{file}' shows ID or mobile numbers ({count}): {number} ({place})",
                    file=entry.file,
                    count=len(found),
                    number=number,
                    place=place,
                ),
                at=entry.row.cell("file"),
                path=entry.file,
                hint=say("cover them and scan it again where the inspection does not need them"),
                requirement=entry.requirement,
                year=entry.year,
            )
