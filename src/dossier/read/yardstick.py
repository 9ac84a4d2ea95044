"""One standard by itself, apart from any school: for looking at it before it is used."""

from pathlib import Path

from dossier.finding import Finding
from dossier.model.rules import Rules
from dossier.model.standard import Standard
from dossier.read.grid import read_grids
from dossier.read.rules import read_rules
from dossier.read.standard import read_standard


def read_yardstick(book: Path) -> tuple[Standard, Rules, tuple[Finding, ...]]:
    """The standard in the workbook `book`, its rules, and what is wrong with them.

    A workbook that is missing or cannot be read is a finding, and an empty standard.
    """
    grids, findings = read_grids(book)
    standard, faults = read_standard(grids)
    rules, more = read_rules(grids)
    return standard, rules, (*findings, *(faults if grids else []), *more)
