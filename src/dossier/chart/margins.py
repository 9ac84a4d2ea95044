"""Margins to the threshold: bars to both sides of the line that divides met from unmet."""

from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dossier.chart.sheet import ALARM, FAINT, GRID, HATCH, INK, LABEL, SMALL, WIDTH, ChartSheet
from dossier.chart.typeface import lines, typeface
from dossier.model.chart import Margin, Margins
from dossier.numbers import signed

_NAMES = 62.0  # mm for names
_LINE, _PADDING = 3.5, 1.8  # of a name, and of a row beside its lines
_UNMET, _MET, _BARE = 22.0, 13.0, 6.0  # mm for a number beside the longest bar, or none
_AXIS, _TOP = 6.0, 6.0
_MOST, _LEAST = 100.0, 10.0  # percent: what is longer is cut, so that the others can be seen
_THICK = 3.2  # mm
_FILL = "#8fa9c9"


def margins(chart: Margins) -> ChartSheet:
    """The margins of `chart`, one below the other, each with its number."""
    names = [_name(margin) for margin in chart.margins]
    heights = [len(name) * _LINE + _PADDING for name in names]
    inside = sum(heights)
    sheet = ChartSheet(_TOP + inside + _AXIS)
    axes = sheet.axes(_NAMES + 2, _TOP, WIDTH - _NAMES - 2, inside)
    scale = _scaled(axes, chart, inside)
    sheet.text(_NAMES + 2 + scale * -axes.get_xlim()[0], _TOP - 2.4, "达标线", SMALL)
    top = 0.0
    for margin, name, height in zip(chart.margins, names, heights, strict=True):
        middle = top + height / 2
        first = _TOP + middle - (len(name) - 1) * _LINE / 2
        for at, (line, size) in enumerate(name):
            color = INK if size == LABEL else FAINT
            sheet.text(_NAMES, first + at * _LINE, line, size, align="right", color=color)
        _bar(axes, margin, middle, scale)
        top += height
    return sheet


def _name(margin: Margin) -> list[tuple[str, float]]:
    """The lines that name a margin, with their sizes."""
    return [
        *((line, LABEL) for line in lines(margin.name, LABEL, _NAMES)),
        *((line, SMALL) for line in lines(margin.value, SMALL, _NAMES)),
    ]


def _reach(chart: Margins) -> tuple[float, float]:
    """How far the bars go to either side, in percent."""
    shares = [float(margin.percent) for margin in chart.margins]
    low = max(-_MOST, min(shares, default=0.0))
    high = min(_MOST, max(shares, default=0.0))
    return min(low, 0.0), max(high, 0.0 if low < 0 else _LEAST)


def _scaled(axes: Axes, chart: Margins, inside: float) -> float:
    """Set the axes up, rows in mm from above; the mm of one percent."""
    low, high = _reach(chart)
    width = WIDTH - _NAMES - 2
    before = _UNMET if any(not margin.met for margin in chart.margins) else _BARE
    after = _MET if any(margin.met for margin in chart.margins) else _BARE
    scale = (width - before - after) / (high - low)
    left = low - before / scale
    axes.set_xlim(left, left + width / scale)
    axes.set_ylim(inside, 0)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50) if (high - low) / s <= 6 or s == 50)  # noqa: PLR2004 - at most seven numbers
    ticks = [t for t in range(-100, 101, step) if low - 1e-9 <= t <= high + 1e-9]
    named = [f"{signed(Decimal(tick))}%" if tick else "0" for tick in ticks]
    axes.set_xticks(ticks)
    axes.set_xticklabels(named, fontproperties=typeface("".join(named), SMALL), color=FAINT)
    axes.grid(axis="x", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.axvline(0, color=INK, linewidth=1.0, zorder=5)
    return scale


def _bar(axes: Axes, margin: Margin, middle: float, scale: float) -> None:
    share = float(margin.percent)
    shown = max(-_MOST, min(_MOST, share))
    axes.add_patch(
        Rectangle(
            (min(0.0, shown), middle - _THICK / 2),
            abs(shown),
            _THICK,
            facecolor=_FILL if margin.met else "white",
            edgecolor=INK if margin.met else ALARM,
            linewidth=0.5,
            hatch=None if margin.met else HATCH,
            zorder=3,
        )
    )
    if shown != share:
        _cut(axes, shown, middle, scale)
    outward = 1 if share > 0 or (share == 0 and margin.met) else -1
    text = margin.label if margin.met else f"{margin.label} 未达标"
    axes.text(
        shown + outward * 1.2 / scale,
        middle,
        text,
        fontproperties=typeface(text, SMALL, bold=not margin.met),
        color=INK if margin.met else ALARM,
        ha="left" if outward > 0 else "right",
        va="center_baseline",
        zorder=6,
    )


def _cut(axes: Axes, shown: float, middle: float, scale: float) -> None:
    """Two white strokes through the end of a bar that is longer than it is drawn."""
    toward = -1 if shown > 0 else 1
    for at in (3.0, 4.4):
        x = shown + toward * at / scale
        axes.plot(
            (x - 0.6 / scale, x + 0.6 / scale),
            (middle + _THICK * 0.75, middle - _THICK * 0.75),
            color="white",
            linewidth=1.6,
            zorder=4,
        )
