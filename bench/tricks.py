"""What each trick of docs/performance.md saves: the same work with it and without.

    python bench/tricks.py [--keep FOLDER] [--runs N] [NAME …]

The sample school is built once. Then a piece of work is done by whole processes in turn, with the
trick and without it, and the best of each counts, for the machine may be busy: processor seconds
of a process and its children. A trick that saves less than three percent is to go.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from noop import school, spent

_LEAST = 3  # percent
_LIBRARIES = (
    "pikepdf", "lxml.etree", "openpyxl", "PIL.Image", "docxtpl", "matplotlib.figure", "pypdfium2",
    "fontTools.ttLib", "img2pdf", "pypdf", "typst", "segno", "rich.console", "rich.progress",
)  # fmt: skip
_RECORDS, _FIELDS = 250, 7


class Trick(NamedTuple):
    """The work that shows it, what undoes it, and what must be done before each run."""

    saves: str
    work: Callable[[Path], None]
    undo: Callable[[], object]
    prepare: Callable[[Path], object] = lambda _: None


def command(*words: str) -> Callable[[Path], None]:
    """A command of the program on the sample school."""

    def run(place: Path) -> None:
        from dossier.cli import main  # noqa: PLC0415 - part of what is measured

        main.main(["--workspace", str(place), *words], standalone_mode=False)

    return run


def touched(place: Path) -> None:
    """Have the register looked at once more."""
    os.utime(place / "inputs/evidence.xlsx")


def undone(name: str, by: object) -> Callable[[], object]:
    """Replace what has that name, as long as the process lives."""
    return lambda: patch(name, by).start()


def replaced_binding(name: str, by: str) -> Callable[[], object]:
    """The same by a function of this module."""
    return lambda: patch(name, globals()[by]).start()


def bound(place: Path) -> None:
    """A box of all PDFs among the sample's evidence, eight times over."""
    import pikepdf  # noqa: PLC0415

    from dossier.bind.binding import Binding, Part  # noqa: PLC0415
    from dossier.bind.box import bind  # noqa: PLC0415

    parts: list[Part] = []
    first = 1
    files = sorted((place / "inputs/evidence").rglob("*.pdf"))
    for file in files * 8:
        try:
            with pikepdf.open(file) as document:
                count = len(document.pages)
        except (pikepdf.PdfError, pikepdf.PasswordError):  # so are two of the sample's
            continue
        number = len(parts) + 1
        labels = tuple(str(page) for page in range(first, first + count))
        code = f"{number:04d}"
        parts.append(Part(file, labels, number, code, file.stem, "指标", "", f"01盒{code}件"))
        first += count
    with tempfile.TemporaryDirectory() as folder:
        binding = Binding("盒", "01", "学校", (), (), tuple(parts), (), "0" * 32)
        bind(binding, Path(folder, "box.pdf"))


def with_digest(pdf: object, path: Path, _identity: str) -> None:
    """Write a box whose /ID qpdf works out from all its bytes."""
    from dossier.media.pdf import save_repeatably  # noqa: PLC0415

    save_repeatably(pdf, path, min_version="1.7", deterministic_id=True)  # type: ignore[arg-type]


def searched(content: bytes) -> Iterator[str]:
    """Look for CMYK in the whole content, and not in its sketch first."""
    pdfa = importlib.import_module("dossier.bind.pdfa")
    if vars(pdfa)["_CMYK"].search(content) or b"/DeviceCMYK" in content:
        yield "cmyk"


def photos(place: Path) -> None:
    """Sheets of three dozen photos."""
    from dossier.typeset.photos import PhotoPage, photo_sheet  # noqa: PLC0415

    files = sorted((place / "inputs/evidence/照片").rglob("*.jp*g"))[:9]
    pages = [
        PhotoPage(file, "事由", "时间", "地点", "人物", "背景", "摄影者") for file in files * 4
    ]
    with tempfile.TemporaryDirectory() as folder:
        photo_sheet("照片", pages, Path(folder, "sheet.pdf"))


def plain_photos() -> None:
    """Hand photos to typst as they are."""
    photos = importlib.import_module("dossier.typeset.photos")
    press = photos.press

    def by_name(template: str, facts: dict[str, Any], out: Path, files: dict[str, bytes]) -> int:
        for photo in facts["photos"]:
            photo["image"] = photo["image"].replace(".svg", ".jpg")
        named = {name.replace(".svg", ".jpg"): content for name, content in files.items()}
        return int(press(template, facts, out, named))

    patch.object(photos, "press", by_name).start()
    patch.object(photos, "as_svg", Path.read_bytes).start()


