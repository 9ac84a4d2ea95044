"""Workbooks drawn as they are declared, as bytes: the same for the same content."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from common.zipped import steady
from dossier.begin.drawing import Content, Drawer, drawn


def draw_book(
    content: Mapping[str, Content | Drawer], book: str, years: Sequence[str] = ()
) -> bytes:
    """The workbook `book`, which :func:`~dossier.begin.drawing.drawn` draws, as bytes."""
    made = BytesIO()
    drawn(content, book, years).save(made)
    return steady(made.getvalue())
