"""Tracked changes: bound as accepted, and told."""

import pytest

from dossier.media.text import passages
from dossier.model.evidence_file import FileKind
from word_file import PICTURE, paragraph, row, table, text, word_file

BY = 'w:id="1" w:author="李四" w:date="2022-01-01T00:00:00Z"'


def deleted(words: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def inserted(words: str) -> str:
    return f"<w:ins {BY}>{text(words)}</w:ins>"


BODY = (
    paragraph("始", deleted("旧词"), inserted("新词"), "终")
    + paragraph("移走", f"<w:moveFrom {BY}>{text('移词')}</w:moveFrom>")
    + paragraph("移到", f"<w:moveTo {BY}>{text('移词')}</w:moveTo>")
    + paragraph("前段", properties=f"<w:rPr><w:del {BY}/></w:rPr>")
    + paragraph("后段")
    + table(
        row(paragraph("留行")),
        row(paragraph(deleted("删行")), properties=f"<w:del {BY}/>"),
        row(paragraph("增行"), properties=f"<w:ins {BY}/>"),
    )
    + paragraph(text("红字", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"))
)
PRINTED = "始新词终移走移到移词前段后段留行增行红字"


@pytest.mark.engine
def test_accepted_text_is_printed(printed):
    """deleted and moved words are gone, put-in words stand as any other, and that is told."""
    made = printed(BODY)
    assert made.words == PRINTED
    assert made.place("后段")[1] == pytest.approx(made.place("前段")[1], abs=1)
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]
    pixels = made.picture().getcolors(1 << 24)
    assert all(max(colour) - min(colour) < 40 for _, colour in pixels)


def test_deleted_words_are_not_read(tmp_path):
    """search and checks read what is printed: nothing deleted, moved away or hidden."""
    hidden = paragraph("见", text("隐藏", "<w:vanish/>"), text("可见", '<w:vanish w:val="0"/>'))
    path = word_file(tmp_path / "a.docx", BODY + hidden)
    read = "".join(passage.text for passage in passages(path, FileKind.WORD))
    assert "".join(read.split()).replace("\u2029", "") == PRINTED + "见可见"


@pytest.mark.engine
def test_a_deleted_picture_is_not_printed(printed):
    """a picture within a deletion is gone, too."""
    from word_file import inline

    made = printed(paragraph("甲", f"<w:del {BY}>{inline()}</w:del>", "乙"), **PICTURE)
    assert made.words == "甲乙"
    assert all(max(c) - min(c) < 40 for _, c in made.picture().getcolors(1 << 24))
