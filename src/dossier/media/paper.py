"""Pages that are no paper, such as slides, put on sheets of A4 as they would be printed."""

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name

_SHORT, _LONG = 595.28, 841.89  # ISO 216, in points
_MARGIN = 28.0  # what printers leave white, and room for the number of the page
_TOLERANCE = 3.0
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate", "/UserUnit")


def put_on_paper(document: pikepdf.Pdf) -> None:
    """Put each page, made as large as fits, in the middle of a sheet of A4 that lies as it does.

    What was drawn is not touched: it becomes a form (ISO 32000-1, 8.10), in which patterns stay
    where they are. Links move along. A page that is A4 already stays.
    """
    for page in document.pages:
        x0, y0, x1, y1 = (float(side) for side in page.mediabox)
        width, height = x1 - x0, y1 - y0
        sheet = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
        if abs(width - sheet[0]) < _TOLERANCE and abs(height - sheet[1]) < _TOLERANCE:
            continue
        scale = min((sheet[0] - 2 * _MARGIN) / width, (sheet[1] - 2 * _MARGIN) / height)
        across, down = ((a - scale * b) / 2 for a, b in zip(sheet, (width, height), strict=True))
        moved = Matrix(scale, 0, 0, scale, across - scale * x0, down - scale * y0)
        form = _form(document, page)
        page.obj.Resources = Dictionary(XObject=Dictionary(Slide=form))
        page.obj.Contents = document.make_stream(b"q %s cm /Slide Do Q" % moved.encode())
        page.obj.MediaBox = Array([0, 0, *map(_decimal, sheet)])
        for name in (*_BOXES, "/Group"):
            if name in page.obj:
                del page.obj[name]
        for link in page.obj.get("/Annots", ()):
            _move(link, moved)


def _form(document: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Stream:
    """What a page shows, as a form; qpdf's own would read the page when it is written, too late."""
    page.contents_coalesce()
    given: dict[str, pikepdf.Object] = {"Resources": page.resources}
    if "/Group" in page.obj:
        given["Group"] = page.obj.Group
    return document.make_stream(
        page.obj.Contents.read_bytes(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(list(page.mediabox)),
        **given,
    )


def _move(link: pikepdf.Object, moved: Matrix) -> None:
    for name in ("/Rect", "/QuadPoints"):
        if name in link:
            numbers = [float(number) for number in link[name]]
            points = zip(numbers[::2], numbers[1::2], strict=True)
            link[name] = Array(
                [_decimal(side) for point in points for side in moved.transform(point)]
            )


def _decimal(number: float) -> float:
    return round(number, 3)
