"""Pages painted anew by another program, with all that the document itself keeps.

A program that rewrites a PDF for an archive (Ghostscript) loses bookmarks, turns pages and moves
links. So it gets a bare copy, without anything that it could lose, and only what it has painted
is taken back: under the links, bookmarks, names and page boxes of the original.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.pdf import damaged_pdf, open_pdf, save, save_repeatably
from dossier.messages import Text, say

# What hangs on the catalogue and on a page besides what is painted (ISO 32000-1, 7.7.2, 7.7.3.3).
_CATALOGUE = (
    "/Names", "/Dests", "/Outlines", "/OpenAction", "/AA", "/Metadata", "/StructTreeRoot",
    "/MarkInfo", "/PageLabels", "/OutputIntents", "/PieceInfo", "/Threads", "/URI", "/Perms",
)  # fmt: skip
_PAGE = ("/AA", "/Thumb", "/PieceInfo", "/B", "/StructParents", "/Tabs")
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit")
# What describes the old content, or is painted by now.
_PAINTED = ("/AcroForm", "/OCProperties", "/StructTreeRoot", "/MarkInfo", "/OutputIntents")
_HIDDEN = say("it has hidden layers, which would be lost: save it without them")
_TOLERANCE = 1.0  # points by which two sizes of one page may differ: programs round
_COMPOSITE = (Name.CIDFontType0, Name.CIDFontType2)
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView


def bare(source: Path, target: Path) -> None:
    """Write a copy of the PDF `source` that holds what its pages show, upright, and no more.

    Links are left out: their places are not painted. Raises
    :class:`~dossier.media.UnusableError`, also where a hidden layer would be lost, and where a
    composite font is not in the file: Ghostscript 10 sets other characters in its place.
    """
    with open_pdf(source) as pdf:
        if _hides(pdf):
            raise UnusableError(Code.CONTENT_LOST, _HIDDEN)
        if elsewhere := sorted(set(_chinese_fonts_elsewhere(pdf))):
            raise UnusableError(Code.CONTENT_LOST, fonts_elsewhere(elsewhere))
        for key in _CATALOGUE:
            if key in pdf.Root:
                del pdf.Root[key]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for page in pdf.pages:
            box = Array(list(page.mediabox))
            for key in (*_PAGE, *_BOXES):
                if key in page.obj:
                    del page.obj[key]
            # said by the page itself, for both may also come from a node above it
            page.obj.MediaBox, page.obj.CropBox, page.obj.Rotate = box, box, 0
            marks = [one for one in _annotations(page) if one.get("/Subtype") != Name.Link]
            page.obj.Annots = Array(marks)
        save(pdf, target, static_id=True)


def fonts_elsewhere(names: Iterable[str]) -> Text:
    """What to tell of a file that lacks fonts for which nothing can stand."""
    return say(
        "it does not hold the fonts that it is set in ({fonts}): save it as PDF anew, "
        "with its fonts embedded",
        fonts="、".join(names),
    )


def repaint(source: Path, painted: Path, target: Path) -> Mapping[str, int]:
    """Write `source` with the pages of `painted`, made of its :func:`bare` copy, to `target`.

    What is on the page now and no longer a thing of its own is counted: ``annotation:KIND`` for
    each /Subtype, ``fields`` and ``layers``. The same files give the same bytes. Raises
    :class:`~dossier.media.UnusableError` where pages are missing or of another size.
    """
    lost: Counter[str] = Counter()
    with open_pdf(source) as pdf, open_pdf(painted) as other:
        if len(pdf.pages) != len(other.pages):
            raise damaged_pdf("", _lacking(len(other.pages), len(pdf.pages)))
        for number, (page, new) in enumerate(zip(pdf.pages, other.pages, strict=True), 1):
            lost.update(_keep_links(page))
            _lay(pdf, page, new, number)
        lost["layers"] = _layers(pdf)
        for key in _PAINTED:
            if key in pdf.Root:
                del pdf.Root[key]
        save_repeatably(pdf, target)
    return +lost


def missing_words(source: Path, target: Path, most: float) -> Iterator[int]:
    """The pages (from 1) of `source` that lack more than the part `most` of their characters.

    Characters are counted, not compared in order: programs differ in where a line ends.
    """
    from dossier.media.pdfium import PdfDocument  # noqa: PLC0415 - megabytes

    with PdfDocument(source) as before, PdfDocument(target) as after:
        for number in range(len(before)):
            ours, theirs = (
                Counter("".join(pdf[number].get_textpage().get_text_bounded().split()))
                for pdf in (before, after)
            )
            if (ours - theirs).total() > most * ours.total():
                yield number + 1


def _lay(pdf: Pdf, page: pikepdf.Page, new: pikepdf.Page, number: int) -> None:
    """Put what is painted on `new` onto `page`, in place of its content."""
    x0, y0, x1, y1 = (float(side) for side in page.mediabox)
    u0, v0, u1, v1 = (float(side) for side in new.mediabox)
    sizes = ((x1 - x0, u1 - u0), (y1 - y0, v1 - v0))
    # what the program turned or scaled in spite of all would come to lie elsewhere
    if new.obj.get("/Rotate", 0) or any(abs(a - b) > _TOLERANCE for a, b in sizes):
        raise damaged_pdf("", say("page {number} is of another size", number=number))
    form = pdf.copy_foreign(new.as_form_xobject(handle_transformations=False))
    shift = f"q 1 0 0 1 {min(x0, x1) - u0:g} {min(y0, y1) - v0:g} cm /Page Do Q\n"
    page.obj.Contents = pdf.make_indirect(Stream(pdf, shift.encode()))
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=form))
    for key in ("/Group", "/StructParents", "/PieceInfo", "/Thumb"):
        if key in page.obj:
            del page.obj[key]


def _keep_links(page: pikepdf.Page) -> Iterator[str]:
    """Leave the page its links, fit for an archive; the kinds of all other annotations."""
    links = Array()
    for one in _annotations(page):
        kind = one.get("/Subtype")
        if kind != Name.Link:
            yield "fields" if kind == Name.Widget else f"annotation:{_name(kind)}"
            continue
        flags = one.get("/F", 0)
        if not isinstance(flags, int) or not flags & _UNSEEN:
            one.F = _PRINT  # a link prints nothing but a frame, which no one means by it
            if not (isinstance(flags, int) and flags & _PRINT):
                one.Border = Array([0, 0, 0])
        links.append(one)
    page.obj.Annots = links


def _annotations(page: pikepdf.Page) -> list[Dictionary]:
    listed = page.obj.get("/Annots")
    if not isinstance(listed, Array):
        return []
    return [one for one in listed if isinstance(one, Dictionary)]


def _chinese_fonts_elsewhere(pdf: Pdf) -> Iterator[str]:
    """The composite fonts, which Chinese is set in, that are not embedded (9.7.4)."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Subtype") in _COMPOSITE:
            about = one.get("/FontDescriptor")
            held = set(about.keys()) if isinstance(about, Dictionary) else set()
            if not held & {"/FontFile2", "/FontFile3"}:
                yield _name(one.get("/BaseFont"))


def _name(value: object) -> str:
    try:
        return str(value).lstrip("/") if isinstance(value, Name) else "?"
    except UnicodeDecodeError:  # a name in GBK
        return "?"


def _layers(pdf: Pdf) -> int:
    layers = pdf.Root.get("/OCProperties")
    groups = layers.get("/OCGs") if isinstance(layers, Dictionary) else None
    return len(groups) if isinstance(groups, Array) else 0


def _hides(pdf: Pdf) -> bool:
    """Whether a layer is off when the document is opened (ISO 32000-1, 8.11.4.3)."""
    layers = pdf.Root.get("/OCProperties")
    config = layers.get("/D") if isinstance(layers, Dictionary) else None
    if not isinstance(config, Dictionary):
        return False
    return config.get("/BaseState") == Name.OFF or bool(len(config.get("/OFF", ())))


def _lacking(found: int, wanted: int) -> Text:
    return say("{found} pages of {wanted}", found=found, wanted=wanted)
