"""Word files printed by the real engine."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PIL import Image, ImageChops

from dossier.convert import Job
from dossier.convert.libreoffice import LibreOffice
from dossier.finding import Remark
from dossier.model.evidence_file import FileKind
from word_file import word_file


class Printed(NamedTuple):
    """What came of a Word file: the words of each page without white space, and remarks."""

    pages: list[str]
    remarks: tuple[Remark, ...]
    pdf: Path

    @property
    def words(self) -> str:
        """The words of all pages."""
        return "".join(self.pages)

    def picture(self, page: int = 0) -> Image.Image:
        """A page, a pixel to the point."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            return document[page].render(scale=1).to_pil().convert("RGB")

    def place(self, words: str) -> tuple[float, float]:
        """Where words begin on the first page: points from its left and its top."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            page = document[0]
            found = page.get_textpage().search(words).get_next()
            assert found is not None, words
            left, _, _, top = page.get_textpage().get_charbox(found[0])
            return left, page.get_height() - top

    def red(self) -> tuple[int, int, int, int]:
        """What the red picture of the first page covers: left, top, right, bottom in points."""
        red, green, blue = self.picture().split()
        bright, dull = red.point(lambda v: v > 200 and 255), green.point(lambda v: v < 90 and 255)
        mask = ImageChops.multiply(ImageChops.multiply(bright, dull), ImageChops.invert(blue))
        box = mask.point(lambda v: v > 160 and 255).getbbox()
        assert box is not None, "there is no picture"
        return box


@pytest.fixture
def printed(office: LibreOffice, tmp_path: Path) -> Callable[..., Printed]:
    """Convert a body, or a file that is there already."""

    def convert(body: str | Path, **options: object) -> Printed:
        source = body if isinstance(body, Path) else tmp_path / "办法.docx"
        if isinstance(body, str):
            word_file(source, body, **options)
        target = tmp_path / f"{source.stem}.pdf"
        (outcome,) = office.to_pdf([Job(source, FileKind.WORD, target)])
        assert outcome.fault is None
        with pypdfium2.PdfDocument(target) as document:
            pages = ["".join(p.get_textpage().get_text_range().split()) for p in document]
        return Printed(pages, outcome.remarks, target)

    return convert
