"""The county's files: workbook, report, page and JSON; what a person has made of them is kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from dossier.assembly.charts import drawing
from dossier.county.charts import can_draw
from dossier.county.fields import report_fields
from dossier.county.lists import advice, contributions, findings, gaps, per_school
from dossier.county.overview import overview
from dossier.county.record import county_record
from dossier.county.tables import balance, coefficients, conditions, sets
from dossier.files import nothing_in, put_aside, sha256_of, write_json, write_text, written_aside
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.county import County
from dossier.model.evidence_file import FileKind, SourceFile
from dossier.model.table import Table
from dossier.proof import Proof, proof_of

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
    from dossier.convert.engines import find  # noqa: PLC0415

    digest = sha256_of(document)
    source = SourceFile(document.name, FileKind.WORD, digest, str(document))
    found = convert([source], cache, find(cache / "engine"))[document].item_pdf
    if found is None:
        out.unlink(missing_ok=True)
        return False
    with written_aside(out) as aside:
        shutil.copyfile(found.pdf, aside)
    return True


REPORT = "county-report.docx"
_BOOKS = ("county.xlsx", "forms.xlsx")


def is_kept(into: Path) -> bool:
    """Whether the report in the folder `into` was edited by hand: it is not written again."""
    return _state(into / REPORT) is Proof.BROKEN


def spared(into: Path) -> Iterator[Finding]:
    """Put aside what is not as this program made it; an edited report stays, and both is told.

    A file that says nothing of itself may be a person's, and is put aside, too.
    """
    for name in (REPORT, *_BOOKS):
        path = into / name
        if name == REPORT and is_kept(into):
            yield Finding(
                Code.CHAPTER_EDITED,
                say("'{file}' was edited by hand and is kept as it is", file=name),
                path=name,
                hint=say("delete it to have it made again from the template"),
            )
        elif _state(path) not in {None, Proof.SOUND}:
            copy = put_aside(path)
            yield Finding(
                Code.CHAPTER_EDITED,
                say("'{file}' was changed by hand: that is kept as '{copy}'", file=name,
                    copy=copy.name),
                path=name,
            )  # fmt: skip


def _state(path: Path) -> Proof | None:
    """What a file says of itself; None where there is none, or nothing in it."""
    return proof_of(path) if path.is_file() and not nothing_in(path) else None
