"""A chapter that a person edited survives whatever happens around it."""

import errno
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document

from dossier.finding import Code, Finding
from dossier.store.edits import edits, give_up, keep_edits
from dossier.store.products import Products
from tiny_workspace import BOOKS, FakeEngine, Tiny, lines_of, tiny, token

CHAPTER = "chapters/B01-随迁子女就学自评说明.docx"
WORDS = "另：已报县教育局备案。"
FRESH = BOOKS["standard.xlsx"]


def edit(docx: Path, text: str = WORDS) -> None:
    """Add a line as a clerk does, and save."""
    document = Document(str(docx))
    document.add_paragraph(text)
    document.save(str(docx))


def slugs(built) -> list[str]:
    return [finding.code.slug for finding in built.findings]


@pytest.fixture
def edited(tmp_path: Path) -> Tiny:
    """A workspace that was built, and whose chapter B01 was edited then."""
    here = tiny(tmp_path / "w")
    here.build()
    edit(here.made / CHAPTER)
    return here


def kept(here: Tiny) -> Path:
    """Where an edited chapter B01 is kept."""
    return here.root / "inputs/chapters" / Path(CHAPTER).name


def clean(here: Tiny) -> None:
    """As `dossier clean` does."""
    place = here.workspace
    keep_edits(place)
    Products.remembered(place.build, edits(place).contents).clean()


def lose_build(here: Tiny) -> None:
    """The folder goes after a check alone has seen the edit."""
    here.inspect()
    shutil.rmtree(here.made)


def lose_cache(here: Tiny) -> None:
    shutil.rmtree(here.made / "cache")


def lose_record(here: Tiny) -> None:
    shutil.rmtree(here.made / ".dossier")


def lose_both(here: Tiny) -> None:
    lose_cache(here)
    lose_record(here)


def cut_record_off(here: Tiny) -> None:
    record = here.made / ".dossier/products.json"
    record.write_bytes(record.read_bytes()[:700])


def change_template(here: Tiny) -> None:
    here.template("自评说明", "{{ 标题 }}：{{ 自评结论 }}", "新的一段。")


def change_facts(here: Tiny) -> None:
    here.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("达标", "基本达标"))


def lose_record_and_change(here: Tiny) -> None:
    lose_record(here)
    change_template(here)
    change_facts(here)


def kill_a_build(here: Tiny) -> None:
    """A build that never comes to its end: its journal alone is left."""
    change_facts(here)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Products, "save", lambda _: None)
        here.build()
    assert (here.made / ".dossier/journal").is_file()


@pytest.mark.parametrize(
    "happens",
    [
        lose_cache,
        lose_record,
        lose_both,
        cut_record_off,
        change_template,
        change_facts,
        lose_record_and_change,
        kill_a_build,
        clean,
        lose_build,
    ],
)
def test_an_edited_chapter_survives(edited: Tiny, happens) -> None:
    """This test ensures that it is kept, bound and told of, whatever is lost or changed."""
    content = (edited.made / CHAPTER).read_bytes()
    happens(edited)
    for _ in range(2):
        again = edited.build()
        assert (edited.made / CHAPTER).read_bytes() == kept(edited).read_bytes() == content
        assert [path.name for path in kept(edited).parent.iterdir()] == [kept(edited).name]
        assert "chapter-edited" in slugs(again)
        assert again.products.kept == []
        assert token(edited.made / CHAPTER).encode() in _bound(edited)


def _bound(here: Tiny) -> bytes:
    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(here.box("02")).pages).encode()


def test_an_edited_chapter_survives_a_move(edited: Tiny, tmp_path: Path) -> None:
    """This test ensures that a copied folder, with other times, is the same workspace."""
    shutil.copytree(edited.root, tmp_path / "另一处", copy_function=shutil.copyfile)
    moved = Tiny(tmp_path / "另一处", FakeEngine())
    again = moved.build()
    assert slugs(again) == ["chapter-edited"]
    assert lines_of(moved.made / CHAPTER)[-1] == WORDS


@pytest.mark.parametrize("happens", [lose_both, lambda _: None])
def test_an_edited_chapter_follows_its_title(edited: Tiny, happens) -> None:
    """This test ensures that the words of a chapter whose title changes go on with it."""
    happens(edited)
    edited.draw(章节=FRESH["章节"].replace("{指标}自评说明", "{指标}自评"))
    for _ in range(2):
        again = edited.build()
        chapters = sorted(path.name for path in (edited.made / "chapters").iterdir())
        assert [name for name in chapters if name.startswith("B01")] == [
            "B01-随迁子女就学自评.docx",
            "B01-随迁子女就学自评.pdf",
        ]
        assert lines_of(edited.made / "chapters/B01-随迁子女就学自评.docx")[-1] == WORDS
        assert slugs(again) == ["chapter-edited"]


