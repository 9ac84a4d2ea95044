"""Drawn photos: a canvas with the things that a school photo shows, and the file around it."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

from dossier import fonts

_SCALE = 2  # drawn twice as large, then sampled down, so that edges are smooth
_QUALITY = 74
_GRAIN = 256
_SIMPLIFIED = 2  # the place of the SC face in the Noto CJK collections
_ORIENTATION, _IFD, _TAKEN, _MAKE, _MODEL, _CHANGED = 0x0112, 0x8769, 0x9003, 0x010F, 0x0110, 0x0132
# what turns an upright picture into the pixels that a camera held that way stores (Exif 2.32)
_STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
Colour = tuple[int, int, int]
SKINS = ((241, 204, 172), (228, 186, 150), (247, 215, 186))
COATS = ((38, 84, 150), (196, 48, 52), (240, 240, 236), (46, 122, 92), (222, 150, 42))


@cache
def lettering(size: int) -> ImageFont.FreeTypeFont:
    """The bold sans face that banners are set in."""
    # the other layout engine is there only where the system has the library FriBidi
    layout = ImageFont.Layout.BASIC
    path = str(fonts.folder() / "NotoSansCJK-Bold.ttc")
    return ImageFont.truetype(path, size, _SIMPLIFIED, layout_engine=layout)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture in the making; coordinates are pixels of the finished picture."""

    width: int
    height: int
    image: Image.Image
    pencil: ImageDraw.ImageDraw
    chance: random.Random

    @classmethod
    def blank(cls, width: int, height: int, seed: str) -> "Canvas":
        """An empty canvas whose chances depend on `seed` alone."""
        image = Image.new("RGB", (width * _SCALE, height * _SCALE), "white")
        return cls(width, height, image, ImageDraw.Draw(image), random.Random(seed))

    def box(
        self, x: float, y: float, w: float, h: float, fill: Colour, *, curve: float = 0
    ) -> None:
        """A filled rectangle, with corners rounded by `curve`."""
        s = _SCALE
        self.pencil.rounded_rectangle((x * s, y * s, (x + w) * s, (y + h) * s), curve * s, fill)

    def disc(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """A filled ellipse around (x, y)."""
        s = _SCALE
        self.pencil.ellipse(((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), fill)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A filled polygon."""
        self.pencil.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill)

    def stroke(self, points: list[tuple[float, float]], fill: Colour, width: float) -> None:
        """A line through the points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.pencil.line(scaled, fill, int(width * _SCALE), joint="curve")

    def fade(self, y: float, h: float, top: Colour, bottom: Colour) -> None:
        """A band over the whole width that goes from one colour to the other."""
        for row in range(int(h)):
            part = row / h
            mixed = [int(a + (b - a) * part) for a, b in zip(top, bottom, strict=True)]
            self.box(0, y + row, self.width, 1, (mixed[0], mixed[1], mixed[2]))

    def words(self, x: float, y: float, text: str, size: int, fill: Colour) -> None:
        """A line of text centred on (x, y)."""
        at = (x * _SCALE, y * _SCALE)
        self.pencil.text(at, text, fill, lettering(size * _SCALE), anchor="mm")

    def banner(self, y: float, text: str, margin: float = 0.08) -> None:
        """A red banner across the picture with yellow letters."""
        x, w = self.width * margin, self.width * (1 - 2 * margin)
        size = int(min(w / (len(text) + 1), 64))
        self.box(x, y, w, size * 1.7, (200, 22, 30))
        self.words(self.width / 2, y + size * 0.85, text, size, (255, 224, 90))

    def person(self, x: float, foot: float, tall: float, coat: Colour, step: float = 0) -> None:
        """Someone who stands with the feet at (x, foot); `step` swings arms and legs."""
        head, skin = tall * 0.09, self.chance.choice(SKINS)
        hip, neck, wide = foot - tall * 0.46, foot - tall * 0.80, tall * 0.13
        trousers = (44, 52, 74)
        for side in (-1, 1):
            swing = side * (wide * 0.45 + step * tall * 0.14)
            self.stroke([(x + side * wide * 0.4, hip), (x + swing, foot)], trousers, tall * 0.08)
            hand = (
                x + side * (wide * 1.2 + abs(step) * tall * 0.1),
                hip - step * side * tall * 0.18,
            )
            self.stroke([(x + side * wide * 0.8, neck + tall * 0.05), hand], coat, tall * 0.055)
            self.disc(*hand, tall * 0.03, tall * 0.03, skin)
        self.box(x - wide, neck, wide * 2, hip - neck + tall * 0.04, coat, curve=wide * 0.6)
        self.disc(x, neck - head * 0.9, head, head * 1.12, skin)
        self.disc(x, neck - head * 1.45, head * 1.05, head * 0.72, (34, 28, 26))

    def finished(self) -> Image.Image:
        """The picture in its own size, with the grain of a photo."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        grain = Image.frombytes("L", (_GRAIN, _GRAIN), self.chance.randbytes(_GRAIN * _GRAIN))
        grain = grain.point(lambda value: 232 + value // 12)
        tiled = Image.new("L", picture.size)
        for x in range(0, picture.width, _GRAIN):
            for y in range(0, picture.height, _GRAIN):
                tiled.paste(grain, (x, y))
        return ImageChops.multiply(picture, tiled.convert("RGB"))


def photographed(upright: Image.Image, orientation: int, taken: date, minute: int) -> bytes:
    """`upright` as the JPEG of a camera that was held so; `orientation` is Exif's 1, 3, 6 or 8."""
    turn = _STORED[orientation]
    stored = upright if turn is None else upright.transpose(turn)
    moment = f"{taken:%Y:%m:%d} {9 + minute // 60:02d}:{minute % 60:02d}:18"
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL], exif[_CHANGED] = "STARLIGHT", "SL-20", moment
    exif[_ORIENTATION] = orientation
    exif.get_ifd(_IFD)[_TAKEN] = moment
    made = BytesIO()
    stored.save(made, "JPEG", quality=_QUALITY, subsampling=2, exif=exif, dpi=(72, 72))
    return made.getvalue()


def bar_chart() -> bytes:
    """Loans by two months, as the librarian's chart shows them; a PNG."""
    canvas = Canvas.blank(1100, 560, "借阅")
    lent = (("2—3月", 3766), ("4—5月", 4503), ("6—7月", 2844), ("9—10月", 5613), ("11—12月", 5120))
    canvas.words(550, 40, "2022年图书借阅量（册次）", 30, (40, 40, 40))
    canvas.stroke([(90, 90), (90, 480), (1050, 480)], (90, 90, 90), 2)
    for index, (months, times) in enumerate(lent):
        x, tall = 170 + index * 180, times / 16
        canvas.box(x, 480 - tall, 90, tall, (58, 112, 178), curve=4)
        canvas.words(x + 45, 462 - tall, str(times), 22, (40, 40, 40))
        canvas.words(x + 45, 508, months, 22, (40, 40, 40))
    picture = canvas.image.resize((1100, 560), Image.Resampling.LANCZOS)
    made = BytesIO()
    picture.quantize(64).save(made, "PNG", dpi=(144, 144))
    return made.getvalue()
