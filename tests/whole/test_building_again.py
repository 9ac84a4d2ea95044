"""The sample built elsewhere, by parts, and after a change: the same bytes, and no more work."""

import os
import shutil
import subprocess
import sys

import pytest
from openpyxl import load_workbook

import locales
from dossier.pipeline import Target
from sample_build import make, manifest, workspace_in

pytestmark = pytest.mark.engine


def _products(built):
    return [c.product for c in built.products.causes if not c.product.startswith("cache/")]


def test_another_machine_gives_the_same_bytes(sample, tmp_path):
    """a build from nothing elsewhere agrees with the first in every file of the manifest.

    Elsewhere is another folder, language (one that the machine really has), zone, home, user and
    order of sets, and one processor: what several processes share out is done in turn.
    """
    workspace = workspace_in(tmp_path / "另一个 文件夹")
    (tmp_path / "家").mkdir()
    program = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from dossier.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--workspace", str(workspace.root), "--quiet", "build"],
        env=os.environ
        | locales.made(tmp_path / "locales", "zh_CN.UTF-8")
        | {
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Shanghai",
            "LC_ALL": "zh_CN.UTF-8",
            "LANGUAGE": "zh",
            "HOME": str(tmp_path / "家"),
            "USER": "陈映",
            "LOGNAME": "陈映",
            "HOSTNAME": "kejian",
        },
        check=False,
    )
    assert done.returncode == 0
    assert manifest(workspace) == manifest(sample.workspace)


def test_box_by_box_gives_the_bytes_of_the_whole(sample, tmp_path):
    """every box made by itself leaves what one full build leaves."""
    workspace = workspace_in(tmp_path)
    shutil.copytree(sample.workspace.cache / "pdf", workspace.cache / "pdf")
    for box in sample.report["boxes"]:
        make(workspace, Target(box=box["number"]))
    assert manifest(workspace) == manifest(sample.workspace)


def test_one_cell_makes_one_chapter_and_its_box_anew(sample, tmp_path):
    """a changed cell of B07 renders B07 and binds its box; a full build then has nothing to do."""
    shutil.copytree(sample.workspace.root, tmp_path / "w")
    workspace = type(sample.workspace)(tmp_path / "w")
    book = load_workbook(workspace.inputs / "school.xlsx")
    for row in book["自评说明"].iter_rows(min_row=2):
        if row[0].value == "B07":
            row[3].value = "责任督学进校次数偏少。"
    book.save(workspace.inputs / "school.xlsx")

    _, built = make(workspace, Target(chapter="B07"))
    made = _products(built)
    assert [p for p in made if p.endswith(".docx")] == [
        p for p in manifest(workspace) if p.startswith("chapters/B07") and p.endswith(".docx")
    ]
    assert [p for p in made if p.startswith("boxes/")] == ["boxes/box-04.pdf"]
    assert built.products.changed == ("inputs/school.xlsx",)

    _, built = make(workspace)
    assert built.products.causes == []
