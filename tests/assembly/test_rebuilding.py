"""What a change makes again, what it leaves alone, and what is told of it."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from dossier.assembly import chapters
from dossier.store.records import remembered_account
from tiny_workspace import BOOKS, TEMPLATES, Tiny, lines_of, made_by, tiny, token

REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"]
CHAPTER = "chapters/B01-随迁子女就学自评说明"


def texts(box: Path) -> list[list[str]]:
    """The words on each page."""
    return [page.extract_text().split() for page in PdfReader(box).pages]


def add_line(docx: Path, text: str) -> None:
    """Edit a Word file as a clerk does."""
    document = Document(str(docx))
    document.add_paragraph(text)
    document.save(str(docx))


def changed_by_hand(product: Path) -> None:
    """Annotate a product, as far as it can be."""
    if product.suffix == ".xlsx":
        book = load_workbook(product)
        book.worksheets[0]["K1"] = "已电话催办"
        book.save(product)
    else:
        product.write_bytes(product.read_bytes() + b"\n")


def test_many_hands_fill_in_what_one_does(
    fresh: Tiny, built: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that documents can be handed to other processes, with the same bytes."""
    monkeypatch.setattr(chapters, "_MANY", 1)
    fresh.build()
    made = sorted(path.relative_to(fresh.made) for path in fresh.made.rglob("*.docx"))
    assert len(made) > len(list((fresh.made / "chapters").glob("*.docx"))) > 0  # sheets, too
    for path in made:
        assert (fresh.made / path).read_bytes() == (built.made / path).read_bytes()


def test_nothing_new_makes_nothing(built: Tiny) -> None:
    """This test ensures that a build without a change makes nothing and touches no product."""

    def written() -> dict[Path, int]:
        """What stands in build/, by its inodes: the time of a blob tells when it was used."""
        return {path: path.stat().st_ino for path in built.made.rglob("*.*")}

    before = written()
    again = built.build()
    assert again.products.causes == []
    assert built.engine.converted == []
    after = written()
    assert set(before) == set(after)
    # what is remembered of files, and the lists of hashes, are written anew (and as they were)
    touched = {path.name for path in before if before[path] != after[path]}
    assert touched <= {
        "manifest-sha256.txt", "inputs-sha256.txt", ".dossier", "products.json", "survey.json",
    }  # fmt: skip


def test_new_content_rebinds_its_box(built: Tiny) -> None:
    """This test ensures that evidence of the same length makes only the box that holds it."""
    built.evidence("方案2021.pdf", "plan 2021 corrected")
    again = built.build()
    assert made_by(again) == {
        "boxes/box-02.pdf": ("item 2021年招生方案 (evidence:B01-1:2021—2022:方案2021.pdf)",),
        "report.json": ("report",),
        "index/words-02.js": ("index",),
        "index.html": ("index",),
    }
    assert "corrected" in texts(built.box("02"))[6]


def test_one_page_more_moves_what_lists_it(built: Tiny) -> None:
    """This test ensures that new page numbers reach every catalogue, and the boxes with one."""
    built.evidence("方案2020.pdf", "first", "second", "third")
    again = built.build()
    assert set(made_by(again)) == {
        "boxes/box-01.pdf", "boxes/box-02.pdf", "chapters/R01-总目录.docx",
        "chapters/R01-总目录.pdf", "catalogue.xlsx", "index.html", "index/words-01.js",
        "index/words-02.js", "labels-front.pdf", "report.json",
    }  # fmt: skip
    assert lines_of(built.made / "chapters/R01-总目录.docx")[-2:] == [
        "02 0003 2020年招生方案 3—5",
        "02 0004 2021年招生方案 6",
    ]


def test_changed_words_make_their_chapter(built: Tiny) -> None:
    """This test ensures that a changed cell makes the chapter that prints it, and its box."""
    words = BOOKS["school.xlsx"]["自评说明"].replace("统一入学。", "统一入学，全程公开。")
    built.draw(自评说明=words)
    again = built.build()
    assert made_by(again) == {
        f"{CHAPTER}.docx": ("field 主要做法",),
        f"{CHAPTER}.pdf": ("chapter",),
        "boxes/box-02.pdf": ("item 随迁子女就学自评说明 (chapter:B01)",),
        "forms.xlsx": ("forms",),
        "report.json": ("report",),
        "index/words-02.js": ("index",),
        "index.html": ("index",),
    }
    assert lines_of(built.made / f"{CHAPTER}.docx")[-1] == "统一入学，全程公开。"
    assert token(built.made / f"{CHAPTER}.docx") in texts(built.box("02"))[2]


