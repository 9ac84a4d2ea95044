"""What a command leaves behind outside the workspace, however it ends, and in the home folder."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tiny_workspace import BOOKS, GAP, TEMPLATES, Tiny

pytestmark = pytest.mark.engine

# tells of each folder of a moment that is made
PROGRAM = """
import os, sys
made = os.open(os.environ["MADE"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def hear(event, args):
    if event == "tempfile.mkdtemp":
        os.write(made, f"{args[0]}\\n".encode())
sys.addaudithook(hear)
from dossier.cli import main
main()
"""


class Ended:
    """How a command has ended: code, words, and the folders that it made meanwhile."""

    def __init__(self, room: Path, done: "subprocess.Popen[str]", words: str) -> None:
        made = room.parent / "made"
        self.code, self.words = done.returncode, words
        self.made = [one for one in made.read_text().splitlines() if one.startswith(str(room))]
        self.left = [path.name for path in room.iterdir()]
        self.in_memory = [
            path.name for path in Path("/dev/shm").iterdir() if f"-{done.pid}-" in path.name
        ]


def run(room: Path, *arguments: str, **environment: str) -> Ended:
    """The installed command in a process of its own, with `room` for folders of a moment."""
    room.mkdir(exist_ok=True)
    given = {k: v for k, v in os.environ.items() if k not in {"TMPDIR", "MPLCONFIGDIR"}}
    given |= {"MADE": str(room.parent / "made"), "TMPDIR": str(room), "LANGUAGE": "en"}
    given |= environment
    done = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    words, _ = done.communicate(timeout=300)
    return Ended(room, done, words)


def damaged_template(here: Tiny) -> None:
    (here.root / "templates/自评说明.docx").write_bytes(b"no template")


def damaged_files(here: Tiny) -> None:
    here.draw(**GAP)
    (here.root / "inputs/evidence/方案2020.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (here.root / "inputs/evidence/办法.docx").write_bytes(b"PK\x03\x04nothing")


def no_workbooks(here: Tiny) -> None:
    for book in BOOKS:
        (here.root / "inputs" / book).unlink()


NO_ENGINE = {"DOSSIER_SOFFICE": "/nowhere/soffice"}
ENDS: dict[str, tuple[Callable[[Tiny], object], str, dict[str, str], set[int]]] = {
    "build": (lambda here: None, "build", {}, {0}),
    "build with findings": (damaged_files, "build", {}, {0}),
    "build with a damaged template": (damaged_template, "build", {}, {0}),
    "build without an engine": (lambda here: None, "build", NO_ENGINE, {0}),
    "build of nothing": (no_workbooks, "build", {}, {2, 3}),
    "check": (damaged_files, "check", {}, {1}),
    "check with a damaged template": (damaged_template, "check", {}, {1}),
    "county": (damaged_files, "county", {}, {1}),
}


@pytest.mark.parametrize(("change", "command", "environment", "codes"), ENDS.values(), ids=ENDS)
def test_no_folder_of_a_moment_stays(
    here: Tiny,
    tmp_path: Path,
    change: Callable[[Tiny], object],
    command: str,
    environment: dict[str, str],
    codes: set[int],
) -> None:
    """This test ensures that no folder, socket or memory is left, after success or any error."""
    change(here)
    schools = [str(here.root)] if command == "county" else []
    place = ("--workspace", str(here.root))
    done = run(tmp_path / "room", *place, command, *schools, **environment)
    assert "Traceback" not in done.words
    assert done.code in codes, done.words
    assert done.left == []
    assert done.in_memory == []
    if command == "build" and not done.code:
        assert done.made != []  # what is looked for was there meanwhile
        assert list(here.root.rglob(".new-*")) == []


def modes_count() -> None:
    """Let modes stop this process even where it is root's: drop what lets root pass them by."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home folder that is empty, and that nobody can write into."""
    folder = tmp_path / "home"
    folder.mkdir()
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def with_charts(here: Tiny) -> None:
    """Have 总目录 show a chart, of one measure that is judged."""
    standard = BOOKS["standard.xlsx"]
    figures = BOOKS["school.xlsx"]["数据"].replace("小学部", "全校").rstrip()
    measured = "| J06 | | B | 生均图书册数 | 办学基本条件 | 已核实 |"
    here.draw(
        指标=f"{standard['指标'].rstrip()}\n{measured}",
        计算指标="""
            | 代码 | 公式 | 单位 | 口径 | 比较 | 九年一贯制标准 | 小数位 | 核实 |
            | J06 | 图书册数÷学生数 | 册/生 | 全校 | ≥ | 25 | 2 | 已核实 |
        """,
        数据=f"{figures}\n| 图书册数 | 全校 | 册 | #6000 | #6100 | 台账 |",
    )
    charts = ("{%p for 图 in 达标差距图 %}", "{{ 图.图 }}", "{%p endfor %}")
    here.template("总目录", *TEMPLATES["总目录"], *charts)


def test_a_home_folder_is_not_needed(here: Tiny, home: Path, tmp_path: Path) -> None:
    """This test ensures that charts, LibreOffice and fonts work where it cannot be written to."""
    with_charts(here)
    (tmp_path / "room").mkdir()
    given = {k: v for k, v in os.environ.items() if k != "MPLCONFIGDIR" and k[:4] != "XDG_"}
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "--workspace", str(here.root), "build"],
        env=given | {"HOME": str(home), "TMPDIR": str(tmp_path / "room"), "LANGUAGE": "en"},
        preexec_fn=modes_count, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert list(home.iterdir()) == []
    assert list((tmp_path / "room").iterdir()) == []
    assert here.box("01").is_file()
    assert list((here.made / "cache/charts").iterdir())
    assert "not-converted" not in done.stdout
    assert str(home) not in done.stdout + done.stderr
