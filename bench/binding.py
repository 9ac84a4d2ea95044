"""Binding against `qpdf --empty --pages` on the same files, whole processes, ratios in one run.

    python bench/binding.py [--keep FOLDER]

The boxes are made up: 320 pages as schools have them (half of the files from LibreOffice, half from
typst), 320 and 2,500 pages of plain text from typst alone, and 300 MB of scans. qpdf lays the same
files one after the other and does nothing else; `dossier` checks, numbers, outlines, labels and
counts them. What counts is processor time (user and system), for the machine may be busy with other
things: the median of three rounds, in each of which all take their turn. In a second column qpdf is
spared its look for resources that no page uses (``--remove-unreferenced-resources=no``).

Then 80 boxes of 320 pages are bound by one process and by two; there, time on the clock counts.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import usual
from bind_one import binding

_ROUNDS = 3
_WORDS = "义务教育均衡发展督导评估材料学校教师学生图书设备经费管理课程安全"
_PAGE_MM = (210, 297)
_DPI = 300
_PAGES = 10  # of each file of text
_BOX = 32  # files of text in a box of 320 pages
_MIXED, _PAGES_MIXED = 40, 8  # files of the mixed box, and pages of each
_BOXES = 80
_PDF_A = '{"SelectPdfVersion":{"type":"long","value":"2"}}'  # as dossier has them written
_PROGRAM = Path(__file__).with_name("bind_one.py")


@dataclass(frozen=True)
class Case:
    """Files to bind, how many pages each has, and how much slower than qpdf it may be."""

    name: str
    files: tuple[Path, ...]
    pages: int
    goal: float

    def write(self, path: Path) -> Path:
        """Write down for bench/bind_one.py what is to be bound."""
        path.write_text(json.dumps({"pages": self.pages, "files": list(map(str, self.files))}))
        return path


def text_file(path: Path, pages: int, seed: int) -> Path:
    """A PDF of `pages` pages of Chinese text."""
    import typst  # noqa: PLC0415 - only where the files are not there yet

    from dossier import fonts  # noqa: PLC0415

    chance = random.Random(seed)  # noqa: S311 - filler text
    paragraphs = [
        "".join(chance.choice(_WORDS) for _ in range(90)) + "。" for _ in range(9 * pages)
    ]
    source = '#set page(width: 210mm, height: 297mm)\n#set text(size: 12pt, lang: "zh", '
    source += 'font: "Noto Serif CJK SC")\n'
    body = "\n#pagebreak()\n".join(
        "\n\n".join(paragraphs[9 * page : 9 * page + 9]) for page in range(pages)
    )
    # not the machine's own fonts: it may have none that has these characters
    folder = fonts.require()
    content = typst.compile((source + body).encode(), font_paths=[folder], ignore_system_fonts=True)
    path.write_bytes(content)
    return path


def office_files(paths: Sequence[Path], pages: int) -> None:
    """PDFs of `pages` pages from LibreOffice: headings, paragraphs in three fonts, and tables."""
    import docx  # noqa: PLC0415
    from docx.enum.text import WD_BREAK  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        usual.give_fonts(Path(scratch, "fonts"))
        for path in paths:
            chance = random.Random(path.name)  # noqa: S311 - filler text
            document = docx.Document()
            for page in range(pages):
                document.add_heading("".join(chance.choices(_WORDS, k=12)), level=1)
                for font in ("仿宋", "楷体", "宋体") * 3:
                    paragraph = document.add_paragraph()
                    # whatever the font: what is meant for a page has to fit on it
                    paragraph.paragraph_format.line_spacing = Pt(15)
                    run = paragraph.add_run("".join(chance.choices(_WORDS, k=90)))
                    run.font.name = font
                    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001
                table = document.add_table(4, 4, "Table Grid")
                for cell in (cell for row in table.rows for cell in row.cells):
                    cell.text = "".join(chance.choices(_WORDS, k=3))
                if page + 1 < pages:
                    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            document.save(str(Path(scratch, path.stem + ".docx")))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless",  # noqa: S607
             "--convert-to", f"pdf:writer_pdf_Export:{_PDF_A}", "--outdir", str(paths[0].parent),
             *map(str, sorted(Path(scratch).glob("*.docx")))],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def scan_file(path: Path, seed: int) -> Path:
    """A PDF of one page, an A4 scan of 300 dpi: noise, which no compression makes small."""
    import img2pdf  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    width, height = (round(side / 25.4 * _DPI) for side in _PAGE_MM)
    noise = random.Random(seed).randbytes(width * height)  # noqa: S311 - filler pixels
    picture = io.BytesIO()
    Image.frombytes("L", (width, height), noise).save(picture, "JPEG", quality=60, dpi=(300, 300))
    path.write_bytes(img2pdf.convert(picture.getvalue()))
    return path


def cases(folder: Path) -> list[Case]:
    """The boxes; their files are made where they are not there yet."""
    office = [folder / f"office-{n:02d}.pdf" for n in range(_MIXED // 2)]
    if not all(path.exists() for path in office):
        office_files(office, _PAGES_MIXED)
    set_ = [folder / f"set-{n:02d}.pdf" for n in range(_MIXED // 2)]
    for seed, path in enumerate(set_, 1000):
        if not path.exists():
            text_file(path, _PAGES_MIXED, seed)
    mixed = [path for pair in zip(office, set_, strict=True) for path in pair]
    texts = [folder / f"text-{n:03d}.pdf" for n in range(250)]
    for seed, path in enumerate(texts):
        if not path.exists():
            text_file(path, _PAGES, seed)
    scans = [folder / "scan-000.pdf"]
    if not scans[0].exists():
        scan_file(scans[0], 0)
    wanted = round(300e6 / scans[0].stat().st_size)
    scans += [folder / f"scan-{n:03d}.pdf" for n in range(1, wanted)]
    for seed, path in enumerate(scans):
        if not path.exists():
            scan_file(path, seed)
    return [
        Case("320 pages, half from an office", tuple(mixed), _PAGES_MIXED, 2.5),
        Case("320 pages of plain text", tuple(texts[:_BOX]), _PAGES, 2.5),
        Case("2,500 pages of plain text", tuple(texts), _PAGES, 1.2),
        Case("300 MB of scans", tuple(scans), 1, 1.2),
    ]


def used(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds of processor that a process takes. Raises ChildProcessError where it fails."""
    child = os.posix_spawnp(command[0], list(command), environment)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise ChildProcessError(f"{command[:3]}: {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def against_qpdf(case: Case, folder: Path) -> None:
    """Print the line of one box."""
    pages = ["--pages", *map(str, case.files), "--", str(folder / "plain.pdf")]
    asked = case.write(folder / "asked.json")
    commands = {
        "qpdf": ["qpdf", "--empty", *pages],
        "spared": ["qpdf", "--empty", "--remove-unreferenced-resources=no", *pages],
        "ours": [sys.executable, str(_PROGRAM), str(asked), str(folder / "bound.pdf")],
    }
    # modules compiled beforehand, as they are where a program is installed
    compiled = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    compiled.pop("PYTHONDONTWRITEBYTECODE", None)
    used(commands["ours"], compiled)
    rounds = [{name: used(one, compiled) for name, one in commands.items()} for _ in range(_ROUNDS)]
    qpdf, spared, ours = (median(one[name] for one in rounds) for name in commands)
    print(
        f"| {case.name} | {len(case.files)} | {qpdf:.3f} | {ours:.3f} | {ours / qpdf:.2f} "
        f"| ≤ {case.goal} | {ours / spared:.2f} |",
        flush=True,
    )


def clocked(work: Callable[[], object]) -> float:
    """Seconds that `work` takes on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def on_two_cores(texts: Sequence[Path], folder: Path) -> None:
    """Print how much faster two processes bind many boxes than one."""
    from dossier.assembly.boxes import bound_each  # noqa: PLC0415

    many = [
        binding([texts[(box * _BOX + n) % len(texts)] for n in range(_BOX)], _PAGES, box + 1)
        for box in range(_BOXES)
    ]
    outs = [folder / f"box-{box:02d}.pdf" for box in range(_BOXES)]
    rounds = [
        [
            clocked(lambda processes=processes: list(bound_each(many, outs, workers=processes)))
            for processes in (1, 2)
        ]
        for _ in range(_ROUNDS)
    ]
    one, two = (median(times) for times in zip(*rounds, strict=True))
    print(f"\n| {_BOXES} boxes of 320 pages | one core s | two cores s | ratio | goal |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| on the clock | {one:.2f} | {two:.2f} | {one / two:.2f} | ≥ 1.8 |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="binding against qpdf")
    parser.add_argument("--keep", type=Path, help="a folder for the files, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print("| box | files | qpdf s | dossier s | ratio | goal | against qpdf spared |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        boxes = cases(folder)
        for case in boxes:
            against_qpdf(case, folder)
        on_two_cores(boxes[2].files, Path(scratch))


if __name__ == "__main__":
    main()