def test_a_changed_template_makes_what_is_made_of_it(built: Tiny) -> None:
    """This test ensures that a template is a cause under its own name."""
    built.template("自评说明", *TEMPLATES["自评说明"], "盖章：")
    again = built.build()
    assert made_by(again)[f"{CHAPTER}.docx"] == ("template 自评说明.docx",)
    assert set(made_by(again)) == {
        f"{CHAPTER}.docx", f"{CHAPTER}.pdf", "boxes/box-02.pdf", "report.json", "index.html",
        "index/words-02.js",
    }  # fmt: skip


def test_another_cover_makes_all_boxes(built: Tiny) -> None:
    """This test ensures that a new cover is bound everywhere and moves no page."""
    built.template("封面", *TEMPLATES["封面"], "绝密")
    cause = ("sheet 封面",)
    assert made_by(built.build()) == {
        "boxes/box-01.pdf": cause, "boxes/box-02.pdf": cause,
        # they tell which boxes these are
        "report.json": ("report",), "index.html": ("index",),
    }  # fmt: skip


def test_registered_evidence_joins_its_box(built: Tiny) -> None:
    """This test ensures that a new file and row make their box and what lists it, no more."""
    built.evidence("补充.pdf", "addition")
    row = "| B01-2 | 补充规定 | 2020-08-21 | | 补充.pdf | 否 |"
    built.draw(佐证材料登记=f"{REGISTER.rstrip()}\n{row}")
    again = built.build()
    assert set(made_by(again)) == {
        "boxes/box-01.pdf", "boxes/box-02.pdf", "chapters/R01-总目录.docx",
        "chapters/R01-总目录.pdf", "catalogue.xlsx", "index.html", "index/words-01.js",
        "index/words-02.js", "labels.pdf",
        "labels-front.pdf", "missing.xlsx", "report.json",
    }  # fmt: skip
    assert "addition" in texts(built.box("02"))[4]


def test_a_file_that_goes_leaves_a_gap(built: Tiny) -> None:
    """This test ensures that a deleted file becomes a marked gap, and that nothing is swept."""
    before = set(built.products())
    (built.root / "inputs/evidence/方案2021.pdf").unlink()
    again = built.build()
    assert set(built.products()) == before
    page = "".join(texts(built.box("02"))[6])
    assert "缺" in page
    assert "已登记，原件未归入，待补" in page
    assert "0004 2021年招生方案 5 缺" in lines_of(built.made / "cache/front/02-卷内目录.docx")
    assert lines_of(built.made / "cache/front/02-封面.docx")[-1] == "不完整（缺1件）"
    assert [f.code.slug for f in again.findings] == ["file-missing"]


def test_a_file_that_comes_fills_the_gap(built: Tiny) -> None:
    """This test ensures that the bytes are those of a dossier that never had the gap."""
    before = built.products()
    path = built.root / "inputs/evidence/方案2021.pdf"
    content = path.read_bytes()
    path.unlink()
    built.build()
    path.write_bytes(content)
    assert built.build().findings == ()
    assert built.products() == before


@pytest.mark.parametrize(
    "product",
    [
        "boxes/box-02.pdf", f"{CHAPTER}.docx", f"{CHAPTER}.pdf", "labels.pdf", "catalogue.xlsx",
        "labels-front.pdf", "missing.xlsx", "report.json", "forms.xlsx", "index.html",
        "manifest-sha256.txt",
    ],
)  # fmt: skip
def test_a_deleted_product_is_made_again(built: Tiny, product: str) -> None:
    """This test ensures that what was deleted comes back as it was, and alone."""
    before = built.products()
    (built.made / product).unlink()
    again = built.build()
    assert built.products() == before
    gone = {} if product.startswith("manifest") else {product: ("gone",)}
    assert made_by(again) == gone


@pytest.mark.parametrize("product", ["boxes/box-02.pdf", f"{CHAPTER}.pdf", "catalogue.xlsx"])
def test_a_product_changed_by_hand_is_made_again(built: Tiny, product: str) -> None:
    """This test ensures that only Word files may be edited: every other product is restored.

    What a person made of it is put aside, never lost.
    """
    before = built.products()
    changed_by_hand(built.made / product)
    changed = (built.made / product).read_bytes()
    again = built.build()
    ((name, copy),) = again.products.kept
    assert name == product
    assert built.products() == before | {copy: changed}
    assert made_by(again) == {product: ("edited",)}


