"""A folder of hostile files: each is told of, all others are read, and memory stays bounded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hostile_evidence as hostile
from dossier.read.opened import BOOKS
from tiny_workspace import write_docx, write_pdf

MOST_MB = 1500

SURVEY = """
import json, sys
from pathlib import Path
from dossier.pool import limits
from dossier.survey.folder import Survey
limits._SECONDS = 6.0  # of processor time: what never ends need not be waited for as long
folder, memory = map(Path, sys.argv[1:])
found = Survey(folder, memory, words=True).evidence_files()
print(json.dumps({one.path: str(one.fault or "") for one in found}))
"""

# What a library itself refuses is damaged; the rest is read within its bounds, or exceeds them.
DAMAGED, DEMANDING, READ = "file-damaged", "file-too-demanding", ""
EXPECTED = {
    "nested-forms.pdf": {DEMANDING},
    "million-pages.pdf": {READ, DAMAGED},
    "packed-stream.pdf": {DEMANDING},
    "pixels-178.png": {READ, DEMANDING},
    "pixels-900.png": {DEMANDING},
    "text-chunk.png": {DAMAGED, DEMANDING},
    "frames.tif": {READ, DEMANDING},
    "paragraph.docx": {DAMAGED, DEMANDING},
    "deep.docx": {READ, DAMAGED, DEMANDING},
    "cells.docx": {READ, DEMANDING},
    "merged.xlsx": {READ, DAMAGED, DEMANDING},
    "cell.xlsx": {DAMAGED, DEMANDING},
}


def family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            born = children.read_text().split()
        except OSError:
            continue
        for child in born:
            yield from family(int(child))


def resident_mb(pid: int) -> int:
    """The memory of a process and all its children, in MB."""
    pages = 0
    for one in family(pid):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def watched(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The most memory that a process has with its children, in MB, and what it prints."""
    peak = 0
    while True:
        try:
            told, _ = process.communicate(timeout=0.05)
        except subprocess.TimeoutExpired:
            peak = max(peak, resident_mb(process.pid))
        else:
            return peak, told


def test_each_hostile_file_costs_itself(tmp_path: Path) -> None:
    """what exceeds its bounds is a finding, its neighbours are sound, and the peak is bounded."""
    folder = tmp_path / "evidence"
    hostile.write_all(folder)
    write_pdf(folder / "a-sound.pdf", "one")
    write_docx(folder / "z-sound.docx", "一")
    process = subprocess.Popen(
        [sys.executable, "-c", SURVEY, folder, tmp_path / "memory.json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    peak, told = watched(process)
    found = json.loads(told)
    assert found.pop("a-sound.pdf") == READ
    assert found.pop("z-sound.docx") == READ
    assert {name for name, fault in found.items() if fault not in EXPECTED[name]} == set()
    assert found.keys() == EXPECTED.keys()
    assert 0 < peak < MOST_MB


CHECK = """
import json, sys
from pathlib import Path
from dossier.read.workbooks import read
_, findings = read(Path(sys.argv[1]))
print(json.dumps([[one.at.book, one.code.slug] for one in findings if not one.at.sheet]))
"""


def test_each_hostile_workbook_costs_itself(tmp_path: Path) -> None:
    """each of the workbooks may be hostile: all are told, and the peak is bounded.

    One that is merged down a whole sheet is read, and has none of the sheets that are asked for.
    """
    *others, merged = BOOKS
    for book in others:
        (tmp_path / book).write_bytes(hostile.long_cell())
    (tmp_path / merged).write_bytes(hostile.merged_sheet())
    process = subprocess.Popen(
        [sys.executable, "-c", CHECK, tmp_path], stdout=subprocess.PIPE, text=True
    )
    peak, told = watched(process)
    found = json.loads(told)
    assert [one for one in found if one[0] != merged] == [[book, DEMANDING] for book in others]
    assert {tuple(one) for one in found if one[0] == merged} == {(merged, "sheet-missing")}
    assert 0 < peak < MOST_MB
