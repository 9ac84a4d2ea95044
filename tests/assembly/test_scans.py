"""Scans among the evidence of a dossier: their words are checked, searched, and laid over pages."""

from pathlib import Path

import pytest

from dossier.finding import Code, Severity
from dossier.media.pdfium import PdfDocument
from dossier.pipeline import inspect
from dossier.pool import rest
from dossier.scan import reader
from dossier.scan.run import Scan, Scans
from dossier.workspace import Workspace
from local_pool import tasks_here
from scan_pages import LETTER, scanned, sheet
from school_tables import write_books
from tiny_workspace import BOOKS, Tiny

WRONG = "检查结果：全校在校学生1252人，备课齐全。"
PHRASES = """
    | 数据项 | 学段 | 文字 |
    | 学生数 | 小学部 | 在校学生{学生数}人 |
"""


def draw(here: Tiny, **changed: str) -> None:
    """Write the workbooks, the sheet 文字口径 among them."""
    standard = BOOKS["standard.xlsx"] | {"文字口径": PHRASES}
    write_books(here.root / "inputs", BOOKS | {"standard.xlsx": standard}, **changed)


def with_scan(here: Tiny, wanted: str = "是", words: str = WRONG) -> Tiny:
    """The workspace with a scan as 方案2021.pdf, and the setting 识别扫描件."""
    settings = BOOKS["standard.xlsx"]["设置"] + f"| 识别扫描件 | {wanted} |\n"
    draw(here, 设置=settings)
    scanned(here.root / "inputs/evidence/方案2021.pdf", sheet(LETTER[0], words, *LETTER[4:]))
    return here


def words_of(path: Path) -> str:
    with PdfDocument(path) as document:
        pages = range(len(document))
        return "".join(
            "".join(document[n].get_textpage().get_text_bounded().split()) for n in pages
        )


def test_a_wrong_figure_on_a_scan_is_told_as_read_by_the_computer(fresh: Tiny) -> None:
    """This test ensures that it is a warning that names the page and says to look at it."""
    found = [one for one in with_scan(fresh).inspect().findings if one.code is Code.SCAN_CONFLICT]
    (one,) = found
    assert one.code.severity is Severity.WARNING
    assert one.path == "evidence/方案2021.pdf"
    assert "第1页（扫描件识别，把握" in one.text.spoken("zh_CN")
    assert "“1252”" in one.text.spoken("zh_CN")
    assert one.hint is not None
    assert one.hint.spoken("zh_CN").startswith("此处文字由计算机识别，请先看原页")


def test_a_right_figure_on_a_scan_is_no_matter(fresh: Tiny) -> None:
    """This test ensures that what agrees is not told."""
    right = with_scan(fresh, words="检查结果：全校在校学生166人，备课齐全。").inspect()
    assert not [one for one in right.findings if one.code is Code.SCAN_CONFLICT]


def test_the_words_lie_over_the_page_in_the_box_and_are_found_in_the_index(fresh: Tiny) -> None:
    """This test ensures that a scan can be searched in its box and from the index."""
    built = with_scan(fresh).build()
    assert not [one for one in built.findings if one.code is Code.NOT_MADE]
    assert WRONG in words_of(fresh.box("02"))
    assert "教学常规检查记录" in (fresh.made / "index/words-02.js").read_text(encoding="utf-8")


def test_pictures_are_read_as_well(fresh: Tiny) -> None:
    """This test ensures that a scan saved as JPEG has its words, too."""
    register = BOOKS["evidence.xlsx"]["佐证材料登记"].replace("方案2021.pdf", "方案2021.jpg")
    with_scan(fresh)
    settings = BOOKS["standard.xlsx"]["设置"] + "| 识别扫描件 | 是 |\n"
    draw(fresh, 佐证材料登记=register, 设置=settings)
    sheet(LETTER[0], WRONG).save(fresh.root / "inputs/evidence/方案2021.jpg", dpi=(200, 200))
    built = fresh.build()
    assert [one.path for one in built.findings if one.code is Code.SCAN_CONFLICT] == [
        "evidence/方案2021.jpg"
    ]
    assert WRONG in words_of(fresh.box("02"))
    assert "教学常规检查记录" in (fresh.made / "index/words-02.js").read_text(encoding="utf-8")


def test_nothing_is_read_where_nobody_asks(fresh: Tiny) -> None:
    """This test ensures that without the setting a build is what it was before."""
    with_scan(fresh, "否").build()
    without = fresh.products()
    inspect(Workspace(fresh.root), scans=True)
    fresh.build()
    assert fresh.products() == without
    assert "教学常规检查记录" not in words_of(fresh.box("02"))


def test_the_same_scans_give_the_same_bytes(fresh: Tiny, tmp_path: Path) -> None:
    """This test ensures that a box of scans is made alike, whether they were read before or now."""
    with_scan(fresh).build()
    first = fresh.products()
    for one in (fresh.made / "cache").rglob("*"):
        if one.is_file() and one.parent.name in {"scans", "layered"}:
            one.unlink()
    rest()
    fresh.build()
    assert fresh.products() == first


def test_without_the_reader_it_is_told_once(fresh: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a machine without the extra builds, and says what lacks."""
    monkeypatch.setattr(reader, "available", lambda: False)
    found = [one for one in with_scan(fresh).inspect().findings if one.code is Code.SCAN_UNREAD]
    assert [one.text.spoken("zh_CN") for one in found] == [
        "没有文字的扫描页未识别，因为没有安装识别扫描件的软件：1页"
    ]
    assert found[0].hint is not None
    assert "make setup SCAN=1" in found[0].hint.spoken("zh_CN")


def scans(folder: Path, pages: int = 3) -> dict[str, Scan]:
    path = scanned(folder / "long.pdf", *[sheet(f"第{n}页记录") for n in range(1, pages + 1)])
    from dossier.files import sha256_of

    return {"long.pdf": Scan(path, sha256_of(path), "long.pdf")}


def test_each_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a second run reads nothing, and gives the same words."""
    tasks_here(monkeypatch)
    monkeypatch.setattr("dossier.scan.run.at_once", lambda: 1)
    wanted = scans(tmp_path)
    first = Scans(tmp_path / "cache").read(wanted)
    assert [page.lines[0].text for page in first["long.pdf"]] == [
        "第1页记录",
        "第2页记录",
        "第3页记录",
    ]
    monkeypatch.setattr(reader, "read", None)
    again = Scans(tmp_path / "cache")
    assert again.unread(wanted) == 0
    assert again.read(wanted) == first


def test_who_is_interrupted_goes_on_where_he_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that pages that were read are kept, one by one."""
    tasks_here(monkeypatch)
    monkeypatch.setattr("dossier.scan.run.at_once", lambda: 1)
    wanted = scans(tmp_path)

    def stopped(done: int, total: int, name: str) -> None:
        assert (total, name) == (3, "long.pdf")
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Scans(tmp_path / "cache").read(wanted, stopped)
    assert Scans(tmp_path / "cache").unread(wanted) == 1


def test_a_page_that_takes_too_much_is_told(fresh: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that one hostile page costs itself, and is told with file and number."""

    def too_much(_path: Path, _number: int) -> None:
        raise MemoryError

    tasks_here(monkeypatch)
    monkeypatch.setattr(reader, "read", too_much)
    found = [one for one in with_scan(fresh).inspect().findings if one.code is Code.SCAN_UNREAD]
    assert [one.text.spoken("zh_CN") for one in found] == ["“方案2021.pdf”第1页未能识别"]
