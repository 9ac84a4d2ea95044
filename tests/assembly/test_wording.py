"""The numbers that finished chapters print, against the declared figures."""

from pathlib import Path
from typing import Any

import pytest

from dossier.assembly.page_text import Words, wording
from dossier.files import sha256_of
from dossier.model.dossier import Dossier
from dossier.model.item import ItemPdf
from dossier.model.rules import Phrase, Rules
from dossier.model.standard import Stage
from dossier.source import Cell
from factories import Y20, Y21, chapter, dossier, figure, filled, row
from written_pdf import written_pdf

RULES = Rules(phrases=(Phrase("学生数", Stage.SCHOOL, "在校学生{学生数}人", row("文字口径")),))


def school(rules: Rules = RULES, **parts: Any) -> Dossier:
    figures = (
        figure("学生数", 1238, year=Y20, cell=Cell("school.xlsx", "数据", "D3")),
        figure("学生数", 1225, year=Y21, cell=Cell("school.xlsx", "数据", "E3")),
    )
    return filled(dossier(figures=figures, school_years=(Y20, Y21), **parts), rules=rules)


def told(folder: Path, facts: Dossier, *pages: str) -> list[str]:
    """What is found in the chapter R01 with these pages."""
    path = written_pdf(folder / "a.pdf", *pages)
    one = chapter("R01")
    item_pdfs = {one.key: ItemPdf(path, len(pages), sha256_of(path))}
    said = Words(item_pdfs, [], {}, folder / "cache").passages()
    found = wording([one], said, facts)
    assert all(finding.indicator == "Z02" for finding in found)
    return [f"{f.place}: {f.text.spoken('en')} [{f.code}]" for f in found]


def test_a_wrong_number_in_a_chapter(tmp_path: Path):
    """file, page and sentence are named; older years' numbers are wrong where no year is told."""
    assert told(
        tmp_path,
        school(),
        "学校有在校学生1225人。2020—2021学年度有在校学生1238人。",
        "学校有在校学生1252人。学校有在校学生1238人。",
    ) == [
        (
            "chapters/R01-自查报告.pdf: page 2: '1252' in '学校有在校学生1252人。', but '学生数' "
            "of 全校 for 2021—2022学年度 is 1,225人 in school.xlsx!数据!E3 [text-conflict]"
        ),
        (
            "chapters/R01-自查报告.pdf: page 2: '1238' in '学校有在校学生1238人。', but '学生数' "
            "of 全校 for 2021—2022学年度 is 1,225人 in school.xlsx!数据!E3 [text-conflict]"
        ),
    ]


def test_tables_of_a_chapter_are_left_alone(tmp_path: Path):
    """a line that is no sentence is not compared: who knows which year its column was."""
    prose = "学校坚持立德树人根本任务，落实五育并举的各项要求，" * 3
    assert told(tmp_path, school(), f"{prose}完。\n\n在校学生1238人\n\n完。") == []
    assert len(told(tmp_path, school(), f"{prose}完。\n\n在校学生1238人。\n\n完。")) == 1


def test_what_the_workbooks_say_wrong_is_told_there(tmp_path: Path):
    """the words of school.xlsx are found in school.xlsx, not again in each chapter."""
    facts = school(words={"开头": ("本校现有在校学生1252人。",)})
    (line,) = told(tmp_path, facts, "本校现有在校学生1252人。", "另有在校学生1252人。")
    assert "page 2" in line


def test_an_unchanged_chapter_is_not_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """the words of a PDF are kept by its content."""
    first = told(tmp_path, school(), "学校有在校学生1252人。")
    monkeypatch.setattr("dossier.survey.texts.passages", None)
    assert told(tmp_path, school(), "学校有在校学生1252人。") == first


def test_without_phrases_nothing_is_judged():
    """a standard that looks for nothing finds nothing."""
    assert wording([chapter("R01")], {}, school(Rules())) == ()
