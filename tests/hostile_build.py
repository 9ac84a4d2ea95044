"""A workspace whose evidence is made to harm, built whole, and what that takes."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.pool import family
from tables import write_book
from tiny_workspace import BOOKS, tiny

_EVERY = 0.05  # seconds between two looks at the memory


def workspace(place: Path, contents: Mapping[str, bytes]) -> Path:
    """A workspace whose evidence they are, besides that of the tiny one."""
    shutil.rmtree(place, ignore_errors=True)
    tiny(place)
    for name, content in contents.items():
        (place / "inputs/evidence" / name).write_bytes(content)
    rows = "\n".join(f"| B01-2 | {name} | 2021-09-01 | | {name} | 是 |" for name in contents)
    register = BOOKS["evidence.xlsx"]
    sheets = register | {"佐证材料登记": f"{register['佐证材料登记'].rstrip()}\n{rows}\n"}
    write_book(place / "inputs/evidence.xlsx", sheets)
    return place


def proportional_mb(pid: int) -> float:
    """The memory of a process and its family, what they share counted once."""
    kilobytes = 0
    for one in family(pid):
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
        kilobytes += int(found[1]) if found else 0
    return kilobytes / 1000


def built(place: Path, *before: str) -> tuple[float, float, str]:
    """Seconds and the most memory of a build, and what it said where it did not end well."""
    began, peak = time.monotonic(), 0.0
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [*before, sys.executable, "-m", "dossier", "--workspace", str(place), "build"],
            stdout=said,
            stderr=subprocess.STDOUT,
            env=os.environ | {"LANGUAGE": "en"},
        )
        while process.poll() is None:
            peak = max(peak, proportional_mb(process.pid))
            time.sleep(_EVERY)
        said.seek(0)
        fault = "" if process.returncode in {0, 1} else said.read()[-500:]
    return time.monotonic() - began, peak, fault


def fates(place: Path) -> Iterator[tuple[str, str]]:
    """What became of each file: how many pages, or the codes of what is said of it."""
    report = json.loads((place / "build/report.json").read_text(encoding="utf-8"))
    items = [item for box in report["boxes"] for item in box["items"]]
    for item in items:
        told = {one["code"] for one in report["findings"] if item["title"] in str(one)}
        fate = "missing" if item["missing"] else f"{len(item['pages'])} pages"
        yield item["title"], ", ".join([fate, *sorted(told)])
