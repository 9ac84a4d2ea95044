"""What the doctor says of the way into LibreOffice."""

import importlib.util
import os
from pathlib import Path

import pytest

from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend
from dossier.doctor import examine
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, Tiny


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice without pyuno, of a shell script."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho LibreOffice 0.0\n")
    program.chmod(0o755)
    monkeypatch.setenv("DOSSIER_SOFFICE", str(program))
    monkeypatch.setenv("LANGUAGE", "en")


def told(folder: Path) -> list[tuple[bool | None, str, str]]:
    seen = examine(Workspace(folder))
    return [(one.well, str(one.text), str(one.hint)) for one in seen]


@pytest.mark.usefixtures("office")
def test_the_slow_way_is_well_and_says_what_it_lacks(tmp_path: Path) -> None:
    """This test ensures that a machine without python3-uno is told what would be quicker."""
    (way,) = [one for one in told(tmp_path) if "converted by" in one[1]]
    assert way[0]
    assert way[1].endswith("soffice, started for each batch")
    assert "quicker would be LibreOffice within the worker" in way[2]
    assert "apt install python3-uno" in way[2]


@pytest.mark.usefixtures("office")
def test_the_quickest_way_needs_no_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that nothing is advised where nothing could be quicker."""
    made = LibreOffice.__init__

    def with_all(self: LibreOffice, program: Path, room: Path, *_: object) -> None:
        made(self, program, room)
        self.backends._lacks = {}
        monkeypatch.setattr(type(self.backends.machine), "offers", lambda _self, _rung: True)

    monkeypatch.setattr(LibreOffice, "__init__", with_all)
    (way,) = [one for one in told(tmp_path) if "converted by" in one[1]]
    assert way == (True, f"documents are converted by: {Backend.INSIDE.text}", "None")


def ghostscripts(here: Tiny) -> list[tuple[bool | None, str, str]]:
    return [one for one in told(here.root) if "Ghostscript" in one[1] or "gs" in one[1]]


@pytest.mark.usefixtures("office")
def test_ghostscript_is_looked_for_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that only the setting 转为PDF/A makes Ghostscript matter."""
    here = Tiny(tmp_path / "workspace")
    (here.root / "inputs").mkdir(parents=True)
    here.draw()
    program = tmp_path / "gs-9"
    monkeypatch.setenv("DOSSIER_GHOSTSCRIPT", str(program))
    assert ghostscripts(here) == []
    here.draw(设置=BOOKS["standard.xlsx"]["设置"] + "| 转为PDF/A | 是 |\n")
    ((well, _, hint),) = ghostscripts(here)
    assert not well
    assert "apt install ghostscript" in hint
    program.write_text("#!/bin/sh\necho 9.9\n")
    program.chmod(0o755)
    assert ghostscripts(here) == [(True, "Ghostscript: 9.9", "None")]
    program.write_text("#!/bin/sh\nexit 77\n")
    ((well, what, _),) = ghostscripts(here)
    assert not well
    assert "does not start" in what


@pytest.mark.usefixtures("office")
def test_what_is_not_installed_is_told_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """what only some schools need is no fault, until the settings ask for it."""
    here = Tiny(tmp_path / "workspace")
    (here.root / "inputs").mkdir(parents=True)
    here.draw()
    find = importlib.util.find_spec
    lacks = {"pillow_heif", "rapidocr"}
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *of: None if name in lacks else find(name, *of)
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    lacking = [one for one in told(here.root) if one[0] is None]
    assert lacking == [
        (None, "not installed: opening HEIC pictures",
         "install it with: pip install 'dossier[heic]'"),
        (None, "not installed: reading scans", "install it with: pip install 'dossier[scan]'"),
        (None, "not installed: unpacking .rar archives", "install it with: apt install unar"),
    ]  # fmt: skip
    here.draw(设置=BOOKS["standard.xlsx"]["设置"] + "| 识别扫描件 | 是 |\n")
    hint = "install what reads scans with: make setup SCAN=1"
    assert (False, "what reads scans is not there", hint) in told(here.root)


@pytest.mark.usefixtures("office")
def test_the_machine_and_the_standard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """room on the disk and in memory are numbers to judge by, and the standard has its name."""
    here = Tiny(tmp_path / "workspace")
    (here.root / "inputs").mkdir(parents=True)
    here.draw()
    here.evidence("大.pdf", "x").write_bytes(bytes(30_000_000))
    monkeypatch.setattr("dossier.disk._free", lambda _: 100_000_000)
    monkeypatch.setattr("dossier.doctor.free_memory", lambda: 2_000_000_000)
    seen = told(here.root)
    assert (False, "disk: 100 MB are free, a build takes up to 110 MB", "make room there") in seen
    assert (True, "memory: 2000 MB are free", "None") in seen
    assert (True, "standard: 义务教育均衡发展标准 (教督〔2012〕3号)", "None") in seen
    monkeypatch.setattr("dossier.doctor.free_memory", lambda: 600_000_000)
    hint = "close other programs: 1000 MB are wanted"
    assert (False, "memory: 600 MB are free", hint) in told(here.root)


@pytest.mark.usefixtures("office")
def test_folders_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """what register and build write into has to be one's own; root may write everywhere."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    access = os.access
    monkeypatch.setattr("os.access", lambda path, mode: path != inputs and access(path, mode))
    hint = "look at its permissions, or copy the workspace to a folder of your own"
    assert (False, f"'{inputs}' cannot be written to", hint) in told(tmp_path)
