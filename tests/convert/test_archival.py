"""Foreign PDFs through Ghostscript: what comes out, and what is refused."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String
from PIL import ImageChops

from bind import pdf_zoo as zoo
from dossier.bind.box import bind
from dossier.bind.srgb import profile
from dossier.convert.archival import MISSING, Archived, Ghostscript, available
from dossier.errors import EngineError
from dossier.files import sha256_of


@pytest.fixture
def ghostscript() -> Ghostscript:
    """The real one."""
    found = available()
    assert found is not None, "run 'scripts/setup.sh browser', which 'make test' does"
    return found


def converted(ghostscript: Ghostscript, source: Path) -> tuple[Archived, Path]:
    out = source.with_name("out.pdf")
    return ghostscript.to_archival(source, out, profile()), out


def fault(ghostscript: Ghostscript, source: Path) -> str:
    """The fault of a file of which nothing may be written."""
    done, out = converted(ghostscript, source)
    assert done.fault is not None
    assert not out.exists()
    return str(done.fault)


def mark(pdf: Pdf, kind: str, **entries: object) -> Dictionary:
    look = Stream(pdf, b"1 0 0 rg 0 0 60 20 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 60, 20])
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([200, 300, 260, 320]),
                   AP=Dictionary(N=pdf.make_indirect(look)), **({"F": 4} | entries))
    )  # fmt: skip


def report(path: Path) -> Path:
    """Three pages, turned, cropped and enlarged, with links, bookmarks, a name and CMYK."""
    with Pdf.new() as pdf:
        first = zoo.add_page(
            pdf, zoo.text("turned"), (100, 50, 695, 892), Rotate=90,
            CropBox=Array([120, 60, 600, 800]),
        )  # fmt: skip
        second = zoo.add_page(pdf, b"0 1 1 0 k 72 600 90 90 re f " + zoo.text("large"), UserUnit=2)
        third = zoo.add_page(pdf, zoo.text("third"))
        web = zoo.link(A=Dictionary(S=Name.URI, URI=String("https://moe.gov.cn/")))
        web.F = 0  # as most programs write it: what is not printed, Ghostscript drops
        first.Annots = Array([pdf.make_indirect(web)])
        third.Annots = Array([pdf.make_indirect(zoo.link(Dest=Array([second, Name.Fit])))])
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("第一章", Array([first, Name.XYZ, 130, 700, 0])))
        pdf.docinfo["/Title"] = "关于均衡发展的通知"
        pdf.save(path)
    return path


def test_what_is_converted_lets_its_box_be_pdfa(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that a file that keeps a box from being PDF/A no longer does."""
    source = report(tmp_path / "a.pdf")
    assert not bind(zoo.binding(source), tmp_path / "box.pdf").pdfa
    done, out = converted(ghostscript, source)
    assert done == Archived(3, {}, ("Helvetica",))
    bound = bind(zoo.binding(out), tmp_path / "box.pdf")
    assert (bound.pdfa, bound.reasons, bound.accounts[0].reasons) == (True, (), ())


