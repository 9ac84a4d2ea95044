"""The page that refers to a document bound elsewhere."""

from pathlib import Path

import pypdfium2

from dossier.facts import astuple
from dossier.typeset.placeholder import LINK, Reference, reference

FACTS = Reference(
    title="招生工作实施方案", indicator="B01 随迁子女就学", year="2021—2022学年度",
    number="星光校〔2021〕3号", author="星光实验学校", dated="2021年9月1日", see="03盒0012件",
)  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_it_says_what_it_stands_for_and_where_that_is(tmp_path: Path) -> None:
    """This test ensures that one page gives every fact, and says that it is no copy."""
    assert reference(FACTS, tmp_path / "a.pdf") == 1
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        words = squeezed(pdf[0].get_textpage().get_text_bounded())
    for part in (*astuple(FACTS), "互见", "见03盒0012件", "只装订一次"):
        assert squeezed(part) in words


def test_the_mark_stands_where_the_link_is_to_be(tmp_path: Path) -> None:
    """This test ensures that the frame of the link holds the mark alone."""
    reference(FACTS, tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        found = pdf[0].get_textpage().get_text_bounded(*LINK)
    assert squeezed(found) == "见03盒0012件"


def test_a_long_title_stays_on_the_page(tmp_path: Path) -> None:
    """This test ensures that much text gets smaller type, and markup is printed as it stands."""
    long = Reference("#panic *题名* " * 40, "", "", "", "星光学校、" * 40, "", "03盒0012件" * 4)
    assert reference(long, tmp_path / "a.pdf") == 1
    again = reference(long, tmp_path / "b.pdf")
    assert again == 1
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
