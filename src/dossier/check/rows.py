"""What rows tell against each other: one document twice, a photo as a document, a bare claim."""

import re
from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.check.registered import of_row
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.evidence import Evidence

_MET = "达标"
_PHOTOS = re.compile(r"照片|图片|影像|六要素")


def rows_alike(facts: Facts) -> Iterator[Finding]:
    """Two rows of one title, date and 文号: one document, registered under two files.

    One file or one content twice is told as that.
    """
    first: dict[tuple[object, ...], Evidence] = {}
    for entry in facts.dossier.evidence:
        if entry.dated is None and not entry.number:
            continue
        key = ("".join(entry.title.split()), entry.dated, "".join(entry.number.split()), entry.year)
        other = first.setdefault(key, entry)
        if other.file == entry.file or _content(facts, other) == _content(facts, entry) != "":
            continue
        yield of_row(
            Code.ROW_TWICE,
            entry,
            say(
                "'{title}' is registered already in {cell}, with the same date and 文号",
                title=entry.title,
                cell=other.row.cell("title"),
            ),
            say("delete one of the rows, or tell by the title what each of them is"),
            "title",
        )


def _content(facts: Facts, entry: Evidence) -> str:
    held = facts.evidence_files.get(entry.file)
    return held.sha256 if held else ""


def photos_as_documents(facts: Facts) -> Iterator[Finding]:
    """A picture in 佐证材料登记 under a requirement of photos: its six elements lack."""
    for entry in facts.dossier.evidence:
        requirement = facts.dossier.standard.requirements.get(entry.requirement)
        held = facts.evidence_files.get(entry.file)
        if requirement is None or held is None or not held.is_picture:
            continue
        if _PHOTOS.search(f"{requirement.name} {requirement.note}"):
            yield of_row(
                Code.PHOTO_AS_DOCUMENT,
                entry,
                say(
                    "'{file}' is a picture, and {code} '{name}' asks for photos",
                    file=entry.file,
                    code=requirement.code,
                    name=requirement.name,
                ),
                say("register it in '照片', with its six elements"),
            )


def verdicts_without_evidence(facts: Facts) -> Iterator[Finding]:
    """自评结论 达标 for an indicator of whose evidence nothing at all is there."""
    asked: dict[str, list[int]] = {}
    for cover in facts.coverage:
        for code in facts.dossier.standard.lineage(cover.requirement.indicator):
            asked.setdefault(code, []).append(cover.usable)
    for one in facts.dossier.school.assessments.values():
        usable = asked.get(one.indicator)
        if one.verdict == _MET and usable and not any(usable):
            yield Finding(
                Code.VERDICT_UNPROVEN,
                say("'{code}' is said to be met, and none of its evidence is there",
                    code=one.indicator),
                at=one.row.cell("verdict"),
                hint=say("bring the evidence, or correct '自评结论'"),
                indicator=one.indicator,
            )  # fmt: skip
