"""Pages to stamp, drawn as their reader sees them, and what they look like."""

import io
import random
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pypdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from dossier.bind.binding import StampCells
from dossier.bind.filingstamp import stamp_filing
from dossier.bind.place import UprightPage
from dossier.bind.stamp import Stamper, sheet_of
from dossier.bind.zones import StampPlace

MM = 72 / 25.4
CELLS = StampCells("Z109", "2023", "12", "学校设置与建设", "永久", "5")
MARK = "03盒0012件"
LINE = "evidence of the school year, laid down and counted line by line " * 9
AWKWARD = {
    "plain": dict(),
    "turned": dict(Rotate=90),
    "upside down": dict(Rotate=180),
    "turned back": dict(Rotate=-90),
    "origin elsewhere": dict(box=(-300, 400, 295, 1242)),
    "corners swapped": dict(box=(595, 842, 0, 0)),
    "cropped": dict(CropBox=Array([50, 100, 500, 700])),
    "cropped and turned": dict(
        CropBox=Array([150, 200, 650, 800]), Rotate=90, box=(100, 100, 695, 942)
    ),
    "A3": dict(box=(0, 0, 1191, 842)),
    "A3 turned": dict(box=(0, 0, 842, 1191), Rotate=270),
}


def lines(left: float, top: float, right: float, bottom: float, size: float = 9.0) -> bytes:
    """Lines of words from edge to edge of a rectangle, in points."""
    shown, pitch = [], size * 1.3
    for count in range(int((top - bottom) / pitch)):
        words = LINE[: int((right - left) / (size * 0.45))]
        at = f"{left:.1f} {top - pitch * (count + 1):.1f}"
        shown.append(f"BT /F1 {size} Tf {at} Td ({words}) Tj ET")
    clip = f"q {left} {bottom} {right - left} {top - bottom} re W n"
    return "\n".join((clip, *shown, "Q\n")).encode()


def page_of(path: Path, content, **page) -> Path:
    """A page; `content` gives, for the sheet as it is seen, what is drawn on it."""
    with Pdf.new() as pdf:
        held = zoo.add_page(pdf, b"", **page)
        sheet = sheet_of(held)
        matrix = " ".join(f"{value:g}" for value in sheet.matrix)
        held.Contents = Stream(pdf, f"q {matrix} cm\n".encode() + content(sheet) + b"\nQ")
        pdf.save(path)
    return path


def text_page(path: Path, top=0.0, right=0.0, bottom=0.0, left=0.0, **page) -> Path:
    """A page of words with these margins in millimetres."""
    return page_of(
        path,
        lambda sheet: lines(
            left * MM, sheet.height - top * MM, sheet.width - right * MM, bottom * MM
        ),
        **page,
    )


def scanned(path: Path, source: Path, tone=(214, 208, 190), grain: int = 16) -> Path:
    """`source` as a scanner sees it: on yellow paper, with shadow, grain and dust, as JPEG."""
    clean = drawn(source, 100).convert("RGB")
    size, chance = clean.size, random.Random(7)
    shadow = Image.linear_gradient("L").resize(size).point(lambda value: 255 - value // 10)
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    noise = noise.point(lambda value: 128 + (value - 128) * grain // 128)
    paper = ImageChops.multiply(Image.new("RGB", size, tone), Image.merge("RGB", [shadow] * 3))
    image = ImageChops.multiply(clean, paper)
    image = ImageChops.add(image, Image.merge("RGB", [noise] * 3), offset=-128)
    for _ in range(40):
        image.putpixel((chance.randrange(size[0]), chance.randrange(size[1])), (70, 70, 70))
    return pictured(path, image)


def pictured(path: Path, image: Image.Image) -> Path:
    """A page that a picture fills."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=70)
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, b"595 0 0 842 0 0 cm /Im1 Do")
        one = Stream(pdf, data.getvalue())
        one.Type, one.Subtype, one.Width, one.Height = Name.XObject, Name.Image, *image.size
        one.ColorSpace, one.BitsPerComponent, one.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        page.Resources.XObject = Dictionary(Im1=pdf.make_indirect(one))
        pdf.save(path)
    return path


def drawn(path: Path, dpi: float = 144) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].render(scale=dpi / 72).to_pil().convert("RGB")


def within(path: Path, sheet: UprightPage, place: StampPlace, dpi: float = 144) -> Image.Image:
    """What the page shows where `place` is."""
    image = drawn(path, dpi)
    across, down = image.width / sheet.width, image.height / sheet.height
    upper = sheet.height - place.y - place.height
    return image.crop(
        (
            round(place.x * across), round(upper * down),
            round((place.x + place.width) * across), round((upper + place.height) * down),
        )
    )  # fmt: skip


def seen_sheet(path: Path) -> UprightPage:
    with pikepdf.open(path) as pdf:
        return sheet_of(pdf.pages[0].obj)


def stamped(out: Path, source: Path, place: StampPlace, cells: StampCells = CELLS) -> Path:
    """The page with 归档章 and its number, as a box has it."""
    with pikepdf.open(source) as pdf:
        page = pdf.pages[0].obj
        stamper = Stamper.for_box(pdf, cells.characters + MARK)
        stamp_filing(stamper, page, cells, place)
        stamper.stamp(page, "47", MARK)
        pdf.save(out)
    return out


def words(path: Path) -> list[str]:
    """The words of the page, in the order in which they were printed."""
    with path.open("rb") as file:
        return pypdf.PdfReader(file).pages[0].extract_text().split()
