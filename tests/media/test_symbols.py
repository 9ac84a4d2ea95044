"""The signs of Wingdings and kin, as characters."""

import unicodedata

import pytest

from dossier.media.symbols import FONTS, counterpart, has_signs, in_unicode


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings 2", 0xF0A3, "□"),
        ("Wingdings 2", 0x52, "☑"),
        ("wingdings", 0xF0FE, "☑"),
        ("Wingdings", 0xF0A8, "□"),
        ("Wingdings", 0xF06C, "●"),
        ("Wingdings", 0xF0D8, "➢"),
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings 3", 0xF07D, "🞂"),
        ("Webdings", 0xF061, "✔"),
        ("Symbol", 0xF0B7, "•"),
        ("Symbol", 0xF061, "α"),
        ("Symbol", 0xF0B3, "≥"),
        ("Wingdings", 0xF0FF, ""),
        ("Wingdings", 0x6211, ""),
        ("Wingdings", 0x0A, ""),
        ("宋体", 0xF052, ""),
    ],
)
def test_a_sign_is_the_character_that_it_shows(font, code, sign):
    """a code of a font of signs is the character of Unicode that looks like it, or none."""
    assert counterpart(font, code) == sign


def test_text_in_such_a_font_keeps_what_is_no_sign():
    """letters of a font of signs become signs, and Chinese among them stays."""
    assert in_unicode("Wingdings 2", "R是\uf0a3否") == "☑是□否"
    assert in_unicode("Arial", "R是") == "R是"
    assert has_signs(" WINGDINGS 3")
    assert not has_signs("Wingding")


@pytest.mark.parametrize("font", FONTS)
def test_every_sign_is_a_character_that_is_assigned(font):
    """no table holds a code that no font can show, and each has a place for each code."""
    signs = [counterpart(font, code) for code in range(0x21, 0x100)]
    assert len(signs) - signs.count("") >= 180
    assert [s for s in signs if s and unicodedata.category(s) in {"Co", "Cn", "Cc", "Cs"}] == []
