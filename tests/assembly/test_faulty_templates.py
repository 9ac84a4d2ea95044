"""Templates at fault: told by a check, a page in place of what they would give, all else made."""

import pytest
from pypdf import PdfReader

from dossier.finding import Code
from tiny_workspace import BOOKS, TEMPLATES, told

PRACTICE = BOOKS["school.xlsx"]["自评说明"].replace(
    "统一入学。", "一。\\n二。\\n三。\\n四。\\n五。"
)
LATE = (
    "{{ 标题 }}",
    "{%p for 段 in 主要做法 %}",
    "{{ 段 }}{% if 1 / (5 - loop.index) %}{% endif %}",
    "{%p endfor %}",
)


def text_of(box) -> str:
    return "".join(page.extract_text() for page in PdfReader(box).pages)


def faults(findings) -> list[str]:
    return [f.path for f in findings if f.code is Code.TEMPLATE_SYNTAX]


@pytest.mark.parametrize("tag", ["{{ 标题 + 1 }}", "{{ 标题|round }}", "{{ 1 / 0 }}"])
def test_a_chapter_that_cannot_be_worked_out(fresh, tag):
    """check tells it, and build binds a page in its place and everything else as ever."""
    fresh.template("自评说明", tag)
    assert faults(fresh.inspect().findings) == ["templates/自评说明.docx"]
    made = fresh.build()
    assert faults(made.findings) == ["templates/自评说明.docx"]
    assert [box.gaps for box in made.boxes] == [0, 1]
    assert fresh.box("01").is_file()
    assert "模板有错误" in text_of(fresh.box("02"))


def test_a_fault_that_shows_in_a_late_row(fresh):
    """what only the building shows is told, and costs that chapter alone, now and again."""
    fresh.draw(自评说明=PRACTICE)
    fresh.template("自评说明", *LATE)
    assert faults(fresh.inspect().findings) == []
    for _ in range(2):
        made = fresh.build()
        assert faults(made.findings) == ["templates/自评说明.docx"]
        assert [box.gaps for box in made.boxes] == [0, 1]
        assert "模板有错误" in text_of(fresh.box("02"))
    fresh.template("自评说明", *TEMPLATES["自评说明"])
    made = fresh.build()
    assert told(made) == []
    assert [box.gaps for box in made.boxes] == [0, 0]


@pytest.mark.parametrize("part", ["封面", "卷内目录", "备考表"])
def test_sheets_that_cannot_be_worked_out(fresh, part):
    """a cover, catalogue or 备考表 at fault is one finding, and a page in each box."""
    fresh.template(part, "{{ 盒号 + 1 }}")
    made = fresh.build()
    assert faults(made.findings) == [f"templates/{part}.docx"]
    for number in ("01", "02"):
        assert "模板有错误" in text_of(fresh.box(number))


def test_sheets_that_fail_in_a_late_row(fresh):
    """so is one of which only the building shows it."""
    late = "{{ 行.题名 }}{% if 1 / (4 - loop.index) %}{% endif %}"
    fresh.template("卷内目录", "{%p for 行 in 卷内目录 %}", late, "{%p endfor %}")
    made = fresh.build()
    assert faults(made.findings) == ["templates/卷内目录.docx"]
    assert "模板有错误" in text_of(fresh.box("02"))
    assert "模板有错误" not in text_of(fresh.box("01"))


def test_a_template_that_is_a_picture(fresh):
    """a file that is no Word document at all ends nothing."""
    (fresh.root / "templates/总目录.docx").write_bytes(b"\x89PNG\r\n\x1a\n")
    made = fresh.build()
    assert faults(made.findings) == ["templates/总目录.docx"]
    assert [box.gaps for box in made.boxes] == [1, 0]
