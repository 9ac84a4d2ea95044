"""A font file with its outlines redrawn; all else in it stays as it is, every glyph at its number.

So the tables that name glyphs by number (cmap, GSUB, GPOS, …) are copied as they are, and faces
of a collection still share their outlines.
"""

import struct
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from matplotlib.ft2font import FT2Font, LoadFlags

from truetype.common import common
from truetype.glyphs import Glyphs, glyphs
from truetype.quadratic import quadratic

TOLERANCE = 0.5
"""How far an outline may be from the one that it stands for, in thousandths of an em."""

_BATCH = 4096  # glyphs at a time: some hundred megabytes


def is_cubic(path: Path) -> bool:
    """Whether a file is a font or collection with CFF outlines (OpenType 1.9: 'OTTO')."""
    with path.open("rb") as file:
        if file.read(4) == b"ttcf":
            file.seek(12)
            file.seek(int.from_bytes(file.read(4), "big"))
        else:
            file.seek(0)
        return file.read(4) == b"OTTO"


def redraw_in_place(path: Path, families: Collection[str]) -> None:
    """Put the redrawn font in the place of `path`; a link there is replaced, not what it leads to.

    Raises as :func:`redraw` does, and then `path` is as it was.
    """
    # beside the folder, for whatever lies in it is taken for a font
    with TemporaryDirectory(prefix=".new-fonts-", dir=path.parent.parent) as aside:
        made = Path(aside) / path.name
        redraw(path, made, families)
        made.replace(path)


def redraw(source: Path, target: Path, families: Collection[str]) -> None:
    """Write the font or collection `source` to `target`, with TrueType in place of CFF outlines.

    Of a collection the faces of `families` stay, and each is added once more without its rare
    characters (below): those of other countries are asked for by nobody, and LibreOffice looks at
    all faces of a file for each of them when it starts. The same source gives the same bytes.
    Raises ValueError where the faces do not share one table of outlines, OSError, and what the
    readers of fonts raise where it is damaged.
    """
    options = {"lazy": True, "recalcTimestamp": False, "recalcBBoxes": False}
    with source.open("rb") as opened:
        collection = opened.read(4) == b"ttcf"
    if not collection:
        with TTFont(source, **options) as font:
            _convert([font], source)
            font.save(target)
        return
    with TTCollection(source, **options) as fonts:
        if len({font.reader.tables["CFF "].offset for font in fonts}) != 1:
            raise ValueError("the faces of this collection do not share their outlines")
        names = [font["name"].getDebugName(1) for font in fonts]
        wanted = [number for number, name in enumerate(names) if name in families]
        again = [TTFont(source, fontNumber=number, **options) for number in wanted]
        for font in again:
            common(font)
        # a light weight, say, whose faces are of the family by their second name only, stays whole
        kept = [fonts.fonts[number] for number in wanted] or fonts.fonts
        fonts.fonts = [*kept, *again]
        _convert(fonts.fonts, source)
        fonts.save(target)


def _convert(faces: list[TTFont], source: Path) -> None:
    units = faces[0]["head"].unitsPerEm
    batches = list(_drawn(source, TOLERANCE * units / 1000))
    programs = [program for batch in batches for program in batch.programs]
    bounds = np.concatenate([batch.bounds for batch in batches])
    filled = np.concatenate([batch.filled for batch in batches])
    points, contours = (max(getattr(b, what) for b in batches) for what in ("points", "contours"))
    loca = np.cumsum([0, *map(len, programs)])
    # OpenType 1.9, maxp 1.0: nothing of what instructions and composite glyphs would need
    count = len(programs)
    common = {
        "glyf": b"".join(programs),
        "loca": loca.astype(">u4").tobytes(),
        "maxp": struct.pack(">I14H", 0x00010000, count, points, contours, 0, 0, 1, *[0] * 8),
    }
    whole = (*bounds[filled, :2].min(axis=0), *bounds[filled, 2:].max(axis=0))
    for face in faces:
        own = _metrics(face, bounds, filled)
        head = bytearray(face.reader["head"])
        struct.pack_into(">4h", head, 36, *(int(value) for value in whole))
        struct.pack_into(">h", head, 50, 1)  # long offsets in loca
        for tag, data in (common | own | {"head": bytes(head)}).items():
            face[tag] = table = DefaultTable(tag)
            table.data = data
        for tag in ("CFF ", "VORG"):
            if tag in face:
                del face[tag]
        face.sfntVersion = "\0\1\0\0"


def _drawn(source: Path, tolerance: float) -> Iterator[Glyphs]:
    """The glyphs in batches; FreeType reads them, some fifty times as quick as fontTools."""
    font = FT2Font(source)
    for start in range(0, font.num_glyphs, _BATCH):
        count = min(_BATCH, font.num_glyphs - start)
        vertices, codes, lengths = [], [], []
        numbers: Iterable[Any] = range(start, start + count)  # matplotlib has a type of its own
        for number in numbers:
            font.load_glyph(number, flags=LoadFlags.NO_SCALE)
            path, kinds = font.get_path()
            vertices.append(path)
            codes.append(kinds)
            lengths.append(len(kinds))
        points = np.concatenate(vertices) * 64  # taken for 26.6 fixed point numbers: are units
        owner = np.repeat(np.arange(count), lengths)
        plain = points[:, 0] + 1j * points[:, 1]
        kept = quadratic(plain, np.concatenate(codes).astype(np.int64), owner, tolerance)
        yield glyphs(kept, count)


def _metrics(face: TTFont, bounds: np.ndarray, filled: np.ndarray) -> dict[str, bytes]:
    """Advances as they are; bearings such that origins stay, as outlines differ by a unit or so.

    OpenType 1.9, hmtx: the left bearing is xMin, and vmtx: the top bearing is what is missing from
    the top of the outline to the vertical origin, which CFF fonts have in VORG.
    """
    made = {"hmtx": _bearings(face, "hmtx", "hhea", bounds[:, 0], filled)}
    if "vmtx" in face and "VORG" in face:
        # OpenType 1.9, VORG: the height of most glyphs, then the number and height of each other
        _, usual, others = struct.unpack_from(">IhH", face.reader["VORG"])
        heights = np.full(len(bounds), usual)
        for number, height in struct.iter_unpack(">Hh", face.reader["VORG"][8 : 8 + 4 * others]):
            heights[number] = height
        made["vmtx"] = _bearings(face, "vmtx", "vhea", heights - bounds[:, 3], filled)
    return made


def _bearings(face: TTFont, tag: str, header: str, values: np.ndarray, filled: np.ndarray) -> bytes:
    """The table with the bearings of filled glyphs replaced; a word each, after some an advance."""
    # OpenType 1.9, hhea and vhea: the number of metrics that have an advance is the last word
    (full,) = struct.unpack(">H", face.reader[header][34:36])
    words = np.frombuffer(face.reader[tag], ">i2").copy()
    numbers = np.arange(len(values))
    places = np.where(numbers < full, 2 * numbers + 1, full + numbers)
    words[places[filled]] = values[filled]
    return words.tobytes()
