"""Foreign PDFs are made fit for PDF/A where the setting 转为PDF/A asks for it."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from bind import pdf_zoo as zoo
from dossier.convert import Job, Outcome
from dossier.convert.archival import available
from tiny_workspace import BOOKS, Tiny, told

PLAN = "inputs/evidence/方案2021.pdf"
KEPT = "originals/02-0004-方案2021.pdf"
ASKED = BOOKS["standard.xlsx"]["设置"] + "| 转为PDF/A | 是 |\n"
MISSING = "standard.xlsx: PDFs that are not fit for PDF/A are bound as they are: 2 [not-archival]"


@dataclass(slots=True)
class CleanEngine:
    """Makes PDFs that are fit for PDF/A, of one page."""

    identity: str = "clean 1"
    converted: list[str] = field(default_factory=list)

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            with Pdf.new() as pdf:
                zoo.add_page(pdf, b"0 g 72 700 90 9 re f")
                del pdf.pages[0].Resources
                pdf.save(job.target, deterministic_id=True)
            yield Outcome(job)


@pytest.fixture
def asked(fresh: Tiny, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    """A workspace in which only the two foreign PDFs are not fit for PDF/A, and should be."""
    monkeypatch.setenv("LANGUAGE", "en")
    fresh.engine = CleanEngine()
    fresh.draw(设置=ASKED)
    return fresh


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Ghostscript."""
    monkeypatch.setenv("DOSSIER_GHOSTSCRIPT", "/nowhere/gs")


def reported(here: Tiny) -> dict:
    """Box 02 of report.json."""
    boxes = json.loads((here.made / "report.json").read_text(encoding="utf-8"))["boxes"]
    return {box["number"]: box for box in boxes}["02"]


def claim(here: Tiny) -> bool:
    """Whether the metadata of box 02 says PDF/A-2b."""
    with pikepdf.open(here.box("02")) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
    assert (b"<pdfaid:part>2</pdfaid:part>" in metadata) == reported(here)["pdfa"]
    return b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata


def words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def found(here: Tiny) -> list[str]:
    """What a build tells of the files that were made fit, or were not."""
    codes = ("[not-archival]", "[font-substituted]", "[content-removed]", "[file-signed]")
    return [line for line in told(here.build()) if line.endswith(codes)]


def mark(pdf: Pdf, kind: str, **entries: object) -> Dictionary:
    look = Stream(pdf, b"1 0 0 rg 0 0 60 20 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 60, 20])
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([200, 300, 260, 320]),
                   AP=Dictionary(N=pdf.make_indirect(look)), F=4, **entries)
    )  # fmt: skip


def test_a_box_claims_pdfa_where_it_is_asked_for(asked: Tiny) -> None:
    """This test ensures that only with the setting the PDFs change, and keep words and pages."""
    asked.draw()
    assert found(asked) == []
    assert not claim(asked)
    before = words(asked.box("02"))
    asked.draw(设置=ASKED)
    assert found(asked) == [
        f"方案{year}.pdf: '方案{year}.pdf' does not hold all its fonts; look-alikes stand for"
        " Helvetica [font-substituted]"
        for year in (2020, 2021)
    ]
    assert claim(asked)
    after = words(asked.box("02"))
    assert len(after) == len(before)
    assert any("plan 2020 second" in page for page in after)
    assert any("plan 2021" in page for page in after)
    assert reported(asked)["pdfa_reasons"] == []


