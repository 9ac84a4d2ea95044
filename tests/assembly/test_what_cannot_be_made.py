"""Gaps, faults and interruptions: nothing stops the rest, and nothing is left half made."""

import json
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

import dossier.bind.box
from dossier.assembly.boxes import Bounds
from dossier.bind.binding import Bound
from dossier.errors import MissingToolError, OutputError
from dossier.finding import Code
from local_pool import tasks_here
from tiny_workspace import (
    BOOKS,
    TEMPLATES,
    FakeEngine,
    Tiny,
    lines_of,
    told,
    write_docx,
    write_pdf,
)

CHAPTER = "chapters/B01-随迁子女就学自评说明"


def page(box: Path, label: str) -> str:
    """The words on the page of that label, without spaces."""
    reader = PdfReader(box)
    return "".join(reader.pages[reader.page_labels.index(label)].extract_text().split())


def test_without_an_engine_boxes_come(fresh: Tiny) -> None:
    """This test ensures that PDFs are bound and that each Word file is a gap that says why."""
    fresh.engine = None
    found = told(fresh.build())
    assert len([line for line in found if line.endswith("[not-converted]")]) == len(found) == 9
    box = fresh.box("02")
    assert len(PdfReader(box).pages) == 8
    for label in ("1", "2"):
        assert "缺" in page(box, label)
        assert "未能排印，待补" in page(box, label)
    assert "plan2020first" in page(box, "3")
    assert lines_of(fresh.made / "cache/front/02-封面.docx")[-1] == "不完整（缺2件）"
    assert lines_of(fresh.made / f"{CHAPTER}.docx")  # Word files need no engine
    assert not (fresh.made / f"{CHAPTER}.pdf").exists()


def test_an_engine_that_comes_later_fills_the_gaps(fresh: Tiny, built: Tiny) -> None:
    """This test ensures that nothing of a build without engine is left in one with it."""
    fresh.engine = None
    fresh.build()
    fresh.engine = FakeEngine()
    fresh.build()
    assert fresh.products() == built.products()


def test_a_file_that_cannot_be_printed_is_tried_again(fresh: Tiny, built: Tiny) -> None:
    """This test ensures that one failure makes one gap, and that failures are not kept."""
    fresh.engine = FakeEngine(refuses=lambda source: "evidence" in source.parts)
    assert told(fresh.build()) == [
        "办法.docx: '办法.docx' could not be made into a PDF [not-converted]"
    ]
    assert "未能排印" in page(fresh.box("02"), "2")
    fresh.engine = FakeEngine()
    assert fresh.build().findings == ()
    assert fresh.products() == built.products()


