"""The setting 转为PDF/A, as people write it."""

import pytest

from dossier.finding import Code
from dossier.model.archival import archival_of


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({}, False),
        ({"转为PDF/A": ""}, False),
        ({"转为PDF/A": " 否 "}, False),
        ({"转为PDF/A": "是"}, True),
        ({"转为PDF/A": "是　"}, True),
    ],
)
def test_the_setting_is_understood(settings: dict[str, str], asked: bool) -> None:
    """This test ensures that nothing is converted but where somebody says 是."""
    assert archival_of(settings) == (asked, ())


def test_another_word_is_told_and_taken_as_no() -> None:
    """This test ensures that a slip neither converts nor goes unnoticed."""
    asked, (finding,) = archival_of({"转为PDF/A": "要"})
    assert not asked
    assert finding.code is Code.RULE_INCOMPLETE
    assert (str(finding.text), str(finding.hint), finding.path) == (
        "setting '转为PDF/A' cannot be '要'",
        "write 是 or 否",
        "standard.xlsx",
    )
