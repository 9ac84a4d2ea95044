"""`dossier export` and `dossier unpack`, and waivers as `dossier verify` tells them."""

import json
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import dossier.verify.run
from dossier.errors import ExitCode
from dossier.messages import say
from dossier.verify.rules import Fault, Rule
from dossier.verify.run import Verification
from dossier.verify.waivers import ReportedWaiver
from tiny_workspace import Tiny

Call = Callable[..., click.testing.Result]
FAULT = Fault(Rule.PAGE_BLANK, "boxes/box-01.pdf", say("a page is blank"), "2", "01", "0001")
LEAVE = ReportedWaiver("page-blank", "01", "0001", "原件如此", "周明", "2023-04-01")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[[Verification], None]:
    """Makes verification come to the verdict that the test is about."""

    def put(verdict: Verification) -> None:
        monkeypatch.setattr(dossier.verify.run, "verify", lambda *_: verdict)

    return put


def test_a_sound_package_is_exported(
    here: Tiny, call: Call, judged: Callable[[Verification], None], tmp_path: Path
) -> None:
    """This test ensures that bag and plain copy are written, and what was written is told."""
    call("build")
    judged(Verification(2, 6, ()))
    result = call("--json", "export", "--bagit", str(tmp_path / "bag"))
    assert result.exit_code == ExitCode.OK
    payload = [path for path in (tmp_path / "bag" / "data").rglob("*") if path.is_file()]
    told = json.loads(result.stdout)
    assert (told["files"], told["bytes"]) == (
        len(payload), sum(path.stat().st_size for path in payload),
    )  # fmt: skip
    result = call("export", str(tmp_path / "plain"))
    assert result.stdout == f"'{tmp_path}/plain': files: {told['files']}, bytes: {told['bytes']}\n"
    assert not (tmp_path / "plain" / "bagit.txt").exists()


def test_copies_to_show(
    here: Tiny, call: Call, judged: Callable[[Verification], None], tmp_path: Path
) -> None:
    """This test ensures that what was taken out is told, and a bag cannot be asked for as well."""
    call("build")
    judged(Verification(2, 6, ()))
    told = json.loads(call("--json", "export", "--public", str(tmp_path / "shown")).stdout)
    assert told["numbers"] == told["pages"] == 0
    assert not (tmp_path / "shown" / "report.json").exists()
    result = call("export", "--public", str(tmp_path / "again"))
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines()[1] == "numbers of persons taken out: 0, on pages: 0"
    result = call("export", "--public", "--bagit", str(tmp_path / "both"))
    assert result.exit_code == ExitCode.USAGE
    assert not (tmp_path / "both").exists()


def test_an_unsound_package_is_not_exported(
    here: Tiny, call: Call, judged: Callable[[Verification], None], tmp_path: Path
) -> None:
    """This test ensures that faults are counted, and how to see them is said."""
    call("build")
    judged(Verification(2, 6, (Fault(Rule.FILE_CHANGED, "labels.pdf", say("changed")),)))
    result = call("export", str(tmp_path / "out"))
    assert result.exit_code == ExitCode.FINDINGS
    assert result.stderr.splitlines()[-2:] == [
        "error: the package is not sound, faults: 1",
        "hint: see them with: dossier verify",
    ]
    assert not (tmp_path / "out").exists()


def test_inputs_that_changed_are_told(
    here: Tiny, call: Call, judged: Callable[[Verification], None], tmp_path: Path
) -> None:
    """This test ensures that verify --inputs and export name what the package is not made from."""
    call("build")
    built = call("verify", "--inputs").stdout
    here.evidence("方案2021.pdf", "plan 2021 corrected")
    changed = "inputs/evidence/方案2021.pdf"
    lines = call("verify", "--inputs").stdout.splitlines()
    assert f"{changed}: error: it has changed since the package was made [input-changed]" in lines
    assert changed not in built
    assert changed not in call("verify").stdout
    judged(Verification(2, 6, ()))
    result = call("export", str(tmp_path / "out"))
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines()[:2] == [
        f"note: '{changed}': it has changed since the package was made",
        "note: the package is exported as it was built; to renew it: dossier build",
    ]


