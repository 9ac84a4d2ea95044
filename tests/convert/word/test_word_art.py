"""Watermarks: letters that are drawn as a shape."""

import pytest

from word_file import paragraph, run

STYLE = "position:absolute;margin-left:0;margin-top:0;width:400pt;height:100pt;z-index:-1"
TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def letters(kind: str, before: str = "") -> str:
    """A paragraph with letters as a red shape."""
    return paragraph(
        run(
            f'<w:pict>{before}<v:shape id="PowerPlusWaterMarkObject1" {kind} style="{STYLE}" '
            'fillcolor="red" stroked="f"><v:textpath style="font-family:宋体;font-size:1pt" '
            'string="内部资料"/></v:shape></w:pict>'
        )
    )


@pytest.mark.engine
@pytest.mark.parametrize(
    "art",
    [
        letters('type="#_x0000_t136"', TYPE),
        letters('type="#_x0000_t136"'),
        letters('type="#WordArt"'),
        letters(""),
    ],
)
def test_a_watermark_is_drawn_with_and_without_its_type(printed, art: str) -> None:
    """This test ensures that letters drawn as a shape are there, whoever wrote the file."""
    left, _, right, _ = printed(paragraph("正文") + art).red()
    assert right - left > 350
