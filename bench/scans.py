"""Scans read: how much of each page, and what it costs.

    python bench/scans.py [--pages 12] [--keep FOLDER]

Pages taken evenly from the sample's evidence, of those that have text of their own, are drawn as
pictures and made worse in the ways that scans are; what is read on them is held against that text.
Accuracy is one less the characters that lack or were added (the larger of the two), over all: as a
bag, after NFKC with quotes and dashes folded, for the order of cells is nobody's. Names are rare
characters, each in a cell of a roster. Pages with a seal are left aside: the words on its ring are
text in these PDFs, and in a scan nobody's to read. Processor seconds are those of one process that
has read a page before.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageChops

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from scan_pages import black_and_white, faint, grey, scanned, sheet, skewed  # noqa: E402

_SIZE = (1654, 2339)
_LEAST = 150  # characters of a page that is worth to be read
_NAMES = (
    "赟翀旻昉忞沄曌偲玥珺琰晗煊烨懿翊喆淼犇鑫焱垚骉旸昶晟暄曦岚峥嵘珩"
    "琬瑾瑜璇璟瓒钰铭锴骞骏骐驰昊昱晔暐洵浠淳渝湉溦滢漪澍濡灏炜烁焜熠"
)
_FOLDED = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "—": "一", "–": "一", "-": "一", "―": "一", "一": "一",
})  # fmt: skip


def _phone(page: Image.Image) -> Image.Image:
    """Photographed from the side, in uneven light."""
    width, height = page.size
    quad = (-60, -40, 30, height + 50, width - 20, height - 30, width + 70, 20)
    leaning = page.transform(
        page.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fill=1, fillcolor=150
    )
    light = Image.linear_gradient("L").resize(page.size).point(lambda one: 150 + one * 105 // 255)
    return ImageChops.multiply(leaning, light)


_WAYS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda page: page,
    "skewed by 1.5°": skewed,
    "grey, full of grain": grey,
    "faint": faint,
    "black and white": black_and_white,
    "on its side": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "on its head": lambda page: page.transpose(Image.Transpose.ROTATE_180),
    "photographed": _phone,
}


def bag(text: str) -> Counter[str]:
    """The characters of a text, folded."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return Counter(one for one in folded if not one.isspace())


def right(wanted: Counter[str], found: Counter[str]) -> float:
    """The part of the characters that was read, added ones counted against it."""
    wrong = max((wanted - found).total(), (found - wanted).total())
    return 1 - wrong / wanted.total()


def pages(count: int) -> list[tuple[Image.Image, str]]:
    """First pages of A4 of the sample's evidence, evenly of all, as pictures with their text."""
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415

    found: list[tuple[Image.Image, str]] = []
    for path in sorted((_ROOT / "inputs/evidence").rglob("*.pdf")):
        try:
            with PdfDocument(path) as document:
                page = document[0]
                text = page.get_textpage().get_text_bounded()
                width, height = page.get_size()
                if len(text) >= _LEAST and abs(height / width - 1.414) < 0.01:  # noqa: PLR2004 - A4
                    colours = page.render(scale=_SIZE[0] / width).to_pil().convert("RGB")
                    if not _sealed(colours):
                        found.append((colours.convert("L").resize(_SIZE), text))
        except PdfiumError:  # the sample has some that nobody can open
            continue
    return [found[len(found) * number // count] for number in range(count)]


def _sealed(page: Image.Image) -> bool:
    """Whether there is red on a page."""
    red, green, blue = page.resize((200, 283)).split()
    _, most = ImageChops.subtract(red, ImageChops.lighter(green, blue)).getextrema()
    return most > 60  # noqa: PLR2004 - of 255


def read_all(
    images: Sequence[tuple[Image.Image, str]], way: Callable[[Image.Image], Image.Image], room: Path
) -> tuple[float, float]:
    """How much is read right, and the processor seconds for a page."""
    from dossier.scan.reader import read  # noqa: PLC0415

    wanted, found, spent = Counter[str](), Counter[str](), 0.0
    wrong = 0
    for number, (image, text) in enumerate(images):
        path = scanned(room / f"{number}.pdf", way(image))
        began = time.process_time()
        page = read(path, 1)
        spent += time.process_time() - began
        assert page is not None
        one, other = bag(text), bag("".join(line.text for line in page.lines))
        wrong += max((one - other).total(), (other - one).total())
        wanted, found = wanted + one, found + other
    return 1 - wrong / wanted.total(), spent / len(images)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="scans read, against their own text")
    parser.add_argument("--pages", type=int, default=12, help="of each kind (12)")
    parser.add_argument("--keep", type=Path, help="where the scans that are made stay")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        room = asked.keep or Path(scratch)
        room.mkdir(parents=True, exist_ok=True)
        images = pages(asked.pages)
        read_all(images[:1], _WAYS["clean"], room)  # the models are loaded
        told = {name: read_all(images, way, room) for name, way in _WAYS.items()}
        rows = [[_NAMES[n : n + 2] for n in range(at, at + 8, 2)] for at in range(0, 64, 8)]
        rare = right(bag(_NAMES), _read_names(sheet(rows=rows), room))
    print("| pages | read right, % | goal | processor s a page |")
    print("| --- | --- | --- | --- |")
    for name, (part, seconds) in told.items():
        print(f"| {name} | {100 * part:.2f} | ≥ 99.5 | {seconds:.2f} |")
    print(f"| rare characters of names | {100 * rare:.2f} | ≥ 98 | |")
    mean = sum(seconds for _, seconds in told.values()) / len(told)
    print("\n| cost | s | goal |\n| --- | --- | --- |")
    print(f"| a page of A4, mean of all kinds, processor | {mean:.2f} | ≤ 2.2 |")


def _read_names(image: Image.Image, room: Path) -> Counter[str]:
    from dossier.scan.reader import read  # noqa: PLC0415

    page = read(scanned(room / "names.pdf", image), 1)
    assert page is not None
    return bag("".join(line.text for line in page.lines))


if __name__ == "__main__":
    main()
