"""Each kind of school from `new` to its documents: nothing tells of a 学部 that it has not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from filled import filled
from openpyxl import load_workbook

from dossier.model.kinds import KINDS
from dossier.pipeline import build, inspect

NEVER = "（未填）|学校学校|所小学学校|所初中学校|星光|示例"
ALIEN = {
    "小学": "初中|初级中学|高中",
    "教学点": "初中|初级中学|高中",
    "初中": "(?<!中)小学|高中部",
    "完全中学": "(?<!中)小学",
    "九年一贯制学校": "高中部",
    "特殊教育学校": "高中部",
    "十二年一贯制学校": "幼儿",
    "高级中学": "小学部|初中部",
}
"""What must stand in no document of a school of that kind."""
CALLED = {
    "小学": "红旗镇中心小学是一所小学，",
    "教学点": "红旗镇学校是一个教学点，",
    "九年一贯制学校": "红旗镇学校是一所九年一贯制学校，",
}


def words(path: Path) -> Iterator[str]:
    """Each paragraph of a Word file, in tables, headers and footers, too."""
    document = Document(str(path))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for paragraph in part.iter("{*}p"):
            yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def cells(path: Path) -> Iterator[str]:
    for page in load_workbook(path).worksheets:
        for row in page.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def quoted_out(text: str) -> str:
    """`text` without the titles of documents, which say what they say."""
    return re.sub("《[^》]*》", "", text)


@pytest.mark.parametrize(
    ("kind", "standard"),
    [
        *((kind, "sichuan-basic") for kind in KINDS),
        ("小学", "national-quality-2017"),
    ],
)
def test_a_school_is_served_whole(tmp_path, kind, standard):
    """with its figures filled in, no finding, chapter, cover or form speaks of another 学部."""
    seen = inspect(filled(tmp_path, kind, standard))
    assert {finding.code.slug for finding in seen.findings} <= {
        *("evidence-missing", "verdict-unproven", "growth-unmet", "figure-conflict"),
    }
    made = build(seen, None)
    found: dict[str, list[str]] = {
        "findings": [finding.text.spoken("zh_CN") for finding in made.findings]
    }
    built = seen.workspace.build
    for path in sorted(built.rglob("*.docx")):
        found[path.name] = list(words(path))
    for path in sorted(built.glob("*.xlsx")):
        found[path.name] = list(cells(path))
    for name in ("index.html", "report.json"):
        found[name] = [(built / name).read_text(encoding="utf-8")]
    assert any("自查报告" in name for name in found)
    assert len(found) > len(seen.chapters)
    never = re.compile(f"{NEVER}|{ALIEN[kind]}")
    told = [
        f"{name}: {text[:80]}"
        for name, texts in found.items()
        for text in texts
        if never.search(quoted_out(text))
    ]
    assert told == []
    if kind in CALLED:
        report = next(texts for name, texts in found.items() if "自查报告" in name)
        assert any(CALLED[kind] in text for text in report)


@pytest.mark.parametrize("kind", ["小学", "初中"])
def test_forms_and_charts_are_of_the_own_part(tmp_path, kind):
    """a school of one part has one 表Ⅱ and one 表Ⅲ, and no result of another part."""
    seen = inspect(filled(tmp_path, kind))
    numbers = [form.number for form in seen.forms]
    own, other = ("1", "2") if kind == "小学" else ("2", "1")
    assert {f"表Ⅱ-{own}", f"表Ⅲ-{own}"} <= set(numbers)
    assert not {f"表Ⅱ-{other}", f"表Ⅲ-{other}"} & set(numbers)
    stages = {result.stage.value for result in seen.assessment.results}
    assert stages <= {f"{kind}部", "全校"}
    assert f"{kind}部" in stages
