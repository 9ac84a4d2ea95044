"""Where a page of a PDF has ink: drawn small, and told from its paper.

What counts as paper is judged on each page: a scan's is grey or yellow, uneven and full of grain.
"""

from collections.abc import Iterator
from itertools import accumulate
from operator import mul
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from dossier.facts import Fact

_MOST_PIXELS = 8_000_000
_LIGHT = 160  # of 255: what is darker is no paper
_PEAK = (1, 2, 3, 2, 1)  # so that grain does not decide which tone is the most frequent
_LEAST = 0.55  # of the edges of a scan is paper
_SCAN = 0.5  # of a page is pictures, where it is one
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_SAME, _UNEVEN = 6, 48  # how far the tones of one paper lie apart: drawn by a program, or scanned
_AROUND = 5  # pixels
_CONTRAST, _GRAIN = 8, 32  # what stands out from its surroundings: on even paper; at most
_GROWS = 4  # times the grain
_SPECK = 5  # pixels of the 25 around each: a speck of dust has fewer, a hairline has not


class PagePixels(Fact, frozen=True):
    """Which pixels of a page, as it is seen, are inked: 1, else 0; the top row comes first."""

    width: int
    height: int
    ink: bytes


def inked(path: Path, page: int, scale: float) -> PagePixels | None:
    """The ink on the page with the 0-based number `page`, `scale` pixels to one of its units.

    Turned and cropped pages are as their reader sees them, annotations drawn (form fields are
    not). A page without any paper, as a photograph that fills it, is ink all over. None where the
    page cannot be drawn, or would be huge.
    """
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    try:
        with PdfDocument(path) as document:
            sheet = document[page]
            width, height = sheet.get_size()
            if not 1 <= width * height * scale**2 <= _MOST_PIXELS:
                return None
            image = sheet.render(scale=scale).to_pil().convert("RGB")
            scan = _covered(sheet) >= _SCAN
            sheet.close()
    except PdfiumError:
        return None
    return PagePixels(image.width, image.height, _ink(image, scan=scan).tobytes())


def _covered(page: Any) -> float:
    """How much of `page` (of pypdfium2) pictures take up: all of it, where it is a scan."""
    width, height = page.get_size()
    boxes = [one.get_bounds() for one in page.get_objects(filter=[_IMAGE])]
    return sum(float((x1 - x0) * (y1 - y0)) for x0, y0, x1, y1 in boxes) / float(width * height)


def _ink(image: Image.Image, *, scan: bool) -> Image.Image:
    red, green, blue = image.split()
    tone = ImageChops.darker(ImageChops.darker(red, green), blue)  # so that yellow is no white
    local = ImageChops.subtract(tone.filter(ImageFilter.MaxFilter(_AROUND)), tone)
    tones = tone.histogram()
    paper = max(range(_LIGHT, 256), key=lambda one: sum(map(mul, _PEAK, tones[one - 2 : one + 3])))
    grain = _quarter(local.histogram())
    scan = scan or grain > 0  # within a form its size cannot be told, but programs draw no grain
    reach = _UNEVEN if scan else _SAME
    contrast = min(_CONTRAST + _GROWS * grain, _GRAIN)
    other = tone.point([int(abs(one - paper) > reach) for one in range(256)])
    # what is written on a shadow, or faintly, stands out from what is around it
    ink = ImageChops.lighter(other, local.point([int(one > contrast) for one in range(256)]))
    if not scan:
        return ink
    if any(_paper(ink.crop(side)) < _LEAST for side in _sides(*image.size)):
        return Image.new("L", image.size, 1)
    return ImageChops.darker(ink, ink.filter(ImageFilter.RankFilter(_AROUND, _AROUND**2 - _SPECK)))


def _paper(ink: Image.Image) -> float:
    """The part of it that is bare."""
    return ink.histogram()[0] / (ink.width * ink.height)


def _sides(width: int, height: int) -> Iterator[tuple[int, int, int, int]]:
    """Bands along the edges of a page: all are paper in a scan, and not in a photograph.

    A bright sky may have one tone as paper has, but ends somewhere. What lies still nearer to the
    edge may be the lid of the scanner.
    """
    across, down = max(1, width // 40), max(1, height // 40)
    yield across, down, 2 * across, height - down
    yield width - 2 * across, down, width - across, height - down
    yield across, down, width - across, 2 * down
    yield across, height - 2 * down, width - across, height - down


def _quarter(contrasts: list[int]) -> int:
    """The contrast that a quarter of the pixels stay below: there is grain, where that is not 0."""
    quarter = sum(contrasts) / 4
    return next(one for one, pixels in enumerate(accumulate(contrasts)) if pixels >= quarter)
