"""What boxes claim of PDF/A-2b, judged by a validator that knows nothing of this program.

It is wrong now and then (page-validation 0.11.0): of data that ends in a carriage return it thinks
that it is too long, of some CFF and Type 1 glyphs that they have no width. And it tells only the
first fault of a rule. So where it tells one of the two, all that the rule is about is looked into
again.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from bound_box import NUMBERS
from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.basePen import NullPen
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from bind import pdf_zoo as zoo
from dossier.bind.box import bind
from dossier.bind.srgb import profile
from dossier.convert.archival import available
from dossier.convert.images import to_pdf
from dossier.media.normalise import decrypted
from dossier.typeset.placeholder import Notice, placeholder
from sample_build import Sample
from written_pdf import written_pdf

CLAIM = "<pdfaid:part>2</pdfaid:part>"
SLACK = 1.0  # thousandths of an em by which a width may differ (ISO 19005-2, 6.2.11.5)

Maker = Callable[[Path], Path]


def streams_of_another_length(path: Path) -> Iterator[int]:
    """The objects (by number) whose data is not as long as their /Length says.

    A box is written by qpdf: every stream is an object of its own, its /Length a number.
    """
    content = path.read_bytes()
    place = 0
    while head := re.compile(rb"(?<=\n)(\d+) \d+ obj\s").search(content, place):
        place = content.index(b"endobj", head.end())
        start = content.find(b"stream\n", head.end(), place)
        if start < 0:
            continue
        (length,) = re.findall(rb"/Length (\d+)(?!\d| \d+ R)", content[head.end() : start])
        end = start + len(b"stream\n") + int(length)
        if not re.compile(rb"\r?\n?endstream\s+endobj").match(content, end):
            yield int(head[1])
        place = max(end, head.end())


def cff_widths(font: Dictionary) -> Iterator[tuple[float, float]]:
    """The width drawn and the width declared of each glyph of a composite font with outlines."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    program = fonts[0]
    order, keyed = program.getGlyphOrder(), hasattr(program, "ROS")
    for cid, width in widths(font.get("/W", Array())):
        glyph = f"cid{cid:05d}" if keyed and cid else order[cid]
        shape, _ = program.CharStrings.getItemAndSelector(glyph)
        shape.draw(NullPen())
        yield shape.width * 1000 * getattr(program, "FontMatrix", [0.001])[0], width


def widths(listed: Array) -> Iterator[tuple[int, float]]:
    """CID → width, of an array of widths (ISO 32000-1, 9.7.4.3)."""
    waiting = list(listed)
    while waiting:
        first, second, *waiting = waiting
        if isinstance(second, Array):
            yield from ((int(first) + n, float(width)) for n, width in enumerate(second))
        else:
            last, (width, *waiting) = second, waiting
            yield from ((cid, float(width)) for cid in range(int(first), int(last) + 1))


def type1_widths(font: Dictionary) -> Iterator[tuple[float, float]]:
    """The same of a Type 1 font, which names its glyphs itself."""
    stream = font.FontDescriptor.FontFile
    program, head, body = stream.read_bytes(), int(stream.Length1), int(stream.Length2)
    clear, private = program[:head], decrypted(program[head : head + body])
    (scale,) = re.findall(rb"/FontMatrix ?\[ ?([0-9.]+)", clear)
    names = dict(re.findall(rb"dup (\d+) /(\S+) put", clear))
    shapes = dict(charstrings(private))
    for code, width in enumerate(font.Widths, int(font.FirstChar)):
        glyph = names.get(b"%d" % code)
        if glyph not in {None, b".notdef"}:  # which no page may show (ISO 19005-2, 6.2.11.8)
            yield advance(shapes[glyph]) * 1000 * float(scale), float(width)


def charstrings(private: bytes) -> Iterator[tuple[bytes, list[float | str]]]:
    """The glyphs of a Type 1 font by name (Adobe Type 1 Font Format, 2.4 and 7.3)."""
    place = private.index(b"/CharStrings")
    while one := re.compile(rb"/(\S+) (\d+) (?:RD|-\|) ").search(private, place):
        place = one.end() + int(one[2])
        plain, _ = eexec.decrypt(private[one.end() : place], 4330)
        shape = T1CharString(plain[4:], subrs=[])
        shape.decompile()
        yield one[1], shape.program


def advance(shape: list[float | str]) -> float:
    """The width that a glyph begins with (hsbw; Adobe Type 1 Font Format, 6.4)."""
    *numbers, last = shape[1 : shape.index("hsbw")]
    return numbers[-2] / numbers[-1] if last == "div" else last


