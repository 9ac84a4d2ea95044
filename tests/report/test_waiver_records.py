"""What report.json tells verification and export, which see no workbook."""

from datetime import date

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.model.ledger import Waiver
from dossier.report.matrix import matrix
from dossier.report.records import report
from dossier.verify.waivers import ReportedWaiver
from factories import dossier, row


def told(one: Dossier) -> dict[str, object]:
    return report(one, (), matrix(one.standard, ()), (), (), (), {})


def test_waivers_are_told_as_verification_reads_them() -> None:
    """This test ensures that both ends have the same fields, and a date is told as ISO 8601."""
    waiver = Waiver("page-blank", "03", "", "原件如此", "周明", date(2023, 4, 1), row("豁免"))
    record = told(replace(dossier(), waivers=(waiver, replace(waiver, dated=None))))
    first, second = [ReportedWaiver(**one) for one in record["waivers"]]  # type: ignore[attr-defined]
    assert first == ReportedWaiver("page-blank", "03", "", "原件如此", "周明", "2023-04-01")
    assert second.date == ""


def test_the_day_of_the_school_is_told() -> None:
    """This test ensures that 成文日期 is there for a bag to bear, or a blank."""
    given = dossier()
    school = replace(given.school, dated=date(2023, 4, 20))
    assert told(replace(given, school=school))["dated"] == "2023-04-20"
    assert told(replace(given, school=replace(school, dated=None)))["dated"] == ""
