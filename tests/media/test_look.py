"""What is seen of pages: blank ones, seals, and photos that are known again."""

import io
import random
from datetime import date
from math import cos, pi, sin
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from dossier.finding import Code
from dossier.media.alike import distance, hashes
from dossier.media.bare import seems_blank, shows_something
from dossier.media.examine import examine
from dossier.media.look import look_at_pdf
from dossier.media.pdfium import PdfDocument
from dossier.media.seal import has_seal, is_paper
from dossier.model.evidence_file import Seal

A4 = (827, 1170)  # at 100 dpi
RED = (200, 40, 40)


def paper(seed: int = 1, tone: int = 236, grain: float = 10) -> Image.Image:
    """An empty sheet as a scanner sees it: grain, a shadow on one side, a fold, dark edges."""
    noise = Image.effect_noise(A4, grain).point(lambda value: value - 128 + tone)
    shade = Image.linear_gradient("L").resize(A4).point(lambda value: value // 10)
    sheet = ImageChops.subtract(noise, shade)
    draw = ImageDraw.Draw(sheet)
    draw.line((0, 585, 827, 588), fill=tone - 30, width=2)
    draw.rectangle((0, 0, 12, 1170), fill=30)
    chance = random.Random(seed)
    for _ in range(20):  # specks
        x, y = chance.randrange(40, 780), chance.randrange(50, 1100)
        draw.point((x, y), fill=60)
    return sheet


def line(sheet: Image.Image, y: int, characters: int) -> Image.Image:
    """The sheet with something like characters on a line."""
    draw = ImageDraw.Draw(sheet)
    for place in range(characters):
        x = 90 + place * 20
        draw.rectangle((x, y, x + 11, y + 2), fill=30)
        draw.rectangle((x + 5, y, x + 7, y + 13), fill=30)
    return sheet


def seal(sheet: Image.Image, x: int, y: int, radius: int = 78, colour=RED) -> Image.Image:
    """A seal drawn onto a sheet: ring, star and characters along the ring."""
    draw = ImageDraw.Draw(sheet)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=5)
    points = [
        (x + r * sin(turn * pi / 5), y - r * cos(turn * pi / 5))
        for turn in range(10)
        for r in [24 if turn % 2 == 0 else 10]
    ]
    draw.polygon(points, fill=colour)
    for step in range(8):
        turn = pi * (0.8 + step * 0.2)
        cx, cy = x + 58 * cos(turn), y + 58 * sin(turn)
        draw.rectangle((cx - 6, cy - 6, cx + 6, cy + 6), outline=colour, width=3)
    return sheet


