"""A file is judged alone as it is judged in its box, though no box is made for that."""

from collections.abc import Callable
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest
from altered_pages import embedded, extend, font, sheet
from pikepdf import Dictionary, Name, Pdf, Stream

from dossier.bind.binding import Fitness
from dossier.bind.box import bind
from dossier.bind.fitness import fitness
from hostile_evidence import pdf, stream


def inheriting(path: Path) -> Path:
    """A page that has its font and size from the tree above it, two levels up."""
    path.write_bytes(
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 6 0 R>>"
            b">>>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 1>>",
            b"<</Type/Page/Parent 3 0 R/Contents 5 0 R>>",
            stream(b"BT /F1 12 Tf 72 72 Td (inherited) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        )
    )
    return path


def cmyk(path: Path) -> Path:
    return sheet(path, content=b"0 0 0 1 k 0 0 9 9 re f")


def mended(path: Path) -> Path:
    """Fonts with what binding takes out or mends: /CIDSet, no /CharSet, script, attachment."""

    def change(document: Pdf, page: Dictionary) -> None:
        font(page, Type=Name.Font, Subtype=Name.TrueType, FontDescriptor=embedded(document, 32))
        extend(page, AA=Dictionary(O=Dictionary(S=Name.JavaScript)))
        document.make_indirect(Dictionary(CIDSet=Stream(document, b"\0")))

    return sheet(path, change)


@pytest.mark.parametrize(
    "make",
    [zoo.plain, inheriting, cmyk, mended, zoo.layered, zoo.active, zoo.signed, zoo.outlined,
     lambda path: zoo.form(path, "周明"), lambda path: zoo.named_links(path, "x")],
)  # fmt: skip
def test_a_file_is_judged_as_in_its_box(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """This test ensures that a box with one item has against it what was told of its file."""
    path = make(tmp_path / "a.pdf")
    content = path.read_bytes()
    with pikepdf.open(path) as document:
        pages = len(document.pages)
    bound = bind(zoo.binding(path), tmp_path / "box.pdf")
    assert fitness(path, pages).faults == tuple(
        sorted({*bound.reasons, *bound.accounts[0].reasons})
    )
    assert fitness(path, pages).signed is (make is zoo.signed)
    assert path.read_bytes() == content


def test_what_stands_above_a_page_is_judged(tmp_path: Path) -> None:
    """This test ensures that a font which a page inherits counts like one of its own."""
    assert "font-not-embedded: Helvetica" in fitness(inheriting(tmp_path / "a.pdf"), 1).faults


def test_what_cannot_be_bound_is_malformed(tmp_path: Path) -> None:
    """This test ensures that damage, and another number of pages, are told as such."""
    malformed = Fitness(signed=False, faults=("malformed",))
    assert fitness(zoo.plain(tmp_path / "a.pdf", 2), 3) == malformed
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert fitness(tmp_path / "b.pdf", 1) == malformed
