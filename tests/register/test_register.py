"""Files without a row get one, which waits to be confirmed; else the workbook stays as it is."""

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import click.testing
import openpyxl
import pytest
from PIL import Image

from dossier.cli import main
from dossier.edit import NotWrittenError
from dossier.errors import UnknownTargetError
from dossier.finding import Code
from dossier.read.workbooks import read
from dossier.register import PutBy, change_row, clear_row, register
from dossier.scan import reader
from office_zoo import ofd
from scan_pages import scanned, sheet
from tiny_workspace import Tiny, tiny, write_docx

BOOK = "evidence.xlsx"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    return tiny(tmp_path_factory.mktemp("pristine") / "workspace").root


@pytest.fixture
def here(tmp_path, pristine) -> Tiny:
    """The tiny workspace, in which all files are registered."""
    shutil.copytree(pristine, tmp_path / "workspace")
    return Tiny(tmp_path / "workspace")


def lay(here: Tiny, name: str, *lines: str) -> Path:
    return write_docx(here.root / "inputs/evidence" / name, *lines)


def book(here: Tiny) -> bytes:
    return (here.root / "inputs" / BOOK).read_bytes()


def workspace(here: Tiny):
    return here.inspect().workspace


PLAN = ("2021—2022学年度招生方案", "面向全镇招生。", "星光实验学校", "2021年9月1日")


def test_an_ofd_file_is_known_by_what_it_says(here):
    """its words tell what it is, as those of a document do; that it needs a PDF is told beside."""
    words = "为做好本学年度招生工作，面向全镇适龄儿童统一入学，制定本方案如下。"
    plan = (PLAN[0], words, *PLAN[2:])
    ofd(here.root / "inputs/evidence/扫描0001.ofd", "\n".join(plan))
    lay(here, "方案.docx", *plan)
    rows = {row.proposal.path: row.proposal for row in register(workspace(here)).rows}
    read, printed = rows["扫描0001.ofd"], rows["方案.docx"]
    assert read.requirement == printed.requirement
    assert (read.title, read.dated) == (printed.title, printed.dated)
    assert "PDF" in str(read.grounds[-1])


def test_a_file_without_a_row_gets_one_that_waits(here):
    """the row says what is known, why, and 待确认; it counts only when it is confirmed."""
    lay(here, "新/方案.docx", *PLAN)
    done = register(workspace(here))
    (row,) = done.rows
    assert str(row.at) == "evidence.xlsx!佐证材料登记!A5"
    page = openpyxl.load_workbook(here.root / "inputs" / BOOK)["佐证材料登记"]
    heads = [cell.value for cell in page[1]]
    values = dict(zip(heads, [cell.value for cell in page[5]], strict=True))
    assert values["材料代码"] == "B01-1"
    assert values["题名"] == PLAN[0]
    assert values["日期"] == "2021-09-01"
    assert values["学年度"] == "2021—2022学年度"
    assert values["文件"] == "新/方案.docx"
    assert values["状态"] == "待确认"
    assert values["登记依据"].startswith("把握高；")
    assert heads[-2:] == ["状态", "登记依据"]

    inspection = here.inspect()
    assert [e.file for e in inspection.dossier.unconfirmed] == ["新/方案.docx"]
    assert len(inspection.dossier.evidence) == 3
    assert Code.FILE_UNREGISTERED not in {one.code for one in inspection.findings}
    page.cell(5, heads.index("状态") + 1).value = "已确认"
    page.parent.save(here.root / "inputs" / BOOK)
    dossier, _ = read(here.root / "inputs")
    assert "新/方案.docx" in {one.file for one in dossier.evidence}


def test_run_twice_it_adds_nothing(here):
    """what waits is registered: the workbook stays as it is."""
    lay(here, "方案.docx", *PLAN)
    register(workspace(here))
    once = book(here)
    again = register(workspace(here))
    assert (again.rows, again.unregistered, again.written) == ((), 0, False)
    assert book(here) == once


def test_a_dry_run_writes_nothing(here):
    """the rows are shown, and the workbook stays as it is."""
    lay(here, "方案.docx", *PLAN)
    kept = book(here)
    done = register(workspace(here), dry_run=True)
    assert [row.proposal.requirement.code for row in done.rows] == ["B01-1"]
    assert book(here) == kept


def test_a_folder_alone(here):
    """files elsewhere wait for their turn; a folder that is not there is told."""
    lay(here, "新/方案.docx", *PLAN)
    lay(here, "旧/随迁子女接收办法.docx", "随迁子女接收办法")
    done = register(workspace(here), "旧", dry_run=True)
    assert [row.proposal.path for row in done.rows] == ["旧/随迁子女接收办法.docx"]
    with pytest.raises(UnknownTargetError, match="'无'"):
        register(workspace(here), "无")


