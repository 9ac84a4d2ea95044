"""Charts as facts: what is drawn, with each number as it is printed beside its mark.

A chart is a value like any other: it can be compared, hashed by what it says, and printed. Numbers
are for placing marks only; what a reader sees of them are the labels, which were rounded once,
where the number was worked out. How a chart looks is a matter of :mod:`dossier.chart`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from dossier.facts import Fact

_NOTHING = "无数据"
_STRIKING = "（未达标）"


class Bar(Fact, frozen=True):
    """One value and its label; None where there is none, `striking` where it misses its line."""

    value: Decimal | None
    label: str = ""
    striking: bool = False

    @property
    def words(self) -> str:
        """The value in words, for those who cannot see the chart."""
        if self.value is None:
            return _NOTHING
        return self.label + (_STRIKING if self.striking else "")


class Group(Fact, frozen=True):
    """Bars that stand together, one for each series, and the line that they are judged by."""

    name: str
    bars: tuple[Bar, ...]
    line: Decimal | None = None
    line_label: str = ""

    @property
    def words(self) -> str:
        """The bars in words, with the line they are judged by."""
        line = f"（{self.line_label}）" if self.line_label else ""
        return _listed((f"{self.name}{line}", _joined(bar.words for bar in self.bars)))


class Panel(Fact, frozen=True):
    """A small chart with its own scale: one indicator with its groups."""

    title: str
    unit: str
    groups: tuple[Group, ...]

    @property
    def words(self) -> str:
        """The groups in words."""
        unit = f"（{self.unit}）" if self.unit else ""
        return f"{self.title}{unit}：" + "，".join(group.words for group in self.groups)


class Bars(Fact, frozen=True):
    """Panels of grouped bars. `series` names the bars of each group, in their order.

    `line` says what the lines are (达标值).
    """

    title: str
    series: tuple[str, ...]
    panels: tuple[Panel, ...]
    line: str = ""

    @property
    def words(self) -> str:
        """The whole chart in words."""
        series = f"（{_joined(self.series)}）" if len(self.series) > 1 else ""
        return _listed((f"{self.title}{series}", "；".join(panel.words for panel in self.panels)))


class Margin(Fact, frozen=True):
    """How far a value lies from its threshold, in percent of the threshold.

    Above 0 it is better than asked for, whichever way the comparison goes. `value` says what it
    is and what is asked: ``8.74，标准≥ 9.28``.
    """

    name: str
    percent: Decimal
    label: str
    met: bool
    value: str = ""

    @property
    def words(self) -> str:
        """The margin in words."""
        value = f"（{self.value}）" if self.value else ""
        return f"{self.name}{value}{self.label}" + ("" if self.met else _STRIKING)


class Margins(Fact, frozen=True):
    """Margins to the threshold, one below the other in the order given."""

    title: str
    margins: tuple[Margin, ...]

    @property
    def words(self) -> str:
        """The whole chart in words."""
        return _listed((self.title, "；".join(margin.words for margin in self.margins)))


class Mark(Fact, frozen=True):
    """One school's value among those of the others."""

    name: str
    value: Decimal
    label: str
    striking: bool = False

    @property
    def words(self) -> str:
        """The value in words."""
        return f"{self.name}{self.label}" + (_STRIKING if self.striking else "")


class Distribution(Fact, frozen=True):
    """One indicator across schools, with the county's mean and the threshold.

    The marks are drawn in the order given. `mean` and `line` are None where there is none.
    """

    title: str
    unit: str
    marks: tuple[Mark, ...]
    mean: Decimal | None = None
    mean_label: str = ""
    line: Decimal | None = None
    line_label: str = ""

    @property
    def words(self) -> str:
        """The whole chart in words."""
        unit = f"（{self.unit}）" if self.unit else ""
        lines = _joined(
            (
                f"全县平均{self.mean_label}" if self.mean is not None else "",
                f"达标值{self.line_label}" if self.line is not None else "",
            )
        )
        told = "；".join(part for part in (lines, _joined(m.words for m in self.marks)) if part)
        return _listed((f"{self.title}{unit}", told))


Chart: TypeAlias = Bars | Margins | Distribution


def _joined(parts: Iterable[str]) -> str:
    return "、".join(part for part in parts if part)


def _listed(parts: tuple[str, str]) -> str:
    return "：".join(part for part in parts if part)
