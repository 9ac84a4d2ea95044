"""A school with as many items of evidence as wanted: the sample school with another register.

Of eight items two are Office files of the kinds of bench/office.py, five are pictures (four scans
and a phone's photo, or three and two, by turns), and one is a PDF of 48 pages, every fourth of
them a scanned one. The whole of 3,200 items comes to about 25,000 pages. Same number, same school.

There are only a few different pictures and PDFs, for it takes long to draw them; each file gets
bytes of its own by a remark in it, so that nothing is saved by equal contents.
"""

# ruff: noqa: INP001 - part of a program, not of a package
import io
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from office import sheet_file, word_file

_ROOT = Path(__file__).parents[1]
_BOOKS = ("standard.xlsx", "school.xlsx", "evidence.xlsx", "people.xlsx", "ledger.xlsx")
_YEARS = {
    "每学年度": ("2020—2021学年度", "2021—2022学年度", "2022—2023学年度"),
    "每财政年度": ("2020年度", "2021年度", "2022年度"),
    "一次": (None, None, None),
}
# of eight items, and of the Office files among them
_KINDS = ("office", "scan", "photo", "scan", "office", "scan", "scan", "pdf")
_OFFICE = ("notice", "report", "notice", "sheet", "catalogue", "notice", "cover", "photos")
_SCANS = ("jpg", "jpg", "png", "jpg", "tif")
_PAGES = 48
_VARIETY = 8
_SCANNED = 4
_DRAWN = "教育均衡发展"


def full_school(folder: Path, items: int) -> Path:
    """The workspace in `folder`, with so many items; made where it is not there yet."""
    place = folder / f"full-{items}"
    if place.exists():
        return place
    from openpyxl import load_workbook  # noqa: PLC0415 - only where it is made

    aside = folder / f".full-{items}"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(_ROOT / "templates", aside / "templates")
    (aside / "inputs/evidence").mkdir(parents=True)
    for book in _BOOKS:
        shutil.copy(_ROOT / "inputs" / book, aside / "inputs" / book)
    standard = load_workbook(aside / "inputs/standard.xlsx", read_only=True)
    rows = list(standard["材料要求"].iter_rows(min_row=2, values_only=True))
    shown = [str(row[0]) for row in rows if row[0] and "照片" in str(row[2])]
    asked = [(str(row[0]), str(row[3])) for row in rows if row[0] and str(row[0]) not in shown]
    book = load_workbook(aside / "inputs/evidence.xlsx")
    register, photos = book["佐证材料登记"], book["照片"]
    register.delete_rows(2, register.max_row)
    photos.delete_rows(2, photos.max_row)
    for number in range(items):
        year = number // len(asked) % 3
        kind = _kind(number)
        code, period = asked[number % len(asked)]
        if kind == "photo":
            code, period = shown[number % len(shown)], "每学年度"
        path = _file(aside / "inputs/evidence" / code, kind, number)
        name = path.relative_to(aside / "inputs/evidence").as_posix()
        label = _YEARS[period][year]
        day = f"{2021 + year}-03-01" if period != "每财政年度" else f"{2020 + year}-06-01"
        if kind == "photo":
            told = (f"第{number}次活动", day, "操场", "师生", "学校活动", "陈映")
            photos.append((code, label, name, *told))
        else:
            symbol = f"星光校〔{day[:4]}〕{number}号"
            told = (f"{code}第{number}号材料", "星光实验学校", symbol, day)
            register.append((code, *told, label, "30年", None, name, "原件", "是", "是"))
    book.save(aside / "inputs/evidence.xlsx")
    aside.rename(place)
    return place


def files_of(place: Path) -> dict[str, list[Path]]:
    """The evidence of such a school by what has to be done with it, in the order of its numbers."""
    suffixes = {"office": (".docx", ".xlsx"), "picture": (".jpg", ".png", ".tif"), "pdf": (".pdf",)}
    found = sorted((place / "inputs/evidence").rglob("*.*"), key=lambda path: path.stem)
    return {kind: [one for one in found if one.suffix in ends] for kind, ends in suffixes.items()}


