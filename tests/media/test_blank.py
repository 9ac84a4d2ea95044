"""Which pages show nothing."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dossier.media.blank import pages_without_content

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
