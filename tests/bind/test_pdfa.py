"""A box claims to be PDF/A-2b where all its parts allow it, and nowhere else."""

from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest
from altered_pages import (
    COUNTED,
    Change,
    embedded,
    extend,
    font,
    form,
    icc,
    image,
    look,
    mark,
    sheet,
    truetype,
)
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from dossier.bind.binding import Bound
from dossier.bind.box import bind
from dossier.bind.srgb import profile


def told(tmp_path: Path, path: Path, **fields: object) -> Bound:
    return bind(zoo.binding(path, **fields), tmp_path / "box.pdf")


SOUND: dict[str, Change] = {
    "colours": lambda pdf, page: extend(page.Resources,
        ColorSpace=Dictionary(C1=icc(pdf, profile()), C2=Array([Name.Indexed, Name.DeviceRGB, 0]))
    ),
    "image": image,
    "mask": lambda pdf, page: image(pdf, page, ImageMask=True, ColorSpace=Name.DeviceGray),
    "transparency": lambda _, page: extend(page.Resources,
        ExtGState=Dictionary(G1=Dictionary(BM=Name.Multiply, ca=0.5, SMask=Name("/None")))
    ),
    "form": lambda pdf, page: form(pdf, page, b"/G1 gs", Resources=Dictionary()),
    "comment": lambda pdf, page: mark(page, AP=look(pdf)),
    "link": lambda _, page: mark(
        page, "Link", 4, A=Dictionary(S=Name.URI, URI=String("https://moe.gov.cn/"))
    ),
    "font of its own": lambda pdf, page: font(
        page, **COUNTED, Encoding=Name.WinAnsiEncoding, FontDescriptor=embedded(pdf, 32)
    ),
    "symbols in one cmap": lambda pdf, page: font(
        page, **COUNTED, FontDescriptor=embedded(pdf, 4, truetype((1, 0)))
    ),
    "symbols among cmaps": lambda pdf, page: font(
        page, **COUNTED, FontDescriptor=embedded(pdf, 4, truetype((1, 0), (3, 0)))
    ),
    "drawn font": lambda pdf, page: font(
        page, Subtype=Name.Type3, CharProcs=Dictionary(a=Stream(pdf, b"0 0 m")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND)
def test_what_is_allowed_is_claimed(tmp_path: Path, change: Change) -> None:
    """This test ensures that a sound page passes, and claim, intent and /ID are there."""
    bound = told(tmp_path, sheet(tmp_path / "a.pdf", change))
    assert (bound.reasons, bound.accounts[0].reasons, bound.pdfa) == ((), (), True)
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1
        assert intent.DestOutputProfile.read_bytes() == profile()
        assert intent.DestOutputProfile.N == 3
        assert pdf.pdf_version == "1.7"
        assert "/ID" in pdf.trailer


FAULTS: dict[str, tuple[Change, str]] = {
    "font elsewhere": (lambda _, page: font(page, **COUNTED), "font-not-embedded: SimSun"),
    "font without widths": (
        lambda pdf, page: font(
            page, Encoding=Name.WinAnsiEncoding, FontDescriptor=embedded(pdf, 32)
        ),
        "font-incomplete: SimSun",
    ),
    "font of its own code": (
        lambda pdf, page: font(page, **COUNTED, FontDescriptor=embedded(pdf, 32)),
        "font-encoding: SimSun",
    ),
    "symbols": (
        lambda pdf, page: font(page, **COUNTED, FontDescriptor=embedded(pdf, 4)),
        "font-encoding: SimSun",
    ),
    "symbols in other cmaps": (
        lambda pdf, page: font(
            page, **COUNTED, FontDescriptor=embedded(pdf, 4, truetype((1, 0), (3, 1)))
        ),
        "font-encoding: SimSun",
    ),
    "symbols cut off": (
        lambda pdf, page: font(
            page, **COUNTED, FontDescriptor=embedded(pdf, 4, truetype((1, 0))[:120])
        ),
        "font-encoding: SimSun",
    ),
    "symbols without cmap": (
        lambda pdf, page: font(
            page, **COUNTED,
            FontDescriptor=embedded(pdf, 4, truetype((1, 0)).replace(b"cmap", b"cmaq", 1)),
        ),
        "font-encoding: SimSun",
    ),
    "no glyphs": (
        lambda _, page: font(page, Subtype=Name.Type0), "font-incomplete: SimSun",
    ),
    "composite": (
        lambda _, page: font(
            page, Subtype=Name.Type0, Encoding=Name("/GBK-EUC-H"),
            DescendantFonts=Array([Dictionary(Subtype=Name.CIDFontType2)]),
        ),
        "font-encoding: SimSun",
    ),
    "CMYK image": (
        lambda pdf, page: image(pdf, page, ColorSpace=Name.DeviceCMYK), "cmyk",
    ),
    "CMYK palette": (
        lambda pdf, page: image(
            pdf, page, ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 0, String("0000")])
        ),
        "cmyk",
    ),
    "CMYK in a form": (
        lambda pdf, page: form(pdf, page, b"0 0 0 1 k", Resources=Dictionary()), "cmyk",
    ),
    "CMYK comment": (
        lambda pdf, page: mark(page, AP=look(pdf), C=Array([0, 0, 0, 1])), "cmyk",
    ),
    "smooth image": (
        lambda pdf, page: image(pdf, page, Interpolate=True), "interpolated-image",
    ),
    "JPEG 2000": (lambda pdf, page: image(pdf, page, Filter=Name.JPXDecode), "jpeg2000"),
    "spot colour": (
        lambda pdf, page: image(pdf, page, ColorSpace=Array([Name.DeviceN, 1, 2, 3])),
        "spot-colours",
    ),
    "broken profile": (
        lambda pdf, page: image(pdf, page, ColorSpace=icc(pdf, b"nothing")), "colour-profile",
    ),
    "blend": (
        lambda _, page: extend(page.Resources,
            ExtGState=Dictionary(G1=Dictionary(BM=Name("/Own")))
        ),
        "blend-mode",
    ),
    "transfer": (
        lambda _, page: extend(page.Resources, ExtGState=Dictionary(G1=Dictionary(TR=Name.a))),
        "not-allowed: /TR",
    ),
    "PostScript": (
        lambda pdf, page: form(pdf, page, b"", Resources=Dictionary(), Subtype2=Name.PS),
        "not-allowed: PostScript",
    ),
    "borrowed": (lambda pdf, page: form(pdf, page, b"/G1 gs"), "resources-inherited"),
    "slides": (lambda _, page: extend(page, PresSteps=Dictionary()), "presentation"),
    "huge": (lambda _, page: extend(page, MediaBox=Array([0, 0, 14401, 99])), "page-size"),
    "unseen comment": (
        lambda pdf, page: mark(page, flags=2, AP=look(pdf)), "annotation-unprinted",
    ),
    "bare comment": (lambda _, page: mark(page), "annotation-without-look"),
    "two looks": (
        lambda pdf, page: mark(page, AP=Dictionary(N=look(pdf).N, D=look(pdf).N)),
        "annotation-changing-look",
    ),
    "film": (lambda pdf, page: mark(page, "Movie", AP=look(pdf)), "annotation: /Movie"),
    "hiding": (
        lambda _, page: mark(page, "Link", A=Dictionary(S=Name.Hide, T=String("a"))),
        "action: /Hide",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), FAULTS.values(), ids=FAULTS)
