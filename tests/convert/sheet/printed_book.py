"""Workbooks on paper: the pages that the real LibreOffice makes of the prepared copies."""

import io

import pypdf
import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as IMAGE

from dossier.convert import convert
from dossier.files import sha256_of
from dossier.model.evidence_file import FileKind, SourceFile

A3, A4, ACROSS = (842, 1191), (595, 842), (1191, 842)


class Printed:
    """A workbook's pages, as texts, and what is said of it."""

    def __init__(self, engine, path):
        source = SourceFile(path.name, FileKind.SHEET, sha256_of(path), str(path))
        self.made = convert([source], path.parent / "cache", engine)[path]
        assert self.made.fault is None
        reader = pypdf.PdfReader(self.made.item_pdf.pdf)
        self.sizes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages]
        with pypdfium2.PdfDocument(self.made.item_pdf.pdf) as document:
            self.pages = [page.get_textpage().get_text_range() for page in document]
        self.reader = reader

    @property
    def lines(self) -> list[str]:
        return [line.strip() for page in self.pages for line in page.splitlines() if line.strip()]

    @property
    def words(self) -> str:
        return "".join("".join(self.pages).split())

    @property
    def said(self) -> list[str]:
        return [str(remark.text) for remark in self.made.remarks]

    @property
    def lowest(self) -> float:
        """How far above the lower edge the lowest character of all pages stands."""
        with pypdfium2.PdfDocument(self.made.item_pdf.pdf) as document:
            return min(
                words.get_charbox(n)[1]
                for words in (page.get_textpage() for page in document)
                for n in range(words.count_chars())
            )

    @property
    def smallest(self) -> float:
        """The size of the smallest characters of all pages."""
        sizes = []

        def visit(text, matrix, place, _font, size):
            if text.strip():
                sizes.append(abs(size * place[3] * matrix[3]) if place[3] else size)

        for page in self.reader.pages:
            page.extract_text(visitor_text=visit)
        return min(sizes)


def png(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def pictures(page: Printed) -> list[tuple[float, float, float, float]]:
    """Where the pictures of the first page stand: left, bottom, right, top."""
    with pypdfium2.PdfDocument(page.made.item_pdf.pdf) as document:
        return [tuple(o.get_bounds()) for o in document[0].get_objects() if o.type == IMAGE]
