"""Tables that float, and tables that are wider than the paper."""

import pytest

from word_file import lines, paragraph, row, table

PAPER = 595


def floating(where: str) -> str:
    return f'<w:tblpPr w:leftFromText="180" w:rightFromText="180" {where}/>'


@pytest.mark.engine
@pytest.mark.parametrize(
    "where",
    [
        'w:vertAnchor="text" w:tblpY="100"',
        'w:vertAnchor="page" w:horzAnchor="page" w:tblpX="1800" w:tblpY="2000"',
        'w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"',
        'w:vertAnchor="text" w:horzAnchor="page" w:tblpX="2500" w:tblpY="1"',
    ],
)
def test_a_floating_table_goes_over_pages(printed, where):
    """sixty rows of a floating table are printed, and it is told that it was set into the text."""
    rows = (row(paragraph(f"第{n}行")) for n in range(1, 61))
    made = printed(paragraph("前") + table(*rows, properties=floating(where)) + paragraph("后"))
    assert [n for n in range(1, 61) if f"第{n}行" not in made.words] == []
    assert len(made.pages) == 2
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


@pytest.mark.engine
def test_a_floating_table_within_a_cell_goes_over_pages(printed):
    """the rows of one within another table are printed, too."""
    inner = table(
        *(row(paragraph(f"第{n}行")) for n in range(1, 61)),
        properties=floating('w:vertAnchor="text" w:tblpY="1"'),
        grid=(3000,),
    )
    made = printed(table(row(paragraph("外") + inner + paragraph("后"))))
    assert [n for n in range(1, 61) if f"第{n}行" not in made.words] == []


@pytest.mark.engine
def test_a_low_floating_table_stays(printed):
    """a small one beside the text stands where it stood, and nothing is told."""
    small = table(
        row(paragraph("甲")),
        row(paragraph("乙")),
        properties=floating('w:vertAnchor="text" w:horzAnchor="margin" w:tblpX="5000" w:tblpY="1"'),
        grid=(2000,),
    )
    made = printed(paragraph("前") + small + lines(5))
    assert made.remarks == ()
    assert made.place("甲")[0] > 300


@pytest.mark.engine
@pytest.mark.parametrize("layout", ["", '<w:tblLayout w:type="fixed"/>'])
@pytest.mark.parametrize("width", ["", '<w:tcW w:w="2072" w:type="dxa"/>'])
def test_a_table_wider_than_the_paper_is_fitted(printed, layout, width):
    """all eight columns stand on the paper, and that is told."""
    cells = row(*(paragraph(f"列{n}") for n in range(8)))
    cells = cells.replace("<w:tcPr/>", f"<w:tcPr>{width}</w:tcPr>")
    made = printed(table(cells, properties=layout, grid=(2072,) * 8))
    places = [made.place(f"列 {n}")[0] for n in range(8)]
    assert places == sorted(places)
    assert places[-1] < PAPER - 90
    assert len(made.remarks) == 1


@pytest.mark.engine
def test_a_table_that_the_paper_holds_keeps_its_width(printed):
    """one that stands out into the margins is as its author made it."""
    cells = row(*(paragraph(f"列{n}") for n in range(4)))
    made = printed(table(cells, properties='<w:jc w:val="center"/>', grid=(2500,) * 4))
    assert made.remarks == ()
    assert made.place("列 3")[0] - made.place("列 0")[0] == pytest.approx(375, abs=5)


@pytest.mark.engine
def test_a_table_that_ends_the_last_section_stands_on_its_paper(printed):
    """a table with no paragraph behind it is not on the turned page of the section before."""
    turned = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    cells = [paragraph(f"列{n}") for n in range(6)]
    made = printed(
        paragraph("前文") + paragraph(properties=turned) + table(row(*cells), grid=(1300,) * 6)
    )
    assert made.pages == ["前文", "".join(f"列{n}" for n in range(6))]
