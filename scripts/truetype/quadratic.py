"""Cubic outlines as quadratic ones, for all glyphs of a batch at once.

The way of fontTools' cu2qu, with arrays in place of one curve at a time: a cubic curve becomes as
few quadratic ones as stay within a tolerance of it, and the tangents at its ends are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOVE, LINE, CUBIC, CLOSE = 1, 2, 4, 79  # the codes of matplotlib.path.Path

_SAMPLES = np.arange(1, 8) / 8  # where a curve is compared with what stands for it
_MOST = 64  # pieces of one curve: far more than any glyph needs

Points = NDArray[np.complex128]
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Closed contours one after the other.

    `contour` has the number of its contour for each point, `glyph` that of its glyph for each
    contour; both are in ascending order.
    Coordinates are whole units; a point is `on` the curve, or controls a quadratic curve.
    """

    x: Numbers
    y: Numbers
    on: Truths
    contour: Numbers
    glyph: Numbers


def quadratic(points: Points, codes: Numbers, glyph: Numbers, tolerance: float) -> Outlines:
    """Outlines of `points` (x + iy) with `codes`, within `tolerance` units before rounding.

    `glyph` has the number of its glyph for each point. Contours run the other way round than
    before, as TrueType wants them (OpenType 1.9, glyf: the filled area is to the right).
    """
    ends = np.flatnonzero((codes == MOVE) | (codes == LINE) | _thirds(codes))
    cubic = codes[ends] == CUBIC
    pieces = np.zeros(len(ends), np.int64)
    controls: list[tuple[Numbers, Points]] = []
    last = ends[cubic]
    of = np.flatnonzero(cubic)
    for chosen, found in _approximated(points[last[:, None] + np.arange(-3, 1)].T, tolerance):
        pieces[of[chosen]] = len(found)
        controls.append((of[chosen], found))
    first = np.cumsum(pieces + 1) - pieces - 1
    made = np.empty(int((pieces + 1).sum()), np.complex128)
    on = np.zeros(len(made), np.bool_)
    made[first + pieces] = points[ends]
    on[first + pieces] = True
    for segments, found in controls:
        made[first[segments] + np.arange(len(found))[:, None]] = found
    contour = np.repeat(np.cumsum(codes[ends] == MOVE) - 1, pieces + 1)
    return _closed(made, on, contour, glyph[codes == MOVE])


def _thirds(codes: Numbers) -> Truths:
    """Which points end a cubic curve: every third of those that belong to one."""
    curved = codes == CUBIC
    thirds: Truths = curved & (np.cumsum(curved) % 3 == 0)
    return thirds


def _closed(made: Points, on: Truths, contour: Numbers, glyph: Numbers) -> Outlines:
    """Rounded, without points that say nothing, and turned round."""
    made = np.rint(made.real) + 1j * np.rint(made.imag)
    starts = np.searchsorted(contour, np.arange(len(glyph)))
    before = np.arange(len(made)) - 1
    before[starts] = np.append(starts, len(made))[1:] - 1  # the last point of the same contour
    kept = ~(on & on[before] & (made == made[before]))
    kept &= (np.bincount(contour[kept], minlength=len(glyph)) > 2)[contour]  # an area has three
    made, on, contour = made[kept], on[kept], contour[kept]
    present, contour = np.unique(contour, return_inverse=True)
    size = np.bincount(contour, minlength=len(present))
    end = np.cumsum(size) - 1
    back = (end * 2 - size + 1)[contour] - np.arange(len(made))
    made, on = made[back], on[back]
    x, y = made.real.astype(np.int64), made.imag.astype(np.int64)
    return Outlines(x, y, on, contour, glyph[present])


def _approximated(curves: Points, tolerance: float) -> Iterator[tuple[Numbers, Points]]:
    """For each number of pieces: which `curves` (4 × many) need it, and their control points."""
    left = np.arange(curves.shape[1])
    for pieces in range(1, _MOST + 1):
        if not len(left):
            return
        found, fits = _one(curves, tolerance) if pieces == 1 else _more(curves, pieces, tolerance)
        yield left[fits], found[:, fits]
        left, curves = left[~fits], curves[:, ~fits]
    if len(left):
        raise ValueError(f"curves that need more than {_MOST} pieces: {len(left)}")


def _one(curves: Points, tolerance: float) -> tuple[Points, Truths]:
    """One quadratic curve for each: its control point lies where the tangents cross."""
    p0, p1, p2, p3 = curves
    across = (p1 - p0) * 1j
    with np.errstate(divide="ignore", invalid="ignore"):  # parallel ones do not cross: nan
        control = p2 + (p3 - p2) * _dot(across, p0 - p2) / _dot(across, p3 - p2)
        fits = _near(np.zeros_like(p0), control, p0, p3, curves, tolerance)
    return control[None], fits


def _more(curves: Points, pieces: int, tolerance: float) -> tuple[Points, Truths]:
    """A spline of `pieces` quadratic curves for each, which meet halfway between controls."""
    cut = list(_cut(curves, pieces))
    found = np.array([_control(at / (pieces - 1), part) for at, part in enumerate(cut)])
    fits = np.ones(curves.shape[1], np.bool_)
    start, off = curves[0], np.zeros_like(curves[0])
    for at, part in enumerate(cut):
        end = (found[at] + found[at + 1]) / 2 if at + 1 < pieces else curves[3]
        fits &= _near(off, found[at], start, end, part, tolerance)
        start, off = end, end - part[3]
    return found, fits


def _cut(curves: Points, pieces: int) -> Iterator[Points]:
    p0, p1, p2, p3 = curves
    c, b = 3 * (p1 - p0), 3 * (p2 - 2 * p1 + p0)
    a = p3 - p0 - c - b
    step = 1 / pieces
    for at in np.arange(pieces) * step:
        cubic, square = a * step**3, (3 * a * at + b) * step**2
        linear = (3 * a * at**2 + 2 * b * at + c) * step
        start = ((a * at + b) * at + c) * at + p0
        second = start + linear / 3
        third = second + (linear + square) / 3
        yield np.array([start, second, third, start + linear + square + cubic])


def _control(place: float, part: Points) -> Points:
    """The control point for a piece at `place` (0 first, 1 last) of its curve.

    At the ends it lies on the tangent of the curve, and in between on the way from the one to
    the other.
    """
    p0, p1, p2, p3 = part
    first = p0 + (p1 - p0) * 1.5
    made: Points = first + (p3 + (p2 - p3) * 1.5 - first) * place
    return made


def _near(
    off: Points, control: Points, start: Points, end: Points, cubic: Points, tolerance: float
) -> Truths:
    """Whether quadratic curves stay near cubic ones: their difference is a cubic curve itself."""
    p1 = start + (control - start) * (2 / 3) - cubic[1]
    p2 = end + (control - end) * (2 / 3) - cubic[2]
    p3 = end - cubic[3]
    fits: Truths = np.abs(p3) <= tolerance
    for t in _SAMPLES:
        s = 1 - t
        apart = off * s**3 + p1 * (3 * s * s * t) + p2 * (3 * s * t * t) + p3 * t**3
        fits &= np.abs(apart) <= tolerance
    return fits


def _dot(one: Points, other: Points) -> NDArray[np.float64]:
    product: NDArray[np.float64] = (one * other.conjugate()).real
    return product
