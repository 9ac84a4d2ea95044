"""An empty page at the end of a Word file is left out, and that is told."""

import pytest

from word_file import NAMES, field, paragraph

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@pytest.mark.engine
@pytest.mark.parametrize("end", [BREAK + "<w:p/>", BREAK * 2, BREAK + "<w:p/>" * 5])
def test_empty_pages_at_the_end_are_left_out(printed, end):
    """pages that show nothing behind the last words are not bound, and are told."""
    made = printed(paragraph("甲") + end)
    assert made.pages == ["甲"]
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


@pytest.mark.engine
def test_an_empty_page_between_others_stays(printed):
    """what its author left empty before more words stays, and nothing is told."""
    made = printed(paragraph("甲") + BREAK * 2 + paragraph("乙"))
    assert made.pages == ["甲", "", "乙"]
    assert made.remarks == ()


@pytest.mark.engine
def test_a_page_that_shows_its_number_stays(printed):
    """a page with a footer shows something."""
    footer = f"<w:ftr {NAMES}>{paragraph('第', field('PAGE', '7'), '页')}</w:ftr>"
    made = printed(
        paragraph("甲") + BREAK + "<w:p/>",
        parts={"footer1.xml": footer},
        related={"rIdF": "footer footer1.xml"},
        section='<w:footerReference w:type="default" r:id="rIdF"/>',
    )
    first, second = made.pages
    assert first in {"甲第1页", "第1页甲"}  # whichever the page names first
    assert second == "第2页"


@pytest.mark.engine
def test_a_file_of_one_empty_page_keeps_it(printed):
    """there is always a page."""
    assert printed(paragraph("")).pages == [""]