MEASURES = {
    ("/CIDFontType0", "/FontFile3"): cff_widths,
    ("/Type1", "/FontFile"): type1_widths,
}


def fonts_of_another_width(path: Path) -> Iterator[str]:
    """The fonts with a glyph that is drawn wider or narrower than declared.

    Those with outlines of PostScript are measured here; they are taken out of a copy, of which
    the validator then tells the first of the others.
    """
    with pikepdf.open(path) as pdf:
        for one in list(pdf.objects):
            about = one.get("/FontDescriptor") if isinstance(one, Dictionary) else None
            for (kind, file), measure in MEASURES.items():
                if about is None or one.get("/Subtype") != kind or file not in about:
                    continue
                if any(abs(drawn - told) > SLACK for drawn, told in measure(one)):
                    yield str(one.BaseFont)
                del one.FontDescriptor
        copy = BytesIO()
        pdf.save(copy)
    for told in page.validate_pdf_bytes(copy.getvalue(), profile="2b").failures:
        if told.rule_id == WIDTH:
            yield told.message


WIDTH = "PDFA2B-TRUETYPE-GLYPH-WIDTH-001"
# rule → what is looked into again where it is told
SUSPECTS: dict[str, Callable[[Path], Iterator[object]]] = {
    "PDFA2B-STREAM-LENGTH-001": streams_of_another_length,
    WIDTH: fonts_of_another_width,
}


def faults(path: Path) -> list[tuple[str, str]]:
    """The rule and words of each fault that the validator finds and that is one."""
    told = page.validate_pdf(path, profile="2b", limits=page.SafetyLimits.unlimited()).failures
    return [
        (one.rule_id, one.message)
        for one in told
        if one.rule_id not in SUSPECTS or any(True for _ in SUSPECTS[one.rule_id](path))
    ]


def claims(path: Path) -> bool:
    """Whether the XMP of a PDF says that it is PDF/A-2."""
    with pikepdf.open(path) as pdf:
        return CLAIM in pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.engine
@pytest.mark.parametrize("number", NUMBERS)
def test_a_box_of_the_sample_keeps_its_claim(sample: Sample, number: str) -> None:
    """This test ensures that what says that it is PDF/A-2b is judged valid, and reported so."""
    path = sample.workspace.build / f"boxes/box-{number}.pdf"
    (record,) = (box for box in sample.report["boxes"] if box["number"] == number)
    assert claims(path) == record["pdfa"]
    if record["pdfa"]:
        assert faults(path) == []
    else:  # it says why, and the validator agrees that it is none
        told = [*record["pdfa_reasons"], *(one["pdfa_reasons"] for one in record["items"])]
        assert any(told)
        assert not page.validate_pdf(path, profile="2b").is_compliant


def silent(make: Maker) -> Maker:
    """The same without the words, whose font is not embedded: a drawing in their place."""

    def made(path: Path) -> Path:
        make(path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            for one in pdf.pages:
                if "/Font" in one.obj.get("/Resources", {}):
                    del one.obj.Resources.Font
                drawn = one.Contents.read_bytes() if "/Contents" in one.obj else b""
                drawn = re.sub(rb"BT.*?ET", b"9 9 99 99 re f", drawn, flags=re.DOTALL)
                one.obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, drawn))
            pdf.save(path)
        return path

    return made


def picture(mode: str, kind: str) -> Maker:
    """A picture as the program puts it on a page."""

    def made(path: Path) -> Path:
        source = path.with_suffix(f".{kind}")
        Image.new(mode, (60, 40)).save(source)
        path.write_bytes(to_pdf(source))
        return path

    return made


def archived(make: Maker) -> Maker:
    """The same, made fit by Ghostscript."""

    def made(path: Path) -> Path:
        program = available()
        assert program is not None, "run 'make test', which installs ghostscript"
        source = make(path.with_name("source.pdf"))
        assert program.to_archival(source, path, profile()).fault is None
        return path

    return made


def notice(path: Path) -> Path:
    placeholder(Notice("招生方案", "B01 入学机会", "2020—2021", "文件缺失", "王"), path)
    return path


