"""Peak memory of binding a box against the bytes of the box, whole processes.

    python bench/memory.py [--keep FOLDER]

The boxes are those of bench/binding.py, and one of 600 MB of scans, which goes another way. What
counts is the largest resident set of the process that binds (ru_maxrss of getrusage(2)). The first
line is a box of one page: the interpreter and the libraries. Memory hardly depends on how busy the
machine is, so each box is bound once.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from binding import Case, cases, text_file

_PROGRAM = Path(__file__).with_name("bind_one.py")
_PAGE = "page.pdf"
# ru_maxrss is in kilobytes, on macOS in bytes
_UNIT = 1 if sys.platform == "darwin" else 1024


def peak(command: Sequence[str]) -> int:
    """Bytes of the largest resident set of a process. Raises ChildProcessError where it fails."""
    child = os.posix_spawn(command[0], list(command), os.environ)
    _, status, used = os.wait4(child, 0)  # of this child alone, not of the largest until now
    if status:
        raise ChildProcessError(f"{command[1:]}: {os.waitstatus_to_exitcode(status)}")
    return used.ru_maxrss * _UNIT


def bound(case: Case, folder: Path) -> tuple[int, int]:
    """Bytes of memory that binding the files of `case` takes, and of the box."""
    asked, out = case.write(folder / "asked.json"), folder / "bound.pdf"
    memory = peak([sys.executable, str(_PROGRAM), str(asked), str(out)])
    return memory, out.stat().st_size


def giant(scans: Case) -> Case:
    """Twice the scans of a box, each a file of its own."""
    twins = [file.with_name(f"twin-{file.name}") for file in scans.files]
    for file, twin in zip(scans.files, twins, strict=True):
        if not twin.exists():
            os.link(file, twin)
    return Case("600 MB of scans", (*scans.files, *twins), scans.pages, 0)


def main() -> None:
    """Print the table, or only make the files."""
    parser = argparse.ArgumentParser(description="peak memory of binding")
    parser.add_argument("--keep", type=Path, help="a folder for the files, to be used again")
    parser.add_argument("--make", type=Path, help="make the files in this folder and end")
    asked = parser.parse_args()
    if asked.make:
        text_file(asked.make / _PAGE, 1, 0)
        cases(asked.make)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        # a process begins with the memory of the one that starts it: that one has to stay small
        subprocess.run([sys.executable, __file__, "--make", str(folder)], check=True)
        base, size = bound(Case("one page", (folder / _PAGE,), 1, 0), folder)
        print("| box | box MB | peak MB | peak beyond one page MB | per byte of the box |")
        print("| --- | --- | --- | --- | --- |")
        print(f"| one page | {size / 1e6:.2f} | {base / 1e6:.0f} | – | – |", flush=True)
        boxes = cases(folder)
        for case in (*boxes, giant(boxes[-1])):
            memory, size = bound(case, folder)
            more = memory - base
            print(
                f"| {case.name} | {size / 1e6:.1f} | {memory / 1e6:.0f} | {more / 1e6:.0f} "
                f"| {more / size:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
