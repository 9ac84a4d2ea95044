"""Slides are put on sheets of A4: all that they show, in its shape, with their links."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from dossier.media.normalise import normalise

WORDS = "2023"
# a tile of two colours, repeated from the corner of the page, and words with a link over them
_TILE = b"1 0.8 0.6 rg 0 0 40 40 re f 0.2 0.4 0.8 rg 0 0 20 20 re f"
_SHOWN = b"/Pattern cs /P scn 100 50 300 200 re f 0 g BT /F 30 Tf 150 300 Td (2023) Tj ET"


def slide(path: Path, width: float, height: float) -> Path:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        tile = pdf.make_stream(
            _TILE, Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=[0, 0, 40, 40], XStep=40, YStep=40, Resources=pikepdf.Dictionary(),
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(
            Pattern=pikepdf.Dictionary(P=tile), Font=pikepdf.Dictionary(F=font)
        )
        page.Contents = pdf.make_stream(_SHOWN)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[145, 290, 230, 330],
            Border=[0, 0, 0], A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org"),
        )  # fmt: skip
        page.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save(path)
    return path


def on_paper(path: Path) -> Path:
    target = path.with_suffix(".paper.pdf")
    assert normalise(path, target, slides=True) == 0
    return target


def words(pdf: pypdfium2.PdfDocument) -> tuple[float, float, float, float]:
    """Where the only line of the only page stands."""
    text = pdf[0].get_textpage()
    assert text.get_text_range() == WORDS
    assert text.count_rects() == 1
    return text.get_rect(0)


SIZES = [(960, 540, (842, 595)), (720, 540, (842, 595)), (540, 720, (595, 842))]


@pytest.mark.parametrize(("width", "height", "paper"), SIZES)
def test_a_slide_stands_on_a_sheet_of_a4(tmp_path, width, height, paper):
    """The sheet lies as the slide does, and shows all of it in its shape, links over their words.

    A pattern keeps its place within the slide.
    """
    path = slide(tmp_path / "a.pdf", width, height)
    with pypdfium2.PdfDocument(path) as old, pypdfium2.PdfDocument(on_paper(path)) as new:
        assert tuple(map(round, new[0].get_size())) == paper
        left, bottom, right, top = words(new)
        scale = (right - left) / (words(old)[2] - words(old)[0])
        assert scale == pytest.approx(min((paper[0] - 56) / width, (paper[1] - 56) / height), 0.01)
        before = old[0].render(scale=scale).to_pil().convert("RGB")
        after = new[0].render(scale=1).to_pil().convert("RGB")
    place = ((after.width - before.width) // 2, (after.height - before.height) // 2)
    wanted = Image.new("RGB", after.size, "white")
    wanted.paste(before, place)
    # lines that fall between two pixels differ a little
    assert max(ImageStat.Stat(ImageChops.difference(wanted, after)).mean) < 5
    with pikepdf.open(on_paper(path)) as pdf:
        x0, y0, x1, y1 = map(float, pdf.pages[0].Annots[0].Rect)
    assert x0 < left < right < x1
    assert y0 < bottom < top < y1


def test_what_is_a4_stays(tmp_path):
    """A page that is A4 as it is keeps its content stream."""
    path = slide(tmp_path / "a.pdf", 595.3, 841.9)
    with pikepdf.open(on_paper(path)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == _SHOWN
