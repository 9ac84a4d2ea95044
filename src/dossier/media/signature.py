"""Lines to sign on, and whether one is visibly empty: no ink behind 签字 but the line itself.

What cannot be judged (no room behind the label, another cell beside it) counts as no such line. So
does one that others sign: a slip for parents may well be blank.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

LABEL = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,8}?)(?:签字|签名|签章|亲笔签名)(?:[(（](?:盖章|签章|签字|手印)[)）])?[:：]"
)
"""The words before a place to sign in."""

OTHERS = re.compile(r"家长|监护人|学生|幼儿|来访|村民|群众|用户")
"""Those who sign on paper of their own."""

SCALE = 100 / 72
"""Pixels to the point of a page that is looked at for this."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of a picture."""

_DARKER = 60  # of 255, than the paper
_INK = 10  # pixels: a signature has a hundred and more
_RULE, _BORDER = 0.35, 0.8  # of the width, of the height: lines that were printed
_LONGEST, _LEAST = 9.0, 2.0  # of the label's height: room to sign in


def is_empty(page: Image.Image, label: Box, end: float) -> bool | None:
    """Whether nothing is written between a label and `end` (x in pixels); None where no room is."""
    _, top, right, bottom = label
    height = bottom - top
    begin, end = right + 0.2 * height, min(end, right + _LONGEST * height, page.width - 1)
    if end - begin < _LEAST * height or height < 4:  # noqa: PLR2004 - too small to be looked at
        return None
    room = page.convert("L").crop(
        (round(begin), max(0, round(top - 0.2 * height)), round(end), round(bottom + 0.1 * height))
    )
    tones = room.histogram()
    paper = tones.index(max(tones))
    dark = room.point(lambda tone: 1 if tone < paper - _DARKER else 0).tobytes()
    rows = [dark[start : start + room.width] for start in range(0, len(dark), room.width)]
    kept = [row for row in rows if sum(row) <= _RULE * room.width]
    columns = [sum(column) for column in zip(*kept, strict=True)] if kept else []
    ink = sum(one for one in columns if one <= _BORDER * len(kept))
    return bool(ink < _INK)


def lines_of(page: Any) -> Iterator[bool]:
    """For each line to sign on of a PDFium page with words whether it is empty."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    words = page.get_textpage()
    count = words.count_chars()
    text = "".join(_sign(raw.FPDFText_GetUnicode(words.raw, at)) for at in range(count))
    places = [at for at, sign in enumerate(text) if sign not in " \t\u3000"]
    picture: Image.Image | None = None
    width, height = round(page.get_width() * SCALE), round(page.get_height() * SCALE)
    for match in LABEL.finditer("".join(text[at] for at in places)):
        if OTHERS.search(match["who"]):
            continue
        first, last = match.start() + len(match["who"]), match.end() - 1
        boxes = [_box(page, words, places[at], width, height) for at in range(first, last + 1)]
        after = _next(text, places[last + 1 :])
        end = _box(page, words, after, width, height)[0] if after is not None else float(width)
        if picture is None:
            picture = page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
        found = is_empty(picture, _around(boxes), end)
        if found is not None:
            yield found


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\0"  # noqa: PLR2004


def _next(text: str, places: Sequence[int]) -> int | None:
    """The next character on the line of a label; its blanks are passed over."""
    for at in places:
        if text[at] in "\r\n":
            return None
        if text[at] not in "_＿":
            return at
    return None


def _box(page: Any, words: Any, at: int, width: int, height: int) -> Box:
    """Where a character is seen on the page, in pixels."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    left, bottom, right, top = words.get_charbox(at, loose=True)
    corners = []
    for x, y in ((left, bottom), (right, top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def is_upside_down(page: Any) -> bool:
    """Whether the words of a PDFium page that is turned by 180° stand on their heads for that."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    words = page.get_textpage()
    asked = range(min(words.count_chars(), 40))
    angles = [raw.FPDFText_GetCharAngle(words.raw, at) for at in asked]
    upright = sum(1 for one in angles if one >= 0 and (one < 0.3 or one > 5.98))  # noqa: PLR2004
    return upright * 2 > len(angles) > 0
