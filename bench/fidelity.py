"""What it costs that nothing is lost between an office file and its page.

    python bench/fidelity.py [--documents 600] [--cells 60000] [--keep FOLDER]

The Word files and workbooks of the case `office`, and one workbook of many cells, are converted by
one worker; then each is compared with its PDF as a build does it, and, apart from that, the copies
that are converted are prepared once more. Each of the three sets is a process of its own. Counted
are seconds of processors in all processes, loading of libraries included; what is prepared and
compared is told as a part of the whole conversion.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import office
from watching import tree_seconds

_COLUMNS = 20
_WORDS = "义务教育均衡发展督导评估材料学校教师生图书设备经费管理课程安全"
_GOALS = {"Word files": 0.10, "workbooks": 0.15}
_PREPARED = 0.10


def big_book(path: Path, cells: int) -> Path:
    """A register of so many cells: names and figures."""
    import openpyxl  # noqa: PLC0415 - only where the file is not there yet

    if not path.exists():
        chance = random.Random(0)  # noqa: S311 - filler
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append([f"{name}项" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"])
        for row in range(1, cells // _COLUMNS):
            texts = ["".join(chance.choices(_WORDS, k=length)) for length in (3, 4, 4, 6)]
            figures = [chance.randint(0, 99999) for _ in range(_COLUMNS - 7)]
            parts = [chance.randint(1, 999) / 10 for _ in range(2)]
            sheet.append([row, *texts, *figures, *parts])
        book.save(path)
    return path


def measure(files: Sequence[Path], room: Path) -> dict[str, float]:
    """Seconds of processors for converting, comparing and preparing, in this process and others."""
    from dossier.assembly.conversion import compared  # noqa: PLC0415 - timed with the rest
    from dossier.convert import Job, convert, engines, libreoffice  # noqa: PLC0415
    from dossier.convert.staging import Staged, stage  # noqa: PLC0415
    from dossier.files import sha256_of  # noqa: PLC0415
    from dossier.model.evidence_file import FileKind, SourceFile  # noqa: PLC0415
    from dossier.pool import rest  # noqa: PLC0415

    kinds = {".docx": FileKind.WORD, ".xlsx": FileKind.SHEET}
    libreoffice.processors = lambda: 1
    sources = [
        SourceFile(path.name, kinds[path.suffix], sha256_of(path), str(path)) for path in files
    ]
    taken = {}
    with engines.opened(room) as engine:
        convert(sources[-1:], room / "before", engine)  # the self-test, as in the first build
    before = tree_seconds()
    with engines.opened(room) as engine:
        made = convert(sources, room, engine)
    taken["converted"] = tree_seconds() - before
    assert all(one.fault is None for one in made.values())
    before = tree_seconds()
    told = compared(sources, made, room)
    rest()
    taken["compared"] = tree_seconds() - before
    lacking = [one for path in made for one in told[path].remarks[len(made[path].remarks) :]]
    assert not lacking, [one.text.spoken("en") for one in lacking]
    before = tree_seconds()
    jobs = [Job(one.file, one.kind, room / "none") for one in sources]
    assert all(isinstance(stage(job, room, n), Staged) for n, job in enumerate(jobs))
    rest()
    taken["prepared"] = tree_seconds() - before
    return taken


def main() -> None:
    """Print the table, or measure what a list names."""
    parser = argparse.ArgumentParser(description="preparing and comparing office files")
    parser.add_argument("--documents", type=int, default=600, help="how many of `office` (600)")
    parser.add_argument("--cells", type=int, default=60_000, help="of the big workbook (60000)")
    parser.add_argument("--keep", type=Path, help="a folder for the files, to be used again")
    parser.add_argument("--measure", type=Path, help="a list of files to measure in ROOM")
    parser.add_argument("room", type=Path, nargs="?")
    asked = parser.parse_args()
    if asked.measure:
        files = [Path(name) for name in asked.measure.read_text(encoding="utf-8").splitlines()]
        print(json.dumps(measure(files, asked.room)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        files = office.documents(folder, asked.documents)
        sets = {
            "Word files": [path for path in files if path.suffix == ".docx"],
            "workbooks": [path for path in files if path.suffix == ".xlsx"],
            f"{asked.cells:,} cells": [big_book(folder / f"{asked.cells}.xlsx", asked.cells)],
        }
        compare(sets, Path(scratch))


def compare(sets: dict[str, list[Path]], scratch: Path) -> None:
    """Measure and print."""
    print("| documents | number | converting, s | comparing, part of that | goal | preparing |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, files in sets.items():
        names = scratch / "names"
        names.write_text("\n".join(map(str, files)), encoding="utf-8")
        room = scratch / name.replace(" ", "-")
        room.mkdir()
        run = [sys.executable, __file__, "--measure", str(names), str(room)]
        done = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True)
        taken = json.loads(done.stdout)
        whole = taken["converted"]
        goal = f"≤ {_GOALS[name]}" if name in _GOALS else ""
        print(
            f"| {name} | {len(files)} | {whole:.1f} | {taken['compared'] / whole:.3f} | {goal} "
            f"| {taken['prepared'] / whole:.3f} |"
        )


if __name__ == "__main__":
    main()
