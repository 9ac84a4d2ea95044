"""Fonts and pictures are not kept when no page is to be set for a while."""

from pathlib import Path

from dossier.typeset import press
from dossier.typeset.placeholder import Notice, placeholder

NOTICE = Notice(title="值班表", indicator="B23", year="", reason="未提交", responsible="李芳")


def test_a_press_put_away_sets_the_same_page_again(tmp_path: Path) -> None:
    """This test ensures that nothing is held after putting away, and that nothing is lost by it."""
    placeholder(NOTICE, tmp_path / "a.pdf")
    press.put_away()
    assert press._press.cache_info().currsize == 0
    press.put_away()
    placeholder(NOTICE, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
