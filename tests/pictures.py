"""`python tests/pictures.py`: make the pictures of docs/images anew, from what the program makes.

Pages of the sample (which `make dossier` has built) and of the school of docs/tutorial.md, which is
filled in and built here; the index in a headless Chromium. Few colours make small files.
"""

import base64
import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from begin.filled import filled
from browser import opened
from dossier import fonts
from dossier.cli import main

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
SAMPLE = ROOT / "build"
_GAP, _GROUND = 16, (225, 225, 225)
_COLOURS = 48
_HEIGHT = 620


def page(file: Path, words: str = "", height: int = _HEIGHT) -> Image.Image:
    """The first page of a PDF that has these words, `height` pixels high."""
    with pypdfium2.PdfDocument(file) as pdf:
        one = next(one for one in pdf if words in one.get_textpage().get_text_range())
        return one.render(scale=height / one.get_height()).to_pil().convert("RGB")


def beside(*pages: Image.Image) -> Image.Image:
    """Several pages on a grey ground."""
    width = sum(one.width + _GAP for one in pages) + _GAP
    height = max(one.height for one in pages) + 2 * _GAP
    ground = Image.new("RGB", (width, height), _GROUND)
    left = _GAP
    for one in pages:
        ground.paste(one, (left, _GAP))
        left += one.width + _GAP
    return ground


def shot(file: Path, query: str = "", width: int = 1200, height: int = 760) -> Image.Image:
    """What a browser shows of a page."""
    with tempfile.TemporaryDirectory() as room, opened(file, query, Path(room)) as seen:
        seen.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        data = seen.call("Page.captureScreenshot", format="png")["data"]
    return Image.open(BytesIO(base64.b64decode(data))).convert("RGB")


def keep(name: str, picture: Image.Image) -> None:
    """Write docs/images/NAME.png."""
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}.png: {(IMAGES / f'{name}.png').stat().st_size // 1024} KB\n")


def of_sample() -> None:
    box = SAMPLE / "boxes/box-01.pdf"
    keep("box", beside(page(box), page(box, "卷内目录"), page(box, "01盒 0001件")))
    keep("index", shot(SAMPLE / "index.html"))
    keep("labels", page(SAMPLE / "labels.pdf"))


def of_tutorial() -> None:
    with tempfile.TemporaryDirectory() as room:
        made = filled(Path(room), "小学")
        main(["--workspace", str(made.root), "--quiet", "build"], standalone_mode=False)
        box = made.build / "boxes/box-01.pdf"
        pages = [page(box, words) for words in ("", "卷内目录", "占 位 页", "备考表")]
        keep("tutorial-box", beside(*pages))
        keep("tutorial-index", shot(made.build / "index.html"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as conf:
        # the browser of a server has no Chinese fonts of its own
        os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig(Path(conf)))
        of_sample()
        of_tutorial()
