"""The Makefile, judged by what it calls: the `dossier` command and set-up are recorders here."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

# A person's time: the kernel's clock for ctimes ticks only every few milliseconds.
TICK = 0.05

DOSSIER = f"""#!/bin/sh
{{ printf '[%s]' dossier "$@"; echo; }} >>calls
sleep {TICK}
[ ! -e meanwhile ] || . ./meanwhile
[ ! -e fails ]
"""
SETUP = 'echo "[setup][$*]" >>calls\n'
PYTHON = '#!/bin/sh\necho "[python]" >>calls\n'

WILD_NAMES = [
    *(
        "《方案》（1）.pdf",
        "合同: 2022.pdf",
        "a b;c 'd' \"e\".pdf",
        "$(touch hacked)",
        "`touch hacked`",
    ),
    *("-delete", "%.o", "#x", "line\nbreak", "\\"),
]

BUILD = "[dossier][--workspace][.][build]"
NOTHING_CHANGED = "nothing has changed since the last build"
SET_UP = "[setup][python tools scan]"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout in which `calls` tells what was started."""

    root: Path

    def make(self, *arguments: str, **language: str) -> subprocess.CompletedProcess[str]:
        """Run make here, in an environment without the make that runs the tests."""
        return subprocess.run(
            ["make", *arguments],
            cwd=self.root,
            env={"PATH": f"{self.root}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"} | language,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def calls(self) -> list[str]:
        """What was started since the last time this was asked."""
        log = self.root / "calls"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.write_text("", encoding="utf-8")
        return lines

    def builds(self) -> bool:
        """Whether `make dossier` starts the build."""
        assert self.make("dossier").returncode == 0
        calls = self.calls()
        assert calls in ([SET_UP], [SET_UP, BUILD])
        return BUILD in calls

    def write(self, name: str, text: str = "") -> Path:
        """Write a file below the checkout."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def program(self, name: str, text: str) -> None:
        """Write a program below the checkout."""
        self.write(name, text).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    here = Checkout(tmp_path / "the checkout")
    here.root.mkdir()
    shutil.copy(CHECKOUT / "Makefile", here.root)
    here.write("scripts/setup.sh", SETUP)
    here.program(".venv/bin/dossier", DOSSIER)
    for name in ("python", "python3"):
        here.program(f"bin/{name}", PYTHON)
    for name in (
        ".venv/.tools-ready",
        ".venv/share/dossier/fonts/DejaVuSans.ttf",
        "requirements.lock",
        "src/dossier/cli/__init__.py",
        "templates/封面.docx",
        "inputs/school.xlsx",
        "inputs/~$school.xlsx",
        "inputs/.~lock.school.xlsx#",
        "inputs/evidence/01/合同.pdf",
        "build/boxes/01.pdf",
        "build/cache/one.pdf",
    ):
        here.write(name)
    return here


def test_help_lists_every_target(checkout: Checkout) -> None:
    """This test ensures that `make` alone is help, and that help leaves no target out."""
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    listed = re.findall(r"^  make ([a-z]+) +\S", checkout.make("help").stdout, re.MULTILINE)
    assert sorted(listed) == sorted(phony[1].split())
    known = "help dossier check register chapter box scans freeze reprint why clean setup test lint"
    assert set(listed) == {
        *known.split(),
        "tasks",
        "watch",
        "desk",
        "bench",
        "soak",
        "fuzz",
        "audit",
    }
    assert checkout.make().stdout == checkout.make("help").stdout
    assert checkout.calls() == []


def test_second_build_starts_nothing(checkout: Checkout) -> None:
    """This test ensures that a no-op `make dossier` starts no Python and says so."""
    assert checkout.builds()
    again = checkout.make("dossier")
    assert again.stdout == "nothing has changed since the last build\n"
    assert again.stderr == ""
    assert checkout.calls() == [SET_UP]
    # `why` knows by it that the reasons that it has are older
    assert abs(int((checkout.root / "build/cache/idle").read_text()) - time.time()) < 60
    shutil.rmtree(checkout.root / "build/cache")
    assert (checkout.make("dossier").stderr, checkout.calls()) == ("", [SET_UP])


@pytest.mark.parametrize(
    ("language", "chinese"),
    [
        ({"LANGUAGE": "zh"}, True),
        ({"LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "C"}, True),
        ({"LANGUAGE": "en:zh_CN"}, False),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, False),
    ],
)
def test_make_speaks_the_persons_language(
    checkout: Checkout, language: dict[str, str], chinese: bool
) -> None:
    """This test ensures that what make says itself is Chinese where the locale is, as all else."""
    listed = dict(
        re.findall(r"^  make ([a-z]+) +(.*)$", checkout.make(**language).stdout, re.MULTILINE)
    )
    assert sorted(listed) == sorted(
        re.findall(r"^  make ([a-z]+)", checkout.make().stdout, re.MULTILINE)
    )
    assert {name for name, told in listed.items() if re.match(r"[\u4e00-\u9fff]", told)} == (
        set(listed) if chinese else set()
    )
    usage = checkout.make("box", **language).stderr
    assert usage.startswith("用法： make box BOX=03\n" if chinese else "usage: make box BOX=03\n")
    assert checkout.builds()
    again = checkout.make("dossier", **language).stdout
    assert again == f"{'自上次生成以来没有变化' if chinese else NOTHING_CHANGED}\n"


def _edit(name: str) -> Callable[[Checkout], object]:
    return lambda here: here.write(name, "other")


def _remove(name: str) -> Callable[[Checkout], object]:
    return lambda here: (here.root / name).unlink()


def _restore_old(here: Checkout) -> None:
    os.utime(here.write("inputs/school.xlsx", "other"), (0, 0))


def _move(here: Checkout) -> None:
    evidence = here.root / "inputs/evidence"
    (evidence / "01/合同.pdf").rename(evidence / "合同.pdf")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_edit("inputs/school.xlsx"), id="a workbook edited"),
        pytest.param(_edit("inputs/evidence/01/合同.pdf"), id="evidence edited"),
        pytest.param(_edit("inputs/evidence/01/《合同》: $(touch x) 'a'.pdf"), id="evidence added"),
        pytest.param(_remove("inputs/evidence/01/合同.pdf"), id="evidence removed"),
        pytest.param(_move, id="evidence moved"),
        pytest.param(_restore_old, id="a workbook replaced by a file with an old mtime"),
        pytest.param(_edit("templates/封面.docx"), id="a template edited"),
        pytest.param(_edit("src/dossier/cli/__init__.py"), id="code edited"),
        pytest.param(_edit("requirements.lock"), id="packages changed"),
        pytest.param(_edit(".venv/.tools-ready"), id="tools set up again"),
        pytest.param(_edit(".venv/share/dossier/fonts/小标宋.ttf"), id="a font added"),
        pytest.param(_remove("build/boxes/01.pdf"), id="product removed"),
        pytest.param(_edit("build/boxes/01.pdf"), id="product edited"),
        pytest.param(lambda here: shutil.rmtree(here.root / "build"), id="all products removed"),
    ],
)
def test_change_builds_again(checkout: Checkout, change: Callable[[Checkout], object]) -> None:
    """This test ensures that any change of a source or a product starts one more build."""
    assert checkout.builds()
    time.sleep(TICK)
    change(checkout)
    assert checkout.builds()
    assert not checkout.builds()


@pytest.mark.parametrize(
    "name",
    [
        "src/dossier/__pycache__/cli.cpython-311.pyc",
        "inputs/~$school.xlsx",
        "inputs/.~lock.school.xlsx#",
        "build/cache/two.pdf",
        "README.md",
    ],
)
def test_side_effects_do_not_count(checkout: Checkout, name: str) -> None:
    """This test ensures that what programs leave behind starts no build."""
    assert checkout.builds()
    checkout.write(name, "other")
    assert not checkout.builds()


def test_evidence_behind_a_link_is_seen(checkout: Checkout, tmp_path: Path) -> None:
    """This test ensures that evidence may lie elsewhere, behind a symbolic link."""
    (tmp_path / "disk").mkdir()
    (checkout.root / "inputs/evidence/disk").symlink_to(tmp_path / "disk")
    assert checkout.builds()
    (tmp_path / "disk/扫描.pdf").touch()
    assert checkout.builds()


def test_wild_names_do_no_harm(checkout: Checkout) -> None:
    """This test ensures that no evidence name means anything to make or the shell."""
    for name in WILD_NAMES:
        checkout.write(f"inputs/evidence/{name}")
    assert checkout.builds()
    assert not checkout.builds()
    assert not (checkout.root / "hacked").exists()


def test_change_during_the_build_counts(checkout: Checkout) -> None:
    """This test ensures that a file changed while the build runs is built by the next run."""
    checkout.write("meanwhile", "echo other >inputs/school.xlsx; rm meanwhile")
    assert checkout.builds()
    assert checkout.builds()
    assert not checkout.builds()


def test_failed_build_leaves_no_stamp(checkout: Checkout) -> None:
    """This test ensures that a failed build is tried again, even after a good one."""
    assert checkout.builds()
    checkout.write("inputs/school.xlsx", "damaged")
    checkout.write("fails")
    assert checkout.make("dossier").returncode != 0
    assert not (checkout.root / "build/.built").exists()
    (checkout.root / "fails").unlink()
    checkout.calls()
    assert checkout.builds()


@pytest.mark.parametrize(
    ("arguments", "calls"),
    [
        (["check"], ["[setup][python]", "[dossier][--workspace][.][check]"]),
        (["scans"], ["[setup][python scan]", "[dossier][--workspace][.][read-scans]"]),
        (["why"], ["[setup][python]", "[dossier][--workspace][.][why]"]),
        (["chapter", "CHAPTER=B07"], [SET_UP, "[dossier][--workspace][.][chapter][--][B07]"]),
        (["box", "BOX=03"], [SET_UP, "[dossier][--workspace][.][box][--][03]"]),
        (["dossier", "QUIET=1"], [SET_UP, "[dossier][--workspace][.][--quiet][build]"]),
        (["setup"], [SET_UP]),
    ],
)
def test_targets_are_thin(checkout: Checkout, arguments: list[str], calls: list[str]) -> None:
    """This test ensures that a target asks for what it needs and makes one call."""
    assert checkout.make(*arguments).returncode == 0
    assert checkout.calls() == calls


@pytest.mark.parametrize("value", ["B 07", "'; touch hacked; '", "$(shell touch hacked)", "$x`y`"])
def test_values_are_only_values(checkout: Checkout, value: str) -> None:
    """This test ensures that a chapter's name reaches the command untouched and is never run."""
    assert checkout.make("chapter", f"CHAPTER={value}").returncode == 0
    assert checkout.calls()[-1] == f"[dossier][--workspace][.][chapter][--][{value}]"
    assert not (checkout.root / "hacked").exists()


@pytest.mark.parametrize(
    ("target", "usage"),
    [("chapter", "usage: make chapter CHAPTER=B07\n"), ("box", "usage: make box BOX=03\n")],
)
def test_missing_value_is_told_at_once(checkout: Checkout, target: str, usage: str) -> None:
    """This test ensures that `make chapter` alone says how it is used, before any set-up."""
    told = checkout.make(target)
    assert told.returncode != 0
    assert told.stderr.startswith(usage)
    assert checkout.calls() == []


def test_another_workspace(checkout: Checkout) -> None:
    """This test ensures that another folder is built from its inputs into its own build/."""
    checkout.write("other school/inputs/school.xlsx")
    checkout.write("other school/templates/封面.docx")
    build = [SET_UP, "[dossier][--workspace][other school][build]"]
    for expected in (build, [SET_UP]):
        assert checkout.make("dossier", "WORKSPACE=other school").returncode == 0
        assert checkout.calls() == expected
    checkout.write("other school/inputs/school.xlsx", "other")
    assert checkout.make("dossier", "WORKSPACE=other school").returncode == 0
    assert checkout.calls() == build
    assert checkout.make("clean", "WORKSPACE=other school").returncode == 0
    assert checkout.calls() == ["[setup][python]", "[dossier][--workspace][other school][clean]"]


def test_clean_leaves_to_the_command_what_is_a_persons(checkout: Checkout) -> None:
    """This test ensures that `make clean` itself deletes nothing."""
    before = set(checkout.root.rglob("*"))
    assert checkout.make("clean").returncode == 0
    assert set(checkout.root.rglob("*")) - {checkout.root / "calls"} == before
    assert checkout.calls() == ["[setup][python]", "[dossier][--workspace][.][clean]"]


def test_two_makes_at_once_both_end_well(checkout: Checkout) -> None:
    """This test ensures that neither takes the other's stamp away, and one stamp is left."""
    checkout.write("meanwhile", "sleep 0.3\n")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: checkout.make("dossier"), range(2)))
    assert [one.returncode for one in done] == [0, 0]
    assert [one.stderr for one in done] == ["", ""]
    assert [path.name for path in (checkout.root / "build").glob(".built*")] == [".built"]
    (checkout.root / "meanwhile").unlink()
    checkout.calls()
    assert checkout.make("dossier").stdout == "nothing has changed since the last build\n"
