"""Builds that are killed leave nothing false: the short run of tests/soak.py."""

from pathlib import Path

from soak import soaked


def test_fifteen_kills_and_two_builds_at_once_leave_nothing_false(tmp_path: Path) -> None:
    """This test ensures that the next build gives the bytes of one that nobody disturbed.

    Each of five commands is ended by each of three signals. Nothing is taken for edited by hand,
    and no file, process or folder of a moment is left.
    """
    soak = soaked(tmp_path, kills=15, doubles=2, seed=1, tiny=True)
    assert soak.faults == []
    assert sum(soak.counts.values()) - soak.counts["begun anew"] == 17
