"""Pictures of charts, kept by content: a chart that has not changed is not drawn again."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from dossier import fonts
from dossier.files import written_aside
from dossier.installed import version
from dossier.model.chart import Chart
from dossier.pool import each, rest
from dossier.store.blobs import found
from dossier.store.source_hash import content_key, source_hash

_WORTH = 4  # charts that several processes draw sooner than one: each has to load matplotlib first


def means() -> str:
    """What pictures depend on besides the charts."""
    return content_key(source_hash("chart"), version("matplotlib"), fonts.identity())


def draw_ahead(charts: Iterable[Chart], kept: Path) -> None:
    """Draw those of `charts` whose pictures the folder `kept` has not, several at once.

    Raises MissingToolError where the fonts of the project are not set up.
    """
    known = cache(means)  # not where there are no charts
    pictures = {_picture(chart, known(), kept): chart for chart in charts}
    missing = [(chart, file) for file, chart in pictures.items() if not found(file)]
    if missing:
        rest()  # what other work has loaded is not wanted beside matplotlib
    for _ in each(_draw, missing, _WORTH):
        pass
    if missing:
        rest()  # matplotlib and its fonts would stay in each of the processes


def drawing(kept: Path) -> Callable[[Chart], bytes]:
    """Who hands out the picture of a chart: from the folder `kept`, drawn where it is not there."""
    known = cache(means)

    def picture(chart: Chart) -> bytes:
        file = _picture(chart, known(), kept)
        if not found(file):
            _draw((chart, file))
        return file.read_bytes()

    return picture


def _picture(chart: Chart, known: str, kept: Path) -> Path:
    return kept / f"{content_key(known, chart)}.png"


def _draw(task: tuple[Chart, Path]) -> None:
    from dossier.chart.draw import draw  # noqa: PLC0415 - loads matplotlib

    chart, file = task
    with written_aside(file) as aside:
        aside.write_bytes(draw(chart))
