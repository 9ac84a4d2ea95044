"""One template by itself: its faults, the fields that it may use, and what it looks like filled in.

Which fields there are hangs on what a template is used for: a chapter, a sheet of a box, a paper of
the clerk's. One that nothing uses yet is taken for a chapter's about the whole school.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from dossier.assembly.chapters import Document, render_documents
from dossier.assembly.confirmed import signables
from dossier.assembly.conversion import convert_documents, copy_pdf, faults_of
from dossier.assembly.inspection import Inspection
from dossier.assembly.templates import CONFIRMATION, OF_BOXES, OF_THE_CLERK, TASK_SHEET
from dossier.convert import Engine
from dossier.errors import UnknownTargetError
from dossier.facts import Fact
from dossier.files import safe_name
from dossier.finding import Finding
from dossier.messages import Text, say
from dossier.model.item import Arranged
from dossier.model.layout import Layout
from dossier.model.standard import Chapter
from dossier.plan.tasksheets import task_sheets
from dossier.progress import Progress
from dossier.render.fields import Fields, Forms, Link, Rows, Value
from dossier.render.meanings import MEANINGS
from dossier.render.tasksheets import confirmation_fields, task_sheet_fields
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.render.words import field_name
from dossier.store.products import Products
from dossier.text import NO, YES
from dossier.workspace import is_litter

FOLDER = "preview/"
_END = ".docx"


class Use(Fact, frozen=True):
    """What a template is used for, and the fields that it may name then.

    `code` is that of the chapter or box with which it is filled in, '' for what has none.
    """

    text: Text
    code: str
    fields: Fields
    layout: Layout | None = None


class KnownField(Fact, frozen=True):
    """A field: what it holds (`kind`), what it means, and what it would print now.

    `columns` are those of a table; `used` tells whether the template names it.
    """

    name: str
    kind: Text
    meaning: str
    value: str
    columns: tuple[str, ...]
    used: bool


class Preview(Fact, frozen=True):
    """A template that was filled in: the Word file, the PDF where it could be made, the faults."""

    use: Use
    docx: Path | None
    pdf: Path | None
    findings: tuple[Finding, ...]


def names(inspection: Inspection) -> tuple[str, ...]:
    """The templates of the workspace, without .docx, and those that something asks for."""
    there = (
        file.stem
        for file in inspection.workspace.templates.glob(f"*{_END}")
        if not is_litter(file.name)
    )
    asked = (chapter.template.removesuffix(_END) for chapter in inspection.chapters)
    return tuple(sorted({*there, *asked}))


def use_of(inspection: Inspection, name: str, code: str = "") -> Use:
    """What the template is used for; of several chapters or boxes that of `code`, or the first.

    UnknownTargetError where there is no such template, or nothing of that code uses it.
    """
    known = sorted({*names(inspection), *OF_THE_CLERK})
    if name not in known:
        raise UnknownTargetError(
            say("there is no template '{name}'", name=name),
            say("the templates are: {names}", names="、".join(known)),
        )
    material = inspection.material(inspection.boxes, {})
    standard, uses = inspection.dossier.standard, dict[str, Use]()
    for chapter in inspection.chapters:
        if chapter.template.removesuffix(_END) == name:
            text = say("chapter {code} {title}", code=chapter.code, title=chapter.title)
            fields, layout = chapter_fields(chapter, material), standard.layout_of(chapter)
            uses[chapter.code] = Use(text, chapter.code, fields, layout)
    for box in inspection.boxes:
        if name in OF_BOXES:
            uses[box.spec.number] = _of_box(box, inspection)
    if name in OF_THE_CLERK:
        uses = {"": _of_clerk(name, inspection)}
    if code and code not in uses:
        raise UnknownTargetError(
            say("'{name}' is not used for '{code}'", name=name, code=code),
            say("known: {codes}", codes="、".join(uses) or "—"),
        )
    return uses[code] if code else next(iter(uses.values()), _unused(name, inspection))


def _of_box(box: Arranged, inspection: Inspection) -> Use:
    fields = box_fields(box, inspection.material(inspection.boxes, {}))
    return Use(say("box {number}", number=box.spec.number), box.spec.number, fields)


def _of_clerk(name: str, inspection: Inspection) -> Use:
    dossier = inspection.dossier
    if name == CONFIRMATION:
        first = tuple(signables(inspection))[:1]
        return Use(say("sheets to be signed"), "", confirmation_fields(first, dossier))
    sheets = task_sheets(dossier, inspection.findings)
    busy = max(sheets, key=lambda sheet: len(sheet.errands), default=None)
    assert name == TASK_SHEET
    if busy is None:
        raise UnknownTargetError(
            say("nobody has anything to do"), say("fill in '任务分解表' of people.xlsx")
        )
    fields = task_sheet_fields(busy, dossier, dossier.school.counted)
    return Use(say("the task sheet of {name}", name=busy.name), "", fields)


def _unused(name: str, inspection: Inspection) -> Use:
    """A template that no row of 章节 names yet."""
    at = inspection.chapters[0].row if inspection.chapters else None
    material = inspection.material(inspection.boxes, {})
    if at is None:
        raise UnknownTargetError(
            say("no template is used"), say("fill in the sheet '章节' of standard.xlsx")
        )
    chapter = Chapter("", name, name, "", "", at)
    return Use(say("nothing yet: no row of '章节' names it"), "", chapter_fields(chapter, material))


def faults(inspection: Inspection, asked: tuple[str, ...]) -> Mapping[str, tuple[Finding, ...]]:
    """Everything that is wrong with each of the templates, with its place."""
    uses = {name: use_of(inspection, name) for name in asked}
    return inspection.templates.faults({name: use.fields for name, use in uses.items()})


def known_fields(inspection: Inspection, name: str, use: Use) -> Iterator[KnownField]:
    """The fields that the template may name, in the order of the rooms that give them."""
    heads = {used.partition(".")[0] for used in inspection.templates.names(name)}
    own = {
        field_name(one): "school.xlsx“基本信息”中的项目" for one in inspection.dossier.school.facts
    }
    own |= {
        field_name(one): "school.xlsx“报告文字”中的小节" for one in inspection.dossier.school.words
    }
    for field in use.fields:
        value = use.fields[field]
        columns = tuple(value.like) if isinstance(value, Rows) else ()
        if isinstance(value, Mapping):
            columns = tuple(value)
        meaning = MEANINGS.get(field) or own.get(field) or "school.xlsx中的项目，尚未填写"
        yield KnownField(field, _kind(value), meaning, _shown(value), columns, field in heads)


_KINDS = (
    (bool, say("yes or no")), (Link, say("text")), (Forms, say("forms")), (Rows, say("table")),
    (tuple, say("paragraphs")), (str, say("text")), (Mapping, say("group")),
)  # fmt: skip
_CHART = say("chart")


def _kind(value: Value) -> Text:
    return next((text for kind, text in _KINDS if isinstance(value, kind)), _CHART)


def _shown(value: Value) -> str:
    """What a field would print, in a line."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Forms | Rows):
        return str(say("{count} rows", count=len(value)))
    if isinstance(value, tuple):
        return " / ".join(map(str, value))
    if isinstance(value, Mapping):
        return str(say("{count} names", count=len(value)))
    return value if isinstance(value, str) else str(_CHART)


def preview(
    inspection: Inspection, engine: Engine | None, name: str, use: Use, progress: Progress
) -> Preview:
    """Fill in one template, and make a PDF of it; nothing else is made."""
    found = inspection.templates.faults({name: use.fields})[name]
    if found:
        return Preview(use, None, None, found)
    products = Products.remembered(inspection.workspace.build, inspection.edited.contents)
    stem = safe_name("-".join(filter(None, (name, use.code))))
    product = f"{FOLDER}{stem}{_END}"
    if products.edited(product):
        products.discard(product)
    failed = render_documents(
        [Document(product, name, use.fields, use.layout)], inspection.templates, products
    )
    docx = inspection.workspace.build / product
    pdf, told = None, [*failed.values()]
    if not failed:
        steps = partial(progress, "convert chapters")
        one = convert_documents([docx], inspection.workspace, engine, steps)[docx]
        told += faults_of(product, one)
        if one.item_pdf is not None:
            made = f"{FOLDER}{stem}.pdf"
            products.make(made, {"document": one.item_pdf.sha256}, partial(copy_pdf, one.item_pdf))
            pdf = inspection.workspace.build / made
    products.save()
    return Preview(use, None if failed else docx, pdf, tuple(told))
