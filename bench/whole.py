"""A whole cold build of a large school, against the script that people write.

    python bench/whole.py [--items 3200] [--share 20] [--keep FOLDER]

The school (bench/fullschool.py) is built from nothing, in whole processes, LibreOffice's self-test
and its first profile within. bench/baseline.py does a twentieth of the items, chapters and boxes,
and its seconds are scaled step by step (binding by pages), for the whole would take hours. It has
no index to make, no findings, no links: what it makes is less. Its soffice finds our fonts.

The processors of a shared machine are fast at times and slow at others, by half, and the seconds
of equal work with them. So all sizes are built in turn and then the script is run, three times
over, and the means are compared. A school without evidence is built as well: `even s per item` is
what an item costs beyond that. For this alone one and the same small piece of work is done again
and again beside each build, and seconds are counted as if it had always taken a hundredth of one.
(It would mislead about the script, which leaves a processor idle: there such a piece takes longer.)

Memory is that of the Pythons, seen ten times a second, the largest of the three. By stage, `busy`
tells how much of all processors was used: a stage at half of two processors runs on one. What is
made with 1, 2 and 4 workers must have the same bytes. The number of workers follows from the
processors that a process may use, and so there is no setting for it: the program is told another
number of processors.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import usual
from fullschool import files_of, full_school
from watching import Seen, tree_seconds, watched

_PROGRAM = Path(__file__)
_BASELINE = _PROGRAM.with_name("baseline.py")
_PAGES_OF_A_CHAPTER = 5
_WORKERS = (1, 2, 4)
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the script: seconds for a sample, and how many times as much there is in all."""

    name: str
    spent: float
    scale: float


def staged(place: Path, workers: int) -> None:
    """What a measured process does: build, and print seconds of clock and processors by stage."""
    # nothing else tells how many there are, and a machine cannot be given more than it has
    os.cpu_count = lambda: workers  # type: ignore[assignment]
    os.sched_getaffinity = lambda _: set(range(workers))  # type: ignore[assignment]
    from dossier.convert.engines import opened  # noqa: PLC0415 - timed with the rest
    from dossier.pipeline import build, inspect  # noqa: PLC0415
    from dossier.profile import Profile  # noqa: PLC0415
    from dossier.survey import begun  # noqa: PLC0415
    from dossier.workspace import Workspace  # noqa: PLC0415

    # one number that is two: clock and processors, for a profile only subtracts and adds
    profile = Profile(lambda: complex(time.perf_counter(), tree_seconds()))  # type: ignore[arg-type, return-value]
    workspace = Workspace(place)
    with profile.running(), opened(workspace.cache / "engine") as engine:
        progress = profile.listening(lambda *_: None)
        surveyed = begun(workspace, photos_wait=True)  # as the command does it
        build(inspect(workspace, progress, surveyed), engine, None, progress)
    stages: dict[str, Any] = dict(profile.stages)
    print(json.dumps({name: [spent.real, spent.imag] for name, spent in stages.items()}))


def cold(place: Path) -> tuple[Seen, dict[str, Any]]:
    """A build from nothing: its cost, and what it said."""
    shutil.rmtree(place / "build", ignore_errors=True)
    for path in (place / "inputs").rglob("*.*"):
        path.read_bytes()  # the disk is not what is measured; the script finds its files read, too
    command = [sys.executable, "-m", "dossier", "--workspace", str(place), "--json", "build"]
    seen = watched(command, hushed=True)  # its progress
    if seen.code:
        raise SystemExit(seen.code)
    return seen, json.loads(seen.output)


