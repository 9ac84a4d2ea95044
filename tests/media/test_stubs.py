"""PDFs whose page is only a cover are refused, with what to do; those that show theirs are not."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from dossier.finding import Code
from dossier.media.examine import examine


def page(pdf: Pdf, words: str) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.add_blank_page(page_size=(595, 842))
    made = pdf.pages[-1].obj
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
    return made


def xfa(path: Path, words: str, *, fields: bool = False, dynamic: bool = False) -> Path:
    with Pdf.new() as pdf:
        one = page(pdf, words)
        listed = []
        if fields:
            field = Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"),
                Rect=Array([9, 9, 99, 29]),
            )  # fmt: skip
            listed = [pdf.make_indirect(field)]
            one.Annots = Array(listed)
        pdf.Root.AcroForm = Dictionary(Fields=Array(listed), XFA=pdf.make_stream(b"<xdp/>"))
        if dynamic:
            pdf.Root.NeedsRendering = True
        pdf.save(path)
    return path


def portfolio(path: Path, *names: str) -> Path:
    with Pdf.new() as pdf:
        page(pdf, "open this portfolio in Acrobat")
        for name in names:
            pdf.attachments[name] = b"data"
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
        pdf.save(path)
    return path


WAIT = "Please wait... If this message is not eventually replaced by the proper contents"


@pytest.mark.parametrize("dynamic", [True, False])
def test_a_form_that_only_asks_to_wait_is_refused(tmp_path: Path, dynamic: bool) -> None:
    """This test ensures that the stub of a dynamic XFA form is never bound."""
    found = examine(xfa(tmp_path / "a.pdf", WAIT, dynamic=dynamic))
    assert found.fault is Code.FILE_TYPE
    assert "print it as PDF" in str(found.remedy)


def test_a_form_drawn_by_adobe_alone_is_refused_whatever_its_page_says(tmp_path: Path) -> None:
    """This test ensures that no wording of the stub is needed where the file says it (12.7.8)."""
    assert examine(xfa(tmp_path / "a.pdf", "...", dynamic=True)).fault is Code.FILE_TYPE


@pytest.mark.parametrize("dynamic", [True, False])
def test_a_form_with_fields_on_its_pages_is_bound(tmp_path: Path, dynamic: bool) -> None:
    """This test ensures that a static XFA form, which shows its pages everywhere, is taken."""
    path = xfa(tmp_path / "a.pdf", "Application", fields=True, dynamic=dynamic)
    assert (examine(path).fault, examine(path).pages) == (None, 1)


def test_a_form_whose_fields_were_flattened_is_bound(tmp_path: Path) -> None:
    """This test ensures that XML that was left behind bars nothing."""
    assert examine(xfa(tmp_path / "a.pdf", "Application of 2022")).fault is None


def test_a_portfolio_is_refused(tmp_path: Path) -> None:
    """This test ensures that the cover of a portfolio is never bound for the files in it."""
    found = examine(portfolio(tmp_path / "a.pdf", "一.pdf", "二.docx"))
    assert found.fault is Code.FILE_TYPE
    assert "take the files out" in str(found.remedy)


def test_a_portfolio_of_nothing_is_a_pdf(tmp_path: Path) -> None:
    """This test ensures that what has lost its files is bound as the page that it is."""
    assert examine(portfolio(tmp_path / "a.pdf")).fault is None


def test_a_file_with_attachments_is_no_portfolio(tmp_path: Path) -> None:
    """This test ensures that an attachment alone bars nothing: it is left out, and told."""
    path = tmp_path / "a.pdf"
    with Pdf.new() as pdf:
        page(pdf, "report")
        pdf.attachments["a.txt"] = b"data"
        pdf.save(path)
    assert examine(path).fault is None
    assert pikepdf.open(path).attachments
