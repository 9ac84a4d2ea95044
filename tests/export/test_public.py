"""Copies to show, without numbers of persons."""

import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from dossier.errors import OutputError
from dossier.export.public import export_public
from dossier.media.redact import Redacted
from written_pdf import written_pdf

MOBILE = "13812345678"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished package with two boxes, one of which shows a number."""
    folder = tmp_path / "build"
    for name in ("boxes", "originals", "chapters", "films", "index"):
        (folder / name).mkdir(parents=True)
    written_pdf(folder / "boxes/box-01.pdf", f"联系人 {MOBILE}", "第二页")
    written_pdf(folder / "boxes/box-02.pdf", "坚持就近入学")
    for source in folder.rglob("*.typ"):
        source.unlink()
    (folder / "originals/a.pdf").write_bytes((folder / "boxes/box-01.pdf").read_bytes())
    (folder / "index.html").write_text("<title>138****5678</title>", encoding="utf-8")
    (folder / "index/words-01.js").write_text('words("01",[])', encoding="utf-8")
    (folder / "chapters/R01.docx").write_bytes(b"PK")
    (folder / "report.json").write_text("{}", encoding="utf-8")
    (folder / "films/a.mp4").write_bytes(b"film")
    listed = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    (folder / "manifest-sha256.txt").write_text(
        "".join(
            f"{hashlib.sha256(file.read_bytes()).hexdigest()}  "
            f"{file.relative_to(folder).as_posix()}\n"
            for file in listed
        ),
        encoding="utf-8",
    )
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_what_is_shown(build, tmp_path):
    """PDFs and index are copied without the number, all else stays behind and as it was."""
    before = files(build)
    steps = []
    done = export_public(build, tmp_path / "out", lambda *step: steps.append(step))
    shown = files(tmp_path / "out")
    assert sorted(shown) == [
        "boxes/box-01.pdf", "boxes/box-02.pdf", "index.html", "index/words-01.js",
        "manifest-sha256.txt",
    ]  # fmt: skip
    assert (done.taken_out, done.exported.files) == (Redacted(1, 1, 0), 5)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "out/boxes/box-01.pdf").pages]
    assert (MOBILE in pages[0], "第二页" in pages[1]) == (False, True)
    assert files(build) == before
    assert [step[:2] for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_manifest_of_the_copies(build, tmp_path):
    """the copies have hashes of their own."""
    export_public(build, tmp_path / "out", lambda *_: None)
    shown = files(tmp_path / "out")
    lines = shown.pop("manifest-sha256.txt").decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in shown.items()
    ]


def test_a_file_that_is_not_what_was_built(build, tmp_path):
    """where a box was changed meanwhile, nothing is written."""
    written_pdf(build / "boxes/box-02.pdf", "另外的内容")
    with pytest.raises(OutputError, match="has changed"):
        export_public(build, tmp_path / "out", lambda *_: None)
    assert not (tmp_path / "out").exists()
