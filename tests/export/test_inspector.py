"""Copies for inspectors: what a package proves, and nothing of how it was made."""

import hashlib
import json
from pathlib import Path

import pytest

from dossier.errors import OutputError, WorkspaceError
from dossier.export.inspector import export_inspector, for_inspectors
from dossier.export.package import MANIFEST

DATA = {
    "school": "星光实验学校",
    "internal": {
        "problems": [{"message": "签字日期“]}”有误", "place": "school.xlsx!基本信息!B3"}],
        "tasks": {"sheets": [{"name": "李芳", "errands": [{"text": "补办法"}]}]},
    },
    "boxes": [{"number": "01", "missing": 1}],
}
PAGE = f'<script type="application/json" id="data">{json.dumps(DATA, ensure_ascii=False)}</script>'
SHOWN = ("boxes/box-01.pdf", "catalogue.xlsx", "films/a.mp4", "forms.xlsx", "index.html",
         "index/words-01.js")  # fmt: skip
KITCHEN = (
    "chapters/R01.docx", "chapters/R01.pdf", "inputs-sha256.txt", "labels.pdf", "missing.xlsx",
    "report.json", "tasks/李芳.pdf",
)  # fmt: skip


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished package with one file of each kind."""
    folder = tmp_path / "build"
    for name in (*SHOWN, *KITCHEN):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE if name == "index.html" else name, encoding="utf-8")
    listed(folder)
    return folder


def listed(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted((*SHOWN, *KITCHEN))
    ]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8")


def test_what_an_inspector_gets(build: Path, tmp_path: Path) -> None:
    """Boxes, index, catalogue, forms and films come along with a manifest, all else stays."""
    done = export_inspector(build, tmp_path / "out")
    names = sorted(
        one.relative_to(tmp_path / "out").as_posix()
        for one in (tmp_path / "out").rglob("*")
        if one.is_file()
    )
    assert names == sorted((*SHOWN, MANIFEST))
    assert done.files == len(names)
    for line in (tmp_path / "out" / MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_the_index_has_no_findings(build: Path, tmp_path: Path) -> None:
    """The page keeps what is there and what is missing, and loses what is to be mended."""
    export_inspector(build, tmp_path / "out")
    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    told = json.loads(page.removeprefix(PAGE[: PAGE.index("{")]).removesuffix("</script>"))
    assert told == DATA | {"internal": None}
    assert (build / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_page_without_findings_stays() -> None:
    """A page that names none is handed on as it is."""
    assert for_inspectors("<p>没有</p>") == "<p>没有</p>"


def test_a_file_that_has_changed(build: Path, tmp_path: Path) -> None:
    """What is not what the manifest says is not handed out, nor is anything else."""
    (build / "boxes/box-01.pdf").write_text("其他", encoding="utf-8")
    with pytest.raises(OutputError, match="box-01"):
        export_inspector(build, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_package(tmp_path: Path) -> None:
    """Without a manifest there is nothing to hand out."""
    with pytest.raises(WorkspaceError):
        export_inspector(tmp_path, tmp_path / "out")
