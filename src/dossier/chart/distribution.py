"""One indicator across schools: named bars for a few, a skyline for many."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from dossier.chart.sheet import (
    ALARM,
    FAINT,
    GRID,
    HATCH,
    INK,
    LABEL,
    LIMIT,
    MEAN,
    SMALL,
    WIDTH,
    ChartSheet,
    Dashes,
    across,
    scale,
    unmet,
)
from dossier.chart.typeface import fitting, typeface
from dossier.model.chart import Distribution, Mark

_NAMED = 40
"""So many schools have room for their names on one page."""
_NAMES, _SIDE, _ROW, _THICK = 48.0, 16.0, 4.9, 3.2  # mm
_TOP, _AXIS, _SKYLINE = 8.0, 6.0, 60.0
_FILL = "#8fa9c9"


def distribution(chart: Distribution) -> ChartSheet:
    """The schools of `chart`, with the mean and the threshold across them."""
    return _named(chart) if len(chart.marks) <= _NAMED else _skyline(chart)


def _named(chart: Distribution) -> ChartSheet:
    inside = max(1, len(chart.marks)) * _ROW
    sheet = ChartSheet(_TOP + inside + _AXIS)
    sheet.legend(_legend(chart))
    axes = sheet.axes(_NAMES + 2, _TOP, WIDTH - _NAMES - 2, inside)
    low, high = _range(chart)
    per_unit = (WIDTH - _NAMES - 2 - _SIDE) / (high - low)
    axes.set_xlim(low, high + _SIDE / per_unit)
    axes.set_ylim(inside, 0)
    ticks, named = scale(low, high, 5)
    axes.set_xticks(ticks)
    axes.set_xticklabels(named, fontproperties=typeface("".join(named), SMALL), color=FAINT)
    axes.grid(axis="x", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.axvline(0, color=INK, linewidth=0.7, zorder=5)
    for number, mark in enumerate(chart.marks):
        middle = (number + 0.5) * _ROW
        size = fitting([mark.name], LABEL, _NAMES)
        sheet.text(_NAMES, _TOP + middle, mark.name, size, align="right")
        _mark(axes, mark, middle, per_unit)
    for value, dashes in _lines(chart):
        axes.axvline(value, color=INK, linewidth=1.0, linestyle=dashes, zorder=6)
    return sheet


def _mark(axes: Axes, mark: Mark, middle: float, per_unit: float) -> None:
    value = float(mark.value)
    axes.add_patch(_rectangle(mark, min(0.0, value), middle - _THICK / 2, abs(value), _THICK))
    outward = 1 if value >= 0 else -1
    axes.text(
        value + outward * 1.0 / per_unit,
        middle,
        mark.label,
        fontproperties=typeface(mark.label, SMALL, bold=mark.striking),
        color=ALARM if mark.striking else INK,
        ha="left" if outward > 0 else "right",
        va="center_baseline",
        zorder=7,
        # the lines of mean and threshold pass behind the number
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3},
    )


def _skyline(chart: Distribution) -> ChartSheet:
    """Schools as thin columns without names; the least and the greatest value are told."""
    sheet = ChartSheet(_TOP + _SKYLINE + 9)
    sheet.legend(_legend(chart))
    axes = sheet.axes(12, _TOP, WIDTH - 14, _SKYLINE)
    low, high = _range(chart)
    axes.set_ylim(low, high)
    axes.set_xlim(-0.5, len(chart.marks) - 0.5)
    ticks, named = scale(low, high, 5)
    axes.set_yticks(ticks)
    axes.set_yticklabels(named, fontproperties=typeface("".join(named), SMALL), color=FAINT)
    axes.grid(axis="y", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.axhline(0, color=INK, linewidth=0.7, zorder=5)
    for number, mark in enumerate(chart.marks):
        value = float(mark.value)
        axes.add_patch(
            _rectangle(
                mark, number - 0.42, min(0.0, value), 0.84, abs(value), 0.3 if mark.striking else 0
            )
        )
    for value, dashes in _lines(chart):
        axes.axhline(value, color=INK, linewidth=1.0, linestyle=dashes, zorder=6)
    least = min(chart.marks, key=lambda mark: mark.value)
    most = max(chart.marks, key=lambda mark: mark.value)
    below = f"共{len(chart.marks)}所，最低{least.label}（{least.name}），最高{most.label}"
    below = f"{below}（{most.name}）"
    size = fitting([below], LABEL, WIDTH)
    sheet.text(WIDTH / 2, _TOP + _SKYLINE + 4.5, below, size)
    return sheet


def _rectangle(
    mark: Mark, x: float, y: float, width: float, height: float, edge: float = 0.5
) -> Rectangle:
    return Rectangle(
        (x, y),
        width,
        height,
        facecolor="white" if mark.striking else _FILL,
        edgecolor=ALARM if mark.striking else INK,
        linewidth=edge,
        hatch=HATCH if mark.striking else None,
        zorder=3,
    )


def _range(chart: Distribution) -> tuple[float, float]:
    values = [float(mark.value) for mark in chart.marks] + [value for value, _ in _lines(chart)]
    low, high = min((*values, 0.0)), max((*values, 0.0))
    if low == high:
        high = 1.0
    return low * 1.1, high * 1.05


def _lines(chart: Distribution) -> list[tuple[float, Dashes]]:
    given = ((chart.mean, MEAN), (chart.line, LIMIT))
    return [(float(value), dashes) for value, dashes in given if value is not None]


def _legend(chart: Distribution) -> list[Patch | Line2D]:
    made: list[Patch | Line2D] = []
    if chart.mean is not None:
        made.append(across(f"平均 {chart.mean_label}", MEAN))
    if chart.line is not None:
        made.append(across(f"达标值 {chart.line_label}", LIMIT))
    if any(mark.striking for mark in chart.marks):
        made.append(unmet())
    return made
