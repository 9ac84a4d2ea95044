"""Front labels: one to a sheet, with all their fields, in true size."""

from pathlib import Path

import pypdfium2
import pytest
from drawn_frames import MM, frames

from dossier.facts import replace
from dossier.typeset.fronts import SIZE, Front, fronts
from dossier.typeset.labels import SpineLabel

FRONT = Front(
    label=SpineLabel(
        title="入学机会（一）", box="02", fonds="Z109", years="2020—2023", retention="30年",
        office="办公室", first="0001", last="0112", spine=30, file="box-02.pdf",
    ),
    holder="云岭县星光实验学校",
    standard="督导评估",
    indicators=("B01 随迁子女就学", "B02 留守儿童关爱（未核实）"),
    items=112,
    gaps=0,
    pages=402,
)  # fmt: skip


def words(path: Path) -> list[str]:
    """What each page says, without blanks."""
    with pypdfium2.PdfDocument(path) as pdf:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def test_each_box_has_a_sheet_with_its_fields(tmp_path: Path) -> None:
    """This test ensures that a front says whose box it is, what is in it, and how much."""
    fronts([FRONT, replace(FRONT, holder="另一所学校")], tmp_path / "a.pdf")
    first, second = words(tmp_path / "a.pdf")
    for field in (
        "云岭县星光实验学校", "督导评估", "入学机会（一）", "B01随迁子女就学",
        "B02留守儿童关爱（未核实）", "全宗号Z109", "年度2020—2023", "保管期限30年",
        "机构（问题）办公室", "起止件号0001—0112", "件数112件", "页数402页", "盒号02",
        "实际大小（100%）",
    ):  # fmt: skip
        assert field in first
    assert "不完整" not in first
    assert "另一所学校" in second


def test_gaps_are_told(tmp_path: Path) -> None:
    """This test ensures that a box which lacks something does not look whole from outside."""
    fronts([replace(FRONT, gaps=3)], tmp_path / "a.pdf")
    assert "不完整：缺3件" in words(tmp_path / "a.pdf")[0]


def test_what_a_box_does_not_have(tmp_path: Path) -> None:
    """This test ensures that a single item has one number, and no office no line."""
    label = replace(FRONT.label, first="0001", last="0001", office="")
    fronts([replace(FRONT, label=label, indicators=())], tmp_path / "a.pdf")
    (said,) = words(tmp_path / "a.pdf")
    assert "起止件号0001件数" in said
    assert "机构" not in said
    assert "指标范围" not in said


@pytest.mark.parametrize("many", [1, 8, 9, 40])
def test_the_label_keeps_its_size(tmp_path: Path, many: int) -> None:
    """This test ensures that long titles and many indicators stay on the sheet and in the frame."""
    label = replace(FRONT.label, title="办学条件与校舍、设备图书与信息化装备建设情况" * 3)
    named = tuple(f"J{n:02d} 每百名学生拥有网络多媒体教室数（未核实）" for n in range(many))
    fronts([replace(FRONT, label=label, indicators=named)], tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert len(pdf) == 1
        page = pdf[0]
        assert page.get_size() == pytest.approx((210 * MM, 297 * MM), abs=0.1)
        (frame,) = frames(tmp_path / "a.pdf")
        inside = page.get_textpage().get_text_bounded(*frame.points)
    assert (frame.width, frame.height) == pytest.approx(SIZE, abs=0.05)
    said = "".join(inside.split())
    assert said.count("未核实") == many
    assert "盒号02" in said


def test_the_same_fronts_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that nothing but the fronts is in the file."""
    for name in ("1.pdf", "2.pdf"):
        fronts([FRONT, replace(FRONT, gaps=1)], tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