ZOO: dict[str, Maker] = {
    "plain": lambda path: zoo.plain(path, 3),
    "turned": lambda path: zoo.single(path, zoo.text("turned"), Rotate=90),
    "cropped": lambda path: zoo.single(path, zoo.text("x"), CropBox=Array([9, 9, 500, 800])),
    "origin": lambda path: zoo.single(path, zoo.text("x"), (100, 50, 695, 892), Rotate=270),
    "enlarged": lambda path: zoo.single(path, zoo.text("x"), UserUnit=2),
    "A3": lambda path: zoo.single(path, zoo.text("x"), (0, 0, 1191, 842)),
    "huge": lambda path: zoo.single(path, zoo.text("x"), (0, 0, 20000, 20000)),
    "no content": lambda path: zoo.single(path, None),
    "open q": lambda path: zoo.single(path, b"q 0 1 0 rg " + zoo.text("x")),
    "excess Q": lambda path: zoo.single(path, b"Q Q " + zoo.text("x")),
    "CMYK": lambda path: zoo.single(path, b"0 1 1 0 k " + zoo.text("x")),
    "catalogue": lambda path: zoo.catalogue(path, "https://a.cn/", "https://b.cn/"),
    "names": lambda path: zoo.named_links(path, "x"),
    "old names": lambda path: zoo.named_links(path, "x", old=True),
    "form": lambda path: zoo.form(path, "周"),
    "layers": zoo.layered,
    "bookmarks": zoo.outlined,
    "shared page": zoo.shared,
    "active": zoo.active,
    "signed": zoo.signed,
}
SOUND: dict[str, Maker] = {
    "typeset words": lambda path: written_pdf(path, "关于均衡发展", "第二页 ABC 123"),
    "placeholder": notice,
    "grey scan": picture("L", "jpg"),
    "colours": picture("RGB", "png"),
    "palette": picture("P", "png"),
    "black and white": picture("1", "tif"),
    "veil": picture("RGBA", "png"),
    "archived": archived(lambda path: zoo.plain(path, 3)),
    "archived names": archived(lambda path: zoo.named_links(path, "x")),
    "archived CMYK": archived(ZOO["CMYK"]),
    "archived turned": archived(ZOO["origin"]),
    "archived active": archived(zoo.active),
}
ODD = {**ZOO, **{f"{name}, no words": silent(make) for name, make in ZOO.items()}}


def boxed(make: Maker, folder: Path) -> tuple[Path, bool]:
    """A box of one item, and whether it claims to be PDF/A."""
    box = folder / "box.pdf"
    bound = bind(zoo.binding(make(folder / "a.pdf")), box)
    assert claims(box) == bound.pdfa
    return box, bound.pdfa


# What stands in the way also where there are no words, whose font is not embedded.
NEVER = {"huge", "CMYK", "form", "active"}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_item_gets_no_false_claim(tmp_path: Path, name: str) -> None:
    """This test ensures that a box claims what it can, and nothing that the validator denies."""
    box, claimed = boxed(ODD[name], tmp_path)
    member, _, silenced = name.partition(", ")
    assert claimed == (bool(silenced) and member not in NEVER)
    if claimed:
        assert faults(box) == []
    else:
        assert not page.validate_pdf(box, profile="2b").is_compliant


@pytest.mark.parametrize("make", SOUND.values(), ids=SOUND)
def test_what_the_program_makes_is_claimed_and_valid(tmp_path: Path, make: Maker) -> None:
    """This test ensures that pages of our own do not keep a box from being PDF/A."""
    box, claimed = boxed(make, tmp_path)
    assert claimed
    assert faults(box) == []


def test_a_wrong_length_is_no_false_alarm(tmp_path: Path) -> None:
    """This test ensures that streams are really measured where the validator doubts them."""
    box, _ = boxed(silent(ZOO["plain"]), tmp_path)
    assert list(streams_of_another_length(box)) == []
    spoilt = re.sub(rb"/Length (\d)(?=\d)", b"/Length 7", box.read_bytes(), count=1)
    assert spoilt != box.read_bytes()
    box.write_bytes(spoilt)
    assert len(list(streams_of_another_length(box))) == 1


def test_a_wrong_width_is_no_false_alarm(tmp_path: Path) -> None:
    """This test ensures that glyphs are really measured where the validator doubts them."""
    box, _ = boxed(SOUND["typeset words"], tmp_path)
    assert list(fonts_of_another_width(box)) == []
    with Pdf.open(box, allow_overwriting_input=True) as pdf:
        (font, *_) = (
            one
            for one in pdf.objects
            if isinstance(one, Dictionary) and one.get("/Subtype") == Name.CIDFontType0
        )
        (cid, wide), *_ = widths(font.W)
        font.W = Array([cid, Array([wide + 5])])
        name = str(font.BaseFont)
        pdf.save(box)
    assert list(fonts_of_another_width(box)) == [name]
