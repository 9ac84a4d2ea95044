"""What the pages of a PDF show, and what of it lies beyond them or is cut."""

from pathlib import Path

import pikepdf
import pytest

from dossier.media.shown import shown

SIDE = 300


def pdf(path: Path, *contents: str, picture: bool = False) -> Path:
    """A page for each content, 300 points wide and high, with a font /F of 10 points."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                           BaseFont=pikepdf.Name.Helvetica)
    )  # fmt: skip
    image = pikepdf.Stream(
        document, b"\0" * 6, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=3,
        Height=2, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
    )  # fmt: skip
    for content in contents:
        page = document.add_blank_page(page_size=(SIDE, SIDE))
        drawn = pikepdf.Dictionary(I=document.make_indirect(image)) if picture else {}
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=drawn)
        page.Contents = document.make_stream(content.encode())
    document.save(path)
    return path


def text(words: str, x: float, y: float) -> str:
    return f"BT /F 10 Tf {x} {y} Td ({words}) Tj ET\n"


@pytest.mark.parametrize(
    ("x", "y"),
    [(310, 150), (-60, 150), (150, 320), (150, -20), (280, 150), (-20, 150)],
    ids=["right", "left", "above", "below", "partly right", "partly left"],
)
def test_text_beyond_the_page(tmp_path: Path, x: float, y: float) -> None:
    """This test ensures that a line beyond an edge is told on whichever side, with its page."""
    file = pdf(
        tmp_path / "a.pdf", text("inside", 100, 100), text("inside", 9, 9) + text("beyond", x, y)
    )
    seen = shown(file)
    assert [(one.page, one.text) for one in seen.beyond] == [(1, "beyond")]
    assert seen.pages[0] == "inside"


def test_text_at_the_edge_is_on_the_page(tmp_path: Path) -> None:
    """This test ensures that lines close to the edges, and blanks over them, are no lost words."""
    close = text("left", 1, 150) + text("below", 100, 2) + text("above", 100, 290)
    file = pdf(tmp_path / "a.pdf", close + text("right    ", 272, 150))
    assert shown(file).beyond == ()


def test_pictures_are_counted_by_their_pixels(tmp_path: Path) -> None:
    """This test ensures that each drawing of a picture counts."""
    file = pdf(tmp_path / "a.pdf", "q 9 0 0 9 50 50 cm /I Do Q " * 2, picture=True)
    assert dict(shown(file, pictures=True).pictures) == {(3, 2): 2}


def test_text_that_a_border_runs_through(tmp_path: Path) -> None:
    """This test ensures that text is told of which a clip shows but a part, and no other text."""
    clip = "q 100 100 20 12 re W n\n"
    content = clip + text("longer than that", 100, 102) + "Q\n" + text("free", 100, 150)
    content += clip + text("ab", 101, 102) + "Q\n"
    seen = shown(pdf(tmp_path / "a.pdf", content), cuts=True)
    assert [one.text for one in seen.cut] == ["longer than that"]
    assert seen.cut[0].side > 1
