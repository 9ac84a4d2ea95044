"""The words of the evidence, read once and kept by content."""

from pathlib import Path

import pytest

import dossier.survey.texts
from dossier.finding import Code
from dossier.model.holding import Holding, Kind
from dossier.survey import survey
from dossier.survey.texts import text_of, texts
from tiny_workspace import write_docx, write_pdf


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose words were read, in order."""
    names: list[str] = []
    real = dossier.survey.texts.passages

    def spy(path: Path, kind: Kind):
        names.append(path.name)
        return real(path, kind)

    monkeypatch.setattr(dossier.survey.texts, "passages", spy)
    return names


def held(folder: Path) -> tuple[Holding, ...]:
    return survey(folder, folder.parent / "memory.json")


def test_words_are_read_once(tmp_path: Path, read: list[str]):
    """the second time nothing is opened, and the same is said; a changed file is read again."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    write_docx(folder / "a.docx", "在校学生1237人。", "完")
    write_pdf(folder / "b.pdf", "one", "two")
    steps: list[tuple[int, int, str]] = []
    first = texts(held(folder), folder, cache, lambda *step: steps.append(step))
    assert [found.text for found in first["a.docx"]] == ["在校学生1237人。", "完"]
    assert [found.place.spoken("en") for found in first["b.pdf"]] == ["page 1", "page 2"]
    assert steps == [(1, 2, "a.docx"), (2, 2, "b.pdf")]
    assert texts(held(folder), folder, cache) == first
    assert read == ["a.docx", "b.pdf"]
    write_docx(folder / "a.docx", "在校学生1238人。")
    assert [f.text for f in texts(held(folder), folder, cache)["a.docx"]] == ["在校学生1238人。"]
    assert read == ["a.docx", "b.pdf", "a.docx"]


def test_files_that_hold_no_words_are_not_opened(tmp_path: Path, read: list[str]):
    """pictures and what cannot be used are left alone."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF nothing")
    broken = Holding("a.pdf", 1, "1", Kind.PDF, fault=Code.FILE_DAMAGED)
    picture = Holding("b.jpg", 1, "2", Kind.JPEG)
    assert texts([broken, picture], tmp_path, tmp_path / "cache") == {}
    assert read == []


@pytest.mark.parametrize("content", ["", "{", "{}x", "[[1]]", "null", '[["page", 1, 2, 3, 4]]'])
def test_broken_notes_are_written_anew(tmp_path: Path, read: list[str], content: str):
    """whatever stands in a damaged note, the file is read and the note mended."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    write_docx(folder / "a.docx", "完")
    (one,) = held(folder)
    first = texts([one], folder, cache)
    (note,) = (cache / "text").iterdir()
    note.write_text(content)
    assert texts([one], folder, cache) == first
    assert texts([one], folder, cache) == first
    assert read == ["a.docx", "a.docx"]


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path):
    """words do not stand under the hash of another content."""
    path = write_docx(tmp_path / "a.docx", "完")
    assert [f.text for f in text_of(path, Kind.WORD, "0" * 64, tmp_path / "cache")] == ["完"]
    assert not (tmp_path / "cache").exists()


def test_many_files_share_few_notes(tmp_path: Path, read: list[str]):
    """what is no longer wanted is forgotten, and a single file finds what all have kept."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    for number in range(3):
        write_docx(folder / f"{number}.docx", f"第{number}份")
    all_of_them = held(folder)
    texts(all_of_them, folder, cache)
    assert len(read) == 3
    one = all_of_them[0]
    assert [f.text for f in text_of(folder / one.path, one.kind, one.sha256, cache)] == ["第0份"]
    texts(all_of_them[1:], folder, cache)
    assert len(read) == 3
    text_of(folder / one.path, one.kind, one.sha256, cache)
    assert len(read) == 4


def test_a_single_file_is_known_to_all(tmp_path: Path, read: list[str]):
    """what was read of one file by itself is not read again among the others."""
    folder, cache = tmp_path / "evidence", tmp_path / "cache"
    write_docx(folder / "a.docx", "完")
    (one,) = held(folder)
    text_of(folder / "a.docx", one.kind, one.sha256, cache)
    assert [found.text for found in texts([one], folder, cache)["a.docx"]] == ["完"]
    assert read == ["a.docx"]
