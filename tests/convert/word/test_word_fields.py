"""Fields print what is stored with them: no clock, no path, no name of a user."""

import pytest

from dossier.convert.word import prepare
from dossier.finding import Code
from word_file import NAMES, field, paragraph, text, word_file


@pytest.mark.engine
@pytest.mark.parametrize(
    ("instruction", "result"),
    [
        ('DATE \\@ "yyyy年M月d日"', "2022年9月1日"),
        ("TIME", "12:00"),
        ("FILENAME \\p", "旧名.docx"),
        ("AUTHOR", "王五"),
        ("USERNAME", "赵六"),
        ("SAVEDATE", "2021年"),
        ("PRINTDATE", "2020年"),
        ("REF 无此书签 \\h", "缓存引用"),
        ("PAGEREF 无此书签 \\h", "33"),
        ("STYLEREF 标题", "第一章"),
        ("SEQ 图 \\* ARABIC", "5"),
        ('IF 1=1 "甲" "乙"', "甲"),
        ("=SUM(ABOVE)", "123"),
        ("DOCPROPERTY 编号", "甲-1"),
    ],
)
def test_a_field_prints_its_stored_result(printed, instruction, result):
    """what stood in Word when it was saved stands on the page, in either way to write a field."""
    simple = f"<w:fldSimple w:instr='{instruction}'>{text(result)}</w:fldSimple>"
    made = printed(paragraph("始", field(instruction, result), "间", simple, "终"))
    assert made.words == f"始{result}间{result}终"
    assert made.remarks == ()


@pytest.mark.engine
def test_page_numbers_are_those_of_the_pages(printed):
    """PAGE and NUMPAGES count our pages, whatever was stored, in a footer too."""
    pages = paragraph("第", field("PAGE", "7"), "页共", field("NUMPAGES", "9"), "页")
    footer = f"<w:ftr {NAMES}>{pages}{paragraph(field('DATE', '旧日'))}</w:ftr>"
    made = printed(
        paragraph("甲") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("乙"),
        parts={"footer1.xml": footer},
        related={"rIdF": "footer footer1.xml"},
        section='<w:footerReference w:type="default" r:id="rIdF"/>',
    )
    # whichever the page names first, its text or its footer
    for page, (words, shown) in zip(made.pages, (("甲", 1), ("乙", 2)), strict=True):
        footer = f"第{shown}页共2页旧日"
        assert page in {words + footer, footer + words}


@pytest.mark.engine
def test_a_field_without_a_result(printed):
    """neither a clock nor a name of a file is asked where nothing is stored, and that is told."""
    made = printed(paragraph("名", field("FILENAME"), "期", field("DATE"), "终"))
    assert made.words == "名期终"
    assert [remark.code for remark in made.remarks] == [Code.CONTENT_ADAPTED]


@pytest.mark.engine
@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("EQ \\o\\ac(○,21)", "㉑"),
        ("eq \\o\\ac(○,3)", "③"),
        ("EQ \\o\\ac(○,一)", "㊀"),
        ("EQ \\F(3,4)", "3/4"),
        ("EQ \\f(a+1,2)", "(a+1)/2"),
        ("EQ \\r(,16)", "√16"),
        ("EQ \\x(重点)", "重点"),
        ("EQ \\s\\up5(上)\\s\\do5(下)", "上下"),
        ("SYMBOL 252 \\f Wingdings", "✓"),
        ('SYMBOL 82 \\f "Wingdings 2" \\s 12', "☑"),
    ],
)
def test_an_equation_field_says_what_it_shows(printed, instruction, shown):
    """circled numbers, fractions and signs that have no stored result stand in the text."""
    assert printed(paragraph("第", field(instruction), "项")).words == f"第{shown}项"


@pytest.mark.engine
def test_a_field_over_several_paragraphs(printed):
    """a frozen field whose result has paragraphs and a field of its own keeps all of it."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText>INCLUDETEXT C:\\\\x.docx</w:instrText></w:r>"
    made = printed(
        paragraph("甲", begin, code, separate, "乙")
        + paragraph("丙", field("PAGE", "5"))
        + paragraph("丁", end, "戊")
    )
    assert made.words == "甲乙丙1丁戊"


def test_two_copies_have_the_same_bytes(tmp_path):
    """what is converted hangs on the file alone."""
    body = paragraph(field("DATE", "2022年"), field("FILENAME"), field("EQ \\F(1,2)"))
    source = word_file(tmp_path / "a.docx", body)
    prepare(source, tmp_path / "1.docx")
    prepare(source, tmp_path / "2.docx")
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()


@pytest.mark.engine
def test_a_tick_in_a_square_is_a_ticked_box(printed):
    """a tick that an EQ field sets into a square is printed as one sign."""
    made = printed(paragraph("是", field("eq \\o\\ac(□,√)"), "否"))
    assert sorted(made.words) == sorted("是☑否")
