"""Schools of a hundred files each, assessed and built on a cluster with nannies: the same bytes.

A worker is killed in the middle of a school.
"""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psutil
import pytest
import schools
from county_files import files_of
from PIL import Image

from dossier.county.cluster import on_worker
from dossier.county.run import Asked, run
from dossier.model.county import Summary
from dossier.survey import folder
from tables import write_book
from tiny_workspace import write_docx, write_pdf

# Dask's own threads and sockets are told of at their leisure; none of it is ours
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ROOT = Path(__file__).parents[2]
FILES = 100
DIES = "00002"
_HEAD = "| 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 |"
_PHOTOS = "| 材料代码 | 学年度 | 文件 | 事由 | 时间 | 地点 | 人物 | 背景 | 摄影者 |"


@pytest.fixture
def no_office() -> None:
    """Here LibreOffice is as it is on the workers, which no patch reaches."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a county of two schools, nothing of which is built."""
    county = tmp_path_factory.mktemp("two")
    schools.county(county, 2, ROOT / "templates")
    for school in sorted(county.glob("0*")):
        _fill(school)
    return county


def _fill(school: Path) -> None:
    """Register a hundred files: PDFs, some Word files and pictures."""
    rows = [_HEAD]
    evidence = school / "inputs/evidence"
    for number in range(FILES):
        year = ("2020—2021", "2021—2022", "2022—2023")[number % 3]
        name = f"{number:03}" + {0: ".docx", 1: ".jpg"}.get(number % 25, ".pdf")
        if name.endswith(".pdf"):
            write_pdf(evidence / name, f"page {school.name} {number}")
        elif name.endswith(".docx"):
            write_docx(evidence / name, f"工作方案{school.name}", f"第{number}号")
        else:
            Image.new("RGB", (300, 400), (number, 200, 100)).save(evidence / name, dpi=(96, 96))
        rows.append(f"| Z01-1 | 工作方案{number} | {year[:4]}-09-10 | {year}学年度 | {name} | 是 |")
    sheets = {"佐证材料登记": "\n".join(rows), "照片": _PHOTOS}
    write_book(school / "inputs/evidence.xlsx", sheets)


@pytest.fixture(scope="module", params=[False, True], ids=["assessed", "built"])
def here(
    request: pytest.FixtureRequest, two: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bool, Path]:
    """Whether with boxes, and the county as one process makes it."""
    copy = tmp_path_factory.mktemp("here") / "county"
    shutil.copytree(two, copy)
    run(Asked(copy / "into", copy / "county.xlsx", boxes=request.param))
    return request.param, copy


def on_a_deadly_worker(place: str, boxes: bool) -> Summary:
    """The task of a school, on a machine of four processors; one worker is killed within it."""
    os.sched_getaffinity = lambda _pid: set(range(4))
    folder._MANY = FILES  # as many files as four processes share elsewhere
    mark = Path(place) / "died"
    if place.endswith(DIES) and not mark.exists():
        Thread(target=die_in_the_middle, args=(Path(place), boxes), daemon=True).start()
    try:
        return on_worker(place, boxes)
    finally:
        count = sum("pool.serve" in name for _, name in processes_below())
        (Path(place) / "children").write_text(str(count), encoding="ascii")


def die_in_the_middle(place: Path, boxes: bool) -> None:
    """Kill this process while a child of the pool, or the office, is at work for it."""
    wanted = "libreoffice" if boxes else "pool.serve"
    while True:
        below = processes_below()
        begun = not boxes or any((place / "build/chapters").glob("*.docx"))
        if begun and any(wanted in name for _, name in below):
            told = "\n".join(str(pid) for pid, _ in below)
            (place / "died").write_text(told, encoding="ascii")
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.005)


def processes_below() -> list[tuple[int, str]]:
    """Number and command line of all that this process has started, and those have."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # or a zombie, which is no more
            found.append((child.pid, " ".join(child.cmdline())))
    return found


def test_a_killed_worker_changes_no_byte(
    address: str,
    two: Path,
    here: tuple[bool, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that the files of county and schools are those of one process.

    What the killed worker had started ends with it, and each school has one child on its worker.
    """
    import cloudpickle

    boxes, expected = here
    copy = tmp_path / "county"
    shutil.copytree(two, copy)
    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # workers do not know the tests
    monkeypatch.setattr("dossier.county.cluster.on_worker", on_a_deadly_worker)

    county, _ = run(Asked(copy / "into", copy / "county.xlsx", boxes=boxes, scheduler=address))

    assert len(county.schools) == 2
    assert {school.summary.boxes for school in county.schools} == {1 if boxes else None}
    children = [int(pid) for pid in (copy / DIES / "died").read_text("ascii").split()]
    assert children
    assert gone(children)
    counts = {file.read_text("ascii") for file in copy.glob("0*/children")}
    assert counts == {"0" if boxes else "1"}  # a build lets them rest
    assert products(copy) == products(expected)


def products(county: Path) -> dict[str, bytes]:
    """What was made for the county and for each school, without what the builder keeps."""
    made = {**files_of(county / "into")}
    for school in county.glob("0*"):
        for name, content in files_of(school / "build").items():
            if not name.startswith(".dossier"):
                made[f"{school.name}/{name}"] = content
    return made


def gone(processes: list[int]) -> bool:
    """Whether all of them end by themselves, which takes the guardian a moment."""
    for _ in range(200):
        if not any(map(psutil.pid_exists, processes)):
            return True
        time.sleep(0.05)
    return False