def test_what_is_not_allowed_is_not_claimed(tmp_path: Path, change: Change, reason: str) -> None:
    """This test ensures that one fault keeps the whole box from the claim, and is named."""
    bound = told(tmp_path, sheet(tmp_path / "a.pdf", change))
    assert reason in bound.accounts[0].reasons
    assert not bound.pdfa
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        assert b"pdfaid:part>" not in pdf.Root.Metadata.read_bytes()
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"0 0 0 1 k 0 0 9 9 re f", "cmyk"),
        (b"0 0 .5 1 K", "cmyk"),
        (b"/DeviceCMYK cs", "cmyk"),
        (b"BI /W 1 /H 1 /CS /CMYK /BPC 8 ID abcd EI", "cmyk"),
        (b"BI /W 1 /H 1 /CS /G /F /LZW ID abcd EI", "lzw"),
    ],
)
def test_the_content_of_a_page_is_looked_into(tmp_path: Path, content: bytes, reason: str) -> None:
    """This test ensures that colours and filters are found where only drawing tells of them."""
    assert told(tmp_path, sheet(tmp_path / "a.pdf", content=content)).accounts[0].reasons == (
        reason,
    )


def test_a_cover_that_is_not_fit_is_told_of_the_box(tmp_path: Path) -> None:
    """This test ensures that front and back matter are judged as well."""
    cover = zoo.plain(tmp_path / "c.pdf")
    bound = told(tmp_path, sheet(tmp_path / "a.pdf"), front=(("封面", cover),))
    assert bound.accounts[0].reasons == ()
    assert "font-not-embedded: Helvetica" in bound.reasons
    assert not bound.pdfa


