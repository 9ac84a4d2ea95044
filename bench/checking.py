"""`dossier check` on 10,000 items and 10,000 files, against openpyxl alone on the same workbooks.

    python bench/checking.py [--items N] [--keep FOLDER]

The sample school's workbooks with a register of N rows, and a file for each: small ones, four PDFs
to three pictures, two Word files and a workbook, for it is the number of files that counts here,
not their size. Measured are whole processes, in seconds of the clock (the ratios are of these) and
of processors (parallel parts count in full), the runs interleaved, the best of three.

`openpyxl` reads all values of the five workbooks and nothing else, opened as its manual does it,
for only so does it tell which cells are merged; `read_only` is its quicker way, which does not.
`first` knows nothing yet; `workbook changed` knows the files, not the register; `touched` finds all
times anew and the bytes as they were; `again` finds nothing changed at all. In all of them the same
must be printed.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import load_workbook

_ROOT = Path(__file__).parents[1]
_RUNS = 3
_BOOKS = ("standard.xlsx", "school.xlsx", "evidence.xlsx", "people.xlsx", "ledger.xlsx")
_KINDS = ("pdf", "jpg", "docx", "pdf", "jpg", "xlsx", "pdf", "jpg", "docx", "pdf")
_YEARS = {
    "每学年度": ("2020—2021学年度", "2021—2022学年度", "2022—2023学年度"),
    "每财政年度": ("2020年度", "2021年度", "2022年度"),
    "一次": (None, None, None),
}
_GOALS = {"first": "≤ 2 × openpyxl", "again": "≤ 0.3 × first"}
_PLAIN = {"openpyxl": "", "read_only": "read_only=True, "}

_READ = """
import sys
from openpyxl import load_workbook
for name in sys.argv[1:]:
    for sheet in load_workbook(name, {way}data_only=True):
        for row in sheet.iter_rows(values_only=True):
            pass
"""


def one_page(text: str) -> bytes:
    """A PDF of one page with a line of ASCII."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(body))
    )


def makers() -> dict[str, Callable[[int], bytes]]:
    """For each kind of file what makes the bytes of the one with that number."""
    from docx import Document  # noqa: PLC0415 - only where the files are not there yet
    from openpyxl import Workbook  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    picture, letter, table = io.BytesIO(), io.BytesIO(), io.BytesIO()
    Image.effect_noise((160, 120), 40).save(picture, "JPEG")
    Document().save(letter)
    Workbook().save(table)

    def packed(source: io.BytesIO, number: int) -> bytes:
        # another comment at the end of the zip: other bytes, the same document
        out = io.BytesIO(source.getvalue())
        with zipfile.ZipFile(out, "a") as package:
            package.comment = str(number).encode()
        return out.getvalue()

    return {
        "pdf": lambda number: one_page(f"item {number}"),
        "jpg": lambda number: picture.getvalue() + str(number).encode(),
        "docx": lambda number: packed(letter, number),
        "xlsx": lambda number: packed(table, number),
    }


def make(folder: Path, items: int) -> Path:
    """The workspace, with `items` rows in its register and as many files."""
    shutil.copytree(_ROOT / "templates", folder / "templates")
    (folder / "inputs").mkdir(parents=True)
    for book in _BOOKS:
        shutil.copy(_ROOT / "inputs" / book, folder / "inputs" / book)
    standard = load_workbook(folder / "inputs/standard.xlsx", read_only=True)
    rows = standard["材料要求"].iter_rows(min_row=2, values_only=True)
    years = {str(row[0]): _YEARS[str(row[3])] for row in rows if row[0] and row[3]}
    codes = list(years)
    book = load_workbook(folder / "inputs/evidence.xlsx")
    sheet = book["佐证材料登记"]
    sheet.delete_rows(2, sheet.max_row)
    bytes_of = makers()
    for number in range(items):
        kind = _KINDS[number % len(_KINDS)]
        code = codes[number % len(codes)]
        year = number // len(codes) % 3
        name = f"{code}/第{number:05d}号材料.{kind}"
        title = f"{code}第{number}号材料"
        office, symbol = "星光实验学校", f"星光校〔{2021 + year}〕{number}号"
        day, period = f"{2021 + year}-03-01", years[code][year]
        if period and "学年" not in period:
            day = f"{2020 + year}-03-01"
        marks = ("原件", "是", "是")
        sheet.append((code, title, office, symbol, day, period, "30年", None, name, *marks))
        path = folder / "inputs/evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_of[kind](number))
    book["照片"].delete_rows(2, book["照片"].max_row)
    book.save(folder / "inputs/evidence.xlsx")
    return folder


def timed(command: Sequence[str]) -> tuple[float, float, str]:
    """Processor seconds (with children), seconds of the clock, and what was printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if told.returncode not in {0, 1}:
        raise SystemExit(told.stderr)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, clock, told.stdout


def touch(paths: Sequence[Path]) -> None:
    """Give files another time."""
    for path in paths:
        os.utime(path)


def change(book: Path) -> None:
    """Write a workbook again with another title in a cell of no consequence."""
    workbook = load_workbook(book)
    sheet = workbook["佐证材料登记"]
    sheet["M2"] = f"{sheet['M2'].value or ''}。"
    workbook.save(book)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="checking against openpyxl")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="a folder for the workspace, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = (asked.keep or Path(scratch)) / f"school-{asked.items}"
        if not place.exists():
            make(place, asked.items)
        register = place / "inputs/evidence.xlsx"
        everything = [path for path in (place / "inputs").rglob("*") if path.is_file()]
        check = [sys.executable, "-m", "dossier", "--workspace", str(place), "check"]
        books = [str(place / "inputs" / book) for book in _BOOKS]
        before: dict[str, Callable[[], object]] = {
            **dict.fromkeys(_PLAIN, lambda: None),
            "first": lambda: shutil.rmtree(place / "build", ignore_errors=True),
            "workbook changed": lambda: change(register),
            "touched": lambda: touch(everything),
            "again": lambda: None,
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in before}
        for _ in range(_RUNS):
            said = set()
            for name, prepare in before.items():
                prepare()
                plain = name in _PLAIN
                read = [sys.executable, "-c", _READ.format(way=_PLAIN.get(name)), *books]
                spent, clock, told = timed(read if plain else check)
                times[name].append((spent, clock))
                if not plain:
                    said.add(told)
            if len(said) != 1:
                raise SystemExit("the runs do not say the same")
        print("| run | CPU s | clock s | × read_only | × openpyxl | × first | goal |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        best = {
            name: (min(s for s, _ in runs), min(c for _, c in runs)) for name, runs in times.items()
        }
        for name, (spent, clock) in best.items():
            ratios = (clock / best[other][1] for other in ("read_only", "openpyxl", "first"))
            told = " | ".join(f"{ratio:.2f}" for ratio in ratios)
            print(f"| {name} | {spent:.2f} | {clock:.2f} | {told} | {_GOALS.get(name, '')} |")


if __name__ == "__main__":
    main()
