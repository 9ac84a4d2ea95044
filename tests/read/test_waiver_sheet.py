"""The sheet 豁免 of ledger.xlsx."""

from datetime import date
from pathlib import Path

from small_books import BOOKS, told, write_books

from dossier.finding import Finding
from dossier.model.dossier import Dossier
from dossier.read.workbooks import read
from tables import write_book

PLACE = "ledger.xlsx!豁免!"


def reading(inputs: Path, waivers: str) -> tuple[Dossier, tuple[Finding, ...]]:
    """Reads the small books, their ledger.xlsx with a sheet of `waivers`."""
    write_books(inputs)
    write_book(inputs / "ledger.xlsx", {**BOOKS["ledger.xlsx"], "豁免": waivers})
    return read(inputs)


def test_waivers_are_read(tmp_path: Path) -> None:
    """This test ensures that a rule goes by its code or its name, and 件号 get their zeros."""
    dossier, findings = reading(
        tmp_path,
        """
        | 规则 | 盒号 | 件号 | 理由 | 批准人 | 日期 |
        | page-blank | 01 | 12 | 原件如此 | 周明 | 2023-04-01 |
        | 空白页 | 01 | 0012-1 | 原件如此 | 周明 | |
        | Paper-Odd | 01 | | 校舍图纸 | 周明 | |
        """,
    )
    assert findings == ()
    assert [(one.rule, one.box, one.item) for one in dossier.waivers] == [
        ("page-blank", "01", "0012"),
        ("page-blank", "01", "0012-1"),
        ("paper-odd", "01", ""),
    ]
    first, _, last = dossier.waivers
    assert (first.reason, first.approver, first.dated) == ("原件如此", "周明", date(2023, 4, 1))
    assert (last.dated, last.rule_name) == (None, "纸张不是A4或A3")


def test_without_the_sheet_nothing_is_waived(tmp_path: Path) -> None:
    """This test ensures that the sheet may be left out without a word."""
    dossier, findings = read(write_books(tmp_path))
    assert (dossier.waivers, findings) == ((), ())


def test_a_waiver_without_reason_waives_nothing(tmp_path: Path) -> None:
    """This test ensures that a blank reason is a finding, and its row left out."""
    dossier, findings = reading(
        tmp_path,
        """
        | 规则 | 盒号 | 理由 | 批准人 |
        | page-blank | 01 | | 周明 |
        | page-blank | 01 | 原件如此 | |
        """,
    )
    assert dossier.waivers == ()
    assert told(findings) == [
        PLACE + "C2: '理由' is blank; the row is left out [value-missing]",
        PLACE + "D3: '批准人' is blank; the row is left out [value-missing]",
    ]


def test_unknown_rules_and_boxes_are_told(tmp_path: Path) -> None:
    """This test ensures that a waiver that can cover nothing is a finding with what is near."""
    dossier, findings = reading(
        tmp_path,
        """
        | 规则 | 盒号 | 理由 | 批准人 |
        | page-blnk | 01 | 原件如此 | 周明 |
        | file-changed | 01 | 原件如此 | 周明 |
        | 空白页 | 1 | 原件如此 | 周明 |
        """,
    )
    assert dossier.waivers == ()
    assert told(findings) == [
        PLACE + "A2: 'page-blnk' is no rule that can be waived [code-unknown]",
        PLACE + "A3: 'file-changed' is no rule that can be waived [code-unknown]",
        PLACE + "B4: '1' is no box [code-unknown]",
    ]
    assert [finding.hint.spoken("en") if finding.hint else "" for finding in findings] == [
        "did you mean 'page-blank'?",
        "",
        "did you mean '01'?",
    ]
