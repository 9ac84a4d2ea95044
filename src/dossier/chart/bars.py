"""Panels of grouped bars, two beside each other: one look for a set of indicators over years."""

from collections.abc import Sequence

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
    LEAST,
    LIMIT,
    SMALL,
    TITLE,
    WIDTH,
    ChartSheet,
    across,
    scale,
    unmet,
)
from dossier.chart.typeface import fitting, lines, typeface
from dossier.model.chart import Bar, Bars, Group, Panel

_FILLS = {
    1: ("#8fa9c9",),
    2: ("#c3d2e4", "#3d648f"),
    3: ("#d7e1ed", "#8fa9c9", "#34587f"),
}
_MANY = ("#e3eaf2", "#b9cadd", "#8fa9c9", "#5f83ae", "#34587f", "#1d3654")
_LEGEND, _TITLE_LINE, _PLOT, _BETWEEN = 8.0, 4.2, 27.0, 4.5  # heights in mm
_GROUP, _LINE = 4.8, 3.6  # of the names under a plot
_SCALE, _GAP = 10.0, 5.0  # widths: numbers of the scale, between panels
_BAR = 0.8  # of the room of a bar
_HEAD = 1.28  # the height of the scale in terms of the highest bar: room for its number
_NUDGE = 0.02


def bars(chart: Bars) -> ChartSheet:
    """The panels of `chart`, numbers on bars, thresholds as dashed lines, one legend above."""
    columns = min(2, max(1, len(chart.panels)))
    room = (WIDTH - _GAP * (columns - 1)) / columns
    titles = [lines(_title(panel), TITLE, room - 2) for panel in chart.panels]
    rows = [
        max(len(title) for title in titles[start : start + columns])
        for start in range(0, len(titles), columns)
    ]
    judged = any(group.line_label for panel in chart.panels for group in panel.groups)
    under = _GROUP + (_LINE if judged else 0)
    heights = [count * _TITLE_LINE + 1 + _PLOT + under for count in rows]
    legend = _legend(chart)
    top = _LEGEND if legend else 1.0
    sheet = ChartSheet(top + sum(heights) + _BETWEEN * max(0, len(rows) - 1) + 1)
    sheet.legend(legend)
    fills = _FILLS.get(len(chart.series), _MANY)
    for number, (panel, title) in enumerate(zip(chart.panels, titles, strict=True)):
        row, column = divmod(number, columns)
        left = column * (room + _GAP)
        if column == 0 and row:
            top += heights[row - 1] + _BETWEEN
        for at, line in enumerate(title):
            sheet.text(left + room / 2, top + (at + 0.5) * _TITLE_LINE, line, TITLE)
        place = (left + _SCALE, top + rows[row] * _TITLE_LINE + 1, room - _SCALE, _PLOT)
        _panel(sheet, panel, place, fills)
    return sheet


def _title(panel: Panel) -> str:
    if not panel.title:
        return ""
    return f"{panel.title}（{panel.unit}）" if panel.unit else panel.title


def _panel(
    sheet: ChartSheet, panel: Panel, place: tuple[float, float, float, float], fills: Sequence[str]
) -> None:
    """One panel: `place` is left, top, width and height of its plot in mm."""
    left, top, width, height = place
    axes = sheet.axes(*place)
    slots = max((len(group.bars) for group in panel.groups), default=1)
    step = slots + 0.9  # a group and the gap after it, in bars
    total = max(step * len(panel.groups), 4.0)  # a single bar is no barn door
    start = (total - step * len(panel.groups) + 0.9) / 2
    axes.set_xlim(0, total)
    _scale(axes, panel)
    labels = [bar.label for group in panel.groups for bar in group.bars if bar.value is not None]
    size = fitting(labels, SMALL, width / total - 0.5)
    for number, group in enumerate(panel.groups):
        first = start + number * step
        _group(axes, group, first, fills, size)
        middle = left + width * (first + slots / 2) / total
        room = width * step / total - 1
        told = fitting([group.name], LABEL, room)
        sheet.text(middle, top + height + 2.6, group.name, told)
        if group.line_label:
            told = fitting([group.line_label], SMALL, room)
            sheet.text(middle, top + height + 6.2, group.line_label, told, color=FAINT)


def _scale(axes: Axes, panel: Panel) -> None:
    """From 0, or below where something falls, to a little above the highest bar or line."""
    values = [float(b.value) for g in panel.groups for b in g.bars if b.value is not None]
    values += [float(g.line) for g in panel.groups if g.line is not None]
    high, low = max((*values, 0.0)), min((*values, 0.0))
    if high == low:
        high = 1.0
    reach = (high - low) * (_HEAD - 1)
    axes.set_ylim(low - (reach if low < 0 else 0), high + (reach if high > 0 else 0))
    ticks, named = scale(*axes.get_ylim(), 4)
    axes.set_yticks(ticks)
    axes.set_yticklabels(named, fontproperties=typeface("".join(named), SMALL - 0.5), color=FAINT)
    axes.grid(axis="y", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.axhline(0, color=INK, linewidth=0.7, zorder=3)


def _group(axes: Axes, group: Group, first: float, fills: Sequence[str], size: float) -> None:
    """The bars of a group from `first` on, and its line across them."""
    for number, bar in enumerate(group.bars):
        _bar(axes, bar, first + number, fills[number % len(fills)], size)
    if group.line is not None:
        axes.plot(
            (first - 0.2, first + len(group.bars) + 0.2),
            (float(group.line), float(group.line)),
            color=INK,
            linewidth=0.9,
            linestyle=LIMIT,
            zorder=4,
        )


def _bar(axes: Axes, bar: Bar, left: float, fill: str, size: float) -> None:
    bottom, top = axes.get_ylim()
    nudge = (top - bottom) * _NUDGE
    middle = left + 0.5
    if bar.value is None:
        font = typeface("无数据", LEAST)
        axes.text(
            middle, nudge, "无数据", fontproperties=font, rotation=90, color=FAINT,
            ha="center", va="bottom",
        )  # fmt: skip
        return
    value = float(bar.value)
    axes.add_patch(
        Rectangle(
            (left + (1 - _BAR) / 2, min(0.0, value)),
            _BAR,
            abs(value),
            facecolor="white" if bar.striking else fill,
            edgecolor=ALARM if bar.striking else INK,
            linewidth=0.5,
            hatch=HATCH if bar.striking else None,
            zorder=2,
        )
    )
    axes.text(
        middle,
        value + (nudge if value >= 0 else -nudge),
        bar.label,
        fontproperties=typeface(bar.label, size, bold=bar.striking),
        color=ALARM if bar.striking else INK,
        ha="center",
        va="bottom" if value >= 0 else "top",
        zorder=6,
        # the number stays readable where the line of the threshold crosses it
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.85},
    )


def _legend(chart: Bars) -> list[Patch | Line2D]:
    """What is to be explained: series where there are several, lines, and hatching."""
    groups = [group for panel in chart.panels for group in panel.groups]
    fills = _FILLS.get(len(chart.series), _MANY)
    made: list[Patch | Line2D] = []
    if len(chart.series) > 1:
        made += [
            Patch(facecolor=fills[at % len(fills)], edgecolor=INK, linewidth=0.5, label=name)
            for at, name in enumerate(chart.series)
        ]
    if chart.line and any(group.line is not None for group in groups):
        made.append(across(chart.line, LIMIT))
    if any(bar.striking for group in groups for bar in group.bars):
        made.append(unmet())
    return made
