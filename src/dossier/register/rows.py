"""Proposals → rows of the sheets in which they belong, by the columns that these have."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dossier.edit import CellChange, Edit, Value
from dossier.messages import CHINESE, Text, say
from dossier.model.columns import Column, Sheet
from dossier.model.evidence import EVIDENCE, PHOTOS, UNCONFIRMED
from dossier.propose import Proposal
from dossier.read.table import ReadSheet

_GROUNDS = "；"


def sheet_of(proposal: Proposal) -> Sheet:
    """The sheet of a proposal."""
    return PHOTOS if proposal.is_photo else EVIDENCE


def edit_of(sheet: Sheet, table: ReadSheet, proposals: Sequence[Proposal]) -> Edit:
    """What is to be written into a sheet: the rows, and the columns that it lacks for them.

    The table must have been read with a header.
    """
    assert table.grid is not None
    columns = dict(table.columns)
    used = max((column for _, column in table.grid.values), default=0)
    changes, widths, offers = [], {}, {}
    for column in (one for one in sheet.columns if one.added and one.field not in columns):
        used += 1
        columns[column.field] = used
        changes.append(CellChange(table.header[-1], used, column.header))
        widths[used] = float(column.width)
        if column.choices:
            offers[used] = column.offered
    told = {table.columns[name] for name in ("requirement", "file") if name in table.columns}
    begun = [row for row, column in table.grid.values if column in told]  # also what is left out
    rows = [*table.header, *(record.row.number for record in table.records), *begun]
    after = max(row for row in rows if table.end is None or row < table.end)
    return Edit(
        rows=tuple(_cells(sheet, columns, proposal) for proposal in proposals),
        after=after,
        before=table.end,
        headed=after in table.header or after in table.examples,
        changes=tuple(changes),
        widths=widths,
        offers=offers,
        offered_from=table.header[-1] + 1,
    )


def _cells(sheet: Sheet, columns: Mapping[str, int], proposal: Proposal) -> dict[int, Value]:
    """The values of a row by column; what is blank has none."""
    given: dict[str, str | date | None] = {
        "requirement": proposal.requirement.code,
        "file": proposal.path,
        "dated": proposal.dated,
        "year": str(proposal.year) if proposal.year else "",
        "unconfirmed": UNCONFIRMED,
        "grounds": grounds_of(proposal),
    }
    if proposal.is_photo:
        given |= {"event": proposal.title, "photographer": proposal.author}
    else:
        given |= {
            "title": proposal.title,
            "author": proposal.author,
            "number": proposal.number,
        }
    known: Iterable[Column] = sheet.columns
    return {
        columns[column.field]: value
        for column in known
        if column.field in columns and (value := given.get(column.field))
    }


def grounds_of(proposal: Proposal) -> str:
    """The reasons as they stand in the workbook, in Chinese."""
    return _GROUNDS.join(one.spoken(CHINESE) for one in reasons(proposal))


def reasons(proposal: Proposal) -> tuple[Text, ...]:
    """How sure a proposal is, and why."""
    sure = say("confidence {confidence}", confidence=proposal.confidence.value)
    return (sure, *proposal.grounds)
