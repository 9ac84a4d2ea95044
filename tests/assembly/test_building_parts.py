"""One chapter, one box: everything else is left as a full build would have made it."""

import json

import pytest
from docx import Document
from pypdf import PdfReader

from tiny_workspace import BOOKS, TEMPLATES, FakeEngine, Tiny, lines_of, made_by, token, told

CHAPTER = "chapters/B01-随迁子女就学自评说明"


@pytest.mark.parametrize("order", [("01", "02"), ("02", "01")])
def test_box_by_box_is_as_good_as_whole(fresh: Tiny, built: Tiny, order: tuple[str, ...]) -> None:
    """This test ensures that the boxes one by one, in any order, give the same bytes."""
    for number in order:
        fresh.build(box=number)
    assert fresh.products() == built.products()


def test_the_first_box_comes_alone(fresh: Tiny) -> None:
    """This test ensures that one box binds that box and those with a catalogue of all."""
    first = fresh.build(box="02")
    assert fresh.box("02").is_file()
    assert "boxes/box-02.pdf" in made_by(first)
    assert first.stale == ()  # box 01 holds 总目录, and is bound with every other


def test_chapter_after_a_changed_cell(built: Tiny) -> None:
    """This test ensures that one chapter makes itself and its box, and leaves nothing to do."""
    words = BOOKS["school.xlsx"]["自评说明"].replace("统一入学。", "统一入学，全程公开。")
    built.draw(自评说明=words)
    part = built.build(chapter="B01")
    assert set(made_by(part)) == {
        f"{CHAPTER}.docx", f"{CHAPTER}.pdf", "boxes/box-02.pdf", "report.json", "index.html",
        "index/words-02.js", "forms.xlsx",
    }  # fmt: skip
    assert part.stale == ()
    assert built.build().products.causes == []


def test_what_is_not_asked_for_is_told_to_be_stale(built: Tiny) -> None:
    """This test ensures that a box left out of date is named, and made by the next build."""
    built.evidence("方案2021.pdf", "plan 2021 corrected")
    before = built.box("02").read_bytes()
    part = built.build(box="01")
    told = {"report.json": ("report",), "index.html": ("index",), "index/words-02.js": ("index",)}
    assert made_by(part) == told
    assert part.stale == ("02",)
    assert built.box("02").read_bytes() == before
    assert set(made_by(built.build())) == {"boxes/box-02.pdf", "report.json", "index.html"}


def test_other_chapters_keep_their_old_words(built: Tiny) -> None:
    """This test ensures that one chapter renders no other, however changed their facts are."""
    built.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一入学", "就近入学"))
    part = built.build(chapter="R01")
    assert made_by(part) == {"forms.xlsx": ("forms",)}
    assert lines_of(built.made / f"{CHAPTER}.docx")[-1] == "统一入学。"
    assert set(made_by(built.build())) >= {f"{CHAPTER}.docx", "boxes/box-02.pdf"}


def test_one_chapter_of_a_workspace_never_built(fresh: Tiny, built: Tiny) -> None:
    """This test ensures that a chapter first, and all of it then, give the bytes of a whole."""
    fresh.build(chapter="B01")
    assert fresh.box("02").is_file()
    fresh.build()
    assert fresh.products() == built.products()


def test_findings_of_what_is_not_asked_for_stay(built: Tiny) -> None:
    """This test ensures that a part tells of a chapter edited by hand as a whole build does."""
    docx = built.made / f"{CHAPTER}.docx"
    document = Document(str(docx))
    document.add_paragraph("另：已备案。")
    document.save(str(docx))
    whole = built.build()
    assert [f.code.slug for f in whole.findings] == ["chapter-edited"]
    before = built.products()
    part = built.build(box="01")
    assert told(part) == told(whole)
    assert built.products() == before


def test_each_finding_is_told_once(fresh: Tiny) -> None:
    """This test ensures that 总目录, rendered until its length settles, is told of once."""
    fresh.engine = FakeEngine(lines_per_page=2)
    path = fresh.template("总目录", *TEMPLATES["总目录"])
    document = Document(str(path))
    document.paragraphs[1].runs[0].font.name = "Comic Sans"
    document.save(str(path))
    sparse = {"page-sparse"}  # this engine puts two lines on a page
    assert [f.code.slug for f in fresh.build().findings if f.code.slug not in sparse] == [
        "font-substituted"
    ]
    docx = fresh.made / "chapters/R01-总目录.docx"
    document = Document(str(docx))
    for text in ("一", "二", "三"):
        document.add_paragraph(text)
    document.save(str(docx))
    again = fresh.build()
    assert [f.code.slug for f in again.findings if f.code.slug not in sparse] == [
        "chapter-edited", "font-substituted",
    ]  # fmt: skip
    report = json.loads((fresh.made / "report.json").read_text(encoding="utf-8"))
    assert len([one for one in report["findings"] if one["code"] not in sparse]) == 2


def test_fonts_of_what_is_not_asked_for_stay(built: Tiny) -> None:
    """This test ensures that a box built alone does not forget what other covers lack."""
    path = built.template("封面", *TEMPLATES["封面"])
    document = Document(str(path))
    document.paragraphs[0].runs[0].font.name = "Comic Sans"
    document.save(str(path))
    whole = built.build()
    assert [f.code.slug for f in whole.findings] == ["font-substituted"]
    before = built.products()
    built.build(box="01")
    assert built.products() == before


def test_what_fails_stays_failed_in_parts(built: Tiny) -> None:
    """This test ensures that a box built alone keeps the gap and the finding of another's file."""
    built.engine = FakeEngine(refuses=lambda source: "坏" in lines_of(source))
    built.evidence("办法.docx", "坏")
    whole = built.build()
    before = built.products()
    part = built.build(box="01")
    fault = "办法.docx: '办法.docx' could not be made into a PDF [not-converted]"
    assert told(part) == told(whole) == [fault]
    assert built.products() == before


def test_a_chapter_whose_length_moves_its_own_numbers(fresh: Tiny) -> None:
    """This test ensures that 总目录 of several pages tells the pages that its own box has then."""
    fresh.engine = FakeEngine(lines_per_page=2)
    boxes = BOOKS["standard.xlsx"]["档案盒"].replace("| Z01 |", "| Z01、A1 |")
    fresh.draw(档案盒="\n".join(boxes.rstrip().splitlines()[:-1]))
    fresh.build()
    pages = [page.extract_text().split() for page in PdfReader(fresh.box("01")).pages]
    docx = fresh.made / "chapters/R01-总目录.docx"
    lines = lines_of(docx)
    assert len(lines) == 5
    assert lines[:2] == ["01 0001 总目录 1—3", "01 0002 随迁子女就学自评说明 4"]
    assert pages.index([token(fresh.made / f"{CHAPTER}.docx"), "01盒", "0002件", "4"])
    assert [words for words in pages if words[0] == token(docx)][-1][-1] == "3"
    assert fresh.build().products.causes == []