def _kind(number: int) -> str:
    kind = _KINDS[number % len(_KINDS)]
    # 1.5 photos among five pictures
    return "photo" if number % (2 * len(_KINDS)) == len(_KINDS) + 1 else kind


def _file(folder: Path, kind: str, number: int) -> Path:
    """Write the file of an item: its path."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(number)  # noqa: S311 - filler
    if kind == "office":
        form = _OFFICE[number // 4 % len(_OFFICE)]
        path = folder / f"{number:05d}.{'xlsx' if form == 'sheet' else 'docx'}"
        if form == "sheet":
            sheet_file(path, chance)
        else:
            word_file(path, form, chance)
        return path
    suffix = {"photo": "jpg", "pdf": "pdf"}.get(kind) or _SCANS[number % len(_SCANS)]
    make: Callable[[int], bytes] = {
        "photo": _photo, "pdf": _pdf, "jpg": _scan, "png": _scan_png, "tif": _scan_tiff,
    }[kind if kind in {"photo", "pdf"} else suffix]  # fmt: skip
    path = folder / f"{number:05d}.{suffix}"
    path.write_bytes(_own(make(number % _VARIETY), suffix, number))
    return path


def _own(content: bytes, suffix: str, number: int) -> bytes:
    """Other bytes, the same picture or document."""
    remark = b"%08d" % number
    if suffix == "jpg":  # a comment (ISO/IEC 10918-1, B.2.4.5) right after the start
        return content[:2] + b"\xff\xfe\x00\x0a" + remark + content[2:]
    if suffix == "pdf":
        return content + b"%" + remark + b"\n"
    return content + remark  # after the end of a PNG, and past what a TIFF points to


def _page(seed: int) -> "object":
    """A page of writing as a scanner sees it, in grey: 200 dpi."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    from dossier import fonts  # noqa: PLC0415

    page = Image.effect_noise((1654, 2339), 12).point(lambda value: min(255, value + 110))
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(fonts.require() / "NotoSerifCJK-Regular.ttc", 36)
    chance = random.Random(seed)  # noqa: S311
    for line in range(38):
        text = "".join(chance.choice(_DRAWN) for _ in range(38))
        draw.text((140, 160 + 54 * line), text, fill=30, font=font)
    return page


def _saved(page: object, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    page.save(out, form, dpi=(200, 200), **options)  # type: ignore[attr-defined]
    return out.getvalue()


@cache
def _scan(seed: int) -> bytes:
    return _saved(_page(seed), "JPEG", quality=75)


@cache
def _scan_png(seed: int) -> bytes:
    return _saved(_page(seed).convert("1", dither=0).convert("L"), "PNG")  # type: ignore[attr-defined]


@cache
def _scan_tiff(seed: int) -> bytes:
    page = _page(seed).convert("1", dither=0)  # type: ignore[attr-defined]
    return _saved(page, "TIFF", compression="group4")


@cache
def _photo(seed: int) -> bytes:
    """A phone's photo of twelve megapixels, lying on its side as the sensor does."""
    from PIL import Image  # noqa: PLC0415

    chance = random.Random(seed)  # noqa: S311
    rough = Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3))
    exif = Image.Exif()
    exif[274] = 6 if seed % 2 else 1
    out = io.BytesIO()
    rough.resize((4000, 3000)).save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


@cache
def _pdf(seed: int) -> bytes:
    if seed % _SCANNED == 0:
        import img2pdf  # noqa: PLC0415

        content: bytes = img2pdf.convert([_scan_tiff(seed)] * _PAGES)
        return content
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from binding import text_file  # noqa: PLC0415

    with TemporaryDirectory() as scratch:
        return text_file(Path(scratch) / "text.pdf", _PAGES, seed).read_bytes()