def test_a_faulty_template_costs_its_chapter(built: Tiny) -> None:
    """This test ensures that a misspelt field is a finding and a gap until it is mended."""
    before = built.products()
    path = built.root / "templates/自评说明.docx"
    sound = path.read_bytes()
    built.template("自评说明", "{{ 标体 }}")
    (finding,) = built.build().findings
    assert (finding.code.slug, finding.indicator) == ("template-field-unknown", "")
    assert "未能生成，待补" in page(built.box("02"), "1")
    assert not (built.made / f"{CHAPTER}.docx").exists()
    assert "自评说明" not in (built.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    path.write_bytes(sound)
    assert built.build().findings == ()
    assert built.products() == before


def test_a_catalogue_that_never_settles_is_an_error(fresh: Tiny) -> None:
    """This test ensures that one that is longer where it says it is shorter is named."""
    fresh.engine = FakeEngine(lines_per_page=1)
    swinging = ("{%p if 行.页号 == '1' %}", "一页", "多一页", "{%p endif %}")
    fresh.template("总目录", "页", "{%p for 行 in 总目录 %}", *swinging, "{%p endfor %}")
    with pytest.raises(OutputError, match=r"chapter 'R01' has [13] pages with") as caught:
        fresh.build()
    assert str(caught.value.hint) == "make template '总目录.docx' a line longer or shorter"


@pytest.mark.parametrize("part", ["封面", "卷内目录", "备考表"])
def test_a_missing_sheet_is_a_page_that_says_so(fresh: Tiny, part: str) -> None:
    """This test ensures that a box without the template of its cover comes, and admits it."""
    (fresh.root / f"templates/{part}.docx").unlink()
    assert [f.code.slug for f in fresh.build().findings] == ["template-missing"]
    reader = PdfReader(fresh.box("02"))
    assert reader.page_labels == ["i", "ii", "1", "2", "3", "4", "5", "备考表"]
    index = {"封面": 0, "卷内目录": 1, "备考表": -1}[part]
    assert f"{part}（入学机会）" in "".join(reader.pages[index].extract_text().split())


def test_a_box_with_nothing_in_it_comes(fresh: Tiny) -> None:
    """This test ensures that an empty box has its sheets, a label and a row nowhere."""
    boxes = f"{BOOKS['standard.xlsx']['档案盒'].rstrip()}\n| 03 | 其他 | Z02 | 10年 |"
    tree = BOOKS["standard.xlsx"]["指标"].rstrip()
    fresh.draw(档案盒=boxes, 指标=f"{tree}\n| Z02 | | A | 其他 | 综合 | 已核实 |")
    fresh.build()
    assert PdfReader(fresh.box("03")).page_labels == ["i", "ii", "备考表"]
    report = json.loads((fresh.made / "report.json").read_text(encoding="utf-8"))
    assert report["boxes"][2]["items"] == []


def test_a_photo_that_is_no_picture_costs_its_sheet(fresh: Tiny) -> None:
    """This test ensures that a PDF registered as a photo is a finding, and stops nothing."""
    fresh.evidence("相片.pdf", "no picture")
    row = "| B01-2 | | 相片.pdf | 开学典礼 | 2020-09-01 | 操场 | 师生 | 新学年 | 陈映 |"
    fresh.draw(照片=f"{BOOKS['evidence.xlsx']['照片'].rstrip()}\n{row}")
    found = told(fresh.build())
    assert [line[line.index("[") :] for line in found] == ["[file-type]"]
    assert "缺" in page(fresh.box("02"), "3")


def test_a_name_that_no_workbook_can_hold_is_told(fresh: Tiny) -> None:
    """This test ensures that a control sign in a file's name stops no build."""
    fresh.evidence("bad\x01name.pdf", "x")
    found = told(fresh.build())
    assert [line[line.index("[") :] for line in found] == ["[file-unregistered]"]
    sheet = openpyxl.load_workbook(fresh.made / "missing.xlsx").worksheets[1]
    assert sheet["I2"].value == "file-unregistered"


def test_a_title_with_signs_of_markup(fresh: Tiny) -> None:
    """This test ensures that & < > and braces reach catalogues and bookmarks as they are."""
    title = '1 & <b>"方案"</b> {{ 校长 }}'
    register = BOOKS["evidence.xlsx"]["佐证材料登记"]
    fresh.draw(佐证材料登记=register.replace("随迁子女接收办法", title))
    fresh.build()
    assert f"0002 {title} 2" in lines_of(fresh.made / "cache/front/02-卷内目录.docx")
    sheet = openpyxl.load_workbook(fresh.made / "catalogue.xlsx").worksheets[0]
    assert title in [cell.value for cell in sheet["D"]]
    outline = str(PdfReader(fresh.box("02")).outline)
    assert f"0002 {title}" in outline


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "full")])
def test_an_interrupted_build_goes_on(
    fresh: Tiny, built: Tiny, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """This test ensures that every file is whole or absent, and that the next build completes."""
    answer = Bounds.answer

    def stopping(bounds: Bounds, index: int) -> object:
        told = answer(bounds, index)
        if isinstance(told, Bound) and len(told.accounts) > 1:  # box 02
            raise error
        return told

    with monkeypatch.context() as patched:
        patched.setattr(Bounds, "answer", stopping)
        with pytest.raises(type(error)):
            fresh.build()
    whole = built.products()
    assert {name: whole[name] for name in fresh.products()} == fresh.products()
    assert "boxes/box-01.pdf" in fresh.products()
    again = fresh.build()
    assert "boxes/box-01.pdf" not in {cause.product for cause in again.products.causes}
    assert fresh.products() == whole


def test_a_write_that_fails_leaves_what_was(built: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that an old box outlives the failure to write the new one."""
    before = built.products()
    built.evidence("方案2021.pdf", "plan 2021 corrected")

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(dossier.bind.box, "_identify", failing)
        tasks_here(patched)
        with pytest.raises(OSError, match="No space"):
            built.build()
    assert built.products() == before
    built.build()
    assert built.products()["boxes/box-02.pdf"] != before["boxes/box-02.pdf"]


class Meddling(FakeEngine):
    """While it prints, somebody saves another file in the place of the evidence."""

    def to_pdf(self, jobs):
        for job in jobs:
            if job.source.name == "办法.docx":
                write_docx(job.source, "另一份")
            yield from super().to_pdf([job])


def test_a_word_file_that_changes_during_the_build(fresh: Tiny, built: Tiny) -> None:
    """This test ensures that the cache never holds another content under a file's key."""
    path = fresh.root / "inputs/evidence/办法.docx"
    content = path.read_bytes()
    fresh.engine = Meddling()
    assert [f.code.slug for f in fresh.build().findings] == ["not-converted"]
    path.write_bytes(content)
    fresh.engine = FakeEngine()
    fresh.build()
    assert fresh.products() == built.products()


def test_a_pdf_that_changes_during_the_build(
    fresh: Tiny, built: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a box never passes for fresh with another content than registered."""
    bind = dossier.bind.box.bind
    path = fresh.root / "inputs/evidence/方案2021.pdf"
    content = path.read_bytes()

    def late(binding, out):
        write_pdf(path, "another plan")
        return bind(binding, out)

    with monkeypatch.context() as patched:
        patched.setattr(dossier.bind.box, "bind", late)
        tasks_here(patched)
        made = fresh.build()
    assert [f.code for f in made.findings if "2021年招生方案" in str(f.text)] == [Code.NOT_MADE]
    path.write_bytes(content)
    fresh.build()
    assert fresh.products() == built.products()


def test_evidence_is_only_read(fresh: Tiny) -> None:
    """This test ensures that a build changes nothing in inputs/ and templates/."""
    folders = (fresh.root / "inputs", fresh.root / "templates")

    def state() -> dict[str, tuple[bytes, int]]:
        files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
        return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in files}

    before = state()
    fresh.build()
    assert state() == before


def test_fonts_are_needed(fresh: Tiny, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This test ensures that without its fonts a build ends before it writes a product."""
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path))
    with pytest.raises(MissingToolError):
        fresh.build()
    assert fresh.products() == {}


def test_a_damaged_and_a_locked_file_are_gaps(fresh: Tiny) -> None:
    """This test ensures that each is a finding with its remedy, and a page in the box."""
    import pikepdf

    path = write_pdf(fresh.root / "inputs/evidence/方案2020.pdf", "x")
    path.write_bytes(path.read_bytes()[:200])
    other = fresh.root / "inputs/evidence/方案2021.pdf"
    with pikepdf.open(other, allow_overwriting_input=True) as pdf:
        pdf.save(other, encryption=pikepdf.Encryption(owner="o", user="u"))
    built = fresh.build()
    assert [f.code.slug for f in built.findings] == ["file-damaged", "file-encrypted"]
    assert "损坏，待补" in page(fresh.box("02"), "3")
    assert "有密码" in page(fresh.box("02"), "4")


def test_templates_are_not_needed_whole(fresh: Tiny) -> None:
    """This test ensures that without any template there are boxes of evidence still."""
    for name in TEMPLATES:
        (fresh.root / f"templates/{name}.docx").unlink()
    fresh.build()
    assert "plan2020first" in page(fresh.box("02"), "3")