def test_a_box_is_unpacked(here: Tiny, call: Call, tmp_path: Path) -> None:
    """This test ensures that the items of a box that was built come out, and are told."""
    call("build")
    record = json.loads((here.root / "build" / "report.json").read_text(encoding="utf-8"))
    (box,) = (one for one in record["boxes"] if one["number"] == "02")
    result = call("unpack", str(here.root / "build" / box["file"]), "--into", str(tmp_path / "o"))
    assert result.exit_code == ExitCode.OK
    given = sorted(path.name for path in (tmp_path / "o").iterdir())
    assert [name[:4] for name in given] == [f"{item['number']:04d}" for item in box["items"]]
    assert result.stdout.splitlines()[-1] == (
        f"'{tmp_path}/o': items: {len(given)}, pages: {box['pages']}"
    )


def _blank(page: int, item: str = "0001") -> Fault:
    return Fault(Rule.PAGE_BLANK, "boxes/box-01.pdf", say("a page is blank"), str(page), "01", item)


def _wrong(page: int, item: str = "0001") -> Fault:
    text = say("the page bears '{printed}' and not '{number}'", printed=page + 1, number=page)
    return Fault(Rule.NUMBER_WRONG, "boxes/box-01.pdf", text, str(page), "01", item)


def test_many_pages_of_an_item_are_told_together(
    call: Call, judged: Callable[[Verification], None]
) -> None:
    """This test ensures that an item gives a line for each rule, errors first, and no page gone."""
    faults = [fault for page in range(1, 3001) for fault in (_blank(page), _wrong(page))]
    faults += [_blank(3001, "0002"), _blank(3002, "0002")]
    faults += [Fault(Rule.ROW_EXTRA, "boxes/box-01.pdf", say("a row is extra"))] * 2
    judged(Verification(1, 3002, tuple(faults)))
    result = call("verify")
    assert result.exit_code == ExitCode.FINDINGS
    shown = [line for line in result.stdout.splitlines() if not line.startswith("  hint: ")]
    assert shown == [
        "boxes/box-01.pdf#1: error: the page bears '2' and not '1' [number-wrong]",
        "  the same on: 2、3、4、5、6 and 2994 more pages",
        "boxes/box-01.pdf: error: a row is extra [row-extra]",
        "  and 1 more of the kind",
        "boxes/box-01.pdf#1: warning: a page is blank [page-blank]",
        "  the same on: 2、3、4、5、6 and 2994 more pages",
        "boxes/box-01.pdf#3001: warning: a page is blank [page-blank]",
        "  the same on: 3002",
        "boxes: 1, pages: 3002, faults: 6004",
    ]
    told = json.loads(call("--json", "verify").stdout)["faults"]
    assert len(told) == 6004
    assert {one["place"] for one in told if one["rule"] == "number-wrong"} == {
        f"boxes/box-01.pdf#{page}" for page in range(1, 3001)
    }


def test_many_waived_pages_are_told_together(
    call: Call, judged: Callable[[Verification], None]
) -> None:
    """This test ensures that pages under one waiver are one line with its reason."""
    judged(Verification(1, 9, (), tuple((_blank(page), LEAVE) for page in range(1, 8))))
    assert call("verify").stdout.splitlines() == [
        "boxes/box-01.pdf#1: waived: a page is blank [page-blank]",
        "  the same on: 2、3、4、5、6、7",
        "  reason: 原件如此 (approved by 周明)",
        "faults that are waived: 7",
        "boxes: 1, pages: 9, faults: 0",
    ]


def test_waivers_are_told(call: Call, judged: Callable[[Verification], None]) -> None:
    """This test ensures that what is waived, why and by whom is printed, and what is idle."""
    idle = ReportedWaiver("paper-odd", "01", "", "图纸", "周明", "")
    judged(Verification(1, 2, (), ((FAULT, LEAVE),), (idle,)))
    result = call("verify")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines() == [
        "boxes/box-01.pdf#2: waived: a page is blank [page-blank]",
        "  reason: 原件如此 (approved by 周明)",
        "note: 'paper-odd' is waived in box 01, but nothing there breaks it",
        "faults that are waived: 1",
        "boxes: 1, pages: 2, faults: 0",
    ]
    told = json.loads(call("--json", "verify").stdout)
    assert [one["reason"] for one in told["waived"]] == ["原件如此"]
    assert [one["rule"] for one in told["idle"]] == ["paper-odd"]
