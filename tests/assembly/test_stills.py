"""Stills of films in a build: made once, shown on the page of the film, never needed."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from dossier.assembly.stills import still_for
from dossier.model.evidence_file import EvidenceFile, FileKind
from factories import evidence_file
from films import film, red_above_blue
from tiny_workspace import BOOKS, Tiny

REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"].replace("方案2021.pdf", "专题片.mp4")


def filed(path: Path) -> EvidenceFile:
    return evidence_file(path.name, place=str(path), kind=FileKind.FILM)


def test_a_still_is_kept(tmp_path):
    """The second time nothing is decoded; a picture that is gone is made again."""
    path = film(tmp_path / "a.mp4", [red_above_blue()] * 10)
    first = still_for(filed(path), tmp_path / "cache")
    assert first is not None
    made = first[0].stat().st_ino
    assert still_for(filed(path), tmp_path / "cache") == first
    assert first[0].stat().st_ino == made
    first[0].unlink()
    assert still_for(filed(path), tmp_path / "cache") == first


def test_without_what_reads_films_there_is_none(tmp_path, monkeypatch):
    """PyAV need not be there: the page has no picture then."""
    path = film(tmp_path / "a.mp4", [red_above_blue()] * 10)
    monkeypatch.setattr("dossier.media.still.library", lambda: "")
    monkeypatch.setitem(sys.modules, "av", None)
    assert still_for(filed(path), tmp_path / "cache") is None


def test_the_page_of_a_film_shows_it(fresh: Tiny) -> None:
    """The still stands on the page with its facts; the same bytes come of it a second time."""
    (fresh.root / "inputs/evidence/方案2021.pdf").unlink()
    film(fresh.root / "inputs/evidence/专题片.mp4", [red_above_blue()] * 20)
    fresh.draw(佐证材料登记=REGISTER)
    assert fresh.build().findings == ()
    with pypdfium2.PdfDocument(fresh.box("02")) as pdf:
        page = pdf[6]
        (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        left, bottom, right, top = picture.get_bounds()
        words = "".join(page.get_textpage().get_text_range().split())
        shown: Image.Image = page.render(scale=1).to_pil().convert("RGB")
    assert "专题片.mp4" in words
    assert "2秒" in words
    assert right - left > 200
    middle = round((left + right) / 2)
    above, below = (round(842 - bottom - (top - bottom) * part) for part in (0.75, 0.25))
    assert shown.getpixel((middle, above))[0] > 150
    assert shown.getpixel((middle, below))[2] > 150
    bound = fresh.box("02").read_bytes()
    fresh.box("02").unlink()
    fresh.build()
    assert fresh.box("02").read_bytes() == bound
