"""The words of files that are read along with the survey of them."""

from pathlib import Path

import pytest

from dossier.survey import Survey, survey
from dossier.survey.texts import texts
from tiny_workspace import write_docx, write_pdf


def test_words_come_along_with_the_survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the words are the same, and that no file is opened for them again."""
    folder, memory = tmp_path / "evidence", tmp_path / "memory.json"
    write_docx(folder / "a.docx", "在校学生1237人。", "完")
    write_pdf(folder / "b.pdf", "one", "two")
    (folder / "c.pdf").write_bytes(b"%PDF nothing")
    apart = texts(survey(folder, tmp_path / "other.json"), tmp_path / "apart")
    begun = Survey(folder, memory, words=True)
    evidence_files = begun.evidence_files()
    assert evidence_files == survey(folder, memory)
    assert set(begun.words) == {one.sha256 for one in evidence_files if one.fault is None}
    monkeypatch.setattr("dossier.survey.texts.passages", None)
    steps: list[tuple[int, int, str]] = []
    cache = tmp_path / "along"
    along = texts(evidence_files, cache, lambda *step: steps.append(step), begun.words)
    assert along == apart
    assert steps == []
    assert texts(evidence_files, cache) == apart  # they are kept, too


def test_what_is_known_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a survey reads words of files only that it has to examine."""
    folder, memory = tmp_path / "evidence", tmp_path / "memory.json"
    write_docx(folder / "a.docx", "完")
    survey(folder, memory)
    monkeypatch.setattr("dossier.survey.texts.passages", None)
    again = Survey(folder, memory, words=True)
    assert len(again.evidence_files()) == 1
    assert again.words == {}