def test_a_row_that_lacks_its_code_still_names_its_file(here):
    """what somebody began to fill in is not registered a second time."""
    lay(here, "方案.docx", *PLAN)
    path = here.root / "inputs" / BOOK
    made = openpyxl.load_workbook(path)
    made["佐证材料登记"].append([None, "题名未定", None, None, "方案.docx"])
    made.save(path)
    assert register(workspace(here), dry_run=True).unregistered == 0


def test_a_photo_goes_to_its_sheet_with_what_the_camera_noted(here):
    """the day and the photographer come from the picture."""
    here.draw(
        材料要求="""
            | 材料代码 | 指标代码 | 材料名称 | 期间 | 份数 | 盖章 | 签字 | 原件 | 责任小组 |
            | B01-1 | B01 | 招生方案 | 每学年度 | 1 | 否 | 否 | 否 | 档案资料组 |
            | B01-2 | B01 | 接收办法 | 一次 | 1 | 否 | 否 | 否 | 档案资料组 |
            | B01-3 | B01 | 开学典礼照片 | 每学年度 | 1 | 否 | 否 | 否 | 档案资料组 |
        """
    )
    noted = Image.Exif()
    noted[271], noted[315] = "Camera", "陈映".encode()
    noted.get_ifd(0x8769)[36867] = "2021:09:01 10:00:00"
    Image.new("RGB", (60, 40), "red").save(
        here.root / "inputs/evidence/开学典礼 操场.jpg", exif=noted
    )
    (row,) = register(workspace(here)).rows
    assert str(row.at) == "evidence.xlsx!照片!A2"
    (waiting,) = read(here.root / "inputs")[0].unconfirmed
    assert (waiting.event, waiting.photographer) == ("开学典礼 操场", "陈映")
    assert waiting.dated == date(2021, 9, 1)
    assert waiting.missing() == ("地点", "人物", "背景")


def test_moved_files_are_known_by_their_content_and_mended_on_request(here):
    """a file under a new name is told, not registered anew; --moved sets its cell alone."""
    here.build()
    evidence = here.root / "inputs/evidence"
    (evidence / "改名").mkdir()
    (evidence / "办法.docx").rename(evidence / "改名/接收办法（终）.docx")
    kept = book(here)
    told = register(workspace(here))
    assert [(one.entry.file, one.path) for one in told.moved] == [
        ("办法.docx", "改名/接收办法（终）.docx")
    ]
    assert (told.rows, told.mended, book(here)) == ((), False, kept)
    assert register(workspace(here), mend=True).mended
    assert "改名/接收办法（终）.docx" in {
        one.file for one in read(here.root / "inputs")[0].evidence
    }
    assert register(workspace(here), mend=True).moved == ()


def test_an_open_workbook_keeps_all(here):
    """what cannot be written now is told, and can be had again."""
    lay(here, "方案.docx", *PLAN)
    lock = here.root / "inputs" / f"~${BOOK}"
    lock.write_bytes(b"\x02Li" + b" " * 20)
    kept = book(here)
    with pytest.raises(NotWrittenError, match="open, by Li"):
        register(workspace(here))
    assert book(here) == kept
    lock.unlink()
    assert register(workspace(here)).written


def test_a_file_that_cannot_be_bound_is_left_with_its_remedy(here):
    """what is of no use gets no row, and why is told; what is damaged gets an unsure one."""
    (here.root / "inputs/evidence/程序.exe").write_bytes(b"MZ" + b"\0" * 100)
    (here.root / "inputs/evidence/2020—2021招生方案.pdf").write_bytes(b"%PDF-1.4 broken")
    done = register(workspace(here), dry_run=True)
    assert [path for path, _ in done.left] == ["程序.exe"]
    (row,) = done.rows
    assert row.proposal.path == "2020—2021招生方案.pdf"
    assert row.proposal.confidence.value == "低"


def test_the_command_tells_each_row_and_what_to_do(here):
    """people read the rows and what to do next, programs the same as JSON."""
    lay(here, "方案.docx", *PLAN)
    runner = click.testing.CliRunner(env={"LANGUAGE": "zh_CN"})
    start = ["--workspace", str(here.root)]
    said = runner.invoke(main, [*start, "register", "--dry-run"], catch_exceptions=False).output
    assert "“方案.docx” → B01-1“招生方案”，2021—2022学年度［把握高］" in said
    told = runner.invoke(main, [*start, "--json", "register"], catch_exceptions=False)
    (row,) = json.loads(told.stdout)["rows"]
    assert (row["at"], row["requirement"]) == ("evidence.xlsx!佐证材料登记!A5", "B01-1")


