import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from audit import verdict

SOUND = {"name": "click", "version": "8.1", "vulns": []}
FLAWED = {
    "name": "lxml",
    "version": "5.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.1"]}],
}
SKIPPED = {"name": "segno", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "lines", "wrong"),
    [
        ([SOUND], ["nothing is known against 1 packages"], False),
        ([SOUND, FLAWED], ["lxml 5.0: PYSEC-1 (mended in 5.1)"], True),
        (
            [SKIPPED],
            [
                "nothing is known against 0 packages",
                "1 of 1 packages not audited, for no index of vulnerabilities answers for them",
            ],
            False,
        ),
    ],
)
def test_what_is_known_is_told(packages: list[object], lines: list[str], wrong: bool) -> None:
    """This test ensures that a flaw is an error, and that what was not looked up is said."""
    report = json.dumps({"dependencies": packages})
    assert verdict(report) == ([f"audit: {line}" for line in lines], wrong)


def test_no_index_is_said() -> None:
    """This test ensures that a run without network does not look like a clean one."""
    lines, wrong = verdict("")
    assert lines == ["audit: not done, for no index of vulnerabilities answers"]
    assert not wrong
