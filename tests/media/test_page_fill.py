"""How full pages are, and which of them a typographer would not leave."""

from pathlib import Path

import pytest

from dossier.media.page_fill import Sparse, sparse_pages
from written_pdf import written_pdf

FULL = "一行文字\n\n" * 9


def test_a_page_that_is_nearly_empty(tmp_path: Path) -> None:
    """a page of one line between others is told, a full one and the end of a text are not."""
    written_pdf(tmp_path / "a.pdf", FULL, "一行", FULL)
    (one,) = sparse_pages(tmp_path / "a.pdf")
    assert one.page == 2
    assert one.percent < 10


@pytest.mark.parametrize(("lines", "told"), [(1, True), (2, True), (3, False), (9, False)])
def test_a_last_page_of_a_line_or_two(tmp_path: Path, lines: int, told: bool) -> None:
    """a last page with one or two lines is told with their number; three may stand."""
    written_pdf(tmp_path / "a.pdf", FULL, "\n\n".join(["一行"] * lines))
    assert sparse_pages(tmp_path / "a.pdf") == ((Sparse(2, lines=lines),) if told else ())


def test_what_may_be_empty(tmp_path: Path) -> None:
    """a document of one page, and the page before an annex or form, end where their text ends."""
    written_pdf(tmp_path / "one.pdf", "一行")
    assert sparse_pages(tmp_path / "one.pdf") == ()
    for begun in ("附件1", "表Ⅴ 经费"):
        written_pdf(tmp_path / "a.pdf", "一\n\n二\n\n三", f"{begun}\n\n{FULL}")
        assert sparse_pages(tmp_path / "a.pdf") == ()
    written_pdf(tmp_path / "a.pdf", "一行", f"附件1\n\n{FULL}")
    assert sparse_pages(tmp_path / "a.pdf") == (Sparse(1, lines=1),)
