"""Excerpts: the pages that are asked for, what belongs to them, and nothing else."""

from pathlib import Path

import pytest
from pdf_zoo import add_page, form, link, plain, text
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, StreamDecodeLevel
from pypdf import PdfReader

from dossier.bind.excerpt import excerpt
from dossier.errors import OutputError


def words(path: Path) -> list[str]:
    return [page.extract_text().strip() for page in PdfReader(path).pages]


def test_just_its_pages(tmp_path: Path) -> None:
    """This test ensures that the pages come in order, and that no word of others is left."""
    excerpt(plain(tmp_path / "a.pdf", 6), ((2, 3), (6, 6)), tmp_path / "b.pdf")
    assert words(tmp_path / "b.pdf") == ["page 2", "page 3", "page 6"]
    assert b"page 4" not in _unpacked(tmp_path / "b.pdf")
    assert b"page 3" in _unpacked(tmp_path / "b.pdf")


def linked(path: Path) -> Path:
    """Four pages; the first links to 2 and 4 and the web, bookmarks lead to 2, 3 and 4."""
    with Pdf.new() as pdf:
        pages = [add_page(pdf, text(f"secret {n}")) for n in range(1, 5)]

        def to(n: int) -> Array:
            return Array([pages[n - 1], Name.Fit])

        web = Dictionary(S=Name.URI, URI="https://example.org")
        pages[0].Annots = Array([
            pdf.make_indirect(link(Dest=to(2))),
            pdf.make_indirect(link(A=Dictionary(S=Name.GoTo, D=to(4)))),
            pdf.make_indirect(link(A=web)),
        ])  # fmt: skip
        with pdf.open_outline() as outline:
            above = OutlineItem("four", to(4))
            above.children.append(OutlineItem("two", to(2)))
            outline.root += [above, OutlineItem("three", to(3))]
        pdf.save(path)
    return path


def test_links_and_bookmarks_to_other_pages_go(tmp_path: Path) -> None:
    """This test ensures that what leads to a kept page stays, and a title above it, too."""
    excerpt(linked(tmp_path / "a.pdf"), ((1, 2),), tmp_path / "b.pdf")
    with Pdf.open(tmp_path / "b.pdf") as pdf:
        first, second = (page.obj for page in pdf.pages)
        inner, web = first.Annots
        assert inner.Dest[0] == second
        assert str(web.A.URI) == "https://example.org"
        with pdf.open_outline() as outline:
            (above,) = outline.root
            (two,) = above.children
            assert (above.title, above.destination) == ("four", None)
            assert (two.title, two.destination[0]) == ("two", second)
    assert b"secret 3" not in _unpacked(tmp_path / "b.pdf")


def _unpacked(path: Path) -> bytes:
    with Pdf.open(path) as pdf:
        out = path.with_suffix(".plain.pdf")
        pdf.save(out, stream_decode_level=StreamDecodeLevel.generalized, compress_streams=False)
    return out.read_bytes()


def test_fields_of_other_pages_go(tmp_path: Path) -> None:
    """This test ensures that a form keeps the fields of the pages that are kept, only."""
    source = form(tmp_path / "a.pdf", "value")
    with Pdf.open(source, allow_overwriting_input=True) as pdf:
        fields = len(pdf.Root.AcroForm.Fields)
        add_page(pdf, text("second"))
        pdf.save(source)
    assert fields
    for ranges, left in (((1, 1),), fields), (((2, 2),), 0):
        excerpt(source, ranges, tmp_path / "b.pdf")
        with Pdf.open(tmp_path / "b.pdf") as pdf:
            assert len(pdf.Root.AcroForm.Fields) == left


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that cutting twice makes no difference."""
    source = linked(tmp_path / "a.pdf")
    for name in ("1.pdf", "2.pdf"):
        excerpt(source, ((2, 4),), tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_pages_that_are_not_there(tmp_path: Path) -> None:
    """This test ensures that a page beyond the last, and no PDF at all, are refused by name."""
    source = plain(tmp_path / "a.pdf", 2)
    with pytest.raises(OutputError, match=r"a\.pdf"):
        excerpt(source, ((2, 3),), tmp_path / "b.pdf")
    source.write_bytes(b"nothing")
    with pytest.raises(OutputError, match=r"a\.pdf"):
        excerpt(source, ((1, 1),), tmp_path / "b.pdf")
