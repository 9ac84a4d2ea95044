"""Kill builds at random moments, begin two at once, and judge what the next build makes.

    python tests/soak.py [--kills 200] [--seed 1] [--tiny]

Each kill (SIGKILL, some TERM, some HUP) hits a command at a moment drawn from the seed: a cold
build, one after a change, a chapter, a freeze or a reprint. A build follows, and its products are
compared byte for byte with those of a workspace that nobody disturbed. Counted are differences,
products taken for edited by hand, and what is left: half-written files, processes, folders of a
moment. `make soak` runs it on the sample; the tests run it on a tiny workspace.
"""

# ruff: noqa: T201 - a program, not a package
import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.pool import family

ROOT = Path(__file__).parents[1]
KINDS = ("cold", "incremental", "chapter", "freeze", "reprint")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGKILL)
OWN = {"cache", ".dossier"}

# the command with an engine of five lines, for the tests
TINY = """
import dossier.convert.engines as office
from tiny_workspace import FakeEngine
office.find = lambda _: FakeEngine()
from dossier.cli import main
main()
"""


@dataclass
class Soak:
    """A series of kills: where, and what came of them."""

    room: Path
    seed: int
    tiny: bool = False
    chapter: str = "B07"
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    truth: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def begin(self, place: Path, *arguments: str) -> "subprocess.Popen[bytes]":
        """The command in a process of its own, its folders of a moment below the room."""
        program = ["-c", TINY] if self.tiny else ["-m", "dossier"]
        return subprocess.Popen(
            [sys.executable, *program, "--workspace", str(place), *arguments],
            env=os.environ
            | {
                "TMPDIR": str(self.moment),
                "LANGUAGE": "en",
                "PYTHONPATH": f"{ROOT}/src:{ROOT}/tests",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # whoever runs this by nohup has it ignored
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
        )

    @property
    def moment(self) -> Path:
        """Where folders of a moment lie."""
        return self.room / "moment"

    def run(self, place: Path, *arguments: str) -> str:
        """The command to its end; what it said. A failure is a fault."""
        process = self.begin(place, *arguments)
        said, _ = process.communicate()
        if process.returncode not in {0, 1}:
            self.faults.append(f"{arguments}: exit code {process.returncode}: {said[-500:]!r}")
        return said.decode(errors="replace")

    def prepare(self) -> None:
        """Undisturbed workspaces: before and after the change, never frozen and frozen."""
        self.moment.mkdir(parents=True)
        for name, changed, frozen in (
            ("cold", False, False), ("incremental", True, False), ("chapter", True, False),
            ("freeze", False, True), ("reprint", True, True),
        ):  # fmt: skip
            place = self.room / f"true-{name}"
            self.stage(place)
            if name == "cold":
                self.seconds["cold"] = self.timed(place, "build")
            else:
                shutil.copytree(self.room / "true-cold/build", place / "build")
            if frozen:
                self.seconds.setdefault("freeze", self.timed(place, "freeze", "一"))
            if name == "freeze":
                self.frozen = hashed(place / "inputs/frozen")
                self.run(place, "build")
            if changed:
                self.change(place)
                if name == "chapter":
                    self.seconds["chapter"] = self.timed(place, "chapter", self.chapter)
                if name == "reprint":
                    self.seconds["reprint"] = self.timed(place, "reprint")
                elif name == "incremental":
                    self.seconds["incremental"] = self.timed(place, "build")
                self.run(place, "build")
            self.truth[name] = hashed(place / "build")
        assert self.truth["chapter"] == self.truth["incremental"], "parts and whole differ"

    def timed(self, place: Path, *arguments: str) -> float:
        """How long a command takes when nobody disturbs it."""
        began = time.monotonic()
        self.run(place, *arguments)
        return time.monotonic() - began

    def stage(self, place: Path) -> None:
        """The inputs as they are at first."""
        if self.tiny:
            from tiny_workspace import tiny

            pristine = self.room / "pristine"
            if not pristine.exists():  # what is drawn bears the clock
                tiny(pristine)
            shutil.copytree(pristine, place)
            return
        for name in ("inputs", "templates"):
            shutil.copytree(ROOT / name, place / name)

    def change(self, place: Path) -> None:
        """Another text in a template, one of all chapters of its kind; the same bytes each time."""
        from docx import Document

        name = "自评说明.docx" if self.tiny else "指标自评说明.docx"
        template, changed = place / "templates" / name, self.room / name
        if not changed.exists():  # what is saved bears the clock
            document = Document(str(template))
            document.add_paragraph("本说明经校长办公会审定。")
            document.save(str(changed))
        shutil.copyfile(changed, template)
        os.utime(template, (1_700_000_000, 1_700_000_000))

    def lay(self, place: Path, kind: str) -> None:
        """The workspace as it is before a command of that kind."""
        shutil.rmtree(place, ignore_errors=True)
        self.stage(place)
        if kind != "cold":
            start = "reprint-start" if kind == "reprint" else "cold"
            shutil.copytree(
                self.start(start) / "build", place / "build", copy_function=shutil.copy2
            )
        if kind == "reprint":
            shutil.copytree(self.start("reprint-start") / "inputs/frozen", place / "inputs/frozen")
        if kind in {"incremental", "chapter", "reprint"}:
            self.change(place)

    def kill(self, number: int) -> None:
        """One kill, the build that follows, and what came of it.

        A command that has ended before its moment came is begun anew, and taken to be quicker.
        """
        dice = random.Random(f"{self.seed} {number}")
        kind, killed_by = KINDS[number % len(KINDS)], SIGNALS[number // len(KINDS) % len(SIGNALS)]
        place = self.room / "place"
        arguments = {
            "chapter": ("chapter", self.chapter),
            "freeze": ("freeze", "一"),
            "reprint": ("reprint",),
        }.get(kind, ("build",))
        while True:
            self.lay(place, kind)
            moment = dice.uniform(0.05, 1.0) * self.seconds[kind]
            began = time.monotonic()
            process = self.begin(place, *arguments)
            try:
                process.communicate(timeout=moment)
            except subprocess.TimeoutExpired:
                started = [one for one in family(process.pid) if one != process.pid]
                process.send_signal(killed_by)
                process.communicate()
                self.outlive(started, f"{kind} at {moment:.2f} s")
                break
            self.counts["begun anew"] += 1
            self.seconds[kind] = min(self.seconds[kind], time.monotonic() - began)
        self.counts[f"{kind}, {killed_by.name}"] += 1
        printed = any((place / "inputs/frozen").glob("[!.]*.json"))
        said = ""
        if kind == "reprint" or (kind == "freeze" and not printed):
            said = self.run(place, *arguments)
        if kind != "reprint":  # what is printed is an input of the next build
            said += self.run(place, "build")
        self.judge(
            place, kind, f"kill {number}: {kind} by {killed_by.name} at {moment:.2f} s", said
        )

    def start(self, name: str) -> Path:
        """A workspace to begin from."""
        if name == "cold":
            return self.room / "true-cold"
        place = self.room / name
        if not place.exists():
            shutil.copytree(self.room / "true-freeze", place)
        return place

    def double(self, number: int, of: int) -> None:
        """Two cold builds, the second a little later than the first."""
        place = self.room / "place"
        shutil.rmtree(place, ignore_errors=True)
        self.stage(place)
        offset = self.seconds["cold"] * number / of
        first = self.begin(place, "build")
        time.sleep(offset)
        second = self.begin(place, "build")
        said = b"".join(one.communicate()[0] for one in (first, second)).decode(errors="replace")
        if {first.returncode, second.returncode} - {0, 1}:
            self.faults.append(f"doubled {number}: {first.returncode}, {second.returncode}: {said}")
        self.counts["doubled"] += 1
        self.judge(place, "cold", f"doubled builds {offset:.2f} s apart", said)

    def judge(self, place: Path, kind: str, what: str, said: str) -> None:
        """Products, words and leftovers after the build that follows."""
        made = hashed(place / "build")
        if made != self.truth[kind]:
            names = sorted(
                name
                for name in {*made, *self.truth[kind]}
                if made.get(name) != self.truth[kind].get(name)
            )
            self.faults.append(f"{what}: other bytes: {names[:5]}")
        if kind == "freeze" and hashed(place / "inputs/frozen") != self.frozen:
            self.faults.append(f"{what}: another record of the printing")
        if "by hand" in said:
            self.faults.append(f"{what}: taken for edited: {said[-300:]}")
        left = [*place.rglob(".new-*"), *self.moment.iterdir()]
        if left:
            self.faults.append(f"{what}: left behind: {left[:5]}")

    def outlive(self, family: list[int], what: str) -> None:
        """Nobody of the family is there a moment later."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if not (left := [pid for pid in family if runs(pid)]):
                return
            time.sleep(0.02)
        self.faults.append(f"{what}: processes left: {left}")


def hashed(folder: Path) -> Mapping[str, str]:
    """Path and hash of all files in a folder but what the builder keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in OWN
    }


def runs(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] not in "ZX"


def soaked(room: Path, kills: int, doubles: int, seed: int, *, tiny: bool) -> Soak:
    """All of it; the faults are in what is given back."""
    soak = Soak(room, seed, tiny, "B01" if tiny else "B07")
    soak.prepare()
    for number in range(kills):
        soak.kill(number)
        if not tiny:
            print(number + 1, "kills,", len(soak.faults), "faults", file=sys.stderr, flush=True)
    for number in range(doubles):
        soak.double(number, doubles)
    return soak


def main() -> int:
    """Run and print; 1 where there was a fault."""
    parser = argparse.ArgumentParser(prog="soak", description="kill builds, and judge the next")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--doubles", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tiny", action="store_true", help="a workspace of two chapters")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as room:
        soak = soaked(Path(room), asked.kills, asked.doubles, asked.seed, tiny=asked.tiny)
    took = {name: round(seconds, 1) for name, seconds in soak.seconds.items()}
    print(f"seed {asked.seed}; seconds undisturbed: {json.dumps(took)}")
    for name, count in sorted(soak.counts.items()):
        print(f"{count:5} {name}")
    print(f"{len(soak.faults):5} faults (other bytes, taken for edited, left behind)")
    for fault in soak.faults:
        print(f"      {fault}")
    return 1 if soak.faults else 0


if __name__ == "__main__":
    sys.exit(main())
