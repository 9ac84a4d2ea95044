"""What charts are drawn on: text is measured and shaped in one language on every machine."""

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import FontProperties, get_font

LANGUAGE = "zh-CN"
"""Of all text in a chart (BCP 47)."""


class Canvas(FigureCanvasAgg):
    """A canvas whose text is measured in the language in which it is drawn."""

    def get_renderer(self) -> "Renderer":
        """The renderer for a figure of this size."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        made = getattr(self, "renderer", None)
        if not isinstance(made, Renderer) or (made.width, made.height, made.dpi) != size:
            made = self.renderer = Renderer(*size)  # type: ignore[no-untyped-call]
        return made


class Renderer(RendererAgg):
    """Measures text in `LANGUAGE`.

    matplotlib 3.11 draws in the language that is set, and measures in none: the text shaper then
    takes that of the process's locale, and distances between digits differ from machine to machine.
    """

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """Width, height and descent of a line in pixels; it has no formulas."""
        file = prop.get_file()
        assert file is not None, "text of a chart has its font by file"
        assert not ismath, "charts have no formulas"
        font = get_font(file)
        font.clear()
        font.set_size(prop.get_size_in_points(), self.dpi)
        flags = get_hinting_flag()  # type: ignore[no-untyped-call]
        font.set_text(s, 0.0, flags=flags, language=LANGUAGE)
        width, height = font.get_width_height()
        return width / 64, height / 64, font.get_descent() / 64
