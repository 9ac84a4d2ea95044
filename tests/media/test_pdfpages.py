"""Damage within a PDF that viewers and qpdf pass over: what a page draws lacks, and it is told."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from dossier.finding import Code
from dossier.media.examine import Examined, examine
from dossier.model.evidence_file import FileKind
from written_pdf import written_pdf

DRAWN = b"".join(b"%d %d 9 7 re f\n" % (n * 37 % 500, n * 53 % 700) for n in range(400))

Spoil = Callable[[bytes], bytes]


def packed(content: bytes) -> bytes:
    return zlib.compress(content)


def flipped(content: bytes) -> bytes:
    """Twenty bytes in the middle are others."""
    half = len(content) // 2
    return (
        content[:half] + bytes(b ^ 0x5A for b in content[half : half + 20]) + content[half + 20 :]
    )


def halved(content: bytes) -> bytes:
    return content[: len(content) // 2]


def unmarked(content: bytes) -> bytes:
    """A bit of the last four, the checksum, is another."""
    return content[:-1] + bytes([content[-1] ^ 1])


def one_page(path: Path, content: bytes, fill: Callable[[pikepdf.Pdf, Dictionary], None]) -> Path:
    """A PDF of two pages, the first blank; the second has this content and what `fill` adds."""
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.add_blank_page()
        page.Contents = Stream(document, content)
        page.Resources = Dictionary(Font=Dictionary(), XObject=Dictionary())
        fill(document, page.obj)
        document.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def flate(document: pikepdf.Pdf, content: bytes, **keys) -> Stream:
    return Stream(document, content, Filter=Name.FlateDecode, **keys)


def told(path: Path) -> tuple[Code | None, str]:
    found = examine(path)
    return found.fault, str(found.remedy)


def content_of_page(document, page, data):
    page.Contents = flate(document, data)


def form(document, page, data):
    page.Resources.XObject.F = flate(document, data, Subtype=Name.Form, BBox=[0, 0, 9, 9])


def form_within_form(document, page, data):
    inner = flate(document, data, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    outer = Stream(document, b"/G Do", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    outer.Resources = Dictionary(XObject=Dictionary(G=inner))
    page.Resources.XObject.F = outer


def appearance(document, page, data):
    shown = flate(document, data, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    note = Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=shown))
    page.Annots = pikepdf.Array([document.make_indirect(note)])


def pattern(document, page, data):
    page.Resources.Pattern = Dictionary(P=flate(document, data, PatternType=1, BBox=[0, 0, 9, 9]))


def drawn_characters(document, page, data):
    glyphs = Dictionary(a=flate(document, data))
    font = Dictionary(Subtype=Name.Type3, CharProcs=glyphs, FontMatrix=[1, 0, 0, 1, 0, 0])
    page.Resources.Font.F = document.make_indirect(font)


PLACES = [content_of_page, form, form_within_form, appearance, pattern, drawn_characters]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("spoil", [flipped, halved, unmarked])
def test_damaged_content(tmp_path, place, spoil):
    """Content that is corrupt or ends early is damage wherever it is drawn; its page is named."""
    path = one_page(tmp_path / "a.pdf", b"/F Do", lambda *to: place(*to, spoil(packed(DRAWN))))
    fault, remedy = told(path)
    assert fault is Code.FILE_DAMAGED
    assert "the content of page 2 is damaged" in remedy


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_sound_content(tmp_path, place):
    """The same whole is sound: ended, flushed but never ended, or with its checksum cut off."""
    flushed = zlib.compressobj()
    for number, data in enumerate(
        (
            packed(DRAWN),
            packed(DRAWN)[:-3],
            flushed.compress(DRAWN) + flushed.flush(zlib.Z_SYNC_FLUSH),
            b"",
        )
    ):
        path = one_page(tmp_path / f"{number}.pdf", b"/F Do", lambda *to, d=data: place(*to, d))
        assert examine(path) == Examined(FileKind.PDF, 2)


def test_damaged_objects(tmp_path):
    """Objects packed together (ISO 32000-1, 7.5.7) that are damaged would be drawn as nothing."""
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        for _ in range(30):
            document.add_blank_page().Contents = Stream(document, DRAWN)
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = bytearray(path.read_bytes())
    start = content.index(b"stream\n", content.index(b"/ObjStm")) + 7
    content[content.index(b"endstream", start) - 3] ^= 1
    assert examine(path) == Examined(FileKind.PDF, 30)
    path.write_bytes(content)
    assert told(path)[0] is Code.FILE_DAMAGED


def noise(mode: str = "L", size: tuple[int, int] = (120, 90)) -> Image.Image:
    return Image.effect_noise(size, 90).convert(mode)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def group_4(image: Image.Image) -> bytes:
    content = saved(image, "TIFF", compression="group4", tiffinfo={278: image.height})
    tags = Image.open(io.BytesIO(content)).tag_v2
    return content[tags[273][0] :][: tags[279][0]]


def with_picture(path: Path, data: bytes, content: bytes = b"/P Do", **keys) -> Path:
    """A page with a picture of 120 × 90 pixels, grey of eight bits unless told otherwise."""
    known = {"Subtype": Name.Image, "Width": 120, "Height": 90, "BitsPerComponent": 8,
             "ColorSpace": Name.DeviceGray}  # fmt: skip

    def fill(document, page):
        page.Resources.XObject.P = Stream(document, data, **(known | keys))

    return one_page(path, content, fill)


FAX = {"BitsPerComponent": 1, "DecodeParms": Dictionary(K=-1, Columns=120, BlackIs1=False)}
PICTURES = [
    (packed(noise().tobytes()), {"Filter": Name.FlateDecode}),
    (noise().tobytes(), {}),
    (noise().tobytes().hex().encode() + b">", {"Filter": Name.ASCIIHexDecode}),
    (b"".join(b"\x7f" + noise().tobytes()[n : n + 128] for n in range(0, 10752, 128)) + b"\x2f"
     + bytes(48) + b"\x80", {"Filter": Name.RunLengthDecode}),
    (saved(noise(), "JPEG"), {"Filter": Name.DCTDecode}),
    (packed(saved(noise(), "JPEG")), {"Filter": [Name.FlateDecode, Name.DCTDecode]}),
    (group_4(noise("1")), {"Filter": Name.CCITTFaxDecode} | FAX),
    (saved(noise(), "JPEG2000"), {"Filter": Name.JPXDecode}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "keys"), PICTURES)
def test_cut_picture(tmp_path, data, keys):
    """A picture within a PDF that ends early is damage, however it is packed; whole it is sound."""
    assert examine(with_picture(tmp_path / "a.pdf", data, **keys)) == Examined(FileKind.PDF, 2)
    fault, remedy = told(with_picture(tmp_path / "b.pdf", halved(data), **keys))
    assert fault is Code.FILE_DAMAGED
    assert "a picture on page 2 is damaged or lacks a part" in remedy


def test_cut_mask(tmp_path):
    """What makes a picture transparent is a picture, too."""

    def fill(document, page):
        grey = {"Subtype": Name.Image, "Width": 9, "Height": 9, "BitsPerComponent": 8,
                "ColorSpace": Name.DeviceGray}  # fmt: skip
        page.Resources.XObject.P = Stream(document, bytes(81), **grey)
        page.Resources.XObject.P.SMask = Stream(document, bytes(30), **grey)

    assert told(one_page(tmp_path / "a.pdf", b"/P Do", fill))[0] is Code.FILE_DAMAGED


def test_jbig2_that_ends_early(tmp_path):
    """JBIG2 (ITU-T T.88, 7.2) whose last segment says that it is longer than the data is damage."""
    page = b"\0\0\0\0\x30\0\x01\0\0\0\x13" + b"\0\0\0\x78\0\0\0\x5a" + bytes(11)
    region = b"\0\0\0\x01\x26\0\x01\0\0\0\x40" + bytes(64)
    keys = {"Filter": Name.JBIG2Decode, "BitsPerComponent": 1}
    assert examine(with_picture(tmp_path / "a.pdf", page + region, **keys)).fault is None
    cut = with_picture(tmp_path / "b.pdf", (page + region)[:-20], **keys)
    assert told(cut)[0] is Code.FILE_DAMAGED


def test_wrong_fax_code(tmp_path):
    """Fax data within a PDF that have a wrong code would be drawn as bars."""
    data = flipped(group_4(noise("1")))
    path = with_picture(tmp_path / "a.pdf", data, Filter=Name.CCITTFaxDecode, **FAX)
    assert told(path)[0] is Code.FILE_DAMAGED


GROUP_3 = [("group3", 0, 0), ("group3", 1, 1), ("tiff_ccitt", 0, 0)]


@pytest.mark.parametrize(("kind", "options", "scheme"), GROUP_3)
def test_group_3(tmp_path, kind, options, scheme):
    """Fax data of group 3 within a PDF, in one and two dimensions, are read as strictly."""
    tags = {278: 90} | ({292: options} if options else {})
    content = saved(noise("1"), "TIFF", compression=kind, tiffinfo=tags)
    found = Image.open(io.BytesIO(content)).tag_v2
    data = content[found[273][0] :][: found[279][0]]
    told_of = Dictionary(K=scheme, Columns=120, EncodedByteAlign=kind == "tiff_ccitt")
    keys = {"BitsPerComponent": 1, "Filter": Name.CCITTFaxDecode, "DecodeParms": told_of}
    assert examine(with_picture(tmp_path / "a.pdf", data, **keys)).fault is None
    for name, spoil in (("b", flipped), ("c", halved)):
        assert told(with_picture(tmp_path / f"{name}.pdf", spoil(data), **keys))[0] is (
            Code.FILE_DAMAGED
        )


@pytest.mark.parametrize("tail", [b"", b"\n", b"\0" * 40])
def test_jpeg_with_something_behind(tmp_path, tail):
    """A JPEG within a PDF is whole with blanks behind it, and without its end mark alone."""
    whole = saved(Image.linear_gradient("L").resize((120, 90)), "JPEG")
    for name, data in (("a", whole + tail), ("b", whole[:-2] + tail)):
        path = with_picture(tmp_path / f"{name}.pdf", data, Filter=Name.DCTDecode)
        assert examine(path).fault is None


def test_predicted_rows(tmp_path):
    """Rows with a PNG predictor (7.4.4.4) have a byte more; a row that lacks is missed."""
    rows = b"".join(b"\0" + bytes(120) for _ in range(90))
    keys = {"Filter": Name.FlateDecode, "DecodeParms": Dictionary(Predictor=15, Columns=120)}
    assert examine(with_picture(tmp_path / "a.pdf", packed(rows), **keys)).fault is None
    short = with_picture(tmp_path / "b.pdf", packed(rows[: -2 * 121]), **keys)
    assert told(short)[0] is Code.FILE_DAMAGED


def test_what_no_page_draws(tmp_path):
    """A damaged picture that no content names does no harm."""
    data = halved(packed(noise().tobytes()))
    path = with_picture(tmp_path / "a.pdf", data, content=b"q Q", Filter=Name.FlateDecode)
    assert examine(path) == Examined(FileKind.PDF, 2)


def with_font(path: Path, spoil: Spoil, *, is_packed: bool) -> Path:
    """A written PDF whose only font program is spoiled, in its packed data or before packing."""
    with pikepdf.open(written_pdf(path, "学校工作总结")) as document:
        for one in document.objects:
            if isinstance(one, Dictionary) and "/FontFile3" in one:
                program = one.FontFile3
                if is_packed:
                    program.write(spoil(packed(program.read_bytes())), filter=Name.FlateDecode)
                else:
                    program.write(spoil(program.read_bytes()))
        made = path.with_name(f"spoiled-{path.name}")
        document.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made


def zeroed(content: bytes) -> bytes:
    """A hole where the font says what is where."""
    return bytes(60) + content[60:]


@pytest.mark.parametrize(("spoil", "is_packed"), [(flipped, True), (halved, True), (zeroed, False)])
def test_damaged_font(tmp_path, spoil, is_packed):
    """A font that cannot be unpacked or loaded is told, with its name and page."""
    sound = with_font(tmp_path / "a.pdf", bytes, is_packed=is_packed)
    assert examine(sound).fault is None
    fault, remedy = told(with_font(tmp_path / "b.pdf", spoil, is_packed=is_packed))
    assert fault is Code.FILE_DAMAGED
    assert "FandolSong" in remedy
    assert "embedded for page 1" in remedy


def test_content_without_bounds(tmp_path, monkeypatch):
    """Content or a picture that unpacks to more than a page may is too demanding, not damaged."""
    monkeypatch.setattr("dossier.media.pdfpages._CONTENT", 1 << 20)
    bomb = packed(b" " * (3 << 20))
    for place in (content_of_page, form):
        path = one_page(tmp_path / "a.pdf", b"/F Do", lambda *to, at=place: at(*to, bomb))
        fault, remedy = told(path)
        assert fault is Code.FILE_TOO_DEMANDING
        assert "page 2 unpacks to more than 1 MB" in remedy
    huge = with_picture(
        tmp_path / "b.pdf", packed(bytes(10)), Filter=Name.FlateDecode, Width=60000, Height=60000
    )
    assert told(huge)[0] is Code.FILE_TOO_DEMANDING
