"""Whatever a PDF's links, bookmarks, fields and boxes look like, all its pages are bound."""

from pathlib import Path

import odd_pdfs
import pdf_zoo as zoo
import pikepdf
import pypdfium2
import pytest

from dossier.bind.binding import Bound
from dossier.bind.box import bind
from dossier.bind.excerpt import excerpt
from dossier.bind.unpack import unpack
from dossier.finding import Code

LETTER = {"media of names", "media of three"}
ALL = odd_pdfs.LINKS | odd_pdfs.BOOKMARKS | odd_pdfs.FIELDS | odd_pdfs.BOXES


def boxed(tmp_path: Path, odd: Path) -> tuple[Bound, Path]:
    """`odd` between two plain items."""
    parts = [zoo.plain(tmp_path / "a.pdf"), odd, zoo.plain(tmp_path / "z.pdf", words="last")]
    out = tmp_path / "box.pdf"
    return bind(zoo.binding(*parts), out), out


def words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded().split("\r\n")[0].strip() for page in pdf]


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize("name", ALL)
def test_an_odd_shape_costs_no_page(tmp_path: Path, name: str) -> None:
    """This test ensures that all is bound, nothing is told as lost, and it comes out again."""
    odd = odd_pdfs.two_pages(tmp_path / "odd.pdf", ALL[name])
    result, box = boxed(tmp_path, odd)
    said = words(box)
    assert [said[0][:6], said[1][:6], said[2][:6], said[3][:6]] == ["page 1"] * 2 + [
        "page 2",
        "last 1",
    ]
    assert [one for one in result.findings if one.code is Code.CONTENT_LOST] == []
    given = unpack(box, tmp_path / "unpacked")
    assert [one.pages for one in given] == [1, 2, 1]
    excerpt(odd, ((2, 2),), tmp_path / "excerpt.pdf")
    assert words(tmp_path / "excerpt.pdf") == ["page 2"]


def test_a_page_that_is_gone_does_not_come_along(tmp_path: Path) -> None:
    """This test ensures that the content of a deleted page is not in the box, unseen."""
    odd = odd_pdfs.two_pages(tmp_path / "odd.pdf", odd_pdfs.to_a_page_that_is_gone)
    _, box = boxed(tmp_path, odd)
    with pikepdf.open(box) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"(gone)" in one.read_bytes() for one in streams)
        assert len(pdf.pages[1].obj.Annots) == 3


@pytest.mark.parametrize("name", odd_pdfs.BOXES)
def test_every_reader_sees_a_page_in_its_one_size(tmp_path: Path, name: str) -> None:
    """This test ensures that a box outside of the page, or without size, is gone from it."""
    _, box = boxed(tmp_path, odd_pdfs.two_pages(tmp_path / "odd.pdf", odd_pdfs.BOXES[name]))
    with pikepdf.open(box) as pdf:
        page = pdf.pages[1].obj
        x0, y0, x1, y1 = (float(side) for side in page.MediaBox)
        size = (abs(x1 - x0), abs(y1 - y0))
        # where there is no box at all, qpdf makes it US Letter
        assert size == pytest.approx((612, 792) if name in LETTER else (595, 842), abs=1)
        assert not {"/CropBox", "/TrimBox"} & set(page.keys())
    with pypdfium2.PdfDocument(box) as drawn:
        assert drawn[1].get_size() == pytest.approx(size, abs=1)


def test_a_file_attachment_is_left_out_and_told(tmp_path: Path) -> None:
    """This test ensures that neither the file nor its sign is in the box: PDF/A-2b has none."""

    def attached(pdf: pikepdf.Pdf) -> None:
        spec = pikepdf.AttachedFileSpec(pdf, b"data", filename="a.txt")
        pdf.pages[0].obj.Annots = pikepdf.Array([
            pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment,
                Rect=pikepdf.Array([9, 9, 29, 29]), FS=spec.obj,
            )),
            pdf.make_indirect(zoo.link(Dest=pikepdf.Array([None, pikepdf.Name.Fit]))),
        ])  # fmt: skip

    result, box = boxed(tmp_path, odd_pdfs.two_pages(tmp_path / "odd.pdf", attached))
    (told,) = result.findings
    assert (told.code, str(told.text)) == (
        Code.CONTENT_REMOVED,
        "'材料2' holds embedded files, left out of the box: 1",
    )
    with pikepdf.open(box) as pdf:
        assert [str(one.Subtype) for one in pdf.pages[1].obj.Annots] == ["/Link"]


def test_the_xml_of_a_form_is_left_out_and_told(tmp_path: Path) -> None:
    """This test ensures that a form that has both kinds of fields keeps those that print."""

    def both(pdf: pikepdf.Pdf) -> None:
        odd_pdfs.three_fields_of_three_widgets(pdf)
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    result, box = boxed(tmp_path, odd_pdfs.two_pages(tmp_path / "odd.pdf", both))
    assert [one.code for one in result.findings] == [Code.CONTENT_REMOVED]
    with pikepdf.open(box) as pdf:
        assert "/XFA" not in pdf.Root.AcroForm
        assert len(pdf.pages[1].obj.Annots) == 9
