"""Web pages and files within a Word file: their words are printed."""

import pytest

from dossier.compare.run import compare
from dossier.finding import Code
from dossier.model.evidence_file import FileKind
from word_file import paragraph, word_file

PAGE = (
    "<html><head><meta charset='utf-8'><title>不印</title><style>p{}</style></head><body>"
    "<h1>通知</h1><p>各<b>年级</b>组：<br>请于周五前&nbsp;上报。</p>"
    "<table border=1><tr><th>姓名<th>分数<tr><td>甲同学<td>95</table>"
    "<ul><li>其一</li><li>其二</li></ul></body></html>"
)
WORDS = "通知各年级组：请于周五前上报。姓名分数甲同学95•其一•其二"
MAIL = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n{}\n--x--\n"
)


def mail(page: str) -> str:
    import base64

    return MAIL.format(base64.b64encode(page.replace("utf-8", "gb2312").encode("gb18030")).decode())


@pytest.mark.engine
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chunk1.html", PAGE),
        ("chunk1.html", PAGE.replace("utf-8", "gbk").encode("gb18030")),
        ("chunk1.html", "\ufeff" + PAGE),
        ("chunk1.mht", mail(PAGE)),
    ],
)
def test_a_web_page_is_printed(printed, name, content):
    """paragraphs, lists and tables of a page stand between what is before and behind it."""
    made = printed(
        paragraph("前") + '<w:altChunk r:id="rIdC"/>' + paragraph("后"),
        parts={name: content},
        related={"rIdC": f"aFChunk {name}"},
    )
    assert made.words == f"前{WORDS}后"
    assert made.place("分数")[0] > made.place("姓名")[0]
    assert made.place("分数")[1] == pytest.approx(made.place("姓名")[1], abs=1)
    assert [remark.code for remark in made.remarks] == [Code.CONTENT_ADAPTED]


RICH = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}
{\f1\froman\fcharset0 Times New Roman;}}{\colortbl ;\red255\green0\blue0;}{\*\generator X;}
{\info{\author x}}\uc1\pard\f0 \'b9\'d8\'d3\'da\'bd\'cc\'d1\'a7\par
\f1 Plain {\b bold}{\v hidden} \u20851? ok\{x\}\par
\trowd\cellx1000\cellx2000\intbl\f0 \'d0\'d5\'c3\'fb\cell\f1 95\cell\row\pard
{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}\emdash end\par}"""


@pytest.mark.engine
def test_rich_text_is_printed(printed, tmp_path):
    """a file in RTF, in Chinese by code page and by Unicode, is printed with its table, and what
    a page lacks of it is told.
    """
    chunk = '<w:altChunk r:id="rId1"/>'
    made = printed(
        paragraph("前") + chunk + paragraph("后"),
        parts={"a.rtf": RICH},
        related={"rId1": "aFChunk a.rtf"},
        types='<Default Extension="rtf" ContentType="application/rtf"/>',
    )
    assert made.words == "前关于教学Plainbold关ok{x}姓名95link—end后"
    assert [remark.code for remark in made.remarks] == [Code.CONTENT_ADAPTED]
    source = tmp_path / "办法.docx"
    assert compare(source, FileKind.WORD, made.pdf) == ()
    other = printed(word_file(tmp_path / "b.docx", paragraph("前后")))
    (remark,) = compare(source, FileKind.WORD, other.pdf)
    assert "关于教学" in remark.text.spoken("en")


@pytest.mark.engine
def test_plain_text_and_a_word_file_are_printed(printed, tmp_path):
    """lines of a text, and paragraphs and tables of another Word file, stand in their places."""
    inner = word_file(tmp_path / "inner.docx", paragraph("内文") + paragraph("第二段"))
    made = printed(
        '<w:altChunk r:id="rId1"/>' + paragraph("间") + '<w:altChunk r:id="rId2"/>',
        parts={"a.txt": "一行\n<二行>".encode("gb18030"), "b.docx": inner.read_bytes()},
        related={"rId1": "aFChunk a.txt", "rId2": "aFChunk b.docx"},
    )
    assert made.words == "一行<二行>间内文第二段"


@pytest.mark.engine
def test_what_cannot_be_printed_is_told(printed):
    """a part of an unknown kind, and one that is not there, are told as lost."""
    made = printed(
        paragraph("前") + '<w:altChunk r:id="rIdC"/><w:altChunk r:id="rIdNo"/>' + paragraph("后"),
        parts={"a.png": b"\x89PNG"},
        related={"rIdC": "aFChunk a.png"},
    )
    assert made.words == "前后"
    assert [remark.code for remark in made.remarks] == [Code.CONTENT_NOT_PRINTED]


@pytest.mark.parametrize(
    "page",
    [
        "<td>甲",
        "<table><td>甲<table><tr><p>乙</table>丙",
        "</table></td><li>甲",
        "<table>甲<caption>乙</table>",
        "<div>" * 3000 + "甲",
        "<table><tr><td>" * 200 + "甲",
        "甲\x00\x0b乙",
    ],
)
def test_an_odd_page_is_no_fault(page):
    """a page whose tags do not fit together gives its words and cells that end with paragraphs."""
    from dossier.convert.word.webpage import blocks

    made = blocks(page, "{x}")
    words = "".join(one for block in made for one in block.itertext())
    assert "甲" in words
    for block in made:
        assert all(cell[-1].tag == "{x}p" for cell in block.iter("{x}tc"))
        assert all(row.find("{x}tc") is not None for row in block.iter("{x}tr"))
