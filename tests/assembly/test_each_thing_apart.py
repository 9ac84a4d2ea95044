"""One thing that cannot be made costs its own place: an item, a box; all else is there."""

from pathlib import Path

import pytest
from pypdf import PdfReader

import dossier.bind.box
from dossier import log
from local_pool import tasks_here
from tiny_workspace import Tiny, lines_of, tiny, told


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    tasks_here(monkeypatch)
    made = tiny(tmp_path / "workspace")
    log.keep_in(made.made / "cache")
    return made


def text(file: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)


def test_an_item_that_breaks_the_binder_is_a_gap(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """an assertion about one file leaves its place to a page that says so, and nothing else."""
    lay = dossier.bind.box.lay

    def failing(held, part):
        assert part.missing or part.title != "2020年招生方案", "a library's own"
        return lay(held, part)

    monkeypatch.setattr(dossier.bind.box, "lay", failing)
    built = here.build()
    assert told(built) == ["方案2020.pdf: '2020年招生方案' cannot be bound [not-made]"]
    assert "装订时出错，未能装订" in text(here.box("02"))
    assert "plan2021" in text(here.box("02"))
    listed = lines_of(here.made / "chapters/R01-总目录.docx")
    assert ["缺" in line for line in listed if "2020年招生方案" in line] == [True]
    assert "AssertionError: a library's own" in (here.made / "cache/log.txt").read_text()


def test_a_box_that_cannot_be_bound_costs_itself(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """where no item is to blame, the other boxes are there, and lists name what is."""
    here.build()
    here.evidence("方案2021.pdf", "plan 2021 corrected")
    describe = dossier.bind.box.describe

    def failing(pdf, binding, **given):
        assert not (binding.number == "02" and binding.front)
        return describe(pdf, binding, **given)

    with monkeypatch.context() as patched:
        patched.setattr(dossier.bind.box, "describe", failing)
        built = here.build()
    assert told(built) == ["boxes/box-02.pdf: box '02' cannot be bound [not-made]"]
    assert not here.box("02").exists()
    assert here.box("01").exists()
    manifest = (here.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert "box-01.pdf" in manifest
    assert "box-02.pdf" not in manifest
    assert told(here.build()) == []
    assert here.box("02").exists()
