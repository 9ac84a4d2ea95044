"""A finished package with numbers in between and vacant ones, judged from its files."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.assembly.reprinting import freeze
from dossier.convert.engines import find
from dossier.pipeline import build, inspect
from dossier.verify.rules import Rule
from dossier.verify.run import verify
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, Tiny

pytestmark = pytest.mark.engine
SHIPPED = Path(__file__).parents[2] / "templates"
REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"]
LATE = "| B01-1 | 2020年补充方案 | 2020-10-01 | 2020—2021学年度 | 补充.pdf | 否 |"
# the files of the tiny workspace are on American paper, and in a font that nobody embeds
USUAL = {Rule.PAPER_ODD, Rule.FONT_UNEMBEDDED}


def printed_once(tiny: Tiny) -> None:
    seen = inspect(Workspace(tiny.root))
    freeze(seen, build(seen, tiny.engine), "", lambda *_: None)


@pytest.fixture(scope="module")
def changed(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frozen; then 0002 was taken out, 0003-1 came, and 0003 has a page less."""
    root = tmp_path_factory.mktemp("frozen") / "workspace"
    shutil.copytree(pristine, root, ignore=lambda _, names: {"build"} & set(names))
    for name in ("封面", "卷内目录", "备考表"):
        shutil.copy(SHIPPED / f"{name}.docx", root / "templates")
    tiny = Tiny(root)
    tiny.engine = find(Workspace(root).cache / "engine")
    printed_once(tiny)
    tiny.evidence("补充.pdf", "late one", "late two")
    tiny.evidence("方案2020.pdf", "plan 2020 in one page")
    rows = [line.strip() for line in REGISTER.strip().splitlines()]
    kept = [*rows[:2], LATE, rows[2]]
    asked = BOOKS["standard.xlsx"]["材料要求"].replace("| B01-2 |", "| B01-3 |")
    tiny.draw(
        佐证材料登记="\n".join(kept),
        材料要求="\n".join(one for one in asked.splitlines() if "B01-3" not in one),
    )
    tiny.build()
    return tiny.made


@pytest.fixture
def package(changed: Path, tmp_path: Path) -> Path:
    shutil.copytree(changed, tmp_path / "package", ignore=lambda _, names: {"cache"} & set(names))
    return tmp_path / "package"


def faults(folder: Path) -> set[tuple[Rule, str]]:
    return {(one.rule, one.item) for one in verify(folder).faults if one.rule not in USUAL}


def test_late_and_vacant_numbers_are_sound(package: Path) -> None:
    """This test ensures that what stays, comes and goes after printing is no fault."""
    report = json.loads((package / "report.json").read_text(encoding="utf-8"))
    (box,) = (one for one in report["boxes"] if one["number"] == "02")
    assert [(item["code"], item["pages"], item["spare"]) for item in box["items"]] == [
        ("0001", ["1"], []),
        ("0003", ["3"], ["4"]),
        ("0003-1", ["4-1", "4-2"], []),
        ("0004", ["5"], []),
    ]
    assert [(slot["code"], slot["pages"]) for slot in box["vacant"]] == [("0002", ["2"])]
    assert faults(package) == set()


def fill(box: dict[str, Any]) -> None:
    box["vacant"][0]["code"] = "0003"


def forget(box: dict[str, Any]) -> None:
    box["vacant"] = []


def swap(box: dict[str, Any]) -> None:
    box["items"][1]["pages"], box["items"][3]["pages"] = ["5"], ["3"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(fill, (Rule.NUMBER_TWICE, "0003"), id="used"),
        pytest.param(forget, (Rule.NUMBER_SKIPPED, ""), id="not told"),
        pytest.param(forget, (Rule.PAGES_UNCLAIMED, ""), id="pages not told"),
        pytest.param(swap, (Rule.LABELS_WRONG, "0004"), id="out of order"),
        pytest.param(swap, (Rule.PAGES_UNCLAIMED, "0004"), id="order of labels"),
    ],
)
def test_what_the_report_does_not_tell_is_found(
    package: Path, change: Callable[[dict[str, Any]], None], expected: tuple[Rule, str]
) -> None:
    """This test ensures that a number is used once, in order, or said to be vacant."""
    file = package / "report.json"
    report = json.loads(file.read_text(encoding="utf-8"))
    for box in report["boxes"]:
        if box["number"] == "02":
            change(box)
    file.write_text(json.dumps(report), encoding="utf-8")
    manifest = package / "manifest-sha256.txt"
    lines = manifest.read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    signed = [f"{digest}  report.json" if "report.json" in one else one for one in lines]
    manifest.write_text("\n".join(signed) + "\n", encoding="utf-8")
    found = faults(package)
    assert expected in found
    assert all(rule is not Rule.FILE_CHANGED for rule, _ in found)
