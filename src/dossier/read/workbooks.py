"""The five workbooks of a workspace → one dossier, and every fault of all of them."""

from collections.abc import Mapping
from pathlib import Path

from dossier.errors import WorkspaceError
from dossier.finding import Finding
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.fitting import fitted
from dossier.model.sheets import SHEETS
from dossier.model.years import Year
from dossier.profile import timed
from dossier.read.grid import Grid, grids_of
from dossier.read.opened import BOOKS, Opened
from dossier.read.private_use import private_use
from dossier.read.registers import (
    read_check_rules,
    read_confirmations,
    read_evidence,
    read_ledger,
    read_people,
    read_waivers,
)
from dossier.read.school import read_school
from dossier.read.standard import read_rules, read_standard
from dossier.read.table import absent_columns, unreadable


def read(inputs: Path, opened: Opened | None = None) -> tuple[Dossier, tuple[Finding, ...]]:
    """Read the workbooks in the folder `inputs`, which may have been `opened` before.

    Raises WorkspaceError where the folder holds none of them; every smaller fault is a finding.
    """
    if not any((inputs / book).is_file() for book in BOOKS):
        raise WorkspaceError(
            say(
                "'{folder}' holds none of the workbooks {books}",
                folder=inputs,
                books="、".join(BOOKS),
            ),
            say("name the folder above 'inputs' with --workspace"),
        )
    opened = opened or Opened([inputs / book for book in BOOKS])
    findings: list[Finding] = []
    grids: dict[str, dict[str, Grid] | None] = {}
    for book in BOOKS:
        with timed("read", book):
            sheets, faults = grids_of(book, opened)
        # A workbook that is not there is one finding, not one for each of its sheets.
        grids[book] = sheets or None
        findings += faults
    findings += private_use(grid for sheets in grids.values() if sheets for grid in sheets.values())

    standard, faults = read_standard(grids["standard.xlsx"] or {})
    findings += faults if grids["standard.xlsx"] else []
    rules, faults = read_rules(grids["standard.xlsx"] or {})
    findings += faults
    # money is compared by rules alone
    wanted: tuple[Year, ...] = (
        *standard.school_years,
        *(standard.fiscal_years if rules.growth else ()),
    )
    school, faults = read_school(grids["school.xlsx"] or {}, wanted)
    findings += faults if grids["school.xlsx"] else []
    boxes = [box.number for box in standard.boxes]
    as_given = standard, rules
    standard, rules = fitted(standard, rules, school)
    evidence, photos, unconfirmed, faults = read_evidence(grids["evidence.xlsx"] or {})
    findings += faults if grids["evidence.xlsx"] else []
    people, faults = read_people(grids["people.xlsx"] or {})
    findings += faults if grids["people.xlsx"] else []
    confirmations, faults = read_confirmations(grids["people.xlsx"] or {})
    findings += faults
    ledger, faults = read_ledger(grids["ledger.xlsx"] or {})
    findings += faults if grids["ledger.xlsx"] else []
    waivers, faults = read_waivers(grids["ledger.xlsx"] or {}, boxes)
    findings += faults
    check_rules, faults = read_check_rules(grids["ledger.xlsx"] or {})
    findings += faults
    dossier = Dossier(
        standard,
        school,
        evidence,
        photos,
        people,
        ledger,
        rules,
        waivers,
        check_rules,
        confirmations=confirmations,
        unread=_unread(grids),
        absent=_absent(grids),
        unconfirmed=unconfirmed,
        as_given=as_given,
    )
    return dossier, tuple(findings)


def _unread(grids: Mapping[str, dict[str, Grid] | None]) -> frozenset[str]:
    """The sheets of which no row can be read.

    All that is not known for want of them follows from what is told of them.
    """
    return frozenset(
        sheet.name
        for sheet in SHEETS
        if sheet.book in grids and ((book := grids[sheet.book]) is None or unreadable(book, sheet))
    )


def _absent(grids: Mapping[str, dict[str, Grid] | None]) -> dict[tuple[str, str], Finding]:
    return {
        (sheet.name, name): finding
        for sheet in SHEETS
        for name, finding in absent_columns(grids.get(sheet.book) or {}, sheet).items()
    }
