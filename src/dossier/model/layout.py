"""版式: how the styles of a template look in a document, and how wide its margins are.

The templates themselves follow GB/T 9704; that layout changes nothing. Another one is rows of the
sheet 版式, or one of those that come along. It sets styles: what somebody formatted by hand in a
template stays as it is.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dossier.facts import Fact
from dossier.model.columns import Column, Holds, Sheet
from dossier.source import Row

OFFICIAL = "GB/T 9704"
"""The layout that the templates have themselves."""
MARGINS = "页边距"
"""What a row calls the margins of the page, in place of a style."""

STYLES: Mapping[str, str] = {
    "标题": "Title",
    "副标题": "公文副标题",
    "正文": "公文正文",
    "一级标题": "Heading 1",
    "二级标题": "Heading 2",
    "三级标题": "Heading 3",
    "落款": "公文落款",
    "图表题": "Caption",
    "页码": "Footer",
}
"""What clerks call the styles of templates, whose own names hold as well."""


class LayoutRow(Fact, frozen=True):
    """One row: how a style looks; what is None stays as the template has it.

    `size` and an exact `leading` are in points; `indent` is that of the first line, in characters.
    `margins` are in cm: top, bottom, left, right.
    """

    layout: str
    style: str
    font: str
    size: Decimal | None
    leading: Decimal | None
    indent: Decimal | None
    bold: bool | None
    margins: tuple[Decimal, ...]
    row: Row


class StyleLook(Fact, frozen=True):
    """How the style called `name` in Word looks."""

    name: str
    font: str = ""
    size: Decimal | None = None
    leading: Decimal | None = None
    indent: Decimal | None = None
    bold: bool | None = None


class Layout(Fact, frozen=True):
    """A layout: the looks of styles, and the margins (cm: top, bottom, left, right), if any."""

    name: str
    looks: tuple[StyleLook, ...] = ()
    margins: tuple[Decimal, ...] = ()


_BODY, _LINE = Decimal(14), Decimal(26)
_BUREAU = Layout(
    "黑体宋体",
    (
        StyleLook("Title", "黑体", Decimal(18), Decimal(34)),
        StyleLook("公文副标题", "宋体", _BODY, _LINE),
        StyleLook("公文正文", "宋体", _BODY, _LINE),
        StyleLook("公文落款", "宋体", _BODY, _LINE),
        StyleLook("Heading 1", "黑体", _BODY, _LINE),
        StyleLook("Heading 2", "宋体", _BODY, _LINE, bold=True),
        StyleLook("Footer", "宋体", Decimal("10.5")),
    ),
    (Decimal("2.54"), Decimal("2.54"), Decimal("3.17"), Decimal("3.17")),
)
"""What many bureaus ask for: 黑体小二, 宋体四号 at 26 pt, and the margins that Word begins with."""


def layouts(rows: Iterable[LayoutRow]) -> Mapping[str, Layout]:
    """Those that come along, and those of the sheet 版式, which may change these."""
    made = {one.name: one for one in (Layout(OFFICIAL), _BUREAU)}
    own: dict[str, list[LayoutRow]] = {}
    for row in rows:
        own.setdefault(row.layout, []).append(row)
    for name, lines in own.items():
        looks = {look.name: look for look in made.get(name, Layout(name)).looks}
        margins = made.get(name, Layout(name)).margins
        for line in lines:
            if line.style == MARGINS:
                margins = line.margins
            else:
                style = STYLES.get(line.style, line.style)
                looks[style] = StyleLook(
                    style, line.font, line.size, line.leading, line.indent, line.bold
                )
        made[name] = Layout(name, tuple(looks.values()), margins)
    return made


# fmt: off
LAYOUTS = Sheet("standard.xlsx", "版式", (
    Column("layout", "版式", required=True, width=16,
           comment="版式的名称；同名的各行合成一种版式。"),
    Column("style", "样式", required=True, width=16,
           comment="标题、副标题、正文、一级标题、二级标题、三级标题、落款、图表题、页码、"
                   "页边距，或模板中样式的名称。"),
    Column("font", "字体", width=16, comment="中文字体，如 黑体、宋体。留空不变。"),
    Column("size", "字号", Holds.SIZE, width=10, comment="小二、四号，或磅数，如 18。留空不变。"),
    Column("leading", "行距", Holds.NUMBER, unit="磅", width=10,
           comment="固定值，磅，如 26。留空不变。"),
    Column("indent", "首行缩进", Holds.NUMBER, unit="字", width=10,
           comment="字数，如 2。留空不变。"),
    Column("bold", "加粗", Holds.YES_NO, width=8, comment="是或否。留空不变。"),
    Column("margins", "页边距（厘米）", Holds.MARGINS, aliases=("页边距",), width=24,
           comment="只在样式为“页边距”的一行填写：上、下、左、右，"
                   "如 2.54、2.54、3.17、3.17。"),
), comment="另有规定的版式；在“设置”的“版式”中选用，或在“章节”的“版式”列单独选用。",
   optional=True)
