"""Photo sheets and placeholders are begun before they are asked for."""

from pathlib import Path

import pytest
from PIL import Image

from dossier.assembly import item_pdf
from dossier.assembly.item_pdf import begin_sheets, gap_pdf, photo_pdf
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.model.item import Item, Origin
from dossier.typeset import press
from dossier.workspace import Workspace
from factories import arranged, dossier, evidence_file, item, photo


@pytest.fixture
def school(tmp_path: Path) -> tuple[Workspace, Dossier, list[Item]]:
    """A sheet with a photo that is there and one that is not, and two gaps that say the same."""
    workspace = Workspace(tmp_path)
    workspace.evidence.mkdir(parents=True)
    Image.new("RGB", (640, 480), (200, 30, 30)).save(workspace.evidence / "p.jpg")
    shown = item("photos:1", origin=Origin.PHOTOS, photos=(photo("p.jpg"), photo("q.jpg")))
    gaps = [item(key, origin=Origin.GAP, gap="未提交") for key in ("gap:1", "gap:2")]
    return workspace, dossier(), [shown, *gaps]


def held(workspace: Workspace) -> dict[str, EvidenceFile]:
    """The photo that is there."""
    place = str(workspace.evidence / "p.jpg")
    return {"p.jpg": evidence_file("p.jpg", kind=FileKind.JPEG, place=place)}


def test_what_was_begun_is_not_set_again(
    school: tuple[Workspace, Dossier, list[Item]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that each sheet is set once, equal ones together, and found by who asks."""
    workspace, told, items = school
    list(begin_sheets([arranged(*items)], workspace, held(workspace), told, []))
    assert len(list((workspace.cache / "typeset").rglob("*.pdf"))) == 2
    monkeypatch.setattr(press, "_press", None)  # whatever sets a page now, fails
    list(begin_sheets([arranged(*items)], workspace, held(workspace), told, []))
    sheet = photo_pdf(items[0], workspace, held(workspace))
    assert (sheet.pages, sheet.pdf.is_file()) == (1, True)
    assert gap_pdf(items[1], workspace, told) == gap_pdf(items[2], workspace, told)


@pytest.mark.parametrize("worth", ["_WORTH_SHEETS", "_MANY_PHOTOS"])
def test_many_processes_set_what_one_does(
    school: tuple[Workspace, Dossier, list[Item]], monkeypatch: pytest.MonkeyPatch, worth: str
) -> None:
    """This test ensures that sheets can be handed to other processes, with the same bytes."""
    workspace, told, items = school
    monkeypatch.setattr("dossier.assembly.item_pdf._WORTH", 1)
    monkeypatch.setattr(item_pdf, worth, 1)
    list(begin_sheets([arranged(*items)], workspace, held(workspace), told, []))
    made = photo_pdf(items[0], workspace, held(workspace)).pdf
    content = made.read_bytes()
    made.unlink()
    assert photo_pdf(items[0], workspace, held(workspace)).pdf.read_bytes() == content
