"""What several templates share: 落款, numbered paragraphs, tables with a column for each year."""

from make_templates.wordml import Cell, Column, Table, each, para, row, run, tag_row


def signature() -> str:
    """落款: who and when, never without some text before it on its page."""
    return (
        para("", "Text", properties="<w:keepNext/>")
        + para("{{ 学校名称 }}", "Signature", properties="<w:keepNext/>")
        + para("{{ 成文日期 }}", "Signature")
    )


def lead(loop: str) -> str:
    """Paragraphs numbered （一）, （二）, whose first sentence heads them."""
    return each(
        "段",
        loop,
        para(
            run("（{{ loop.index|中文数字 }}）{{ 段|首句 }}", style="Lead") + run("{{ 段|余文 }}"),
            "Text",
        ),
    )


def years_table(
    loop: str,
    columns: tuple[Column, ...],
    per_year: tuple[Column, ...],
    *,
    whole: float = 156,
    sizes: tuple[str, str] = ("Head", "Cell"),
    last: tuple[Column, ...] = (),
    years: str = "学年度",
) -> str:
    """A table with some columns for each school year, as many years as the standard has.

    `per_year` of one column stands under the year alone; of several, under a header of two rows.
    """
    head, body = sizes
    several = len(per_year) > 1
    tag = 1  # cells that hold {%tc %}; docxtpl takes them away
    widths = [
        *(c.width for c in columns),
        tag,
        *(c.width for c in per_year),
        tag,
        *(c.width for c in last),
    ]
    top = [
        *(Cell(c.header, head, merge="restart" if several else "") for c in columns),
        Cell(f"{{%tc for 年 in {years} %}}", head),
        Cell("{{ 年 }}", head, span=len(per_year)),
        Cell("{%tc endfor %}", head),
        *(Cell(c.header, head, merge="restart" if several else "") for c in last),
    ]
    header = [top]
    if several:
        header.append(
            [
                *(Cell("", head, merge="continue") for _ in columns),
                Cell(f"{{%tc for 年 in {years} %}}", head),
                *(Cell(c.header, head) for c in per_year),
                Cell("{%tc endfor %}", head),
                *(Cell("", head, merge="continue") for _ in last),
            ]
        )
    rows = [
        tag_row(f"{{%tr for 行 in {loop} %}}", widths),
        row(
            [
                *(Cell(c.text, c.style) for c in columns),
                Cell("{%tc for 年 in 行.各年 %}", body),
                *(Cell(c.text, c.style) for c in per_year),
                Cell("{%tc endfor %}", body),
                *(Cell(c.text, c.style) for c in last),
            ],
            widths,
        ),
        tag_row("{%tr endfor %}", widths),
    ]
    return Table(widths, header, rows, whole).xml()