def test_an_edited_chapter_that_is_no_more_stays_with_the_inputs(edited: Tiny) -> None:
    """This test ensures that a chapter taken out of the standard leaves the person's words."""
    rows = FRESH["章节"].splitlines()
    edited.draw(章节="\n".join(row for row in rows if "| B |" not in row))
    for _ in range(2):
        again = edited.build()
        (found,) = [one for one in again.findings if one.code is Code.CHAPTER_EDITED]
        assert "is used for no chapter" in found.text.spoken("en")
        assert again.products.kept == []
        assert not (edited.made / CHAPTER).exists()
        assert lines_of(kept(edited))[-1] == WORDS


def test_a_template_at_fault_leaves_an_edited_chapter_in_its_place(edited: Tiny) -> None:
    """This test ensures that it is bound all the same, for nothing is made of the template."""
    edited.template("自评说明", "{{ 标提 }}")
    again = edited.build()
    assert "chapter-edited" in slugs(again)
    assert again.products.kept == []
    assert lines_of(edited.made / CHAPTER)[-1] == WORDS
    assert token(edited.made / CHAPTER).encode() in _bound(edited)


def test_what_was_edited_is_told_once(edited: Tiny) -> None:
    """This test ensures that it is said where the edit went, and only when it goes there."""
    ((one,), nothing) = (edited.inspect().edited.kept for _ in range(2))
    assert (one.product, one.file, one.doubtful) == (
        CHAPTER, f"inputs/{CHAPTER}", False,
    )  # fmt: skip
    assert nothing == ()


def test_an_edit_goes_on_where_it_is_made(edited: Tiny) -> None:
    """This test ensures that the chapter may be edited again, in either folder."""
    edited.build()
    edit(edited.made / CHAPTER, "再改。")
    edited.build()
    assert lines_of(kept(edited))[-2:] == [WORDS, "再改。"]
    edit(kept(edited), "三改。")
    edited.build()
    assert lines_of(edited.made / CHAPTER)[-3:] == [WORDS, "再改。", "三改。"]
    assert len(list(kept(edited).parent.iterdir())) == 1


def test_of_two_edits_none_is_lost(edited: Tiny) -> None:
    """This test ensures that one which does not go back to that in use is kept beside it."""
    edited.build()
    edit(edited.made / CHAPTER, "在生成的文件上改。")
    edit(kept(edited), "在保留的文件上改。")
    (one,) = edited.inspect().edited.kept
    assert one.doubtful
    again = edited.build()
    assert edited.inspect().edited.kept == ()
    assert lines_of(edited.root / one.file)[-1] == "在生成的文件上改。"
    assert lines_of(edited.made / CHAPTER)[-1] == "在保留的文件上改。"
    assert slugs(again) == ["chapter-edited"]


def test_a_name_that_leads_to_no_chapter_is_told(edited: Tiny) -> None:
    """This test ensures that a file which is used for nothing does not lie there unseen."""
    edited.build()
    shutil.copy(kept(edited), kept(edited).with_name("自评.docx"))
    shutil.copy(kept(edited), kept(edited).with_name("B01-旧稿.docx"))
    found = [one for one in edited.build().findings if one.code is Code.CHAPTER_EDITED]
    assert [one.path for one in found if "used for no chapter" in one.text.spoken("en")] == [
        "inputs/chapters/B01-旧稿.docx",
        "inputs/chapters/自评.docx",
    ]


