"""Which pages show nothing."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dossier.media.blank import end_without_content, pages_without_content

TEXT = b"BT /F1 12 Tf 72 720 Td (x) Tj ET"


def note(kind: str) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]))


@pytest.mark.parametrize(
    ("content", "notes", "blank"),
    [
        (None, [], True),
        (b"", [], True),
        (b"0.1 w q 0 0.028 595.275 841.861 re W* n Q", [], True),
        (b"BT /F1 12 Tf 72 720 Td ET", [], True),
        (TEXT, [], False),
        (b"0 0 m 9 9 l S", [], False),
        (b"q /Im0 Do Q", [], False),
        (b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI", [], False),
        (b"q Q " * 2000, [], False),
        (None, [note("FreeText")], False),
        (None, [note("Link")], True),
    ],
)
def test_a_page_that_shows_nothing(
    tmp_path: Path, content: bytes | None, notes: list[Dictionary], blank: bool
) -> None:
    """This test ensures that what is drawn or noted counts as content, and nothing else does."""
    with pikepdf.new() as pdf:
        for drawn, noted in ((TEXT, []), (content, notes)):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1]
            if drawn is None:
                del page.Contents
            else:
                page.Contents = pdf.make_stream(drawn)
            if noted:
                page.Annots = Array([pdf.make_indirect(one) for one in noted])
        pdf.save(tmp_path / "a.pdf")
    assert pages_without_content(tmp_path / "a.pdf") == ([1] if blank else [])


def led(kind: str, target: int) -> pikepdf.Pdf:
    """Three pages of which the first alone shows something, with a way to one of them."""
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page(page_size=(100, 100))
    document.pages[0].Contents = document.make_stream(b"0 0 9 9 re f")
    place = Array([document.pages[target].obj, Name.Fit])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    if kind == "outline":
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("一", target))
    elif kind == "link":
        link.Dest = place
        document.pages[0].Annots = Array([link])
    elif kind == "action":
        link.A = Dictionary(S=Name.GoTo, D=place)
        document.pages[0].Annots = Array([document.make_indirect(link)])
    elif kind == "name":
        document.Root.Names = Dictionary(
            Dests=Dictionary(Names=["a", document.make_indirect(place)])
        )
    return document


@pytest.mark.parametrize("kind", ["outline", "link", "action", "name"])
@pytest.mark.parametrize(("target", "left"), [(0, 1), (1, 2), (2, 3)])
def test_the_empty_end_goes_as_far_as_nothing_leads_to_it(tmp_path, kind, target, left):
    """pages at the end that show nothing go, down to the one that a way leads to."""
    path = tmp_path / "a.pdf"
    led(kind, target).save(path)
    with pikepdf.open(path) as document:
        assert end_without_content(document) == 3 - left
        assert len(document.pages) == left


def test_a_document_keeps_its_first_page():
    """one whose pages all show nothing has one left."""
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page(page_size=(100, 100))
    assert end_without_content(document) == 2
