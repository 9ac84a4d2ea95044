"""Pages with one change each, which PDF/A allows or not."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Pdf, Stream

Change = Callable[[Pdf, Dictionary], None]


def sheet(path: Path, change: Change | None = None, content: bytes = zoo.DARK) -> Path:
    """A drawing without a word, which PDF/A allows, with one `change`."""
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, content)
        page.Resources = Dictionary()
        if change is not None:
            change(pdf, page)
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def extend(holder: Dictionary, **entries: object) -> None:
    for key, value in entries.items():
        holder[f"/{key}"] = value


def image(pdf: Pdf, page: Dictionary, data: bytes = b"\0", **entries: object) -> None:
    one = Stream(pdf, data)
    one.Type, one.Subtype, one.Width, one.Height = Name.XObject, Name.Image, 1, 1
    one.BitsPerComponent = 8
    for key, value in ({"ColorSpace": Name.DeviceGray} | entries).items():
        one[f"/{key}"] = value
    page.Resources.XObject = Dictionary(Im1=pdf.make_indirect(one))


def form(pdf: Pdf, page: Dictionary, content: bytes, **entries: object) -> None:
    one = Stream(pdf, content)
    one.Type, one.Subtype, one.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    for key, value in entries.items():
        one[f"/{key}"] = value
    page.Resources.XObject = Dictionary(Fm1=pdf.make_indirect(one))


def font(page: Dictionary, **entries: object) -> None:
    given = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name("/SimSun")} | entries
    page.Resources.Font = Dictionary(F1=Dictionary({f"/{k}": v for k, v in given.items()}))


def embedded(pdf: Pdf, flags: int, program: bytes = b"no font", **entries: object) -> Dictionary:
    return pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, Flags=flags, FontFile2=Stream(pdf, program),
                   **entries)
    )  # fmt: skip


def truetype(*cmaps: tuple[int, int]) -> bytes:
    """A font of one glyph with cmaps for these (platform, encoding), each for the letter A."""
    made = FontBuilder(1000)
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupGlyf({".notdef": Glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 0)})
    made.setupHorizontalHeader()
    made.font["cmap"].tables = [CmapSubtable.newSubtable(4) for _ in cmaps]
    for table, (platform, encoding) in zip(made.font["cmap"].tables, cmaps, strict=True):
        table.platformID, table.platEncID = platform, encoding
        table.language, table.cmap = 0, {65: ".notdef"}
    out = BytesIO()
    made.font.save(out)
    return out.getvalue()


def mark(page: Dictionary, kind: str = "Highlight", flags: int = 4, **entries: object) -> None:
    page.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([9, 9, 18, 18]),
                    F=flags, **entries)]
    )  # fmt: skip


def look(pdf: Pdf) -> Dictionary:
    one = Stream(pdf, b"0 g")
    one.Type, one.Subtype, one.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    return Dictionary(N=pdf.make_indirect(one))


def icc(pdf: Pdf, data: bytes, parts: int = 3) -> Array:
    stream = Stream(pdf, data)
    stream.N = parts
    return Array([Name.ICCBased, pdf.make_indirect(stream)])


COUNTED = dict(FirstChar=32, LastChar=32, Widths=Array([500]))
