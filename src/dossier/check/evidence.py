"""Whether evidence is enough, of the right year, sealed, signed, captioned and not too thick."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.evidence import Evidence, counted
from dossier.model.settings import MOST_PAGES
from dossier.model.standard import Requirement
from dossier.model.years import Year, covers
from dossier.source import Cell


def unconfirmed_entries(facts: Facts) -> Iterator[Finding]:
    """Rows that the program proposed and nobody has confirmed: they do not count."""
    for entry in facts.dossier.unconfirmed:
        yield Finding(
            Code.ENTRY_UNCONFIRMED,
            say(
                "'{title}' waits to be confirmed as {code}",
                title=(entry.title if isinstance(entry, Evidence) else entry.event) or entry.file,
                code=entry.requirement,
            ),
            at=entry.row.cell("unconfirmed"),
            path=entry.file,
            hint=say(
                "look at the row and its file, then write 已确认 there; or delete the row "
                "({grounds})",
                grounds=entry.grounds or "—",
            ),
            requirement=entry.requirement,
            year=entry.year,
        )


def missing_evidence(facts: Facts) -> Iterator[Finding]:
    """Fewer entries than the standard asks for in a period."""
    waiting: dict[tuple[str, Year | None], list[Cell]] = {}
    for entry in facts.dossier.unconfirmed:
        cell = entry.row.cell("unconfirmed")
        waiting.setdefault((entry.requirement, entry.year), []).append(cell)
    for cover in facts.coverage:
        requirement = cover.requirement
        cells = waiting.get((requirement.code, cover.year), ())
        if cover.registered >= cover.needed:
            continue
        when = say(" for {year}", year=cover.year) if cover.year else ""
        yield Finding(
            Code.EVIDENCE_MISSING,
            say(
                "{code} '{name}'{when}: {have} of {need} registered",
                code=requirement.code,
                name=requirement.name,
                when=when,
                have=cover.registered,
                need=cover.needed,
            ),
            at=requirement.row.cell("code"),
            hint=say("confirm what waits in {cells}", cells="、".join(map(str, cells)))
            if cells
            else say("register it in '佐证材料登记' of evidence.xlsx"),
            indicator=requirement.indicator,
            requirement=requirement.code,
            year=cover.year,
        )


def wrong_years(facts: Facts) -> Iterator[Finding]:
    """A year that the requirement does not ask for: the entry counts nowhere."""
    standard = facts.dossier.standard
    for entry in facts.dossier.entries:
        requirement = standard.requirements.get(entry.requirement)
        if requirement is None:
            continue
        allowed = standard.periods(requirement.every)
        # settings without years are a finding of their own
        if not allowed or entry.year in allowed:
            continue
        years = "、".join(str(year) for year in allowed if year)
        yield Finding(
            Code.YEAR_UNKNOWN,
            say(
                "the year is '{year}', and {code} needs one of {years}",
                year=entry.year or "",
                code=requirement.code,
                years=years,
            )
            if years
            else say(
                "{code} is needed once, but the year is '{year}'",
                code=requirement.code,
                year=entry.year,
            ),
            at=entry.row.cell("year"),
            hint=None if years else say("leave the year blank"),
            requirement=entry.requirement,
            year=entry.year,
            row_says=(entry.requirement,),
        )


def dates_outside_years(facts: Facts) -> Iterator[Finding]:
    """A date that does not fall into the year it is filed under, where that is one of them."""
    standard = facts.dossier.standard
    for entry in facts.dossier.entries:
        requirement = standard.requirements.get(entry.requirement)
        if requirement and entry.year not in (standard.periods(requirement.every) or [entry.year]):
            continue
        if entry.year and entry.dated and not covers(entry.year, entry.dated):
            yield Finding(
                Code.DATE_OUTSIDE_YEAR,
                say(
                    "the date {date} is outside {year} ({first} to {last})",
                    date=entry.dated,
                    year=entry.year,
                    first=entry.year.first,
                    last=entry.year.last,
                ),
                at=entry.row.cell("dated"),
                hint=say("correct the date, or file it under the year it belongs to"),
                requirement=entry.requirement,
                year=entry.year,
            )


def missing_marks(facts: Facts) -> Iterator[Finding]:
    """A seal, a signature or an original that the standard asks for and the register denies."""
    for entry in facts.dossier.evidence:
        requirement = facts.dossier.standard.requirements.get(entry.requirement)
        if requirement:
            yield from _marks(entry, requirement)


def _marks(entry: Evidence, requirement: Requirement) -> Iterator[Finding]:
    def lacking(code: Code, field: str, text: Text, hint: Text) -> Finding:
        return Finding(
            code,
            text,
            at=entry.row.cell(field),
            hint=hint,
            requirement=entry.requirement,
            year=entry.year,
        )

    if requirement.seal and not entry.sealed:
        text = say("'{title}' needs a seal", title=entry.title)
        yield lacking(Code.SEAL_MISSING, "sealed", text, say("have it sealed, then write 是"))
    if requirement.signature and not entry.signed:
        text = say("'{title}' needs a signature", title=entry.title)
        yield lacking(Code.SIGNATURE_MISSING, "signed", text, say("have it signed, then write 是"))
    if requirement.original and not entry.original:
        text = say("'{title}' must be an original", title=entry.title)
        yield lacking(Code.ORIGINAL_MISSING, "original", text, say("bring the original"))


def uncaptioned_photos(facts: Facts) -> Iterator[Finding]:
    """A photo without all of its six elements (事由 时间 地点 人物 背景 摄影者)."""
    for photo in facts.dossier.photos:
        lacking = photo.missing()
        if lacking:
            yield Finding(
                Code.PHOTO_UNCAPTIONED,
                say(
                    "the photo '{file}' lacks {elements}",
                    file=photo.file,
                    elements="、".join(lacking),
                ),
                at=photo.row.cell("file"),
                hint=say("fill in the blank cells of its row"),
                requirement=photo.requirement,
                year=photo.year,
            )


def thick_items(facts: Facts) -> Iterator[Finding]:
    """Files of more than 200 pages, as far as pages are known before anything is converted."""
    for entry in facts.dossier.evidence:
        held = facts.evidence_files.get(entry.file)
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
