"""One thing that cannot be made costs its own place: an item, a box; all else is there."""

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

import dossier.assembly.chapters
import dossier.bind.box
from dossier import log
from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import say
from dossier.model.standard import Chapter
from dossier.render.fields import Fields
from dossier.render.material import Material
from local_pool import tasks_here
from tiny_workspace import BOOKS, Tiny, lines_of, tiny, told, write_pdf


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    tasks_here(monkeypatch)
    made = tiny(tmp_path / "workspace")
    log.keep_in(made.made / "cache")
    return made


def text(file: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)


def test_an_item_that_breaks_the_binder_is_a_gap(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """an assertion about one file leaves its place to a page that says so, and nothing else."""
    lay = dossier.bind.box.append_item

    def failing(held, part):
        assert part.missing or part.title != "2020年招生方案", "a library's own"
        return lay(held, part)

    monkeypatch.setattr(dossier.bind.box, "append_item", failing)
    built = here.build()
    assert told(built) == ["方案2020.pdf: '2020年招生方案' cannot be bound [not-made]"]
    assert "未能装订，待补" in text(here.box("02"))
    assert "plan2021" in text(here.box("02"))
    listed = lines_of(here.made / "chapters/R01-总目录.docx")
    assert ["缺" in line for line in listed if "2020年招生方案" in line] == [True]
    assert "AssertionError: a library's own" in (here.made / "cache/log.txt").read_text()


def test_a_box_that_cannot_be_bound_costs_itself(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """where no item is to blame, the other boxes are there, and lists name what is."""
    here.build()
    here.evidence("方案2021.pdf", "plan 2021 corrected")
    describe = dossier.bind.box.describe

    def failing(pdf, binding, **given):
        assert not (binding.number == "02" and binding.front)
        return describe(pdf, binding, **given)

    with monkeypatch.context() as patched:
        patched.setattr(dossier.bind.box, "describe", failing)
        built = here.build()
    assert told(built) == ["boxes/box-02.pdf: box '02' cannot be bound [not-made]"]
    assert not here.box("02").exists()
    assert here.box("01").exists()
    manifest = (here.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert "box-01.pdf" in manifest
    assert "box-02.pdf" not in manifest
    assert told(here.build()) == []
    assert here.box("02").exists()


def test_an_item_that_changes_while_it_is_bound_costs_its_place(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """a PDF that somebody writes to meanwhile is told, and bound by the next build."""
    bind = dossier.bind.box.bind
    evidence = here.root / "inputs/evidence/方案2020.pdf"

    def meanwhile(binding, out):
        if binding.number == "02" and binding.front and evidence.stat().st_size < 9_999:
            write_pdf(evidence, "plan 2020 once more " * 600)
        return bind(binding, out)

    with monkeypatch.context() as patched:
        patched.setattr(dossier.bind.box, "bind", meanwhile)
        built = here.build()
    (finding,) = (f for f in built.findings if f.code is Code.NOT_MADE)
    assert str(finding.hint) == "its file has changed during the build: run it again"
    assert "未能装订，待补" in text(here.box("02"))
    assert "plan2021" in text(here.box("02"))
    assert told(here.build()) == []
    assert "plan2020oncemore" in text(here.box("02"))


def test_pages_that_cannot_be_taken_out_cost_their_item(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """where an excerpt cannot be cut, all else is bound."""
    here.draw(
        佐证材料登记="""
            | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 | 页次 |
            | B01-1 | 2020年招生方案 | 2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 否 | 1 |
            | B01-1 | 2021年招生方案 | 2021-09-01 | 2021—2022学年度 | 方案2021.pdf | 否 | |
            | B01-2 | 随迁子女接收办法 | 2020-08-20 | | 办法.docx | 是 | |
        """
    )

    def failing(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dossier.bind.excerpt.excerpt", failing)
    built = here.build()
    assert [line for line in told(built) if "not-made" in line] == [
        "方案2020.pdf: '2020年招生方案' cannot be bound [not-made]"
    ]
    assert "plan2021" in text(here.box("02"))


@pytest.mark.parametrize(
    ("module", "name"),
    [("dossier.media.image", "upright"), ("dossier.typeset.photos", "as_svg")],
)
def test_photos_that_cannot_be_placed_are_told(
    here: Tiny, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    """a photo that a library fails on is one finding, and the box comes without it."""

    def failing(*_: object) -> None:
        raise UnusableError(Code.FILE_DAMAGED, say("odd"))

    Image.new("RGB", (80, 60), "red").save(here.root / "inputs/evidence/红.jpg")
    row = "| B01-2 | | 红.jpg | 开学典礼 | 2020-09-01 | 操场 | 师生 | 新学年 | 陈映 |"
    here.draw(照片=f"{BOOKS['evidence.xlsx']['照片'].rstrip()}\n{row}")
    with monkeypatch.context() as patched:
        patched.setattr(f"{module}.{name}", failing)
        found = told(here.build())
    assert len(found) == 1
    assert here.box("02").exists()
    assert told(here.build()) == []


def test_facts_that_cannot_be_worked_out_cost_their_chapter(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a fault in what one chapter says ends neither check nor build."""
    whole = dossier.assembly.chapters.chapter_fields

    def fields(chapter: Chapter, material: Material) -> Fields:
        made = whole(chapter, material)
        if chapter.code == "B01":
            made._makers = {**made._makers, "自评结论": lambda: 1 / 0}
        return made

    monkeypatch.setattr("dossier.assembly.chapters.chapter_fields", fields)
    built = here.build()
    assert [line for line in told(built) if "cannot be made of it: an unexpected fault" in line]
    assert "ZeroDivisionError" in (here.made / "cache/log.txt").read_text(encoding="utf-8")
    assert (here.made / "chapters/R01-总目录.docx").exists()
    assert here.box("02").exists()
    monkeypatch.setattr("dossier.assembly.templates.chapter_fields", fields)
    found = [str(one.text) for one in here.inspect().findings if one.code is Code.TEMPLATE_SYNTAX]
    assert found == ["an unexpected fault"]
    assert here.box("02").exists()
