"""Settings: parts with their sign, counts, and what is neither."""

from decimal import Decimal

import pytest

from dossier.assess.settings import count_of, part_of
from dossier.finding import Code


@pytest.mark.parametrize(
    ("text", "part"),
    [("30%", "0.30"), ("３０％", "0.3"), ("1.5‰", "0.0015"), (" 50 %", "0.5"), ("0%", "0")],
)
def test_a_part_has_its_sign(text, part) -> None:
    """percent and per mille are understood, in full width as well."""
    assert part_of({"波动幅度": text}, "波动幅度") == (Decimal(part), ())


@pytest.mark.parametrize("text", ["30", "0.3", "三成", "-5%", "30%左右"])
def test_a_part_without_its_sign_is_not_guessed(text) -> None:
    """a bare number, which may be a part or a percentage, is a finding and no value."""
    value, (finding,) = part_of({"波动幅度": text}, "波动幅度")
    assert value is None
    assert (finding.code, finding.at, finding.path) == (
        Code.RULE_INCOMPLETE,
        None,
        "standard.xlsx",
    )
    assert str(finding.text) == f"setting '波动幅度' cannot be '{text}'"


def test_a_count() -> None:
    """a count may be followed by its unit, and is whole."""
    assert count_of({"最低": "1,600份"}, "最低") == (1600, ())
    value, (finding,) = count_of({"最低": "600.5"}, "最低")
    assert (value, finding.code) == (None, Code.RULE_INCOMPLETE)


def test_blank_is_not_set() -> None:
    """a setting that is blank or absent has no value, and nothing is wrong with it."""
    assert part_of({}, "波动幅度") == part_of({"波动幅度": " "}, "波动幅度") == (None, ())
    assert count_of({}, "最低") == (None, ())