def by_stage(place: Path, workers: int) -> tuple[dict[str, list[float]], str]:
    """Seconds of clock and processors by stage of a build from nothing, and the manifest."""
    shutil.rmtree(place / "build", ignore_errors=True)
    command = [sys.executable, str(_PROGRAM), "--staged", str(place), "--workers", str(workers)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    manifest = (place / "build/manifest-sha256.txt").read_text(encoding="utf-8")
    return json.loads(told.stdout), manifest


def baseline(place: Path, made: dict[str, Any], share: int, scratch: Path) -> list[Step]:
    """The steps of the script for a sample of what was `made`."""
    files = files_of(place)
    sample = {kind: some[:: max(1, min(share, len(some)))] for kind, some in files.items()}
    chapters = max(1, made["chapters"] // share)
    boxes = max(1, made["boxes"] // share)
    jobs = {
        "office": [str(path) for path in sample["office"]],
        "pictures": [str(path) for path in sample["picture"]],
        "pdfs": [str(path) for path in sample["pdf"]],
        "chapters": chapters,
        "boxes": boxes,
        "pages": _PAGES_OF_A_CHAPTER,
    }
    listed, out = scratch / "jobs.json", scratch / "baseline"
    listed.write_text(json.dumps(jobs), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    usual.give_fonts(scratch / "fonts")
    seen = watched([sys.executable, str(_BASELINE), str(listed), str(out)])
    if seen.code:
        raise SystemExit(seen.code)
    told = json.loads(seen.output)
    scales = {
        "office": len(files["office"]) / len(sample["office"]),
        "pictures": len(files["picture"]) / len(sample["picture"]),
        "chapters": made["chapters"] / chapters,
        "fronts": made["boxes"] / boxes,
        "bind": made["pages"] / told["pages"],
    }
    return [Step(name, spent, scales[name]) for name, spent in told["seconds"].items()]


def sizes_of(items: int) -> list[int]:
    """The sizes that are built: nothing, and an eighth, a quarter, a half and all of `items`."""
    return [0, *(items // part for part in (8, 4, 2, 1))]


def compare(folder: Path, items: int, share: int) -> None:
    """Measure and print."""
    sizes = sizes_of(items)
    rounds = []
    scripts = []
    for _ in range(_ROUNDS):
        rounds.append({size: cold(full_school(folder, size)) for size in sizes})
        scripts.append(baseline(full_school(folder, items), rounds[-1][items][1], share, folder))
    each: list[float] = []
    print("| items | pages | boxes | s | processor s | busy % | Python MB | even s per item |")
    print("| --- " * 8 + "|")
    without = mean(seen for seen, _ in (one[0] for one in rounds))
    for size in sizes:
        seen, made = mean(one[size][0] for one in rounds), rounds[0][size][1]
        more = ""
        if size:
            each.append((seen.even_cpu - without.even_cpu) / size)
            clock = (seen.even_clock - without.even_clock) / size
            more = f"{clock:.3f} (processor {each[-1]:.3f})"
        print(
            f"| {size} | {made['pages']} | {made['boxes']} | {seen.clock:.1f} | {seen.cpu:.1f} "
            f"| {100 * seen.busy:.0f} | {seen.peak / 1e6:.0f} | {more} |",
            flush=True,
        )
    print()
    print("| the script | s for the sample | sample | s for all |")
    print("| --- | --- | --- | --- |")
    plain = 0.0
    for steps in zip(*scripts, strict=True):
        spent = fmean(one.spent for one in steps)
        plain += spent * steps[0].scale
        print(
            f"| {steps[0].name} | {spent:.1f} | 1/{steps[0].scale:.1f} "
            f"| {spent * steps[0].scale:.0f} |"
        )
    print()
    stages, _ = by_stage(full_school(folder, items), os.cpu_count() or 1)
    print("| stage | s | processor s | busy % |")
    print("| --- | --- | --- | --- |")
    for name, (clock, cpu) in sorted(stages.items(), key=lambda one: -one[1][0]):
        busy = 100 * cpu / (max(clock, 1e-9) * (os.cpu_count() or 1))
        print(f"| {name} | {clock:.2f} | {cpu:.2f} | {busy:.0f} |")
    print()
    small = full_school(folder, sizes_of(items)[1])
    manifests = [by_stage(small, workers)[1] for workers in _WORKERS]
    differ = sum(
        len({*manifests[0].splitlines()} ^ {*other.splitlines()}) for other in manifests[1:]
    )
    verdict(seen, plain, each, differ)


def mean(seens: Iterable[Seen]) -> Seen:
    """What was seen of the same several times, on average; of memory, the most."""
    all_of_them = list(seens)
    return replace(
        all_of_them[0],
        clock=fmean(one.clock for one in all_of_them),
        cpu=fmean(one.cpu for one in all_of_them),
        pace=sum(one.clock for one in all_of_them) / sum(one.even_clock for one in all_of_them),
        peak=max(one.peak for one in all_of_them),
    )


def verdict(seen: Seen, plain: float, each: Sequence[float], differ: int) -> None:
    """The goals."""
    flat = 100 * (max(each) / min(each) - 1) if min(each) > 0 else math.inf
    print("| measure | value | goal |")
    print("| --- | --- | --- |")
    print(f"| the script : dossier | {plain / seen.clock:.1f} | ≥ 10 |")
    print(f"| processors busy, % | {100 * seen.busy:.0f} | ≥ 85 |")
    print(f"| peak memory of the Pythons, MB | {seen.peak / 1e6:.0f} | ≤ 500 |")
    print(f"| dearest item above the cheapest, by size, % (processor) | {flat:.0f} | ≤ 15 |")
    print(f"| products that differ with 1, 2 or 4 workers | {differ} | ≤ 0 |")


def main() -> None:
    """Print the tables, or build what is named."""
    parser = argparse.ArgumentParser(description="a whole build against the usual script")
    parser.add_argument("--items", type=int, default=3200)
    parser.add_argument("--share", type=int, default=20, help="the script does one in so many (20)")
    parser.add_argument("--keep", type=Path, help="a folder for the schools, to be used again")
    parser.add_argument("--staged", type=Path, help="build this workspace and print its stages")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    if asked.staged:
        staged(asked.staged, asked.workers)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        compare(folder, asked.items, asked.share)


if __name__ == "__main__":
    main()