def test_a_list_that_lacks_a_layer_is_not_allowed(tmp_path: Path) -> None:
    """This test ensures that layers of two items, one of them listed, are no PDF/A together."""
    listed, other = zoo.layered(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with Pdf.open(listed) as pdf:
        del pdf.Root.OCProperties.D["/Order"]
        pdf.save(other)
    assert told(tmp_path, listed).reasons == ()
    assert bind(zoo.binding(listed, other), tmp_path / "box.pdf").reasons == ("layers",)


def test_nonsense_stops_no_box(tmp_path: Path) -> None:
    """This test ensures that objects of wrong types are a reason, and never an error."""

    def change(_: Pdf, page: Dictionary) -> None:
        mark(page, "Stamp")
        page.Annots[0].Rect = Array([Name.a, Name.b, 9, 9])

    assert told(tmp_path, sheet(tmp_path / "a.pdf", change)).accounts[0].reasons == ("malformed",)


def test_old_compression_is_written_anew(tmp_path: Path) -> None:
    """This test ensures that LZW, which PDF/A does not allow, is gone, and the data is the same."""
    encoded = bytes.fromhex("800B6050220C0C8501")
    path = sheet(
        tmp_path / "a.pdf",
        lambda pdf, page: image(pdf, page, encoded, Filter=Name.LZWDecode, Width=9),
    )
    assert b"LZW" in path.read_bytes()
    assert told(tmp_path, path).pdfa
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        written = pdf.pages[0].obj.Resources.XObject.Im1
        assert (written.Filter, written.read_bytes()) == (Name.FlateDecode, b"-----A---B")


def test_links_without_flags_are_made_to_print(tmp_path: Path) -> None:
    """This test ensures that the one thing LaTeX leaves out of links stands in no box's way."""

    def change(_: Pdf, page: Dictionary) -> None:
        mark(page, "Link", A=Dictionary(S=Name.URI, URI=String("https://moe.gov.cn/")))
        del page.Annots[0]["/F"]

    assert told(tmp_path, sheet(tmp_path / "a.pdf", change)).pdfa


def test_a_form_that_draws_itself_is_not_allowed(tmp_path: Path) -> None:
    """This test ensures that a field whose look is left to the viewer is found."""
    bound = told(tmp_path, zoo.form(tmp_path / "a.pdf", "周明"))
    assert "annotation-without-look" in bound.accounts[0].reasons


def test_the_profile_is_srgb(tmp_path: Path) -> None:
    """This test ensures that the profile is whole, of version 2, and the same each time."""
    data = profile()
    assert int.from_bytes(data[:4], "big") == len(data)
    assert (data[8], data[12:24], data[36:40]) == (2, b"mntrRGB XYZ ", b"acsp")
    count = int.from_bytes(data[128:132], "big")
    entries = [data[132 + 12 * n : 144 + 12 * n] for n in range(count)]
    places = {one[:4]: int.from_bytes(one[4:8], "big") for one in entries}
    assert data[places[b"desc"] :][12:29] == b"sRGB IEC61966-2.1"
    sums = [
        sum(int.from_bytes(data[places[tag] :][at : at + 4], "big") for tag in primaries) / 65536
        for primaries in [(b"rXYZ", b"gXYZ", b"bXYZ")]
        for at in (8, 12, 16)
    ]
    assert sums == pytest.approx([0.9642, 1.0, 0.8249], abs=2e-4)  # red, green and blue make white
