"""Pictures and scans onto pages, through img2pdf.

A scan of a sheet of A4 or A3 fills a page of that size; every other picture stands on A4 with
margins, upright or across as its shape asks, never blown up beyond what its pixels give. Pixels
need not be square: faxes have twice as many across as down.
"""

from io import BytesIO
from pathlib import Path

import img2pdf

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.image import embeddable
from dossier.messages import say
from dossier.pool import unless_memory

_MM = 72 / 25.4
_A4 = (210 * _MM, 297 * _MM)
_A3 = (297 * _MM, 420 * _MM)
_MARGIN = 20 * _MM
# scanners are a little off, and people trim
_TOLERANCE = 0.05
# below, the dpi of a file are a program's default and tell nothing about paper
_LOWEST_SCAN_DPI = 100
# above, they are a mistake: what would be scanned so (a negative) is to be seen larger, too
_HIGHEST_SCAN_DPI = 2400
# pixels of any other shape are a mistake; those of faxes are 1 : 2 (ITU-T T.4: 204 × 98 dpi)
_FLATTEST = 3
# what a picture without a size of its own is shown at
_SCREEN_DPI = 96
# where the dpi of a file are a mistake, its sheet is looked for with those that scanners have
_USUAL_DPI = (300, 200, 600, 150, 400, 240)
_EXACT = 0.02  # photos have nearly its shape
# shows all that an archive asks for (DA/T 31-2017: 200 dpi at least)
_FULL_DPI = 300

Layout = tuple[float, float, float, float]
"""Page width and height, picture width and height, in points."""


def to_pdf(source: Path, *, sound: bool = False) -> bytes:
    """A PDF with a page for each page of the picture; equal input gives equal bytes.

    `sound` is a picture of which it is known that it is whole. Raises
    :class:`~dossier.media.UnusableError` where it is not.
    """
    pages = [BytesIO(page) for page in embeddable(source, longest, sound=sound)]
    try:
        content: bytes = img2pdf.convert(
            pages,
            engine=img2pdf.Engine.internal,
            nodate=True,
            rotation=img2pdf.Rotation.none,  # they are upright already
            layout_fun=layout,
        )
    except MemoryError:
        raise
    # what it cannot parse it refuses with Exception itself
    except Exception as error:
        unless_memory(error)
        raise UnusableError(
            Code.FILE_DAMAGED,
            say("the picture cannot be put on a page ({reason}): save it as .jpg", reason=error),
        ) from error
    return content


def layout(width: int, height: int, dpi: tuple[float, float]) -> Layout:
    """Where a picture of so many pixels, at so many per inch, stands on which page."""
    paper, real = _scanned(width, height, dpi)
    size = _size(width, height, real)
    if paper is not None:
        return (*paper, *_within(size, paper, enlarge=True))
    page = _A4
    if size[0] > size[1] and size[0] > page[0] - 2 * _MARGIN:
        page = (_A4[1], _A4[0])
    room = (page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN)
    return (*page, *_within(size, room, enlarge=False))


def longest(width: int, height: int, dpi: tuple[float, float]) -> int:
    """How many pixels the longest side needs to show all of it at its size on paper."""
    page_width, page_height, *_ = layout(width, height, dpi)
    full = max(page_width, page_height)
    if _scanned(width, height, dpi)[0] is None:
        full -= 2 * _MARGIN
    return round(full / 72 * _FULL_DPI)


def _size(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float]:
    return width * 72 / dpi[0], height * 72 / dpi[1]


Paper = tuple[float, float]


def _scanned(
    width: int, height: int, dpi: tuple[float, float]
) -> tuple[Paper | None, tuple[float, float]]:
    """The sheet, turned as it lies, that a scan was made of, None for any other picture.

    With the dpi that can be believed.
    """
    low, high = sorted(dpi)
    if high > _HIGHEST_SCAN_DPI:
        for usual in _USUAL_DPI:
            if paper := _paper(_size(width, height, (usual, usual)), _EXACT):
                return paper, (usual, usual)
    if not (_LOWEST_SCAN_DPI <= high <= _HIGHEST_SCAN_DPI and high <= low * _FLATTEST):
        # the shape of a pixel may be right all the same
        flat = 1 <= high <= min(low * _FLATTEST, _HIGHEST_SCAN_DPI)
        across, down = dpi if flat else (1, 1)
        scale = _SCREEN_DPI / max(across, down)
        return None, (across * scale, down * scale)
    return _paper(_size(width, height, dpi)), dpi


def _paper(size: tuple[float, float], tolerance: float = _TOLERANCE) -> Paper | None:
    for short, long in (_A4, _A3):
        for paper in ((short, long), (long, short)):
            if all(abs(a / b - 1) <= tolerance for a, b in zip(size, paper, strict=True)):
                return paper
    return None


def _within(
    size: tuple[float, float], room: tuple[float, float], *, enlarge: bool
) -> tuple[float, float]:
    scale = min(room[0] / size[0], room[1] / size[1])
    if not enlarge:
        scale = min(scale, 1.0)
    return size[0] * scale, size[1] * scale
