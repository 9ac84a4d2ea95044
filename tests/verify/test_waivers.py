"""What a waiver covers, and what it does not."""

import json
from pathlib import Path

import pytest

from dossier.messages import say
from dossier.model.ledger import WAIVABLE
from dossier.verify.catalogue import rows
from dossier.verify.package import BoxFile, FinishedPackage
from dossier.verify.rules import Fault, Rule
from dossier.verify.run import verify
from dossier.verify.waivers import ReportedWaiver, weighed
from written_pdf import written_pdf

FAULT = Fault(Rule.PAGE_BLANK, "boxes/box-03.pdf", say("a page"), "12", box="03", item="0004")


def waiver(**fields: str) -> ReportedWaiver:
    given = dict(rule="page-blank", box="03", item="", reason="原件如此", approver="周明", date="")
    return ReportedWaiver(**(given | fields))


@pytest.mark.parametrize("fields", [{}, {"item": "0004"}, {"approver": ""}])
def test_a_waiver_covers_its_rule_in_its_box(fields: dict[str, str]) -> None:
    """This test ensures that a fault that is waived is told with its waiver and does not count."""
    one = waiver(**fields)
    result = weighed([FAULT], [one])
    assert (result.faults, result.waived, result.idle) == ((), ((FAULT, one),), ())


@pytest.mark.parametrize(
    "fields", [{"rule": "paper-odd"}, {"box": "04"}, {"item": "0005"}, {"reason": ""}]
)
def test_a_waiver_covers_nothing_else(fields: dict[str, str]) -> None:
    """This test ensures that every other fault counts, and that the waiver is told as idle."""
    one = waiver(**fields)
    result = weighed([FAULT], [one])
    assert (result.faults, result.waived, result.idle) == ((FAULT,), (), (one,))


def test_a_fault_of_the_files_cannot_be_waived() -> None:
    """This test ensures that a waiver without a box does not cover what lies in none."""
    fault = Fault(Rule.FILE_CHANGED, "labels.pdf", say("changed"))
    one = waiver(rule="file-changed", box="")
    assert weighed([fault], [one]).faults == (fault,)


def test_the_rules_of_a_box_can_be_waived_and_no_other() -> None:
    """This test ensures that the sheet 豁免 knows the rules, and each by a name of its own."""
    files = [
        Rule.MANIFEST_MISSING, Rule.FILE_ABSENT, Rule.FILE_CHANGED, Rule.FILE_UNLISTED,
        Rule.REPORT_UNREADABLE, Rule.BOX_ABSENT, Rule.BOX_DAMAGED, Rule.BOX_ENCRYPTED,
        Rule.CHAPTER_PAGES, Rule.LABEL_ABSENT, Rule.BOX_STALE, Rule.INDEX_STALE,
        Rule.INPUTS_UNKNOWN, Rule.INPUT_CHANGED, Rule.INPUT_ADDED,
    ]  # fmt: skip
    assert list(WAIVABLE) == [rule.slug for rule in Rule if rule not in files]
    assert len(set(WAIVABLE.values())) == len(WAIVABLE)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A box of one item, with nothing that a box must have but its pages."""
    item = {"code": "0004", "title": "题名", "missing": False, "pages": ["1", "2"]}
    item |= {"spare": [], "blank": False}
    record = {"number": "03", "title": "题名", "file": "box-03.pdf", "items": [item]}
    record |= {"pages": 2, "vacant": [], "page_number": "N", "stamped": False}
    written_pdf(tmp_path / "box-03.pdf", "a", "b")
    waived = [{"rule": "title-absent", "box": "03", "reason": "旧件", "approver": "周明"}]
    report = {"schema": 2, "boxes": [record], "chapters": [], "waivers": waived}
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    return tmp_path


def test_the_report_brings_the_waivers(package: Path) -> None:
    """This test ensures that a finished package is judged by the waivers that lie in it."""
    verdict = verify(package)
    assert {fault.rule for fault, _ in verdict.waived} == {Rule.TITLE_ABSENT}
    assert Rule.TITLE_ABSENT not in {fault.rule for fault in verdict.faults}
    assert not verdict.sound
    assert verdict.idle == ()


def test_a_package_from_before_has_none(package: Path) -> None:
    """This test ensures that a report without waivers is understood."""
    report = json.loads((package / "report.json").read_text(encoding="utf-8"))
    del report["waivers"]
    (package / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert verify(package).waived == ()


def test_a_fault_knows_its_item(package: Path) -> None:
    """This test ensures that rules on rows name the item, and pages are looked up."""
    (record,) = FinishedPackage(package).records
    box = BoxFile(package / "box-03.pdf", record)
    assert [(fault.rule, fault.item) for fault in rows(box)] == [(Rule.ROW_ABSENT, "0004")]
    assert [box.item_on(label) for label in ("i", "1", "2", "3", "备考表")] == [
        "", "0004", "0004", "", "",
    ]  # fmt: skip
