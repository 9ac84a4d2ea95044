"""`dossier read-scans`."""

import json
from collections.abc import Callable

import click.testing
import pytest

from dossier.errors import ExitCode
from dossier.scan import reader
from scan_pages import LETTER, scanned, sheet
from tiny_workspace import Tiny

Call = Callable[..., click.testing.Result]


def test_what_was_read_is_told(here: Tiny, call: Call) -> None:
    """This test ensures that pages are counted, and that it is said who makes use of the words."""
    scanned(here.root / "inputs/evidence/方案2021.pdf", sheet(*LETTER), sheet())
    told = call("read-scans")
    assert told.exit_code == 0, told.output
    assert "pages without text: 2 in 1 files; 1 of them have no words at all" in told.output
    assert "write 识别扫描件 = 是 in the sheet 设置" in told.output
    answered = call("--json", "read-scans").stdout
    assert json.loads(answered) == {
        "files": 1, "pages": 2, "empty": 1, "doubtful": [], "unread": [],
    }  # fmt: skip


def test_without_the_reader_it_says_what_to_install(
    here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the command ends with what to type, and not as if all were read."""
    monkeypatch.setattr(reader, "available", lambda: False)
    told = call("read-scans")
    assert told.exit_code == ExitCode.SETUP
    assert "make setup SCAN=1" in told.output