def test_touching_everything_makes_nothing(built: Tiny) -> None:
    """This test ensures that times alone, as a copy or a cloud drive sets them, change nothing."""
    for path in (*built.root.rglob("*.*"),):
        if path.is_file() and path.suffix != ".json":
            path.touch()
    assert built.build().products.causes == []


def test_an_edited_chapter_is_kept_and_bound(built: Tiny) -> None:
    """This test ensures that a clerk's own words stay, are bound, and are told of each time."""
    docx = built.made / f"{CHAPTER}.docx"
    add_line(docx, "另：已报县教育局备案。")
    for _ in range(2):
        again = built.build()
        assert lines_of(docx)[-1] == "另：已报县教育局备案。"
        assert token(docx) in texts(built.box("02"))[2]
        (finding,) = again.findings
        assert (finding.code.slug, finding.path) == ("chapter-edited", f"inputs/{CHAPTER}.docx")


def test_an_edited_chapter_outlives_new_facts(built: Tiny) -> None:
    """This test ensures that it is kept though the cells that it printed have changed."""
    docx = built.made / f"{CHAPTER}.docx"
    add_line(docx, "另：已报县教育局备案。")
    built.build()
    built.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("达标", "基本达标"))
    again = built.build()
    assert lines_of(docx)[-1] == "另：已报县教育局备案。"
    assert [f.code.slug for f in again.findings] == ["chapter-edited"]


def test_taking_an_edit_away_brings_the_template_back(built: Tiny) -> None:
    """This test ensures that the bytes are those from before the edit.

    What is deleted in build/ is made again from the edit, like any other product from its inputs.
    """
    before = built.products()
    docx = built.made / f"{CHAPTER}.docx"
    add_line(docx, "另：已报县教育局备案。")
    built.build()
    edited = built.products()
    assert edited != before
    docx.unlink()
    built.build()
    assert built.products() == edited
    (built.root / f"inputs/{CHAPTER}.docx").unlink()
    assert built.build().findings == ()
    assert built.products() == before


def test_a_box_that_is_renumbered_leaves_nothing_behind(built: Tiny) -> None:
    """This test ensures that products of what is no more are deleted, and a clerk's files not."""
    (built.made / "boxes/说明.txt").write_text("手写", encoding="utf-8")
    boxes = BOOKS["standard.xlsx"]["档案盒"].replace("| 02 |", "| 03 |")
    built.draw(档案盒=boxes)
    built.build()
    names = {path.name for path in (built.made / "boxes").iterdir()}
    assert names == {"box-01.pdf", "box-03.pdf", "说明.txt"}
    assert "box-02.pdf" not in (built.made / "manifest-sha256.txt").read_text(encoding="utf-8")


def test_the_causes_of_the_last_making_are_kept(built: Tiny) -> None:
    """This test ensures that `why` can tell after builds that made nothing, with the file."""
    built.evidence("方案2021.pdf", "plan 2021 corrected")
    built.build()
    built.build()
    account = remembered_account(built.made)
    assert account.sources == ("inputs/evidence/方案2021.pdf",)
    assert [cause.product for cause in account.causes] == [
        "boxes/box-02.pdf", "report.json", "index/words-02.js", "index.html",
    ]  # fmt: skip


def test_a_lost_memory_makes_the_same(built: Tiny) -> None:
    """This test ensures that without its cache a build gives the same bytes."""
    before = built.products()
    shutil.rmtree(built.made / "cache")
    built.build()
    assert built.products() == before


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"version": 0}', '{"version": 1}'])
def test_a_broken_memory_makes_the_same(built: Tiny, memory: str) -> None:
    """This test ensures that a record that is cut off or of another version is as good as none."""
    before = built.products()
    (built.made / ".dossier/products.json").write_text(memory, encoding="utf-8")
    built.build()
    assert built.products() == before


def test_the_place_of_the_workspace_does_not_matter(built: Tiny, tmp_path: Path) -> None:
    """This test ensures that two folders with the same inputs give the same bytes."""
    other = tiny(tmp_path / "another place, with spaces" / "工作区")
    for book in (built.root / "inputs").rglob("*.*x"):
        shutil.copy(book, other.root / "inputs" / book.relative_to(built.root / "inputs"))
    for template in (built.root / "templates").iterdir():
        shutil.copy(template, other.root / "templates")
    other.build()
    assert other.products() == built.products()
