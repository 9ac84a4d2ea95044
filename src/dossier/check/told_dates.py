"""Days that a document tells itself against those of the register, and of the dossier."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.check.letters import lines, meetings, sign_offs
from dossier.check.registered import documents_once, of_row
from dossier.check.scanned import as_read
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.days import agrees
from dossier.model.evidence import Evidence
from dossier.model.years import covers


def dates_within(facts: Facts) -> Iterator[Finding]:
    """A 落款 or the day of a meeting that is not the registered date, or not of the year.

    A document of several parts has several days: one that is the registered one is enough.
    """
    for entry, passages in documents_once(facts):
        signed = [(one.line, one.dated) for one in sign_offs(lines(passages))]
        met = list(meetings(passages))
        if not signed and not met:
            continue
        days = {day for _, day in (*signed, *met)}
        line, last = signed[-1] if signed else met[-1]
        if entry.dated is not None:
            if not any(agrees(entry.dated, day) for day in days):
                text = say(
                    "{place}: '{quoted}', but {date} is registered",
                    place=line.place,
                    quoted=line.text,
                    date=entry.dated,
                )
                yield as_read(_finding(entry, text, "dated"), scanned=line.scanned)
        elif entry.year and not any(covers(entry.year, day) for day in days):
            text = say(
                "{place}: '{quoted}' is outside {year} ({first} to {last})",
                place=line.place,
                quoted=line.text,
                year=entry.year,
                first=entry.year.first,
                last=entry.year.last,
            )
            yield as_read(_finding(entry, text, "year"), scanned=line.scanned)
            continue
        for line, day in met:
            if entry.year and not covers(entry.year, day) and day not in {last, entry.dated}:
                text = say(
                    "{place}: '{quoted}' is outside {year} ({first} to {last})",
                    place=line.place,
                    quoted=line.text,
                    year=entry.year,
                    first=entry.year.first,
                    last=entry.year.last,
                )
                yield as_read(_finding(entry, text, "year"), scanned=line.scanned)
                break


def _finding(entry: Evidence, text: Text, column: str) -> Finding:
    hint = say("correct the register, or see whether the wrong file was put here")
    return of_row(Code.DATE_CONFLICT, entry, text, hint, column)


def dates_after_documents(facts: Facts) -> Iterator[Finding]:
    """Evidence and signatures of a day after 成文日期: such documents cannot rest on them."""
    dossier = facts.dossier
    dated = dossier.school.dated
    last = max(dossier.school.days.values(), default=dated)
    if dated is None or last is None:
        return
    days = [(entry.dated, entry.row.cell("dated"), entry.file) for entry in dossier.entries]
    days += [(task.signed, task.row.cell("signed"), "") for task in dossier.people.tasks]
    for day, at, file in days:
        # what is after all days of the dossier is told as impossible
        if day and dated < day <= last:
            yield Finding(
                Code.DATE_TOO_LATE,
                say(
                    "the date {date} is after {dated}, the day of the documents",
                    date=day,
                    dated=dated,
                ),
                at=at,
                path=f"evidence/{file}" if file else "",
                hint=say("correct it, or '成文日期' in the sheet '基本信息' of school.xlsx"),
            )
