"""`dossier freeze` and `dossier reprint`, as a clerk sees them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click.testing
import openpyxl
import pytest
from pypdf import PdfReader

from dossier.errors import ExitCode
from tiny_workspace import BOOKS, Tiny

SHIPPED = Path(__file__).parents[2] / "templates"
Call = Callable[..., click.testing.Result]
REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"].rstrip()
LATE = "| B01-1 | 2021年补充方案 | 2021-10-01 | 2021—2022学年度 | 补充.pdf | 否 |"


@pytest.fixture
def late(here: Tiny, call: Call) -> Callable[[], None]:
    """Registers one more file, of two pages, behind the last one."""

    def add() -> None:
        here.evidence("补充.pdf", "late one", "late two")
        here.draw(佐证材料登记=f"{REGISTER}\n{LATE}")

    return add


def test_freezing_says_where_the_record_lies(here: Tiny, call: Call) -> None:
    """This test ensures that freeze builds first, names the record, and asks to keep it."""
    result = call("freeze")
    file = here.root / "inputs/frozen/第1次.json"
    assert result.exit_code == ExitCode.OK
    assert file.is_file()
    assert here.box("02").is_file()
    assert result.stdout.splitlines()[-1] == (
        f"the numbers of 2 boxes are frozen: '{file}'; keep that file with the workbooks"
    )


def test_a_name_can_be_given(here: Tiny, call: Call) -> None:
    """This test ensures that records are named, in JSON too, and counted where they are not."""
    result = call("--json", "freeze", "迎省检")
    file = here.root / "inputs/frozen/迎省检.json"
    assert json.loads(result.stdout) == {"file": file.as_posix(), "boxes": 2}
    assert call("freeze").exit_code == ExitCode.OK
    assert (here.root / "inputs/frozen/第2次.json").is_file()


@pytest.mark.parametrize("again", ["A/迎省检", "A:迎省检", "a/迎省检"])
def test_a_name_is_given_once(here: Tiny, call: Call, again: str) -> None:
    """This test ensures that a record is never written over, by a name of the same file neither."""
    call("freeze", "A/迎省检")
    (file,) = (here.root / "inputs/frozen").iterdir()
    before = file.read_bytes()
    result = call("freeze", again)
    assert result.exit_code == ExitCode.OUTPUT
    assert result.stderr.splitlines()[-2:] == [
        f"error: numbers are frozen under the name '{again}' already",
        "hint: give another name; what was frozen once is never changed",
    ]
    assert file.read_bytes() == before


def test_what_to_print_again_is_told(here: Tiny, call: Call, late: Callable[[], None]) -> None:
    """This test ensures that sheets are counted by box, and both files are there and named."""
    call("freeze")
    late()
    result = call("reprint")
    assert result.exit_code == ExitCode.OK
    sheets = here.made / "reprint/sheets.pdf"
    changes = here.made / "reprint/changes.xlsx"
    pages = len(PdfReader(sheets).pages)
    lines = result.stdout.splitlines()
    assert lines[:-1] == [
        "box 01: sheets out: 1, in: 1",
        "box 02: sheets out: 2, in: 4",  # catalogue and 备考表; and two late ones
        "items added: 1, with new content: 1",
    ]
    assert lines[-1] == (f"print '{sheets}' ({pages} pages); the changes stand in '{changes}'")
    rows = list(openpyxl.load_workbook(changes).active.iter_rows(values_only=True))[1:]
    assert ("新增", "02", "0005", "2021年补充方案", None, "6—7") in rows


def test_a_program_is_told_the_same(here: Tiny, call: Call, late: Callable[[], None]) -> None:
    """This test ensures that JSON has boxes, sheets and changes."""
    call("freeze")
    late()
    told = json.loads(call("--json", "reprint").stdout)
    assert told["since"] == "第1次"
    assert told["boxes"] == ["01", "02"]
    assert told["sheets"] > 0
    assert {
        "change": "added", "box": "02", "code": "0005", "title": "2021年补充方案",
        "before": "", "now": "6—7",
    } in told["changes"]  # fmt: skip


def test_nothing_to_print_is_told(call: Call) -> None:
    """This test ensures that nobody looks for sheets where nothing has changed."""
    call("freeze")
    result = call("reprint")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines()[-1] == "nothing has changed on paper since '第1次'"


def test_sheets_of_the_last_time_are_not_left(
    here: Tiny, call: Call, late: Callable[[], None]
) -> None:
    """This test ensures that nobody prints what was to be printed some time ago."""
    call("freeze")
    late()
    call("reprint")
    assert sorted(path.name for path in (here.made / "reprint").iterdir()) == [
        "changes.xlsx",
        "sheets.pdf",
    ]
    here.draw()
    call("reprint")
    assert list((here.made / "reprint").iterdir()) == []


def test_a_box_that_is_no_more_comes_out_whole(here: Tiny, call: Call) -> None:
    """This test ensures that its slip asks for every sheet, and that no sheet goes in."""
    settings = f"{BOOKS['standard.xlsx']['设置'].rstrip()}\n| 组盒方案 | DA/T 22 |"
    shutil.copy(SHIPPED / "归档文件目录.docx", here.root / "templates")
    here.draw(设置=settings)
    call("freeze")
    here.draw(
        设置=settings,
        材料要求=BOOKS["standard.xlsx"]["材料要求"].replace("每学年度", "一次"),
        佐证材料登记=REGISTER.rpartition("| B01-1")[0] + REGISTER[REGISTER.index("| B01-2") :],
    )
    result = call("reprint")
    assert "box 02: sheets out: 4, in: 0" in result.stdout.splitlines()
    slips = [page.extract_text() for page in PdfReader(here.made / "reprint/sheets.pdf").pages]
    assert any("换页单" in page and "2021年度" in "".join(page.split()) for page in slips)
    assert any("归档文件目录" in page for page in slips)
    assert not any("卷内目录" in page for page in slips if "换页单" in page)


def test_slips_do_not_speak_of_blank_backs(here: Tiny, call: Call) -> None:
    """This test ensures that sheets are named by the numbers that someone finds on them."""
    settings = (
        BOOKS["standard.xlsx"]["设置"].rstrip() + "\n| 单双面 | 双面 |\n| 每件起于正面 | 是 |"
    )
    here.draw(设置=settings)
    call("freeze")
    here.evidence("补充.pdf", "one", "two", "three", "four", "five")
    here.draw(设置=settings, 佐证材料登记=f"{REGISTER}\n{LATE}")
    call("reprint")
    pages = [page.extract_text() for page in PdfReader(here.made / "reprint/sheets.pdf").pages]
    slips = "".join("".join(page.split()) for page in pages if "换页单" in page)
    assert "0005件第6页—第10页（3张）" in slips
    assert "空白" not in slips


def test_any_printing_can_be_compared_with(call: Call, late: Callable[[], None]) -> None:
    """This test ensures that --since goes back to a printing before the last one."""
    call("freeze", "一")
    late()
    call("freeze", "二")
    assert "nothing has changed" in call("reprint").stdout
    assert json.loads(call("--json", "reprint", "--since", "一").stdout)["boxes"] == ["01", "02"]


def test_without_a_record_nothing_is_compared(call: Call) -> None:
    """This test ensures that reprint before any freeze says what to do."""
    result = call("reprint")
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.splitlines()[-2:] == [
        "error: no numbers have been frozen yet",
        "hint: 'dossier freeze' records what is printed",
    ]


def test_an_unknown_printing_is_told_with_those_that_are_known(call: Call) -> None:
    """This test ensures that a slip of the pen in a name is answered by the names."""
    call("freeze", "迎省检")
    call("freeze", "迎国检")
    result = call("reprint", "--since", "省检")
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.splitlines()[-2:] == [
        "error: no printing '省检' is on record",
        "hint: known: 迎省检、迎国检",
    ]


def test_a_broken_record_ends_with_its_file(here: Tiny, call: Call) -> None:
    """This test ensures that no command goes on where printed numbers cannot be read."""
    call("freeze")
    file = here.root / "inputs/frozen/第1次.json"
    file.write_text("{", encoding="utf-8")
    for command in ("build", "check", "freeze", "reprint"):
        result = call(command)
        assert result.exit_code == ExitCode.INPUT, command
        assert f"the record of printed numbers '{file}' cannot be read" in result.stderr
