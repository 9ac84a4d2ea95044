"""A sheet to draw on, measured in millimetres from its upper left corner."""

import io
from collections.abc import Sequence
from typing import TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from dossier.chart.canvas import Canvas
from dossier.chart.typeface import fitting, typeface

WIDTH = 150.0
"""Millimetres: a little less than the text of 156 mm (GB/T 9704-2012, 5.2.2)."""
DPI = 300

INK, FAINT, GRID = "#1a1a1a", "#595959", "#d0d0d0"
ALARM = "#8c1d18"  # beside hatching: on a copy it is as dark as ink
HATCH = "////"
TITLE, LABEL, SMALL, LEAST = 9.0, 8.0, 7.0, 6.0  # points

Dashes: TypeAlias = tuple[int, tuple[float, float]]
LIMIT: Dashes = (0, (4, 2))
MEAN: Dashes = (0, (1, 1.2))

_INCH = 25.4
_HANDLE = 13.0  # mm of a legend's mark and the gaps about it


def unmet() -> Patch:
    """The mark of what misses its line, for a legend."""
    return Patch(facecolor="white", edgecolor=ALARM, linewidth=0.5, hatch=HATCH, label="未达标")


def across(label: str, dashes: Dashes) -> Line2D:
    """The mark of a line drawn across the bars, for a legend."""
    return Line2D((), (), color=INK, linewidth=1, linestyle=dashes, label=label)


class ChartSheet:
    """A white sheet, `height` mm high."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.figure = Figure(figsize=(WIDTH / _INCH, height / _INCH), dpi=DPI, facecolor="white")
        Canvas(self.figure)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Bare axes in that place: no frame, no ticks."""
        bottom = self.height - top - height
        made = self.figure.add_axes(
            (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        )
        made.set_facecolor("none")
        made.spines[:].set_visible(False)
        made.tick_params(length=0)
        made.set_xticks([])
        made.set_yticks([])
        return made

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        align: str = "center",
        color: str = INK,
        bold: bool = False,
    ) -> Text:
        """Put `text` beside or about the point, its middle on the height of the point."""
        return self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            text,
            fontproperties=typeface(text, size, bold=bold),
            ha=align,
            va="center_baseline",
            color=color,
        )

    def legend(self, handles: Sequence[Patch | Line2D]) -> None:
        """What the marks mean, in one line along the upper edge; nothing where there are none."""
        if not handles:
            return
        names = "".join(str(handle.get_label()) for handle in handles)
        self.figure.legend(
            handles=handles,
            loc="upper center",
            bbox_to_anchor=(0.5, 1.0),
            ncols=len(handles),
            frameon=False,
            borderaxespad=0.3,
            handlelength=1.8,
            columnspacing=1.6,
            prop=typeface(names, fitting([names], LABEL, WIDTH - _HANDLE * len(handles))),
        )

    def png(self) -> bytes:
        """The sheet as a picture; nothing in it says when or with what it was made."""
        made = io.BytesIO()
        self.figure.savefig(made, format="png", dpi=DPI, metadata={"Software": None})
        return made.getvalue()


def scale(low: float, high: float, count: int) -> tuple[list[float], list[str]]:
    """Round numbers from `low` to `high`, about `count` of them, and how they are written."""
    steps = [1, 2, 2.5, 5, 10]
    ticks = MaxNLocator(nbins=count, steps=steps).tick_values(low, high)
    chosen = [float(tick) + 0.0 for tick in ticks if low <= tick <= high]
    return chosen, [f"{tick:,.10g}" for tick in chosen]