def test_the_original_is_kept(asked: Tiny) -> None:
    """This test ensures that the file as it came lies beside the box, under its SHA-256."""
    asked.build()
    original = (asked.root / PLAN).read_bytes()
    assert (asked.made / KEPT).read_bytes() == original
    line = f"{hashlib.sha256(original).hexdigest()}  {KEPT}\n"
    assert line in (asked.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    asked.draw()
    asked.build()
    assert not (asked.made / KEPT).exists()


@pytest.mark.usefixtures("without")
def test_without_ghostscript_all_is_bound_as_it_is(asked: Tiny) -> None:
    """This test ensures that it is told once, and that the box is that of a build without."""
    assert found(asked) == [MISSING]
    assert not claim(asked)
    bound = asked.box("02").read_bytes()
    assert not (asked.made / "originals").exists()
    asked.draw()
    assert found(asked) == []
    assert asked.box("02").read_bytes() == bound


def test_ghostscript_that_comes_later_is_used(asked: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that what was not done is done in the next build."""
    with monkeypatch.context() as patched:
        patched.setenv("DOSSIER_GHOSTSCRIPT", "/nowhere/gs")
        assert found(asked) == [MISSING]
    assert len(found(asked)) == 2
    assert claim(asked)


def test_a_second_build_judges_and_makes_nothing(
    asked: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that what is known by content is neither judged nor made again."""
    from dossier.assembly import archiving

    first = found(asked)
    monkeypatch.setattr("dossier.bind.fitness.fitness", None)
    monkeypatch.setattr(archiving.Ghostscript, "to_archival", None)
    built = asked.build()
    assert built.products.causes == []
    assert [line for line in told(built) if "[font-" in line] == first


def test_the_same_bytes_in_another_folder(asked: Tiny, tmp_path: Path) -> None:
    """This test ensures that neither place nor time gets into what is made."""
    moved = Tiny(tmp_path / "另一处", CleanEngine())
    shutil.copytree(asked.root, moved.root)
    asked.build()
    moved.build()
    assert moved.products() == asked.products()


def test_what_becomes_part_of_the_page_is_told(asked: Tiny) -> None:
    """This test ensures that comments and fields are counted, in every build."""
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, zoo.text("plan 2021"))
        widget = mark(pdf, "Widget", FT=Name.Tx, T=String("姓名"))
        page.Annots = Array([mark(pdf, "Stamp"), mark(pdf, "Ink"), widget])
        pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
        pdf.save(asked.root / PLAN)
    first = [line for line in found(asked) if "content-removed" in line]
    assert first == [
        "方案2021.pdf: '方案2021.pdf' was made fit for PDF/A; part of its pages are now"
        f" {what} [content-removed]"
        for what in ("comments, stamps and the like: 2", "form fields: 1")
    ]
    assert [line for line in found(asked) if "content-removed" in line] == first
    assert claim(asked)


def test_a_signed_file_stays_as_it_is(asked: Tiny) -> None:
    """This test ensures that a signature is bound as ever, with its look, and told as ever."""
    zoo.signed(asked.root / PLAN)
    assert [line.rpartition(" ")[2] for line in found(asked)] == [
        "[font-substituted]",
        "[file-signed]",
    ]
    items = reported(asked)["items"]
    assert "font-not-embedded: Helvetica" in items[3]["pdfa_reasons"]
    assert items[3]["census"]["before"]["fields"] == 2
    assert (asked.made / KEPT).read_bytes() == (asked.root / PLAN).read_bytes()


def test_a_file_that_would_lose_something_is_bound_as_it_is(asked: Tiny) -> None:
    """This test ensures that a refusal is told with its reason, and tried again."""
    zoo.layered(asked.root / PLAN)
    for _ in range(2):
        built = asked.build()
        (finding,) = [one for one in built.findings if one.code.slug == "not-archival"]
        assert (finding.path, finding.text.spoken("en")) == (
            "方案2021.pdf",
            "'方案2021.pdf' cannot be made fit for PDF/A, and is bound as it is",
        )
        assert "hidden layers" in str(finding.hint)
    assert not (asked.made / KEPT).exists()
    assert reported(asked)["items"][3]["census"]["before"]["hidden_layers"] == 1


def test_what_would_not_be_fit_after_all_is_bound_as_it_is(asked: Tiny) -> None:
    """This test ensures that nothing is repainted in vain: a tiny page cannot be PDF/A."""
    with Pdf.new() as pdf:
        zoo.add_page(pdf, zoo.text("plan 2021"))
        zoo.add_page(pdf, b"", (0, 0, 2, 2))
        pdf.save(asked.root / PLAN)
    built = asked.build()
    (finding,) = [one for one in built.findings if one.code.slug == "not-archival"]
    assert "(page-size)" in str(finding.hint)
    assert "font-not-embedded: Helvetica" in reported(asked)["items"][3]["pdfa_reasons"]
    assert not (asked.made / KEPT).exists()


def test_what_is_fit_already_is_not_touched(asked: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that Ghostscript never sees a file that needs nothing."""
    for name, pages in (("方案2020.pdf", 2), ("方案2021.pdf", 1)):
        with Pdf.new() as pdf:
            for number in range(pages):
                zoo.add_page(pdf, b"0 g 72 %d 9 9 re f" % (number + 300))
                del pdf.pages[number].Resources
            pdf.save(asked.root / "inputs/evidence" / name)
    monkeypatch.setenv("DOSSIER_GHOSTSCRIPT", "/nowhere/gs")
    assert found(asked) == []
    assert claim(asked)
    assert not (asked.made / "originals").exists()


def test_a_repainted_pdf_that_is_gone_is_made_again(asked: Tiny) -> None:
    """This test ensures that a cut or lost file of the cache is not bound, but made anew."""
    asked.build()
    bound = asked.box("02").read_bytes()
    lost, cut = sorted((asked.made / "cache/pdfa").glob("*.pdf"))
    lost.unlink()
    cut.write_bytes(cut.read_bytes()[:-9])
    asked.box("02").unlink()
    asked.build()
    assert lost.is_file()
    assert asked.box("02").read_bytes() == bound


def test_ghostscript_is_there() -> None:
    """This test ensures that the tests above say what they seem to say."""
    assert available() is not None, "run 'scripts/setup.sh browser', which 'make test' does"
