"""The sheet 检查规则 of ledger.xlsx."""

from pathlib import Path

from small_books import BOOKS, write_books

from dossier.model.check_rules import Weight
from dossier.read.workbooks import read
from tables import write_book


def test_the_rules_are_read(tmp_path: Path) -> None:
    """This test ensures that a rule goes by code or name, and that faulty rows are told."""
    write_books(tmp_path)
    rules = """
        | 规则 | 程度 | 文件 | 理由 | 批准人 |
        | 他校名称 | 豁免 | a.docx | 联合发文 | 周明 |
        | Row-Twice | 错误 | | | |
        | 他校名称 | 豁免 | b.docx | | |
        | file-missing | 提示 | | | |
        """
    write_book(tmp_path / "ledger.xlsx", {**BOOKS["ledger.xlsx"], "检查规则": rules})
    dossier, findings = read(tmp_path)
    assert [(one.rule, one.weight, one.file) for one in dossier.check_rules] == [
        ("other-school", Weight.WAIVED, "a.docx"),
        ("row-twice", Weight.ERROR, ""),
    ]
    assert [(str(one.code), one.place) for one in findings] == [
        ("value-missing", "ledger.xlsx!检查规则!D4"),
        ("code-unknown", "ledger.xlsx!检查规则!A5"),
    ]


def test_without_the_sheet_every_code_weighs_what_it_does(tmp_path: Path) -> None:
    """This test ensures that the sheet may be left out without a word."""
    dossier, findings = read(write_books(tmp_path))
    assert (dossier.check_rules, findings) == ((), ())
