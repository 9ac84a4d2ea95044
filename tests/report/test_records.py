"""report.json and the manifest, as docs/report.md describes them."""

import json
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from dossier.files import sha256_of
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import Result
from dossier.model.item import Origin, Paged
from dossier.model.standard import Stage
from dossier.report.matrix import EvidenceTally, Matrix
from dossier.report.records import finding_record, manifest, matrix_record, report
from dossier.source import Cell
from factories import Y20, Y21, arranged, chapter, dossier, item, measure

DOCUMENTED = Path(__file__).parents[2] / "docs/report.md"
FINDING = Finding(
    Code.SEAL_MISSING,
    say("'{title}' needs a seal", title="花名册"),
    at=Cell("evidence.xlsx", "佐证材料登记", "K64"),
    hint=say("have it sealed, then write 是"),
    indicator="B14",
    requirement="B14-1",
    year=Y21,
    group="教师队伍建设组",
    person="曾玉梅",
)
TABLE = Matrix((None, Y20), (("B01", "B01 甲", (None, EvidenceTally(1, 2))),), EvidenceTally(1, 2))
RESULT = Result(
    measure(), Stage.SCHOOL, Y21, Decimal("27.09"), Decimal(25), True, "27.09册/生", "≥ 25册/生",
    "+2.09册/生", "33,180册 ÷ 1,225人 = 27.09册/生", (Cell("school.xlsx", "数据", "D9"),),
)  # fmt: skip

COUNTED = {"before": {"pages": 3, "annotation:Sound": 1}, "after": {"pages": 3}}
ACCOUNT = {
    "pdfa": True, "reasons": ["page-size"], "identity": "ab" * 16, "stale": False, "front": 2,
    "items": {"evidence:1": {"census": COUNTED, "reasons": ["cmyk"], "altered": True}},
}  # fmt: skip


def whole() -> dict:
    """A report with one of everything."""
    box = arranged(item("evidence:1"), item("gap:1", origin=Origin.GAP, ref="", year=None))
    pages = {p.item.key: Paged.running(p, 3 * n - 2, 3) for n, p in enumerate(box.items, 1)}
    return report(
        dossier(), (FINDING,), TABLE, (RESULT,), [(chapter(), "chapters/R01.docx", 16)],
        [(box, "boxes/box-01.pdf")], pages, {"01": ACCOUNT},
    )  # fmt: skip


def test_a_finding_tells_what_where_and_whose() -> None:
    """This test ensures that every field of a finding is there, as text."""
    assert finding_record(FINDING) == {
        "code": "seal-missing",
        "severity": "error",
        "place": "evidence.xlsx!佐证材料登记!K64",
        "message": "'花名册' needs a seal",
        "hint": "have it sealed, then write 是",
        "indicator": "B14",
        "requirement": "B14-1",
        "year": "2021—2022学年度",
        "group": "教师队伍建设组",
        "person": "曾玉梅",
        "followed": 0,
    }


def test_what_does_not_apply_is_empty() -> None:
    """This test ensures that a finding of a file has the same fields, and no null."""
    record = finding_record(Finding(Code.FILE_EMPTY, say("x"), path="甲.pdf"))
    assert set(record) == set(finding_record(FINDING))
    assert record["place"] == "甲.pdf"
    assert {record[name] for name in ("hint", "indicator", "year", "group", "person")} == {""}


def test_the_matrix_lists_cells_that_need_evidence() -> None:
    """This test ensures that cells where nothing is needed are left out."""
    assert matrix_record(TABLE) == [
        {"indicator": "B01", "period": "2020—2021学年度", "have": 1, "need": 2, "state": "partly"}
    ]


def test_boxes_tell_pages_and_gaps() -> None:
    """This test ensures that a box lists its items with 件号, pages and what is missing."""
    (box,) = whole()["boxes"]
    assert {k: v for k, v in box.items() if k != "items"} == {
        "number": "01", "title": "入学机会", "file": "boxes/box-01.pdf", "pages": 6, "missing": 1,
        "vacant": [], "page_number": "N", "stamped": False,
        "pdfa": True, "pdfa_reasons": ["page-size"], "identity": "ab" * 16, "stale": False,
        "front": 2,
    }  # fmt: skip
    assert [(i["code"], i["start"], i["pages"], i["missing"]) for i in box["items"]] == [
        ("0001", 1, ["1", "2", "3"], False), ("0002", 4, ["4", "5", "6"], True),
    ]  # fmt: skip
    assert box["items"][0]["source"] == "a.pdf"
    assert [(i["census"], i["pdfa_reasons"]) for i in box["items"]] == [
        (COUNTED, ["cmyk"]),
        ({}, []),
    ]


def test_results_name_their_cells() -> None:
    """This test ensures that each figure can be traced to where it came from."""
    (result,) = whole()["results"]
    assert result == {
        "indicator": "J06", "stage": RESULT.stage.value, "year": "2021—2022学年度",
        "value": "27.09册/生", "threshold": "≥ 25册/生", "met": True, "margin": "+2.09册/生",
        "working": RESULT.working, "cells": ["school.xlsx!数据!D9"],
    }  # fmt: skip


def test_every_field_is_documented() -> None:
    """This test ensures that docs/report.md names the fields of report.json and no others."""
    documented = {}
    for line in DOCUMENTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names, _, told = line.strip("|").partition("|")
            for name in re.findall(r"`(\w+)`", names):
                documented[name] = set(re.findall(r"`(\w+)`", told))
    made = whole()
    assert set(documented) == set(made)
    assert set(made["evidence"]) == documented["evidence"]
    for name in ("findings", "matrix", "results", "chapters", "boxes"):
        (row,) = made[name]
        fields = set(row) | {field for one in row.get("items", ()) for field in one}
        assert fields == documented[name], name


def test_it_is_json_and_english_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the language of the machine changes nothing."""
    told = []
    for language in ("zh_CN.UTF-8", "C"):
        monkeypatch.setenv("LC_ALL", language)
        told.append(json.dumps(whole(), sort_keys=True))
    assert told[0] == told[1]
    assert json.loads(told[0])["schema"] == 2
    assert json.loads(told[0])["findings"][0]["message"] == "'花名册' needs a seal"


def test_sha256sum_accepts_the_manifest(tmp_path: Path) -> None:
    """This test ensures that names with spaces and Chinese are understood, and damage is seen."""
    paths = ["boxes/box-01.pdf", "chapters/B01-随迁 子女（一）.docx"]
    for name in paths:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    text = manifest((name, sha256_of(tmp_path / name)) for name in paths)
    (tmp_path / "manifest").write_text(text, encoding="utf-8")
    command = ["sha256sum", "--strict", "-c", "manifest"]
    accepted = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (accepted.returncode, accepted.stderr) == (0, "")
    assert len(accepted.stdout.splitlines()) == 2
    (tmp_path / paths[1]).write_text("other", encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1
