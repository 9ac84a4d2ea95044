"""Office files → PDF: this engine against soffice as people start it, ratios in one run.

    python bench/office.py [--documents 600] [--keep FOLDER]

A set of reports, notices, catalogues, covers, photo pages and sheets is made up. Baselines:
"one soffice per file" is a loop over a sample of 20 (its time scaled to the set, for the whole
would take ten minutes), "one soffice for all files" is one call for each kind (after some hundred
files it ends without a word, and is called again for what it has left out). Both keep their
user profile, find the same fonts as we do, and write what soffice writes; ours is also made ready,
normalised and checked. Whole processes are timed. The self-test of the engine has been run before,
as after the first build.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import io
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import usual

_WORDS = "义务教育均衡发展督导评估材料学校教师学生图书设备经费管理课程安全"
_SAMPLE = 20
_FONTS = ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312")

# of a hundred documents
_KINDS = (
    ("notice", 40), ("report", 12), ("catalogue", 16), ("cover", 14), ("photos", 12), ("sheet", 6),
)  # fmt: skip


def words(chance: random.Random, count: int) -> str:
    """Chinese filler with some figures in it."""
    text = "".join(chance.choice(_WORDS) for _ in range(count))
    return f"{text}（{chance.randint(10, 9999)}名，{chance.randint(1, 999) / 10}%）。"


def word_file(path: Path, kind: str, chance: random.Random) -> None:
    """A Word file as schools write them."""
    import docx  # noqa: PLC0415 - only where the files are not there yet
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = docx.Document()

    def line(text: str, font: str, points: float) -> None:
        run = document.add_paragraph().add_run(text)
        run.font.name, run.font.size = "Times New Roman", Pt(points)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001

    line(words(chance, 12), _FONTS[0], 22)
    if kind == "cover":
        for _ in range(5):
            line(words(chance, 8), _FONTS[3], 18)
    elif kind == "catalogue":
        table = document.add_table(chance.randint(20, 60), 6, style="Table Grid")
        for cell in table._cells:  # noqa: SLF001
            cell.text = words(chance, 4)
    elif kind == "photos":
        for _ in range(3):
            document.add_picture(photo(chance), width=Mm(147))
            line(words(chance, 15), _FONTS[1], 12)
    else:
        for number in range(60 if kind == "report" else 12):
            if number % 5 == 0:
                document.add_heading(words(chance, 8), 1 + number // 5 % 2)
            line(words(chance, 150), _FONTS[1], 16)
    document.save(path)


def photo(chance: random.Random) -> io.BytesIO:
    """A photo, sampled down as the program does it before it fills a page."""
    from PIL import Image  # noqa: PLC0415

    rough = Image.frombytes("RGB", (60, 45), chance.randbytes(60 * 45 * 3))
    saved = io.BytesIO()
    rough.resize((1200, 900)).save(saved, "JPEG", quality=80)
    saved.seek(0)
    return saved


def sheet_file(path: Path, chance: random.Random) -> None:
    """A workbook of two sheets."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("明细")):
        for row in range(60):
            sheet.append([words(chance, 4), *(chance.randint(0, 99999) for _ in range(7)), row])
    book.save(path)


def documents(folder: Path, count: int) -> list[Path]:
    """The set, in an order in which kinds are mixed; made where it is not there yet."""
    kinds = [kind for kind, share in _KINDS for _ in range(share)]
    random.Random(0).shuffle(kinds)  # noqa: S311 - filler text, here and below
    files = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        path = folder / f"{number:04d}-{kind}.{'xlsx' if kind == 'sheet' else 'docx'}"
        if not path.exists():
            chance = random.Random(number)  # noqa: S311
            if kind == "sheet":
                sheet_file(path, chance)
            else:
                word_file(path, kind, chance)
        files.append(path)
    return files