def converted(place: Path) -> None:
    """The chapters of the sample as PDFs; the self-test of the engine has been done before."""
    from dossier.convert import Job, engines  # noqa: PLC0415
    from dossier.model.evidence_file import FileKind  # noqa: PLC0415

    files = sorted((place / "build/chapters").glob("*.docx"))
    with (
        tempfile.TemporaryDirectory() as folder,
        engines.opened(place / "build/cache/engine") as engine,
    ):
        assert engine is not None
        jobs = [Job(f, FileKind.WORD, Path(folder, f"{n}.pdf")) for n, f in enumerate(files)]
        assert all(outcome.fault is None for outcome in engine.to_pdf(jobs))


def records(place: Path) -> None:
    """Load a module of records, as `FIRST` and `EACH` say them."""
    names = range(_RECORDS)
    fields = "".join(f"    f{n}: str\n" for n in range(_FIELDS))
    file = place / "build/cache/records.py"
    file.write_text(_FIRST[0] + "".join(f"{_EACH[0].format(n)}:\n{fields}" for n in names))
    subprocess.run([sys.executable, str(file)], check=True)


_FIRST, _EACH = ["from msgspec import Struct\n"], ["class A{}(Struct, frozen=True)"]


def dataclasses() -> None:
    """Have the records be dataclasses."""
    _FIRST[0] = "from dataclasses import dataclass\n"
    _EACH[0] = "@dataclass(frozen=True, slots=True)\nclass A{}"


TRICKS = {
    "libraries are loaded when they are needed": Trick(
        "dossier --help", command("--help"),
        lambda: [importlib.import_module(name) for name in _LIBRARIES],
    ),
    "records are Structs": Trick("loading 250 of them", records, dataclasses),
    "JSON of a command's words by hand": Trick(
        "check, nothing changed", command("check"), lambda: importlib.import_module("msgspec")
    ),
    "nothing is collected while inspecting": Trick(
        "check, a workbook touched", command("check"), undone("gc.disable", lambda: None), touched
    ),
    "cells of workbooks are kept": Trick(
        "check, a workbook touched", command("check"),
        undone("dossier.read.cell_cache.CellCache.recall", lambda _: None), touched,
    ),
    "openpyxl without numpy": Trick(
        "chapter", command("chapter", "B07"), lambda: importlib.import_module("numpy")
    ),
    "the /ID of a box by its inputs": Trick(
        "binding a box", bound, replaced_binding("dossier.bind.box._write", "with_digest")
    ),
    "a sketch of contents": Trick(
        "binding a box", bound, replaced_binding("dossier.bind.pdfa._content", "searched")
    ),
    "photos within an SVG": Trick("photo sheets", photos, plain_photos),
    "jemalloc for LibreOffice": Trick(
        "converting 24 chapters or more", converted,
        undone("dossier.convert.soffice._JEMALLOC", "no-such-file"),
    ),
}  # fmt: skip


def measured(name: str, place: Path, runs: int) -> dict[bool, float]:
    """The least seconds with the trick (True) and without."""
    trick = TRICKS[name]
    own = [sys.executable, __file__, "--run", name, "--keep", str(place)]
    ways = {True: own, False: [*own, "--without"]}
    for way in ways.values():  # it can be done, and from here on everything is compiled
        subprocess.run(way, check=True, stdout=subprocess.DEVNULL)
    times: dict[bool, list[float]] = {kept: [] for kept in ways}
    for _ in range(runs):
        for kept, way in ways.items():
            trick.prepare(place)
            times[kept].append(spent(way))
    return {kept: min(each) for kept, each in times.items()}


def main() -> None:
    """Print the table, or do one piece of work."""
    parser = argparse.ArgumentParser(description="what tricks save")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TRICKS))
    parser.add_argument("--keep", type=Path, help="a folder for the school, to be used again")
    parser.add_argument("--runs", type=int, default=15, help="of each way (15)")
    parser.add_argument("--run", help="do this piece of work")
    parser.add_argument("--without", action="store_true", help="undo the trick first")
    asked = parser.parse_args()
    if asked.run:
        if asked.without:
            TRICKS[asked.run].undo()
        TRICKS[asked.run].work(asked.keep)
        return
    print("| trick | work | with ms | without ms | saves % | goal |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        place = school(asked.keep or Path(scratch))
        spent([sys.executable, "-m", "dossier", "--workspace", str(place), "check"])
        for name in asked.names or TRICKS:
            least = measured(name, place, asked.runs)
            saved = 100 * (1 - least[True] / least[False])
            both = " | ".join(f"{1000 * least[kept]:.0f}" for kept in (True, False))
            print(f"| {name} | {TRICKS[name].saves} | {both} | {saved:.0f} | ≥ {_LEAST} |")


if __name__ == "__main__":
    main()
