"""Pages as a scanner gives them: 300 dpi, a little askew, with specks or paper grain."""

import random
from io import BytesIO

import img2pdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DPI = 300
_MOST_TILT = 0.7  # degrees
_INK = 150  # darker than this becomes black on a black-and-white scanner
_PAPER = (250, 248, 243)
_QUALITY = 26
_GRAIN = 96  # the side of the grain pattern in pixels, before it is stretched


def pages_of(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Every page of `pdf` as an RGB picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scanned(pdf: bytes, seed: str, *, colour: bool) -> bytes:
    """`pdf` as a scan: CCITT group 4, or JPEG where the seal has to be red."""
    make = _in_colour if colour else _in_black
    pictures = [make(page, random.Random(f"{seed}{n}")) for n, page in enumerate(pages_of(pdf))]
    return bound(pictures)


def faxed(pdf: bytes, seed: str) -> bytes:
    """`pdf` as one TIFF of several pages, CCITT group 4."""
    first, *rest = (
        _black(page, random.Random(f"{seed}{n}")) for n, page in enumerate(pages_of(pdf))
    )
    made = BytesIO()
    first.save(
        made, "TIFF", compression="group4", dpi=(DPI, DPI), save_all=True, append_images=rest
    )
    return made.getvalue()


def bound(pictures: list[bytes]) -> bytes:
    """Pictures as a PDF of as many pages, their data untouched."""
    made = img2pdf.convert(
        pictures, engine=img2pdf.Engine.internal, nodate=True, producer="", creator="扫描仪"
    )
    assert isinstance(made, bytes)
    return made


def _in_black(page: Image.Image, chance: random.Random) -> bytes:
    made = BytesIO()
    _black(page, chance).save(made, "TIFF", compression="group4", dpi=(DPI, DPI))
    return made.getvalue()


def _black(page: Image.Image, chance: random.Random) -> Image.Image:
    grey = _tilted(page.convert("L"), chance, 255)
    pencil = ImageDraw.Draw(grey)
    for _ in range(chance.randint(120, 260)):  # dust on the glass
        x, y, size = (
            chance.random() * grey.width,
            chance.random() * grey.height,
            chance.random() * 2,
        )
        pencil.ellipse((x, y, x + size, y + size), fill=60)
    for _ in range(2):  # the shadow of the sheet's edge
        x = chance.choice((chance.randint(2, 14), grey.width - chance.randint(4, 16)))
        pencil.line((x, 0, x + chance.randint(-8, 8), grey.height), fill=90, width=2)
    return grey.point(lambda value: 255 if value > _INK else 0).convert("1")


def _in_colour(page: Image.Image, chance: random.Random) -> bytes:
    picture = ImageChops.multiply(page, Image.new("RGB", page.size, _PAPER))
    picture = _tilted(picture, chance, _PAPER).filter(ImageFilter.GaussianBlur(0.7))
    grain = Image.frombytes("L", (_GRAIN, _GRAIN), chance.randbytes(_GRAIN * _GRAIN))
    grain = grain.point(lambda value: 249 + value // 42).resize(
        picture.size, Image.Resampling.BICUBIC
    )
    picture = ImageChops.multiply(picture, grain.convert("RGB"))
    made = BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY, dpi=(DPI, DPI), subsampling=2, optimize=True)
    return made.getvalue()


def _tilted(
    picture: Image.Image, chance: random.Random, blank: int | tuple[int, int, int]
) -> Image.Image:
    tilt = chance.uniform(-_MOST_TILT, _MOST_TILT)
    return picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=blank)
