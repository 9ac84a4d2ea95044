"""Catalogues in each way into LibreOffice: the same pages and words, and no row lost.

    python bench/catalogues.py [--count 200]

The catalogues (卷内目录) are filled in from the project's template: 20 to 60 rows, titles of one to
five lines, a head that is repeated. What a row says is looked for in the PDF; pages and their words
are compared with those of ``soffice --convert-to``. Times are of processors, for making ready,
converting and normalising.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from dossier.convert import Job
from dossier.convert.engines import find
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend, Machine
from dossier.model.evidence_file import FileKind
from long_catalogues import catalogue, letters, printed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="catalogues in each way into LibreOffice")
    parser.add_argument("--count", type=int, default=200, help="how many (200)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        compare(Path(scratch), asked.count)


def compare(folder: Path, count: int) -> None:
    """Convert and print."""
    found = find(folder / "room")
    if found is None:
        raise SystemExit("there is no LibreOffice")
    program = found.backends.machine.program
    told = {}
    for number in range(count):
        path = folder / f"{number:04d}.docx"
        told[path] = letters(catalogue(path, number))
    usual: list[list[str]] = []
    print(f"{count} catalogues.\n")
    print("| way | processor s | pages | with other pages or words | with a row lost | goal |")
    print("| --- | --- | --- | --- | --- | --- |")
    for backend in reversed(Backend):
        if not Machine.around(program).offers(backend):
            print(f"| {backend} | is not there | | | | |")
            continue
        jobs = [Job(path, FileKind.WORD, folder / backend / f"{path.stem}.pdf") for path in told]
        start = spent()
        engine = LibreOffice(program, folder / "room", backends=[backend])
        failed = [one for one in engine.to_pdf(jobs) if one.fault is not None]
        seconds = spent() - start
        if failed:
            raise SystemExit(f"{len(failed)} cannot be converted in the way {backend}")
        made = [printed(job.target) for job in jobs]
        usual = usual or made
        other = sum(one != before for one, before in zip(made, usual, strict=True))
        lost = sum(
            bool(told[job.source] - letters("".join(one)))
            for job, one in zip(jobs, made, strict=True)
        )
        pages = sum(map(len, made))
        print(f"| {backend} | {seconds:.1f} | {pages} | {other} | {lost} | ≤ 0 |")


def spent() -> float:
    """Seconds of processors, of this process and of those that it has waited for."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


if __name__ == "__main__":
    main()
