"""The few elements of WordprocessingML that the templates are built from, as text.

Lengths are given in millimetres and points and written in twentieths of a point (dxa).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape


def dxa(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A run. The hint has Word set “ ” — … in the Chinese font, where Latin has them too."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + '<w:rFonts w:hint="eastAsia"/>'
    if bold:
        properties += "<w:b/>"
    return (
        f"<w:r><w:rPr>{properties}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    )


LINE_BREAK = "<w:r><w:br/></w:r>"
"""A new line within a paragraph, to stand between runs."""


def bold(text: str) -> str:
    """A bold run, to be joined with others in :func:`para`."""
    return run(text, bold=True)


def para(text: str, style: str = "Text", *, properties: str = "", page_break: bool = False) -> str:
    """A paragraph of `text`, or of runs where it already is one."""
    inner = text if text.startswith("<w:r>") else (run(text) if text else "")
    head = f'<w:pStyle w:val="{style}"/>' + ("<w:pageBreakBefore/>" if page_break else "")
    return f"<w:p><w:pPr>{head}{properties}</w:pPr>{inner}</w:p>"


def paras(*texts: str, style: str = "Text") -> str:
    """Paragraphs of one style."""
    return "".join(para(text, style) for text in texts)


def each(name: str, loop: str, *inside: str) -> str:
    """Paragraphs repeated for each `name` of `loop`."""
    return paras(f"{{%p for {name} in {loop} %}}") + "".join(inside) + paras("{%p endfor %}")


def when(condition: str, yes: str, no: str = "") -> str:
    """Paragraphs that stand only where `condition` holds."""
    other = paras("{%p else %}") + no if no else ""
    return paras(f"{{%p if {condition} %}}") + yes + other + paras("{%p endif %}")


@dataclass(frozen=True)
class Cell:
    """A cell of `span` columns; `inner` is its content as XML where it is more than a text.

    `merge` is "restart" or "continue" where cells of a column are one.
    """

    text: str
    style: str = "Cell"
    span: int = 1
    align: str = "center"
    inner: str = ""
    merge: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: header, width in mm, what its cells print and their style."""

    header: str
    width: float
    text: str
    style: str = "Cell"


@dataclass(frozen=True)
class Table:
    """A table of `widths` (mm): repeated header rows, then the other rows as they are.

    `whole` is its width where loops multiply its columns, and so are fitted into it.
    """

    widths: Sequence[float]
    header: Sequence[Sequence[Cell]]
    rows: Sequence[str] = field(default=())
    whole: float = 0

    def xml(self) -> str:
        """The table, centred, with fixed columns."""
        widths = [dxa(width) for width in self.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        whole = dxa(self.whole) if self.whole else sum(widths)
        heads = "".join(row(cells, self.widths, header=True) for cells in self.header)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>'
            f'<w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{heads}{''.join(self.rows)}</w:tbl>"
        )


def row(
    cells: Iterable[Cell],
    widths: Sequence[float],
    *,
    header: bool = False,
    height: float = 0,
    split: bool = False,
) -> str:
    """A row: it stays on one page unless it may `split`; `height` in mm is the least."""
    properties = "" if split else "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{dxa(height)}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    made, column = "", 0
    for cell in cells:
        width = sum(dxa(one) for one in widths[column : column + cell.span])
        column += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        span += f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        made += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
            f'<w:vAlign w:val="{cell.align}"/></w:tcPr>'
            f"{cell.inner or para(cell.text, cell.style)}</w:tc>"
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tag_row(tag: str, widths: Sequence[float]) -> str:
    """A row that holds nothing but a tag; docxtpl replaces it by the tag."""
    return row([Cell(tag, "Cell", len(widths))], widths)


def loop_table(
    loop: str,
    columns: Sequence[Column],
    *,
    height: float = 0,
    empty: str = "",
    head: str = "Head",
    name: str = "行",
) -> str:
    """A table with one row for each `name` of `loop`; `empty` is printed where there is none."""
    widths = [column.width for column in columns]
    rows = [
        tag_row(f"{{%tr for {name} in {loop} %}}", widths),
        row([Cell(c.text, c.style) for c in columns], widths, height=height),
    ]
    if empty:
        rows.append(tag_row("{%tr else %}", widths))
        body = head.replace("Head", "") or "Cell"
        rows.append(row([Cell(empty, body, len(widths))], widths, height=height))
    rows.append(tag_row("{%tr endfor %}", widths))
    header = [[Cell(column.header, head) for column in columns]]
    return Table(widths, header, rows).xml()
