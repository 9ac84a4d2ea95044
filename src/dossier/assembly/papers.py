"""The clerk's own papers: 任务单 and 签字确认单, as Word files and PDFs in build/tasks/.

They go in no box and into no package. Only the command that asks for them makes them, as far as
they are not fresh; the day from which deadlines count is an input like any other.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from dossier.assembly.chapters import Document, render_documents
from dossier.assembly.confirmed import keep_lists, signables
from dossier.assembly.conversion import convert_documents, copy_pdf, faults_of
from dossier.assembly.inspection import Inspection
from dossier.assembly.templates import CONFIRMATION, TASK_SHEET
from dossier.check.run import owned_all
from dossier.convert import Engine
from dossier.facts import Fact
from dossier.files import safe_name
from dossier.finding import Finding
from dossier.model.confirmation import ConfirmedKind, Signable
from dossier.model.tasksheet import TaskSheet
from dossier.plan.tasksheets import task_sheets
from dossier.progress import Progress
from dossier.render.fields import Fields
from dossier.render.tasksheets import confirmation_fields, task_sheet_fields
from dossier.store.products import Products

FOLDER = "tasks/"


class Papers(Fact, frozen=True):
    """What was made: the pages with their Word files, and what is wrong with any of them.

    `kept` are files that a person had edited, and where each lies now.
    """

    day: date | None
    sheets: tuple[tuple[TaskSheet, str], ...]
    confirmations: tuple[str, ...]
    findings: tuple[Finding, ...]
    kept: tuple[tuple[str, str], ...]


def make_papers(
    inspection: Inspection, engine: Engine | None, day: date | None, progress: Progress
) -> Papers:
    """Make the pages of all persons and groups, and the sheets to be signed."""
    products = Products.remembered(inspection.workspace.build, inspection.edited.contents)
    dossier = inspection.dossier
    sheets = [(one, _product(one)) for one in task_sheets(dossier, inspection.findings)]
    current = list(signables(inspection))
    keep_lists(inspection.workspace.signed, current, dossier.confirmations)
    papers: list[Document] = [
        Document(product, TASK_SHEET, task_sheet_fields(sheet, dossier, day))
        for sheet, product in sheets
    ]
    signed = [(_of_subject(one), _sheets_of(one, current, inspection)) for one in ConfirmedKind]
    papers += [Document(product, CONFIRMATION, fields) for product, fields in signed if fields]
    findings = _make(papers, inspection, products, engine, progress)
    products.sweep_folder(FOLDER)
    products.save()
    made = [one.product for one in papers if products.has(one.product)]
    return Papers(
        day,
        tuple((sheet, product) for sheet, product in sheets if product in made),
        tuple(product for product, fields in signed if product in made),
        tuple(findings),
        tuple(products.kept),
    )


def _product(sheet: TaskSheet) -> str:
    kind = "个人" if sheet.person else "小组"
    return f"{FOLDER}{safe_name(f'任务单-{kind}-{sheet.name}')}.docx"


def _of_subject(subject: ConfirmedKind) -> str:
    return f"{FOLDER}{CONFIRMATION}-{subject.value}.docx"


def _sheets_of(
    subject: ConfirmedKind, current: Sequence[Signable], inspection: Inspection
) -> Fields | None:
    of = [one for one in current if one.subject is subject]
    return confirmation_fields(of, inspection.dossier) if of else None


def _make(
    papers: Sequence[Document],
    inspection: Inspection,
    products: Products,
    engine: Engine | None,
    progress: Progress,
) -> list[Finding]:
    """Render and convert what is not fresh; what is wrong with templates and documents."""
    templates = inspection.templates
    wanted: dict[str, Fields] = {}
    for paper in papers:
        wanted.setdefault(paper.template, paper.fields)
    faulty = {name: found for name, found in templates.faults(wanted).items() if found}
    sound = [paper for paper in papers if paper.template not in faulty]
    for paper in sound:
        if products.edited(paper.product):
            products.discard(paper.product)  # it is put aside, and kept there
    failed = render_documents(sound, templates, products)
    findings = [*(one for found in faulty.values() for one in found), *failed.values()]
    files = {
        inspection.workspace.build / paper.product: paper.product
        for paper in sound
        if paper.product not in failed
    }
    converted = convert_documents(
        [*files], inspection.workspace, engine, partial(progress, "convert chapters")
    )
    for file, product in files.items():
        one = converted[file]
        findings += faults_of(product, one)
        if one.item_pdf is not None:
            pdf = f"{product.removesuffix('.docx')}.pdf"
            products.make(pdf, {"document": one.item_pdf.sha256}, partial(copy_pdf, one.item_pdf))
    return list(owned_all(findings, inspection.dossier))
