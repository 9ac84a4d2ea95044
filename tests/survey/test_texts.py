"""The words of the evidence, read once and kept by content."""

from pathlib import Path

import pytest

import dossier.survey.texts
from dossier.files import sha256_of
from dossier.finding import Code
from dossier.media.passage import Passage
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.survey import survey
from dossier.survey.texts import Printed, texts
from local_pool import tasks_here
from tiny_workspace import write_docx, write_pdf


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose words were read, in order."""
    names: list[str] = []
    real = dossier.survey.texts.passages

    def spy(path: Path, kind: FileKind):
        names.append(path.name)
        return real(path, kind)

    monkeypatch.setattr(dossier.survey.texts, "passages", spy)
    tasks_here(monkeypatch)
    return names


def held(folder: Path) -> tuple[EvidenceFile, ...]:
    return survey(folder, folder.parent / "memory.json")


def printed(pdfs: dict[str, tuple[Path, str]], cache: Path) -> dict[str, tuple[Passage, ...]]:
    return Printed(pdfs, cache).passages()


def test_words_are_read_once(tmp_path: Path, read: list[str]):
    """the second time nothing is opened, and the same is said; a changed file is read again."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    write_docx(folder / "a.docx", "在校学生1237人。", "完")
    write_pdf(folder / "b.pdf", "one", "two")
    steps: list[tuple[int, int, str]] = []
    first = texts(held(folder), cache, lambda *step: steps.append(step))
    assert [found.text for found in first["a.docx"]] == ["在校学生1237人。", "完"]
    assert [found.place.spoken("en") for found in first["b.pdf"]] == ["page 1", "page 2"]
    assert steps == [(1, 2, "a.docx"), (2, 2, "b.pdf")]
    assert texts(held(folder), cache) == first
    assert read == ["a.docx", "b.pdf"]
    write_docx(folder / "a.docx", "在校学生1238人。")
    assert [f.text for f in texts(held(folder), cache)["a.docx"]] == ["在校学生1238人。"]
    assert read == ["a.docx", "b.pdf", "a.docx"]


def test_files_that_hold_no_words_are_not_opened(tmp_path: Path, read: list[str]):
    """pictures and what cannot be used are left alone."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF nothing")
    broken = EvidenceFile("a.pdf", FileKind.PDF, "1", "a.pdf", size=1, fault=Code.FILE_DAMAGED)
    picture = EvidenceFile("b.jpg", FileKind.JPEG, "2", "b.jpg", size=1)
    assert texts([broken, picture], tmp_path / "cache") == {}
    assert read == []


@pytest.mark.parametrize("content", ["", "{", "{}x", "[[1]]", "null", '[["page", 1, 2, 3, 4]]'])
def test_broken_notes_are_written_anew(tmp_path: Path, read: list[str], content: str):
    """whatever stands in a damaged note, the file is read and the note mended."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    write_docx(folder / "a.docx", "完")
    (one,) = held(folder)
    first = texts([one], cache)
    (note,) = (cache / "text").iterdir()
    note.write_text(content)
    assert texts([one], cache) == first
    assert texts([one], cache) == first
    assert read == ["a.docx", "a.docx"]


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path):
    """words do not stand under the hash of another content."""
    pdf, cache = write_pdf(tmp_path / "a.pdf", "one"), tmp_path / "cache"
    for _ in range(2):
        said = printed({"a": (pdf, "0" * 64)}, cache)
        assert [found.text for found in said["a"]] == ["one"]
    assert not cache.exists()


def test_many_files_share_few_notes(tmp_path: Path, read: list[str]):
    """what is no longer wanted is forgotten, and its note goes with it."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    for number in range(3):
        write_pdf(folder / f"{number}.pdf", f"No. {number}")
    all_of_them = held(folder)
    texts(all_of_them, cache)
    assert len(list((cache / "text").iterdir())) == 3
    texts(all_of_them[1:], cache)
    assert len(read) == 3
    assert len(list((cache / "text").iterdir())) == 2
    texts(all_of_them, cache)
    assert len(read) == 4


def test_a_pdf_of_evidence_is_not_read_again_when_it_is_bound(tmp_path: Path, read: list[str]):
    """what the inspection read is known under the same hash, and stays where it is kept."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    pdf = write_pdf(folder / "a.pdf", "one")
    (one,) = held(folder)
    known = texts([one], cache)["a.pdf"]
    assert printed({"a": (pdf, one.sha256)}, cache) == {"a": known}
    assert read == ["a.pdf"]
    assert [place.name for place in cache.iterdir()] == ["text"]


def test_the_words_of_other_pages_are_forgotten(tmp_path: Path, read: list[str]):
    """only what is asked for is kept."""
    cache = tmp_path / "cache"
    pdfs = {name: write_pdf(tmp_path / f"{name}.pdf", name) for name in ("one", "two", "three")}
    asked = {name: (path, sha256_of(path)) for name, path in pdfs.items()}
    said = printed(asked, cache)
    assert {name: [found.text for found in said[name]] for name in said} == {
        name: [name] for name in pdfs
    }
    assert printed(asked, cache) == said
    assert len(read) == 3
    assert printed({"two": asked["two"]}, cache) == {"two": said["two"]}
    assert printed(asked, cache) == said
    assert sorted(read[3:]) == ["one.pdf", "three.pdf"]


def test_pages_named_by_their_hash_are_kept_under_it(tmp_path: Path, read: list[str]):
    """what our own pages are made of names them: it need not be the hash of their bytes."""
    cache, name = tmp_path / "cache", "0" * 64
    pdf = write_pdf(tmp_path / f"{name}-1.pdf", "one")
    first = printed({"a": (pdf, name)}, cache)
    assert printed({"a": (pdf, name)}, cache) == first
    assert len(read) == 1
