"""The rows that are not read, and what is told only for want of them."""

from collections.abc import Collection

from dossier.check.sources import BOXES, is_about, sheets_of
from dossier.finding import Code, Finding
from dossier.source import Cell

_ONE_EACH = {Code.EVIDENCE_MISSING, Code.VALUE_MISSING}
"""What one row is wanted for: a material of one year, a line."""


class LostRows:
    """The rows that are not read, or not wholly, each with the finding that tells so."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self._of: dict[str, list[Finding]] = {}
        told: set[tuple[str, str, str]] = set()
        for one in findings:
            if one.at is None or row_of(one.at) in told:
                continue
            unknown = one.code is Code.CODE_UNKNOWN and one.at.sheet == BOXES
            if one.row_says or unknown:
                told.add(row_of(one.at))
                self._of.setdefault(one.at.sheet, []).append(one)
        self._spent: set[Finding] = set()
        self._meant = {
            f"evidence/{value}"
            for one in findings
            if one.code is Code.FILE_MISSING and one.hint
            for name, value in one.hint.values
            if name == "near"
        }

    def cause_of(self, finding: Finding, wants: Collection[str] = ()) -> Finding | None:
        """What tells of the row for want of which `finding` is told; None where none is.

        `wants` are the figures that it lacks, where it does.
        """
        if finding.row_says:
            return None
        once = finding.code in _ONE_EACH
        for sheet in sheets_of(finding):
            for row in self._of.get(sheet, ()):
                if not (once and row in self._spent) and is_about(finding, row, wants):
                    if once:
                        self._spent.add(row)
                    return row
        return None

    def names(self, finding: Finding) -> bool:
        """Whether it is about a file that has a row, under a name that is told to mean it."""
        return finding.code is Code.FILE_UNREGISTERED and finding.path in self._meant


def row_of(cell: Cell) -> tuple[str, str, str]:
    """The row of a cell."""
    return cell.book, cell.sheet, "".join(filter(str.isdigit, cell.ref))
