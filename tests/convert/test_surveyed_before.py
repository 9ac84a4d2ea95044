"""Sources of which the survey has told that they are whole."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from dossier.convert import convert
from dossier.files import sha256_of
from dossier.model.evidence_file import FileKind, SourceFile


def test_what_was_surveyed_is_not_examined_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that pages that were counted are believed, and a sound JPEG embedded."""
    pdf, photo = tmp_path / "a.pdf", tmp_path / "b.jpg"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(pdf)
    Image.effect_noise((60, 40), 50).save(photo)
    kinds = {pdf: FileKind.PDF, photo: FileKind.JPEG}
    sources = [SourceFile(p.name, kind, sha256_of(p), str(p), pages=1) for p, kind in kinds.items()]
    looked: list[str] = []
    monkeypatch.setattr("dossier.media.image._decode", lambda _: looked.append("picture"))
    monkeypatch.setattr("dossier.media.pdf.page_count", lambda path: looked.append(path.name) or 1)
    found = convert(sources, tmp_path / "cache", None)
    assert [(found[path].item_pdf.pages, found[path].fault) for path in kinds] == [(1, None)] * 2
    assert found[pdf].item_pdf.pdf == pdf
    assert "a.pdf" not in looked
    assert "picture" not in looked


def test_a_surveyed_file_that_has_changed_is_no_pdf(tmp_path: Path) -> None:
    """This test ensures that pages are believed of that content alone which was surveyed."""
    photo = tmp_path / "b.jpg"
    Image.effect_noise((60, 40), 50).save(photo)
    source = SourceFile("b", FileKind.JPEG, "0" * 64, str(photo), pages=1)
    assert convert([source], tmp_path / "cache", None)[photo].fault is not None