def convert(files: Sequence[Path], out: Path, workers: int) -> None:
    """What the measured process does."""
    from dossier.convert import (  # noqa: PLC0415 - timed with the rest
        convert,
        engines,
        libreoffice,
    )
    from dossier.files import sha256_of  # noqa: PLC0415
    from dossier.model.evidence_file import FileKind, SourceFile  # noqa: PLC0415

    libreoffice.processors = lambda: workers
    kinds = {".docx": FileKind.WORD, ".xlsx": FileKind.SHEET}
    with engines.opened(out.parent / "room") as engine:
        sources = [
            SourceFile(path.name, kinds[path.suffix], sha256_of(path), str(path)) for path in files
        ]
        made = convert(sources, out, engine)
    assert all(one.fault is None for one in made.values())
    print(sum(one.item_pdf.pages if one.item_pdf else 0 for one in made.values()))


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of processor time in all processes that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    call()
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table, or convert what a list names."""
    parser = argparse.ArgumentParser(description="Office files → PDF")
    parser.add_argument("--documents", type=int, default=600, help="how many (600)")
    parser.add_argument("--keep", type=Path, help="a folder for the files, to be used again")
    parser.add_argument("--convert", type=Path, help="a list of files to convert into OUT")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("out", type=Path, nargs="?")
    asked = parser.parse_args()
    if asked.convert:
        files = [Path(name) for name in asked.convert.read_text(encoding="utf-8").splitlines()]
        convert(files, asked.out, asked.workers)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        compare(documents(folder, asked.documents), Path(scratch))


def compare(files: list[Path], scratch: Path) -> None:
    """Measure and print."""
    out, profile, names = scratch / "out", scratch / "profile", scratch / "names"
    usual.give_fonts(scratch / "fonts")
    calls: list[int] = []

    def ours(some: Sequence[Path], workers: int) -> tuple[float, float]:
        shutil.rmtree(out, ignore_errors=True)
        names.write_text("\n".join(map(str, some)), encoding="utf-8")
        command = [sys.executable, __file__, "--convert", str(names), str(out)]
        return timed(
            lambda: subprocess.run(
                [*command, f"--workers={workers}"], check=True, stdout=subprocess.DEVNULL
            )
        )

    def theirs(some: Sequence[Path]) -> tuple[float, float]:
        shutil.rmtree(out, ignore_errors=True)
        return timed(lambda: calls.append(usual.convert(some, out, profile)))

    report = [next(path for path in files if "report" in path.name)]
    ours(report, 1)  # the self-test, and both profiles
    theirs(report)
    step = max(1, len(files) // _SAMPLE)
    sample = files[::step][:_SAMPLE]
    each = [theirs([path]) for path in sample]
    loop = sum(clock for clock, _ in each) / len(sample) * len(files)
    loop_cpu = sum(cpu for _, cpu in each) / len(sample) * len(files)
    whole, whole_cpu = theirs(files)
    called = calls[-1]
    two, two_cpu = ours(files, 2)
    one, one_cpu = ours(files, 1)
    cold_ours = min(ours(report, 1)[0] for _ in range(5))
    cold_theirs = min(theirs(report)[0] for _ in range(5))
    print(
        f"{len(files)} documents; 'one soffice per file' is scaled from {len(sample)} of them, "
        f"'one soffice for all files' took {called} calls.\n"
    )
    print("| way | s | processor s |")
    print("| --- | --- | --- |")
    print(f"| one soffice per file | {loop:.1f} | {loop_cpu:.1f} |")
    print(f"| one soffice for all files | {whole:.1f} | {whole_cpu:.1f} |")
    print(f"| dossier, 1 worker | {one:.1f} | {one_cpu:.1f} |")
    print(f"| dossier, 2 workers | {two:.1f} | {two_cpu:.1f} |")
    print(f"| one report, soffice | {cold_theirs:.2f} | |")
    print(f"| one report, dossier | {cold_ours:.2f} | |\n")
    print("| comparison | ratio | goal |")
    print("| --- | --- | --- |")
    print(f"| one soffice per file : 2 workers | {loop / two:.1f} | ≥ 9 |")
    print(f"| one soffice for all files : 2 workers | {whole / two:.1f} | ≥ 2 |")
    print(f"| 1 worker : 2 workers | {one / two:.2f} | ≥ 1.7 |")
    print(f"| one report, dossier : soffice | {cold_ours / cold_theirs:.2f} | ≤ 0.5 |")


if __name__ == "__main__":
    main()
