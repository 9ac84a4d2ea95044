"""Content that does, and does not, leave the graphics state as it found it."""

import pytest

from dossier.bind.content import is_balanced


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"q 1 0 0 1 5 5 cm Q",
        b"q q Q Q\nq\nQ",
        b"BT (q Q Q \\) q) Tj ET",
        b"[(Q)-20(q\\\\)] TJ",
        b"% Q in a comment\nq Q",
        b"/Q gs /q Do",
        b"BI /W 1 /H 1 ID \x00Q Q\xff EI q Q",
        b"/OC /L1 BDC EMC /A BMC EMC",
        b"<51> Tj",
    ],
)
def test_sound_content_is_balanced(content):
    """strings, names, comments and inline images are not taken for operators."""
    assert is_balanced(content)


@pytest.mark.parametrize(
    "content",
    [b"q", b"Q", b"Q q", b"q Q Q", b"q(text)Tj", b"BT", b"/OC /L1 BDC", b"EMC", b"0 g\nQ\n0 g"],
)
def test_unsound_content_is_not(content):
    """what is closed too often, or never, is noticed."""
    assert not is_balanced(content)
