"""The county's files: workbook, report, page and JSON, each whole or not at all."""

import shutil
from pathlib import Path

from dossier.assembly.charts import drawing
from dossier.county.charts import can_draw
from dossier.county.fields import report_fields
from dossier.county.kept import REPORT, is_kept
from dossier.county.lists import advice, contributions, findings, gaps, per_school
from dossier.county.overview import overview
from dossier.county.record import county_record
from dossier.county.tables import balance, coefficients, conditions, sets
from dossier.files import sha256_of, write_json, write_text, written_aside
from dossier.model.county import County
from dossier.model.evidence_file import FileKind, SourceFile
from dossier.model.table import Table

TEMPLATE = Path(__file__).parent / "县域报告.docx"


def write(county: County, into: Path, template: Path | None = None) -> tuple[str, ...]:
    """Write all of them into the folder `into`; the names of what was written, in order.

    `template` is the school office's own 县域报告.docx, where it has one. The report has charts
    only where the fonts are set up, and its PDF comes only where LibreOffice is there. One that was
    edited by hand stays, and becomes the PDF.
    """
    # each loads a library of its own, which no other command needs
    from dossier.render.word import render  # noqa: PLC0415
    from dossier.report.county import county_book  # noqa: PLC0415
    from dossier.report.forms import write_forms  # noqa: PLC0415

    into.mkdir(parents=True, exist_ok=True)
    county_book(tables(county), into / "county.xlsx")
    made = ["county.xlsx"]
    if county.forms:
        write_forms(county.forms, into / "forms.xlsx")
        made.append("forms.xlsx")
    fields = report_fields(county, drawn=can_draw())
    if not is_kept(into):
        render(template or TEMPLATE, fields, into / REPORT, drawing(into / "cache/charts"))
    write_text(into / "index.html", overview(county))
    write_json(into / "report.json", county_record(county))
    made.append(REPORT)
    if _converted(into / REPORT, into / "county-report.pdf", into / "cache"):
        made.append("county-report.pdf")
    return (*made, "index.html", "report.json")


def tables(county: County) -> tuple[Table, ...]:
    """The sheets of county.xlsx, in the order in which they are read."""
    return (
        conditions(county),
        *(balance(county, family, stage) for family, stage in sets(county)),
        coefficients(county),
        advice(county),
        contributions(county),
        gaps(county),
        per_school(county),
        findings(county),
    )


def _converted(document: Path, out: Path, cache: Path) -> bool:
    """Whether the PDF could be made; an old one does not stay beside a new report."""
    from dossier.convert import convert  # noqa: PLC0415
    from dossier.convert.libreoffice import find  # noqa: PLC0415

    digest = sha256_of(document)
    source = SourceFile(document.name, FileKind.WORD, digest, str(document))
    found = convert([source], cache, find(cache / "engine"))[document].item_pdf
    if found is None:
        out.unlink(missing_ok=True)
        return False
    with written_aside(out) as aside:
        shutil.copyfile(found.pdf, aside)
    return True