def test_links_bookmarks_and_title_are_kept(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that what Ghostscript would lose or move stays as it was."""
    _, out = converted(ghostscript, report(tmp_path / "a.pdf"))
    with pikepdf.open(out) as pdf:
        web, inner = pdf.pages[0].Annots[0], pdf.pages[2].Annots[0]
        assert (web.A.URI, web.F, [*web.Rect]) == ("https://moe.gov.cn/", 4, [72, 700, 200, 714])
        assert inner.Dest[0] == pdf.pages[1].obj
        with pdf.open_outline() as outline:
            (entry,) = outline.root
            assert entry.title == "第一章"
            assert entry.destination[0] == pdf.pages[0].obj
        assert pdf.docinfo["/Title"] == "关于均衡发展的通知"
        assert (pdf.pages[0].Rotate, pdf.pages[1].UserUnit) == (90, 2)
        assert [*pdf.pages[0].CropBox] == [120, 60, 600, 800]


def test_pages_look_and_read_as_before(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that nothing is turned, moved or scaled, and no word is lost."""
    source = report(tmp_path / "a.pdf")
    _, out = converted(ghostscript, source)
    with pypdfium2.PdfDocument(source) as before, pypdfium2.PdfDocument(out) as after:
        for old, new in zip(before, after, strict=True):
            ours, theirs = (page.render(may_draw_forms=False).to_pil() for page in (old, new))
            assert ours.size == theirs.size
            # faces of letters and shades of CMYK differ a little; what was moved differs by far
            difference = ImageChops.difference(ours.convert("L"), theirs.convert("L"))
            assert sum(difference.point(lambda value: value > 128).histogram()[1:]) < 25
            words = [page.get_textpage().get_text_bounded() for page in (old, new)]
            assert words[0] == words[1]


def test_the_same_file_gives_the_same_bytes(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that no clock and no chance gets into what is made."""
    source = report(tmp_path / "a.pdf")
    _, out = converted(ghostscript, source)
    first = out.read_bytes()
    (tmp_path / "elsewhere").mkdir()
    moved = source.rename(tmp_path / "elsewhere/另一处.pdf")
    time.sleep(1.1)  # Ghostscript writes seconds
    _, out = converted(ghostscript, moved)
    assert out.read_bytes() == first


def test_the_file_itself_is_only_read(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that evidence stays as it is, byte for byte."""
    source = report(tmp_path / "a.pdf")
    source.chmod(0o444)
    before = sha256_of(source)
    converted(ghostscript, source)
    assert sha256_of(source) == before


def test_what_becomes_part_of_the_page_is_counted(ghostscript: Ghostscript, tmp_path: Path) -> None:
    """This test ensures that comments and fields are seen as before, and told of."""
    source = tmp_path / "a.pdf"
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, zoo.text("page"))
        field = mark(pdf, "Widget", FT=Name.Tx, T=String("姓名"))
        page.Annots = Array([mark(pdf, "Stamp"), mark(pdf, "Stamp"), mark(pdf, "Ink"), field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("shown")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
        pdf.save(source)
    done, out = converted(ghostscript, source)
    assert done.fault is None
    assert done.merged == {"annotation:Stamp": 2, "annotation:Ink": 1, "fields": 1, "layers": 1}
    with pypdfium2.PdfDocument(out) as pdf:
        assert pdf[0].render().to_pil().getpixel((230, 842 - 310)) == (255, 0, 0)
    with pikepdf.open(out) as pdf:
        assert not {"/AcroForm", "/OCProperties"} & set(pdf.Root.keys())


def chinese(path: Path, name: str = "/SimSun") -> Path:
    """A page set in a Chinese font that is not in the file, as old office programs make them."""
    with Pdf.new() as pdf:
        page = zoo.add_page(
            pdf, b"BT /F2 12 Tf 72 600 Td <" + "义务教育".encode("gbk").hex().encode() + b"> Tj ET"
        )
        about = Dictionary(
            Type=Name.FontDescriptor, FontName=Name(name), Flags=4, ItalicAngle=0, StemV=80,
            FontBBox=Array([0, -200, 1000, 900]), Ascent=859, Descent=-141, CapHeight=700,
        )  # fmt: skip
        system = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=2)
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(name), DW=1000,
            CIDSystemInfo=system, FontDescriptor=pdf.make_indirect(about),
        )  # fmt: skip
        page.Resources.Font.F2 = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(name),
                       Encoding=Name("/GBK-EUC-H"),
                       DescendantFonts=Array([pdf.make_indirect(below)]))
        )  # fmt: skip
        pdf.save(path)
    return path


def latin(path: Path) -> Path:
    """A page set in a Latin font that is not in the file and has no look-alike."""
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, zoo.text("ticks"))
        page.Resources.Font.F1.BaseFont = Name("/Wingdings")
        pdf.save(path)
    return path