def test_an_archive_is_listed_and_on_request_unpacked_and_registered(here):
    """a colleague's archive becomes a folder, and what is in it rows; it is not touched itself."""
    inner = write_docx(here.root / "plan.docx", *PLAN)
    path = here.root / "inputs/evidence/同事.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(inner, "招生/方案.docx")
        file.writestr("../out.txt", b"x")
    packed = path.read_bytes()
    (told,) = register(workspace(here)).archives
    assert [member.name for member in told.found.members] == ["招生/方案.docx", "../out.txt"]
    assert not path.with_suffix("").exists()
    done = register(workspace(here), unpack=True)
    assert [row.proposal.path for row in done.rows] == ["同事/招生/方案.docx"]
    assert (done.archives[0].found.unpacked, done.archives[0].found.refused) == (1, ("../out.txt",))
    assert path.read_bytes() == packed
    again = register(workspace(here), unpack=True)
    assert again.rows == ()
    assert "同事" in again.archives[0].found.problem.spoken("zh_CN")


def test_notes_beneath_the_table_stay_where_they_are(here):
    """rows go into the blank rows above a note, which is no row of the register."""
    path = here.root / "inputs" / BOOK
    made = openpyxl.load_workbook(path)
    made["佐证材料登记"]["B7"] = "填表人：李芳"
    made.save(path)
    lay(here, "方案.docx", *PLAN)
    lay(here, "办法2.docx", "随迁子女接收办法")
    done = register(workspace(here))
    assert [str(row.at) for row in done.rows] == [
        "evidence.xlsx!佐证材料登记!A5",
        "evidence.xlsx!佐证材料登记!A6",
    ]
    assert openpyxl.load_workbook(path)["佐证材料登记"]["B7"].value == "填表人：李芳"


def test_a_scan_is_read_on_request_and_says_so(here):
    """without it a scan is known by its name alone; with it by its words, its day among them."""
    scanned(here.root / "inputs/evidence/扫描件12.pdf", sheet(*PLAN))
    assert register(workspace(here), dry_run=True).rows == ()
    (row,) = register(workspace(here), dry_run=True, scans=True).rows
    one = row.proposal
    assert (one.requirement.code, one.title, one.dated) == ("B01-1", PLAN[0], date(2021, 9, 1))
    assert "文字由扫描件识别而来" in [ground.spoken("zh_CN") for ground in one.grounds]
    here.draw(
        设置="""
        | 项目 | 值 |
        | 识别扫描件 | 是 |
    """
    )
    assert len(register(workspace(here), dry_run=True).rows) == 1


def test_without_the_reader_scans_are_told_and_the_rest_is_registered(here, monkeypatch):
    """what cannot be read now ends nothing."""
    monkeypatch.setattr(reader, "available", lambda: False)
    scanned(here.root / "inputs/evidence/扫描件12.pdf", sheet(*PLAN))
    lay(here, "方案.docx", *PLAN)
    done = register(workspace(here), scans=True)
    assert [row.proposal.path for row in done.rows] == ["方案.docx"]
    assert [path for path, _ in done.left] == ["扫描件12.pdf"]
    (note,) = done.notes
    assert note.spoken("en").endswith(": 1")


def test_what_a_person_says_of_a_file_is_its_row(here):
    """the likeliest of the materials that are named, in that year, and for that file alone."""
    lay(here, "一.docx", "接收办法")
    lay(here, "二.docx", "接收办法")
    put = PutBy(("B01-1",), "2021—2022学年度")
    done = register(here.workspace, told={"一.docx": put})
    assert [(row.proposal.path, row.proposal.requirement.code) for row in done.rows] == [
        ("一.docx", "B01-1")
    ]
    assert str(done.rows[0].proposal.year) == "2021—2022学年度"


def test_a_row_is_changed_by_the_file_that_it_names(here):
    """fields are set and what stood there is told; another word there than was seen stops it."""
    before = change_row(
        here.workspace, "办法.docx", {"title": "新题名"}, {"title": "随迁子女接收办法"}
    )
    assert before == {"title": "随迁子女接收办法"}
    dossier, _ = read(here.workspace.inputs)
    assert [one.title for one in dossier.evidence if one.file == "办法.docx"] == ["新题名"]
    with pytest.raises(NotWrittenError, match="says something else"):
        change_row(here.workspace, "办法.docx", {"title": "x"}, {"title": "随迁子女接收办法"})
    with pytest.raises(NotWrittenError, match="no row"):
        change_row(here.workspace, "没有.docx", {"title": "x"}, {})


def test_a_row_is_left_blank(here):
    """the row is gone for every reader, and the next one takes its place."""
    clear_row(here.workspace, "办法.docx", {})
    dossier, _ = read(here.workspace.inputs)
    assert [one.file for one in dossier.evidence] == ["方案2020.pdf", "方案2021.pdf"]
    done = register(here.workspace)
    assert [(row.proposal.path, row.at.ref) for row in done.rows] == [("办法.docx", "A4")]
