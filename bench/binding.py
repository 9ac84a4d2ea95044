"""Binding against `qpdf --empty --pages` on the same files, whole processes, ratios in one run.

    python bench/binding.py [--keep FOLDER]

Three boxes are made up: 320 and 2,500 pages of text, and 300 MB of scans. qpdf lays the same files
one after the other and does nothing else; `dossier` numbers, links, outlines and labels them. The
best of three runs counts, for the machine may be busy with other things.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_RUNS = 3
_WORDS = "义务教育均衡发展督导评估材料学校教师学生图书设备经费管理课程安全"
_PAGE_MM = (210, 297)
_DPI = 300


@dataclass(frozen=True)
class Case:
    """Files to bind, and how much slower than qpdf it may be."""

    name: str
    files: tuple[Path, ...]
    goal: float


def text_file(path: Path, pages: int, seed: int) -> Path:
    """A PDF of `pages` pages of Chinese text."""
    import typst  # noqa: PLC0415 - only where the files are not there yet

    chance = random.Random(seed)  # noqa: S311 - filler text
    paragraphs = [
        "".join(chance.choice(_WORDS) for _ in range(90)) + "。" for _ in range(9 * pages)
    ]
    source = '#set page(width: 210mm, height: 297mm)\n#set text(size: 12pt, lang: "zh")\n'
    body = "\n#pagebreak()\n".join(
        "\n\n".join(paragraphs[9 * page : 9 * page + 9]) for page in range(pages)
    )
    path.write_bytes(typst.compile((source + body).encode()))
    return path


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
    """The three boxes; their files are made where they are not there yet."""
    texts = [folder / f"text-{n:03d}.pdf" for n in range(250)]
    for seed, path in enumerate(texts):
        if not path.exists():
            text_file(path, 10, seed)
    scans = [folder / "scan-000.pdf"]
    if not scans[0].exists():
        scan_file(scans[0], 0)
    wanted = round(300e6 / scans[0].stat().st_size)
    scans += [folder / f"scan-{n:03d}.pdf" for n in range(1, wanted)]
    for seed, path in enumerate(scans):
        if not path.exists():
            scan_file(path, seed)
    return [
        Case("320 pages of text", tuple(texts[:32]), 2.5),
        Case("2,500 pages of text", tuple(texts), 1.2),
        Case("300 MB of scans", tuple(scans), 1.2),
    ]


def bind(files: Sequence[Path], out: Path) -> None:
    """What the measured process does."""
    from dossier.bind.binding import Binding, Part  # noqa: PLC0415 - timed with the rest
    from dossier.bind.box import bind as bound  # noqa: PLC0415
    from dossier.media.pdf import open_pdf  # noqa: PLC0415

    parts, first = [], 1
    for number, file in enumerate(files, 1):
        with open_pdf(file) as pdf:
            pages = len(pdf.pages)
        mark = f"01盒{number:04d}件"
        parts.append(Part(file, pages, first, number, file.stem, "B01", "", mark))
        first += pages
    bound(Binding("测试盒", "01", "学校", ("B01",), (), tuple(parts), (), "0" * 64), out)


def best(command: Sequence[str]) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the table, or bind what the list on standard input names."""
    parser = argparse.ArgumentParser(description="binding against qpdf")
    parser.add_argument("--keep", type=Path, help="a folder for the files, to be used again")
    parser.add_argument("--bind", type=Path, help="a list of files (JSON) to bind into OUT")
    parser.add_argument("out", type=Path, nargs="?")
    asked = parser.parse_args()
    if asked.bind:
        bind([Path(name) for name in json.loads(asked.bind.read_text())], asked.out)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print("| box | files | qpdf s | dossier s | ratio | goal |")
        print("| --- | --- | --- | --- | --- | --- |")
        for case in cases(folder):
            names = folder / "names.json"
            names.write_text(json.dumps([str(file) for file in case.files]))
            plain = folder / "plain.pdf"
            files = [str(file) for file in case.files]
            qpdf = best(["qpdf", "--empty", "--pages", *files, "--", str(plain)])
            ours = best([sys.executable, __file__, "--bind", str(names), str(folder / "bound.pdf")])
            print(
                f"| {case.name} | {len(files)} | {qpdf:.2f} | {ours:.2f} | {ours / qpdf:.2f} "
                f"| ≤ {case.goal} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