def scan_pdf(path: Path, *pages: Image.Image) -> Path:
    """A PDF of scanned pages, each a JPEG over the whole of it."""
    with pikepdf.new() as document:
        for picture in pages:
            body = io.BytesIO()
            picture.save(body, "JPEG", quality=85)
            page = document.add_blank_page(page_size=(595, 842))
            image = document.make_stream(
                body.getvalue(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width,
                Height=picture.height,
                BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceRGB if picture.mode == "RGB"
                else pikepdf.Name.DeviceGray,
                Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
            page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")
        document.save(path)
    return path


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_empty_paper_seems_blank(seed):
    """grain, shadow, fold, specks and dark edges are no marks."""
    assert seems_blank(paper(seed))
    assert seems_blank(paper(seed, tone=214, grain=14))


def test_punched_holes_and_print_that_shows_through():
    """holes of a binder, and the other side's print, pale, leave a page blank."""
    sheet = paper()
    draw = ImageDraw.Draw(sheet)
    for y in (430, 745):
        draw.ellipse((50, y, 74, y + 24), fill=120)
    assert seems_blank(sheet)
    through = line(Image.new("L", A4, 255), 300, 30).point(lambda value: 255 - (255 - value) // 8)
    assert seems_blank(ImageChops.multiply(paper(), through))


@pytest.mark.parametrize("characters", [3, 8, 30])
def test_a_page_with_a_few_characters_is_not_blank(characters):
    """the number of a page, a name and a line of text are no blank page."""
    assert not seems_blank(line(paper(), 1000, characters))


def test_faint_print_is_not_blank():
    """faint print is seen."""
    sheet = Image.new("L", A4, 240)
    for row in range(30):
        line(sheet, 100 + row * 32, 30)
    faint = sheet.point(lambda value: 240 - (240 - value) * 3 // 10)
    assert not seems_blank(ImageChops.multiply(faint, paper().point(lambda v: min(255, v + 19))))
    assert shows_something(sheet)


def test_blank_pages_of_a_scan(tmp_path):
    """the blank page between two of text is told by its number."""
    text = line(line(paper(), 200, 30), 240, 30)
    file = scan_pdf(tmp_path / "a.pdf", text, paper(), text)
    assert look_at_pdf(PdfDocument(file), ()).blank == (2,)
    found = examine(file, words=True)
    assert (found.fault, found.look.blank) == (None, (2,))


def test_a_scan_of_blank_pages_alone(tmp_path):
    """a file of nothing but blank pages is no evidence."""
    file = scan_pdf(tmp_path / "a.pdf", paper(1), paper(2))
    found = examine(file, words=True)
    assert (found.fault, found.pages) == (Code.FILE_EMPTY, 2)
    paper(3).save(tmp_path / "b.tif")
    assert examine(tmp_path / "b.tif").fault is Code.FILE_EMPTY
    line(paper(3), 500, 20).save(tmp_path / "c.tif")
    assert examine(tmp_path / "c.tif").fault is None


def coloured(sheet: Image.Image | None = None) -> Image.Image:
    return (sheet or line(line(paper(), 200, 30), 900, 8)).convert("RGB")


@pytest.mark.parametrize("colour", [RED, (222, 120, 120)])
def test_a_seal_is_seen(colour):
    """a round red seal is seen, pale or over black text."""
    assert has_seal(seal(coloured(), 560, 900, colour=colour), 210)


def test_a_seal_that_touches_a_red_line_is_seen():
    """red that crosses the ring hides no seal."""
    sheet = seal(coloured(), 560, 900)
    ImageDraw.Draw(sheet).rectangle((420, 895, 780, 899), fill=RED)
    assert has_seal(sheet, 210)


def red_head(sheet):
    draw = ImageDraw.Draw(sheet)
    for place in range(8):
        x = 110 + place * 78
        draw.rectangle((x, 120, x + 60, 134), fill=RED)
        draw.rectangle((x + 24, 120, x + 38, 190), fill=RED)
    draw.rectangle((90, 260, 740, 266), fill=RED)


def red_square(sheet):
    ImageDraw.Draw(sheet).rectangle((500, 850, 560, 910), outline=RED, width=4)


def red_disc(sheet):
    ImageDraw.Draw(sheet).ellipse((480, 820, 640, 980), fill=RED)


def red_flag(sheet):
    ImageDraw.Draw(sheet).rectangle((300, 300, 500, 440), fill=RED)


@pytest.mark.parametrize("other", [red_head, red_square, red_disc, red_flag])
def test_other_red_is_no_seal(other):
    """a red head, a name seal, a red disc and a flag are none."""
    sheet = coloured()
    other(sheet)
    assert not has_seal(sheet, 210)


def test_the_seal_of_a_file(tmp_path):
    """a seal on any page is one, none is none, and a grey scan cannot be judged."""
    sealed = seal(coloured(), 560, 900)
    tinted = ImageChops.multiply(coloured(), Image.new("RGB", A4, (255, 250, 238)))
    looks = {
        name: look_at_pdf(PdfDocument(scan_pdf(tmp_path / "a.pdf", *pages)), ()).seal
        for name, pages in {
            "sealed": (tinted, sealed),
            "none": (tinted, tinted),
            "grey": (tinted, line(paper(), 300, 30)),
        }.items()
    }
    assert looks == {"sealed": Seal.SEEN, "none": Seal.NONE, "grey": Seal.UNKNOWN}


def scene(seed: int) -> Image.Image:
    """A photo: areas and figures at random."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (800, 600), (chance.randrange(256), 150, 200))
    draw = ImageDraw.Draw(picture)
    for _ in range(25):
        x, y = chance.randrange(-100, 800), chance.randrange(-100, 600)
        w, h = chance.randrange(40, 300), chance.randrange(40, 300)
        shade = tuple(chance.randrange(256) for _ in range(3))
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        shape((x, y, x + w, y + h), fill=shade)
    return picture.filter(ImageFilter.GaussianBlur(2))


def saved_again(picture):
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=30)
    return Image.open(body)


VARIANTS = {
    "saved again": saved_again,
    "half the size": lambda p: p.resize((400, 300)),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.15),
    "cut": lambda p: p.crop((16, 12, 784, 588)),
    "mirrored": lambda p: p.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "turned": lambda p: p.transpose(Image.Transpose.ROTATE_90),
    "turned and mirrored": lambda p: p.transpose(Image.Transpose.TRANSVERSE),
}


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS.keys())
def test_a_photo_is_known_again(change):
    """one photo is known again, however it was saved, sized, cut, mirrored or turned."""
    for seed in range(8):
        picture = scene(seed)
        assert distance(hashes(picture), hashes(change(picture))) <= 8


def test_different_photos_differ():
    """photos of different scenes are far from each other in every turn."""
    every = [hashes(scene(seed)) for seed in range(12)]
    apart = [distance(a, b) for n, a in enumerate(every) for b in every[:n]]
    assert min(apart) >= 10


def test_an_empty_picture_is_like_none():
    """a picture without contrast is not taken for any other."""
    grey = hashes(Image.new("RGB", (100, 100), "grey"))
    assert (grey, distance(grey, grey)) == ((), 64)


def test_the_day_of_the_camera(tmp_path):
    """the day on which a photo was taken is read; that of its last change is not."""
    exif = Image.Exif()
    exif[306] = "2023:01:01 08:00:00"
    exif.get_ifd(0x8769)[36867] = "2021:10:15 09:30:00"
    scene(1).save(tmp_path / "a.jpg", exif=exif)
    assert examine(tmp_path / "a.jpg").look.taken == date(2021, 10, 15)
    other = Image.Exif()
    other[306] = "2023:01:01 08:00:00"
    scene(1).save(tmp_path / "b.jpg", exif=other)
    assert examine(tmp_path / "b.jpg").look.taken is None


def test_a_photo_is_no_sheet():
    """seals are looked for on sheets, not in photos."""
    assert is_paper(coloured())
    assert not is_paper(scene(4))
