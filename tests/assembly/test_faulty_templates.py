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
    assert "未能生成" in text_of(fresh.box("02"))


def test_a_fault_that_shows_in_a_late_row(fresh):
    """what only the building shows is told, and costs that chapter alone, now and again."""
    fresh.draw(自评说明=PRACTICE)
    fresh.template("自评说明", *LATE)
    assert faults(fresh.inspect().findings) == []
    for _ in range(2):
        made = fresh.build()
        assert faults(made.findings) == ["templates/自评说明.docx"]
        assert [box.gaps for box in made.boxes] == [0, 1]
        assert "未能生成" in text_of(fresh.box("02"))
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
        assert "未能生成" in text_of(fresh.box(number))


def test_sheets_that_fail_in_a_late_row(fresh):
    """so is one of which only the building shows it."""
    late = "{{ 行.题名 }}{% if 1 / (4 - loop.index) %}{% endif %}"
    fresh.template("卷内目录", "{%p for 行 in 卷内目录 %}", late, "{%p endfor %}")
    made = fresh.build()
    assert faults(made.findings) == ["templates/卷内目录.docx"]
    assert "未能生成" in text_of(fresh.box("02"))
    assert "未能生成" not in text_of(fresh.box("01"))


def test_a_template_that_is_a_picture(fresh):
    """a file that is no Word document at all ends nothing."""
    (fresh.root / "templates/总目录.docx").write_bytes(b"\x89PNG\r\n\x1a\n")
    made = fresh.build()
    assert faults(made.findings) == ["templates/总目录.docx"]
    assert [box.gaps for box in made.boxes] == [1, 0]


ODD_TAGS = {
    "{{ 标题|没有 }}": "there is no filter '没有'",
    "{{ 标题 is 没有 }}": "there is no test '没有'",
    "{{ 标题.__class__ }}": "there is no field '标题.__class__'",
    "{{ 标题['__class__'] }}": "there is no field '标题.__class__'",
    "{{ 标题|attr('__class__') }}": "templates may not do that",
    "{{ 标题|map(attribute='__class__')|list }}": "there is no field '标题.__class__'",
    "{{ 佐证材料|map(attribute='没有')|join }}": "there is no field '佐证材料.没有'",
    "{{ 佐证材料|sum(attribute='题名') }}": "the columns of tables are texts",
    "{{ 佐证材料|groupby('没有') }}": "there is no field '佐证材料.没有'",
    "{% for 行 in 佐证材料|sort(attribute='没有') %}{{ 行.题名 }}{% endfor %}": "no field",
    "{% for 甲, 乙 in 佐证材料 %}{{ 甲 }}{% endfor %}": "gives a row two names",
    "{% for 行 in 佐证材料 recursive %}{{ loop(行) }}{% endfor %}": "calls a function",
    "{% set 标题.名 = 1 %}": "changes a field",
    "{% include '封面.docx' %}": "'include' in",
    "{% import 'x' as y %}{{ y.f() }}": "'import' in",
    "{% macro f() %}{{ x }}{% endmacro %}{{ f() }}": "'macro' in",
    "{% raw %}{{ x }}{% endraw %}": "'raw' in",
    "{% with 名 = 1 %}{{ 名 }}{% endwith %}": "'with' in",
    "{{ 标题 ~ }}": "cannot be read",
    "{% for 段 in 标题 %}{{ 段 }}{% endfor %}": "goes through what is no table",
    "{% if 不完整 %}好": "is never closed",
}


@pytest.mark.parametrize("tag", ODD_TAGS)
def test_odd_tags_are_told_once_by_check_and_build(fresh, tag):
    """the check names template and place and says what to do; the build says just the same."""
    expected = ODD_TAGS[tag]
    tag = tag.replace("不完整", "有缺件") if "never closed" in expected else tag
    fresh.template("自评说明", "{{ 标题 }}", f"我校{tag}")
    (found,) = fresh.inspect().findings
    assert found.path == "templates/自评说明.docx"
    said = found.text.spoken("en")
    assert said.startswith("paragraph 2 (“我校{")
    assert expected in said
    assert found.hint is not None
    assert found.hint.spoken("en")
    assert fresh.build().findings == (found,)


def test_loops_that_multiply_are_told_by_the_check(fresh):
    """a table for each row of a table for each row of a table is no document."""
    lines = "\\n".join(f"第{n}条。" for n in range(120))
    fresh.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一入学。", lines))
    loops = [f"{{%p for {name} in 主要做法 %}}" for name in "甲乙丙"]
    fresh.template("自评说明", "{{ 标题 }}", *loops, "{{ 丙 }}", *["{%p endfor %}"] * 3)
    (found,) = fresh.inspect().findings
    assert found.text.spoken("en") == (
        "paragraph 4 (“{%p for 丙 in 主要做法 %}”): '{%p for 丙 in 主要做法 %}' cannot be "
        "worked out: it gives more text than a document can hold"
    )
    assert "choose some with 'if'" in found.hint.spoken("en")
    assert fresh.build().findings == (found,)
    assert fresh.inspect().findings == (found,)
    fresh.draw()  # with one paragraph the same template is as good as any
    assert fresh.inspect().findings == ()


def test_loops_that_choose_rows_may_multiply(fresh):
    """going through one table for each row of another is no fault where few rows come of it."""
    lines = "\\n".join(f"第{n}条。" for n in range(120))
    fresh.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一入学。", lines))
    loops = [f"{{%p for {name} in 主要做法 %}}" for name in "甲乙"]
    chosen = "{%p for 丙 in 主要做法 if 丙 == 甲 and 丙 == 乙 %}"
    fresh.template("自评说明", "{{ 标题 }}", *loops, chosen, "{{ 丙 }}", *["{%p endfor %}"] * 3)
    assert fresh.inspect().findings == ()
    assert told(fresh.build()) == []