def test_without_leave_to_write_an_edit_stays_where_it_is(
    edited: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that inputs which may not be written to cost no edit."""

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("dossier.store.edits.written_aside", forbidden)
    change_facts(edited)
    again = edited.build()
    assert slugs(again) == ["chapter-edited"]
    assert lines_of(edited.made / CHAPTER)[-1] == WORDS
    assert not kept(edited).exists()


def test_given_up_the_chapter_comes_from_the_template_again(edited: Tiny) -> None:
    """This test ensures that the edited copy lies aside, and is not used any more."""
    edited.build()
    aside = give_up(edited.workspace, kept(edited).name)
    again = edited.build()
    assert slugs(again) == []
    assert WORDS not in lines_of(edited.made / CHAPTER)
    assert lines_of(kept(edited).with_name(aside))[-1] == WORDS


def test_a_file_that_says_nothing_of_itself_is_copied_aside(edited: Tiny) -> None:
    """This test ensures that in doubt (no record, no property) nothing is overwritten."""
    lose_record(edited)
    path = edited.made / CHAPTER
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            if name != "docProps/custom.xml":
                package.writestr(name, content)
    content = path.read_bytes()
    again = edited.build()
    assert slugs(again) == []
    ((name, copy),) = again.products.kept
    assert (name, (edited.made / copy).read_bytes()) == (CHAPTER, content)
    assert WORDS not in lines_of(path)


def test_what_was_not_edited_is_never_taken_for_edited(tmp_path: Path) -> None:
    """This test ensures that without any record the same products are made, and none is kept."""
    here = tiny(tmp_path / "w")
    here.build()
    before = here.products()
    template = here.root / "templates/自评说明.docx"
    original = template.read_bytes()
    lose_both(here)
    change_template(here)
    again = here.build()
    assert (slugs(again), again.products.kept) == ([], [])
    template.write_bytes(original)
    lose_both(here)
    again = here.build()
    assert (slugs(again), again.products.kept) == ([], [])
    assert here.products() == before


def test_an_annotated_workbook_is_put_aside(tmp_path: Path) -> None:
    """This test ensures that notes in missing.xlsx are not lost, with a record and without."""
    from openpyxl import load_workbook

    here = tiny(tmp_path / "w")
    here.build()
    for number, happens in enumerate((lambda _: None, lose_both), 1):
        book = load_workbook(here.made / "missing.xlsx")
        book.worksheets[0]["H9"] = f"已催办{number}"
        book.save(here.made / "missing.xlsx")
        happens(here)
        ((_, copy),) = here.build().products.kept
        assert load_workbook(here.made / copy).worksheets[0]["H9"].value == f"已催办{number}"


@pytest.mark.parametrize("left", [0, 0.5])
def test_a_chapter_that_a_power_cut_spoilt_is_made_again(tmp_path: Path, left: float) -> None:
    """This test ensures that it is not taken for a person's, with zeros where its content was."""
    here = tiny(tmp_path / "w")
    here.build()
    before = here.products()
    path = here.made / CHAPTER
    whole = path.read_bytes()
    kept = whole[: int(len(whole) * left)]
    path.write_bytes(kept + bytes(len(whole) - len(kept)))
    again = here.build()
    assert slugs(again) == []
    assert {name: here.products()[name] for name in before} == before


def test_numbers_that_the_workbooks_give_otherwise_are_told(tmp_path: Path) -> None:
    """This test ensures that a check names place, printed number and present one, until mended."""
    here = tiny(tmp_path / "w")
    facts = BOOKS["school.xlsx"]["自评说明"]
    here.draw(自评说明=facts.replace("统一入学。", "接收随迁子女12人，结对帮扶5次。"))
    here.build()
    edit(here.made / CHAPTER, "另接收外县学生3人。")
    assert numbers(here) == []
    here.draw(自评说明=facts.replace("统一入学。", "接收随迁子女14人，结对帮扶5次。"))
    for _ in range(2):
        (one,) = numbers(here)
        assert one.path == f"inputs/{CHAPTER}"
        assert "“接收随迁子女12人，结对帮扶5次。” prints 12, the workbooks now give 14" in (
            one.text.spoken("en")
        )
    assert [one.text for one in numbers(here, here.build())] == [one.text]
    document = Document(str(kept(here)))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("12", "14")
    document.save(str(kept(here)))
    assert numbers(here) == []


def numbers(here: Tiny, seen=None) -> list[Finding]:
    """What is told of outdated numbers."""
    seen = seen or here.inspect()
    return [one for one in seen.findings if one.code is Code.CHAPTER_OUTDATED]


def test_an_edited_chapter_that_cannot_be_read_is_told(edited: Tiny) -> None:
    """This test ensures that numbers which were not compared are not passed over in silence."""
    edited.build()
    kept(edited).write_bytes(b"PK\x03\x04 no document")
    found = [one for one in edited.inspect().findings if one.code is Code.CONTENT_UNCHECKED]
    assert [one.path for one in found] == [f"inputs/{CHAPTER}"]
