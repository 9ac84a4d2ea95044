"""互见 and 页次 as people type them."""

import pytest
from small_books import told

PLACE = "evidence.xlsx!佐证材料登记!E2"


def table(also: str = "", pages: str = "") -> str:
    return f"""
        | 材料代码 | 题名 | 文件 | 互见 | 页次 |
        | B01-1 | 方案 | a.pdf | {also} | {pages} |
        """


def test_further_codes(reading) -> None:
    """This test ensures that 互见 holds any number of codes, none of which is a range."""
    dossier, findings = reading(佐证材料登记=table(also="B02-1、Ｂ02—3 B02-1"))
    assert findings == ()
    assert dossier.evidence[0].also == ("B02-1", "B02-3")
    assert dossier.evidence[0].pages == ()


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("3—5、8", ((3, 5), (8, 8))),
        ("３－５，８", ((3, 5), (8, 8))),
        ("第3~5页", ((3, 5),)),
        ("1-2；3 至 4", ((1, 4),)),
        ("#7", ((7, 7),)),
        ("1、2、3", ((1, 3),)),
    ],
)
def test_pages_in_any_spelling(reading, typed: str, pages: object) -> None:
    """This test ensures that full width, any dash and neighbours come to the same pages."""
    dossier, findings = reading(佐证材料登记=table(pages=typed))
    assert findings == ()
    assert dossier.evidence[0].pages == pages


@pytest.mark.parametrize("typed", ["0", "5—3", "3、3", "8、3—5", "前三页", "3—", "@2023-03-05"])
def test_what_are_no_pages(reading, typed: str) -> None:
    """This test ensures that a faulty cell is told; a date is what a spreadsheet makes of 3-5."""
    dossier, findings = reading(佐证材料登记=table(pages=typed))
    shown = typed.removeprefix("@")
    assert told(findings) == [f"{PLACE}: '页次': '{shown}' are no pages of a file [value-invalid]"]
    assert findings[0].hint.spoken("en") == "write rising page numbers as text, such as 3—5、8"
    assert len(dossier.evidence) == 1
