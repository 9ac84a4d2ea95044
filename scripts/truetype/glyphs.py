"""The tables of TrueType outlines: glyf and loca, and what other tables tell of them."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from truetype.quadratic import Numbers, Outlines, Truths

# OpenType 1.9, glyf, simple glyph flags
_ON, _SHORT, _SAME = 0x01, (0x02, 0x04), (0x10, 0x20)
_BYTE = 256


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The programs of glyphs one after the other; `bounds` has xMin, yMin, xMax, yMax of each.

    `filled` says which glyphs have an outline; `points` and `contours` are the most of a glyph.
    """

    programs: list[bytes]
    bounds: NDArray[np.int64]
    filled: Truths
    points: int
    contours: int


def glyphs(outlines: Outlines, count: int) -> Glyphs:
    """`count` glyphs; those that `outlines` has nothing of are empty."""
    owner = outlines.glyph[outlines.contour]
    corners = np.searchsorted(owner, np.arange(count + 1))
    rings = np.searchsorted(outlines.glyph, np.arange(count + 1))
    filled = np.diff(corners) > 0
    starts = corners[:-1][filled]
    flags = np.where(outlines.on, _ON, 0)
    told, places, bounds = [], [], np.zeros((count, 4), np.int64)
    for axis, values in enumerate((outlines.x, outlines.y)):
        if len(starts):
            bounds[filled, axis] = np.minimum.reduceat(values, starts)
            bounds[filled, axis + 2] = np.maximum.reduceat(values, starts)
        flag, data, place = _steps(values, starts, axis)
        flags |= flag
        told.append(data)
        places.append(place[corners].tolist())
    # the last point of each contour, counted within its glyph
    last = np.append(np.flatnonzero(np.diff(outlines.contour)), len(owner) - 1)
    ends = (last - corners[outlines.glyph]).astype(">u2").tobytes() if len(owner) else b""
    flagged = flags.astype(np.uint8).tobytes()
    programs = []
    for number, (box, any_) in enumerate(zip(bounds.tolist(), filled.tolist(), strict=True)):
        if not any_:
            programs.append(b"")
            continue
        a, b = int(rings[number]), int(rings[number + 1])
        program = b"".join(
            (
                struct.pack(">5h", b - a, *box),
                ends[2 * a : 2 * b],
                b"\0\0",  # no instructions
                flagged[corners[number] : corners[number + 1]],
                told[0][places[0][number] : places[0][number + 1]],
                told[1][places[1][number] : places[1][number + 1]],
            )
        )
        programs.append(program + bytes(-len(program) % 4))
    points, contours = int(np.diff(corners).max()), int(np.diff(rings).max())
    return Glyphs(programs, bounds, filled, points, contours)


def _steps(values: Numbers, starts: Numbers, axis: int) -> tuple[Numbers, bytes, Numbers]:
    """From point to point along an axis: flags, the bytes, and where those of a point begin."""
    steps = np.diff(values, prepend=0)
    steps[starts] = values[starts]  # each glyph begins at the origin
    size = np.where(steps == 0, 0, np.where(np.abs(steps) < _BYTE, 1, 2))
    same = (size == 0) | ((size == 1) & (steps > 0))
    flags: Numbers = np.where(size == 1, _SHORT[axis], 0) + np.where(same, _SAME[axis], 0)
    low = np.where(size == 1, np.abs(steps), steps) & 0xFF
    pairs = np.stack([(steps >> 8) & 0xFF, low], axis=1).astype(np.uint8)
    told = pairs[np.stack([size == 2, size > 0], axis=1)].tobytes()
    return flags, told, np.append(0, np.cumsum(size))
