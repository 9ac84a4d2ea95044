"""What a change makes anew: the sample school, built, changed in one place, and built again.

    python bench/changes.py [--keep FOLDER]

Counted are Word files rendered, PDFs converted, boxes bound and other products written, as
`dossier why` tells them and the folders show. `in vain` names those that came out with the bytes
that they had (or, of a PDF, that one converted before has): what need not have been made. Then
what was changed is put back, byte by byte, and built, so that every change starts from the same
dossier. Seconds are of whole processes.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watching import Seen, watched

_ROOT = Path(__file__).parents[1]
_BOOKS = ("standard", "school", "evidence", "people", "ledger")
_CAUSES = 4  # of what made a box be bound again, that are named
_CHAPTER = "指标自评说明.docx"


@dataclass(frozen=True, slots=True)
class Made:
    """What a build made: names of products, and how many PDFs were converted."""

    rendered: tuple[str, ...]
    converted: int
    bound: tuple[str, ...]
    others: tuple[str, ...]
    in_vain: tuple[str, ...]
    because: tuple[str, ...]
    seen: Seen


def sample(folder: Path) -> Path:
    """A copy of the sample school; its workbooks as openpyxl writes them, who changes them here."""
    from openpyxl import load_workbook  # noqa: PLC0415 - where they are made

    place = folder / "changing"
    if not place.exists():
        aside = folder / ".changing"
        shutil.rmtree(aside, ignore_errors=True)
        for name in ("inputs", "templates"):
            shutil.copytree(_ROOT / name, aside / name)
        for name in _BOOKS:
            book = aside / f"inputs/{name}.xlsx"
            load_workbook(book).save(book)
        aside.rename(place)
    return place


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """A workbook to be changed."""
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(path)
    yield book
    book.save(path)


def add_item(place: Path) -> None:
    """One more PDF in the register, like the last one there."""
    with workbook(place / "inputs/evidence.xlsx") as book:
        sheet = book["佐证材料登记"]
        source = next(
            row for row in sheet.iter_rows(min_row=2) if str(row[8].value).endswith(".pdf")
        )
        cells = [cell.value for cell in source]
        cells[1], cells[8] = "新增的一份材料", "新增.pdf"
        evidence = place / "inputs/evidence"
        old = (evidence / str(source[8].value)).read_bytes()
        (evidence / "新增.pdf").write_bytes(old + b"%another\n")
        sheet.append(cells)


def change_figure(place: Path) -> None:
    """One more book in the library."""
    with workbook(place / "inputs/school.xlsx") as book:
        sheet = book["数据"]
        row = next(row for row in sheet.iter_rows() if row[0].value == "图书册数")
        cell = next(cell for cell in reversed(row[:6]) if cell.value is not None)
        cell.value = int(str(cell.value).replace(",", "")) + 1


def change_name(place: Path) -> None:
    """Another name for the one in charge of a single task."""
    with workbook(place / "inputs/people.xlsx") as book:
        sheet = book["任务分解表"]
        names = [row[3].value for row in sheet.iter_rows(min_row=2)]
        once = next(n for n, name in enumerate(names, 2) if name and names.count(name) == 1)
        sheet.cell(once, 4).value = "欧阳青禾"


def change_template(place: Path) -> None:
    """A word more at the end of the template of 23 chapters."""
    import docx  # noqa: PLC0415

    path = place / "templates" / _CHAPTER
    document = docx.Document(str(path))
    document.add_paragraph("特此说明。")
    document.save(str(path))


def change_threshold(place: Path) -> None:
    """A little more asked of one indicator, in one part of the school."""
    with workbook(place / "inputs/standard.xlsx") as book:
        rows = book["达标值"].iter_rows(min_row=2)
        row = next(row for row in rows if (row[0].value, row[1].value) == ("J02", "初中部"))
        row[6].value += 0.01


def change_evidence(place: Path) -> None:
    """A PDF that is in the register, with other bytes."""
    path = min((place / "inputs/evidence").rglob("*.pdf"))
    path.write_bytes(path.read_bytes() + b"%changed\n")


def change_nothing(_place: Path) -> None:
    """Leave everything as it is."""


def touch_everything(place: Path) -> None:
    """New times on all inputs, and the bytes that they had."""
    for path in (place / "inputs").rglob("*"):
        if path.is_file():
            os.utime(path)


_CHANGES: Mapping[str, Callable[[Path], None]] = {
    "an item added": add_item,
    "a figure": change_figure,
    "a name": change_name,
    "a template (23 chapters)": change_template,
    "a threshold": change_threshold,
    "a file of evidence replaced": change_evidence,
    "nothing": change_nothing,
    "nothing but the times of all files": touch_everything,
}


def build(place: Path) -> Made:
    """Build, and see what was made."""
    before, converted = _products(place), _converted(place)
    causes = place / "build/cache/causes.json"
    causes.unlink(missing_ok=True)  # where nothing is made, the last account would stay
    seen = watched([sys.executable, "-m", "dossier", "--workspace", str(place), "--quiet", "build"])
    if seen.code:
        raise SystemExit(seen.code)
    told = json.loads(_why(place))["made"]
    after, now = _products(place), _converted(place)
    fresh = now.keys() - converted.keys()
    same = [f"PDF {name[:8]}" for name in sorted(fresh) if now[name] in converted.values()]
    return Made(
        tuple(name for name in told if name.endswith(".docx")),
        len(fresh),
        tuple(name for name in told if name.startswith("boxes/")),
        tuple(name for name in told if not name.endswith(".docx") and "boxes/" not in name),
        tuple([name for name in told if before.get(name) == after.get(name)] + same),
        tuple(dict.fromkeys(why for name in told if "boxes/" in name for why in told[name])),
        seen,
    )


def _why(place: Path) -> str:
    command = [sys.executable, "-m", "dossier", "--workspace", str(place), "--json", "why"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _products(place: Path) -> dict[str, str]:
    """SHA-256 of everything in build/ but the cache; of that only our own Word files."""
    home = place / "build"
    files = (path for path in home.rglob("*") if path.is_file())
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not (name := path.relative_to(home).as_posix()).startswith("cache/")
        or name.startswith("cache/front/")
    }


def _converted(place: Path) -> dict[str, str]:
    """SHA-256 of every PDF that was converted, by the name that it has in the cache."""
    files = (place / "build/cache/pdf").rglob("*.pdf")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _inputs(place: Path) -> dict[Path, bytes]:
    files = (path for name in ("inputs", "templates") for path in (place / name).rglob("*"))
    return {path: path.read_bytes() for path in files if path.is_file()}


def _put_back(place: Path, was: Mapping[Path, bytes]) -> None:
    for path, content in _inputs(place).items():
        if path not in was:
            path.unlink()
        elif content != was[path]:
            path.write_bytes(was[path])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="what a change makes anew")
    parser.add_argument("--keep", type=Path, help="a folder for the school, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        place = sample(folder)
        shutil.rmtree(place / "build", ignore_errors=True)
        whole = build(place)
        was = _inputs(place)
        made: dict[str, Made] = {}
        print("| change | rendered | converted | bound | others | in vain | s | processor s |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        _row("everything (first build)", whole)
        for name, change in _CHANGES.items():
            change(place)
            made[name] = build(place)
            _row(name, made[name])
            _put_back(place, was)
            build(place)
        print()
        for name, one in made.items():
            _list(name, one)


def _row(name: str, made: Made) -> None:
    counts = (made.rendered, made.bound, made.others, made.in_vain)
    rendered, bound, others, in_vain = map(len, counts)
    print(
        f"| {name} | {rendered} | {made.converted} | {bound} | {others} | {in_vain} "
        f"| {made.seen.clock:.2f} | {made.seen.cpu:.2f} |",
        flush=True,
    )


def _list(name: str, made: Made) -> None:
    """The names behind the numbers, where there are any."""
    for what, names in (
        ("rendered", made.rendered),
        ("bound", made.bound),
        ("others", made.others),
        ("in vain", made.in_vain),
    ):
        if names:
            print(f"* {name}, {what}: {'、'.join(Path(one).stem for one in names)}")
    if made.because:
        print(f"* {name}, boxes because of: {'; '.join(made.because[:_CAUSES])}")


if __name__ == "__main__":
    main()
