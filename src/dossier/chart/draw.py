"""Drawing a chart: the same chart gives the same bytes, whatever the machine has set."""

import matplotlib as mpl

from dossier.chart.bars import bars
from dossier.chart.canvas import LANGUAGE
from dossier.chart.distribution import distribution
from dossier.chart.margins import margins
from dossier.model.chart import Bars, Chart, Margins


def draw(chart: Chart) -> bytes:
    """`chart` as a PNG picture of 300 dpi, 150 mm wide and as high as it needs to be.

    The chart has no title of its own: that is the document's caption. Raises MissingToolError
    where the fonts of the project are not set up.
    """
    # what a person's matplotlibrc says must not show in an official document
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["text.parse_math"] = False  # '$' is a sign like others
        mpl.rcParams["text.language"] = LANGUAGE
        mpl.rcParams["hatch.linewidth"] = 0.6
        if isinstance(chart, Bars):
            return bars(chart).png()
        if isinstance(chart, Margins):
            return margins(chart).png()
        return distribution(chart).png()
