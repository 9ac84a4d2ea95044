"""Words that a chart is to show (ECMA-376-1, 21.2): its titles, categories and series."""

from collections.abc import Iterator

from lxml import etree

from dossier.compare.package import given, is_on, local

_LABEL = 12 * 12700  # EMU; where a label has less room, Word leaves some out as well
_PLOT = 0.7  # of a chart's width or height
_ROUND = {"pieChart", "pie3DChart", "ofPieChart", "doughnutChart"}


def chart_words(chart: etree._Element, width: int, height: int) -> Iterator[str]:
    """The words of a chart of this size in EMU that its author's program surely shows."""
    for title in chart.iter("{*}title"):
        axis = title.getparent()
        if axis is not None and _is_deleted(axis):
            continue
        for paragraph in title.iter("{*}p"):
            yield "".join(one.text or "" for one in paragraph.iter("{*}t"))
    legend = next(chart.iter("{*}legend"), None)
    has_legend = legend is not None and next(legend.iter("{*}legendEntry"), None) is None
    axes = list(chart.iter("{*}catAx"))
    for plot in chart.iterfind(".//{*}plotArea/*"):
        series = plot.findall("{*}ser")
        if not series:
            continue
        is_round = local(plot) in _ROUND
        categories = list(_cached(series[0], "cat"))
        upright = any(given(one, "val") == "bar" for one in plot.iterchildren("{*}barDir"))
        room = (height if upright else width) * _PLOT
        if has_legend if is_round else _labelled(axes) and len(categories) * _LABEL <= room:
            yield from categories
        if has_legend and not is_round:
            for one in series:
                yield from _cached(one, "tx")


def _labelled(axes: list[etree._Element]) -> bool:
    """Whether the one axis of categories has a label for each of them."""
    return len(axes) == 1 and not (
        _is_deleted(axes[0])
        or any(
            (local(one) == "tickLblPos" and given(one, "val") == "none")
            or (local(one) == "tickLblSkip" and given(one, "val") != "1")
            for one in axes[0]
        )
    )


def _is_deleted(axis: etree._Element) -> bool:
    return any(is_on(one) for one in axis.iterchildren("{*}delete"))


def _cached(series: etree._Element, name: str) -> Iterator[str]:
    """The texts that are stored for the name or the categories of a series."""
    for value in series.iterfind(f"{{*}}{name}/{{*}}strRef/{{*}}strCache/{{*}}pt/{{*}}v"):
        yield value.text or ""