def cut(path: Path) -> Path:
    source = zoo.plain(path.with_name("whole.pdf"), 8)
    path.write_bytes(source.read_bytes()[: source.stat().st_size * 7 // 10])
    return path


def torn(path: Path) -> Path:
    """A page whose content ends in the middle of an operator's operands."""
    return zoo.single(path, zoo.text("page") + b"q /Nothing Do [ (")


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "Chinese font elsewhere": (chinese, r"fonts .*\(SimSun\)"),
    "Latin font elsewhere": (latin, r"fonts .*\(Wingdings\)"),
    "hidden layer": (zoo.layered, "hidden layers"),
    "cut off": (cut, "damaged"),
    "torn content": (torn, "not sure of it"),
}


@pytest.mark.parametrize(("make", "told"), REFUSED.values(), ids=REFUSED)
def test_what_would_come_out_otherwise_is_refused(
    ghostscript: Ghostscript, tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    """This test ensures that a file that may lose something is a fault, and nothing is written."""
    assert re.search(told, fault(ghostscript, make(tmp_path / "a.pdf")))


def stand_in(folder: Path, script: str, patience: float = 20) -> Ghostscript:
    """A program that only looks like Ghostscript."""
    program = folder / "gs"
    program.write_text(f'#!/bin/sh\n[ "$1" != --version ] || {{ echo 9.9; exit; }}\n{script}\n')
    program.chmod(0o755)
    return Ghostscript(program, patience)


FAILING = {
    "stars": ("cp bare.pdf painted.pdf; echo '   **** Error: bad font'", "not sure.*bad font"),
    "no PDF/A": ("cp bare.pdf painted.pdf; echo aborting conversion >&2", "not sure"),
    "exit code": ("cp bare.pdf painted.pdf; exit 3", "not sure"),
    "pages lost": ("cp ../a/one.pdf painted.pdf", "1 pages of 2"),
    "words lost": ("cp ../a/other.pdf painted.pdf", "page 1 would lose words"),
    "page of another size": ("cp ../a/wide.pdf painted.pdf", "page 1 is of another size"),
    "no PDF": ("echo nothing >painted.pdf", "not a PDF"),
}


@pytest.mark.parametrize(("script", "told"), FAILING.values(), ids=FAILING)
def test_a_failing_program_is_a_fault(tmp_path: Path, script: str, told: str) -> None:
    """This test ensures that what Ghostscript says, and what it leaves, is looked at."""
    source = zoo.plain(tmp_path / "a.pdf", 2)
    zoo.plain(tmp_path / "one.pdf")
    zoo.plain(tmp_path / "other.pdf", 2, "xyzzy")
    with Pdf.new() as pdf:
        for number in (1, 2):
            zoo.add_page(pdf, zoo.text(f"page {number}"), (0, 0, 842, 595))
        pdf.save(tmp_path / "wide.pdf")
    program = stand_in(tmp_path, script.replace("../a", str(tmp_path)))
    assert re.search(told, fault(program, source))


def test_a_program_that_never_ends_is_ended(tmp_path: Path) -> None:
    """This test ensures that patience ends, and with it whatever the program started."""
    program = stand_in(tmp_path, "sleep 60 & wait", patience=0.3)
    begun = time.monotonic()
    assert "has not finished" in fault(program, zoo.plain(tmp_path / "a.pdf"))
    assert time.monotonic() - begun < 20


def test_nothing_of_the_users_environment_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that options and fonts of the user change no page."""
    monkeypatch.setenv("GS_OPTIONS", "-dFirstPage=2")
    program = stand_in(tmp_path, f"env >{tmp_path}/env; cp bare.pdf painted.pdf")
    converted(program, zoo.plain(tmp_path / "a.pdf"))
    told = (tmp_path / "env").read_text()
    assert "GS_OPTIONS" not in told
    assert "LC_ALL=C.UTF-8" in told


def test_a_machine_without_ghostscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that none is found where none is, and that the remedy says what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DOSSIER_GHOSTSCRIPT", raising=False)
    assert available() is None
    assert "apt install ghostscript" in str(MISSING)
    stand_in(tmp_path, "")
    found = available()
    assert found is not None
    assert found.version == "9.9"
    monkeypatch.setenv("DOSSIER_GHOSTSCRIPT", str(tmp_path / "nowhere"))
    assert available() is None


def test_a_program_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    """This test ensures that a broken installation is told once, not for each file."""
    (tmp_path / "gs").write_text("#!/bin/sh\nexit 77\n")
    (tmp_path / "gs").chmod(0o755)
    with pytest.raises(EngineError, match="does not start"):
        Ghostscript(tmp_path / "gs").key("0" * 64, b"")


def test_the_key_names_all_that_counts(tmp_path: Path) -> None:
    """This test ensures that another file, profile or version is another PDF."""
    one = stand_in(tmp_path, "")
    (tmp_path / "b").mkdir()
    other = stand_in(tmp_path / "b", "")
    text = (tmp_path / "b/gs").read_text()
    (tmp_path / "b/gs").write_text(text.replace("9.9", "10.0"))
    keys = {one.key("a", b"p"), one.key("b", b"p"), one.key("a", b"q"), other.key("a", b"p")}
    assert len(keys) == 4
    assert one.key("a", b"p") == stand_in(tmp_path, "").key("a", b"p")
