"""Spine labels: how they share sheets, how titles run down, and what is printed."""

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import segno
from drawn_frames import MM, frames
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.typeset.labels import (
    FULL,
    GAP,
    SHEET_WIDTH,
    SHORT,
    WIDE_SHEET_WIDTH,
    SpineLabel,
    code,
    labels,
    sheets,
    split,
    units,
)

LABEL = SpineLabel(
    title="B01 进城务工人员随迁子女就学（一）", box="02", fonds="Z109", years="2020—2023",
    retention="30年", office="办公室", first="0001", last="0112", spine=30,
    file="02盒 随迁子女就学.pdf",
)  # fmt: skip


@given(st.lists(st.sampled_from([20, 30, 40, 50, SHEET_WIDTH]), max_size=40))
def test_every_label_stands_on_a_sheet_once_and_fits(spines: list[int]):
    """no label is lost or moved, and no sheet is wider than the paper."""
    given_ = [replace(LABEL, spine=spine, box=str(n)) for n, spine in enumerate(spines)]
    laid = list(sheets(given_))
    assert [one for sheet in laid for one in sheet] == given_
    for sheet in laid:
        assert sheet
        assert sum(one.spine for one in sheet) + GAP * (len(sheet) - 1) <= SHEET_WIDTH


def test_a_spine_wider_than_paper_is_refused():
    """a label is never cut off by the edge of its sheet."""
    with pytest.raises(ValueError, match="195 mm"):
        list(sheets([replace(LABEL, spine=195)]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("综合卷", "综 合 卷"),
        ("B01 入学（一）", "B01 入 学 ︵ 一 ︶"),
        ("《章程》、制度", "︽ 章 程 ︾ ︑ 制 度"),
        ("经费 2020—2023", "经 费 2020—2023*"),
        ("Excellent 学校", "Excellent* 学 校"),
    ],
)
def test_a_title_runs_down(title: str, expected: str):
    """marks take their vertical form, short runs of digits stand upright, long ones are turned."""
    run = units(title)
    assert " ".join(one["text"] + ("*" if one["turned"] else "") for one in run) == expected


@pytest.mark.parametrize(
    ("title", "second"),
    [
        ("办学条件与校舍：设备图书与装备", "设备图书与装备"),
        ("一二三四五六七八", "五六七八"),
        ("一、二三四五六七八", "五六七八"),
        ("一二三四、五六七", "五六七"),
        ("卷", ""),
    ],
)
def test_a_second_column_begins_at_a_pause_near_the_middle(title: str, second: str):
    """a long title breaks after a mark where one is near, and never before one."""
    run = units(title)
    assert "".join(one["text"] for one in run[split(run) :]) == second


