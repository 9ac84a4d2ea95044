"""The font that is kept ready, and the one that is drawn where other characters are asked for."""

import sys
from pathlib import Path

import pytest

from dossier.bind.stamp import stamp_font

SCRIPTS = Path(__file__).parents[2] / "scripts"


def test_the_kept_font_is_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the file in the package is not edited by hand, nor out of date."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.delitem(sys.modules, "make_stampfont", raising=False)
    from make_stampfont import KEPT, content

    assert KEPT.read_text(encoding="utf-8") == content()


def test_numbers_need_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that page numbers and marks come without fontTools and without fonts."""
    monkeypatch.setitem(sys.modules, "dossier.bind.drawnfont", None)
    monkeypatch.setenv("DOSSIER_FONTS", "/nowhere")
    font = stamp_font("03盒 0012-1件 第47-2页 - 1 -")
    assert font.width("12") == pytest.approx(1.11)
    assert font.width("第页") == pytest.approx(2)
    with pytest.raises(ImportError):
        stamp_font("教务处")


def test_a_drawn_font_looks_like_the_kept_one() -> None:
    """This test ensures that a number is as wide in a box whose 归档章 needs other characters."""
    drawn, kept = stamp_font("教务处 -0123456789"), stamp_font("-0123456789")
    assert drawn is not kept
    assert set(drawn.codes) == set("教务处 -0123456789")
    assert drawn.width("2024-10") == kept.width("2024-10")
    assert (drawn.ascent, drawn.descent) == (kept.ascent, kept.descent)
