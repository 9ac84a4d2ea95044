"""Nothing on paper, nor in what inspectors get, tells how it was made."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from dossier.export.inspector import export_inspector
from sample_build import Sample, make, workspace_in

pytestmark = pytest.mark.engine

KITCHEN = re.compile(
    r"\.xlsx|\.docx|\.pdf|\.jpe?g"  # names of files
    r"|![A-Z]{1,2}\d+|[一-龥]![A-Z]"  # cells
    r"|尚未签字|还未签字|没有及时签字"
    r"|LibreOffice|Excel|Word|WPS|另存|重新打开|文件夹|转换为|模板有|make |dossier"
    r"|Error|error|Traceback|[a-z]{3,} [a-z]{3,} [a-z]{3,}"  # what a library says
)


def words_of(pdf: Path) -> Iterator[tuple[int, str]]:
    """The words on each page, numbered from 1."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        yield number + 1, document[number].get_textpage().get_text_bounded()
    document.close()


def told(build: Path) -> list[str]:
    """Each place in the boxes and labels that speaks of the making."""
    papers = [*sorted((build / "boxes").glob("*.pdf")), *sorted(build.glob("labels*.pdf"))]
    assert papers
    return [
        f"{paper.name} {page}: {words[max(0, found.start() - 20) : found.end() + 20]!r}"
        for paper in papers
        for page, words in words_of(paper)
        for found in KITCHEN.finditer(words)
    ]


def test_the_sample_speaks_of_schools_alone(sample: Sample) -> None:
    """This test ensures that no page of the sample has cells, file names or advice on software."""
    assert told(sample.workspace.build) == []


def test_so_does_a_school_with_gaps(tmp_path: Path) -> None:
    """This test ensures that pages for what cannot be had say so in the words of an archive."""
    workspace = workspace_in(tmp_path)
    evidence = workspace.inputs / "evidence"
    documents = sorted(one for one in evidence.rglob("*") if one.is_file())
    kinds = {".pdf": b"%PDF-1.4 broken", ".docx": b"PK broken", ".xlsx": b"", ".jpg": b"\xff\xd8"}
    spoilt = 0
    for suffix, content in kinds.items():
        files = [one for one in documents if one.suffix == suffix]
        files[0].write_bytes(content)
        files[1].unlink()
        spoilt += 2
    (workspace.templates / "工作汇报.docx").write_bytes(b"PK broken")
    seen, _ = make(workspace)
    assert sum(box.gaps for box in seen.boxes) >= spoilt
    assert told(workspace.build) == []


def test_the_edition_for_inspectors_has_no_findings(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that the school's index lists them, and that of inspectors does not."""
    export_inspector(sample.workspace.build, tmp_path / "out")
    pages = [folder / "index.html" for folder in (sample.workspace.build, tmp_path / "out")]
    own, handed = (_data(page) for page in pages)
    assert own["internal"]["problems"]
    assert handed == own | {"internal": None}
    assert not re.search(r"\.xlsx", json.dumps(handed["results"], ensure_ascii=False))
    assert not KITCHEN.search(json.dumps(handed["matrix"], ensure_ascii=False))


def _data(page: Path) -> dict[str, Any]:
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told