def test_a_label_prints_its_fields(tmp_path: Path):
    """every field of DA/T 22 is on the label, and the sheet says how to print it."""
    labels([LABEL], tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert len(pdf) == 1
        assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
        words = "".join(pdf[0].get_textpage().get_text_bounded().split())
    head = ("全宗号Z109", "年度2020—2023", "保管期限30年", "机构（问题）办公室", "B01")
    for field in (*head, "起止件号00010112", "盒号02", "实际大小（100%）"):
        assert field in words


def test_what_is_not_known_stays_blank(tmp_path: Path):
    """a label without 全宗号 leaves room for it, and one without office has no such field."""
    labels([replace(LABEL, fonds="", office="")], tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    assert "全宗号" in words
    assert "机构" not in words


def test_the_label_has_its_true_size_and_code(tmp_path: Path):
    """on paper the frame is as wide as the spine, and the code gives file and title in UTF-8."""
    labels([LABEL], tmp_path / "a.pdf")
    per_mm = 10
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        image = pdf[0].render(scale=per_mm * 25.4 / 72).to_pil().convert("L")

    def dark(x: float, y: float) -> bool:
        return image.getpixel((round(x * per_mm), round(y * per_mm))) < 128

    left, right, bottom = 90, 120, 270  # 30 mm in the middle of 210, 258 mm from 12 mm down
    assert dark(left, 141)
    assert dark(right, 141)
    assert not dark(left - 1, 141)
    assert not dark(right + 1, 141)
    matrix = segno.make(f"{LABEL.file}\n{LABEL.title}", encoding="utf-8", error="m").matrix
    module = 26 / (len(matrix) + 4)
    x0, y0 = (left + right) / 2 - 13 + 2 * module, bottom - 0.8 - 26 + 2 * module
    drawn = [
        [dark(x0 + (x + 0.5) * module, y0 + (y + 0.5) * module) for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert drawn == [[bool(cell) for cell in line] for line in matrix]


def test_the_same_labels_give_the_same_bytes(tmp_path: Path):
    """nothing but the labels is in the file."""
    for name in ("1.pdf", "2.pdf"):
        labels([LABEL, replace(LABEL, spine=20)], tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


@pytest.mark.parametrize(
    ("full", "paper", "height"), [(False, (210, 297), SHORT), (True, (297, 420), FULL)]
)
def test_labels_have_their_true_size(
    tmp_path: Path, full: bool, paper: tuple[int, int], height: int
) -> None:
    """This test ensures that spines are as wide and high as asked, to the tenth of a millimetre."""
    spines = [20, 30, 40, 50]
    labels([replace(LABEL, spine=spine) for spine in spines], tmp_path / "a.pdf", full=full)
    drawn = frames(tmp_path / "a.pdf")
    assert [frame.width for frame in drawn] == pytest.approx(spines, abs=0.05)
    assert [frame.height for frame in drawn] == pytest.approx([height] * 4, abs=0.05)
    gaps = [after.left - one.left - one.width for one, after in pairwise(drawn)]
    assert gaps == pytest.approx([GAP] * 3, abs=0.05)
    assert drawn[0].left >= 10
    assert drawn[-1].left + drawn[-1].width <= paper[0] - 10
    assert drawn[0].bottom >= 10
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert len(pdf) == 1
        size = tuple(edge / MM for edge in pdf[0].get_size())
    assert size == pytest.approx(paper, abs=0.1)


def test_a3_takes_more_labels_to_a_sheet(tmp_path: Path) -> None:
    """This test ensures that the width of the paper is used: three of 50 mm on A4, five on A3."""
    given_ = [replace(LABEL, spine=50, box=str(n)) for n in range(6)]
    assert [len(sheet) for sheet in sheets(given_)] == [3, 3]
    assert [len(sheet) for sheet in sheets(given_, WIDE_SHEET_WIDTH)] == [5, 1]
    labels(given_, tmp_path / "a.pdf", full=True)
    assert [frame.page for frame in frames(tmp_path / "a.pdf")] == [0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("spine", [20, 30, 40, 50])
@pytest.mark.parametrize("full", [False, True])
def test_every_field_stands_within_its_label(tmp_path: Path, spine: int, full: bool) -> None:
    """This test ensures that the six fields and the office are on the narrowest label, too."""
    labels([replace(LABEL, spine=spine)], tmp_path / "a.pdf", full=full)
    (frame,) = frames(tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        inside = pdf[0].get_textpage().get_text_bounded(*frame.points)
    words = "".join(inside.split())
    head = "全宗号Z109年度2020—2023保管期限30年机构（问题）办公室"
    assert head in words
    assert "起止件号00010112盒号02" in words
    assert "打印" not in words


@pytest.mark.parametrize(
    ("full", "told"), [(False, "缩短为258毫米"), (True, "全长310毫米，须用A3纸")]
)
def test_the_sheet_says_how_long_its_labels_are(tmp_path: Path, full: bool, told: str) -> None:
    """This test ensures that nobody prints full labels on A4, or takes short ones for full."""
    labels([LABEL], tmp_path / "a.pdf", full=full)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert told in "".join(pdf[0].get_textpage().get_text_bounded().split())


def test_the_code_is_that_of_file_and_title() -> None:
    """This test ensures that another file, or another title, has another code."""
    codes = {code(LABEL), code(replace(LABEL, file="x.pdf")), code(replace(LABEL, title="x"))}
    assert len(codes) == 3
    assert code(replace(LABEL, spine=50, box="77")) == code(LABEL)
