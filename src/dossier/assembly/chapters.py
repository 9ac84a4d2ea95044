"""Chapters and front matter as Word files: rendered where a printed fact changed."""

import traceback
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from dossier import log
from dossier.assembly.charts import draw_ahead, drawing
from dossier.assembly.conversion import UNCONVERTED
from dossier.assembly.edited import EditedChapter
from dossier.assembly.inspection import BROKEN, Inspection
from dossier.assembly.item_pdf import placeholder_pdf
from dossier.assembly.templates import CONTENTS, COVER, REMARKS, SHEETS, Templates, template_of
from dossier.convert import Converted
from dossier.errors import DossierError, OutputError
from dossier.facts import Fact
from dossier.files import BACKUP, safe_name
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.item import Arranged, ItemPdf
from dossier.model.layout import Layout
from dossier.model.standard import Chapter
from dossier.pool import Failure, Limits, Why, clear_away, guarded
from dossier.render.fields import Fields, Value
from dossier.render.material import Material
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.store.products import Products, State
from dossier.workspace import Workspace

_PICTURES = "cache/charts"
_LARGE = 1 << 16  # bytes of a document that leaves tens of megabytes behind in who has filled it in
_MANY = 96  # documents that several processes fill in sooner than one: each has to load docxtpl

# A catalogue of ten thousand rows is filled in within half of it; a template may ask for more than
# any machine has (`{{ 'a' * 10 ** 10 }}`).
_LIMITS = Limits(seconds=120)


def docx_of(chapter: Chapter) -> str:
    """The chapter's Word file, relative to build/."""
    return f"chapters/{chapter.docx}"


def front_of(box: Arranged, part: str) -> str:
    """A Word file of a box's front or back matter, relative to build/."""
    return f"cache/front/{safe_name(box.spec.number)}-{part}.docx"


def render_chapters(
    chapters: Iterable[Chapter],
    wanted: Container[Chapter],
    material: Material,
    templates: Templates,
    products: Products,
    faults: dict[str, str],
    edited: Mapping[str, EditedChapter],
) -> list[Finding]:
    """Render each wanted chapter that is not fresh; those that cannot be are added to `faults`.

    Those that were `edited` by hand, by their codes, are copied from the inputs. One that is edited
    and does not lie there (they may not be written to, or it was saved just now) is kept, and said
    so, wanted or not: a part of a build tells what a whole one tells. It is kept under another name
    where the title of its chapter has changed.
    """
    chapters = list(chapters)
    _follow_titles(chapters, products)
    findings: list[Finding] = []
    due: list[_Due] = []
    failed: dict[str, Finding] = {}
    for chapter in chapters:
        product = docx_of(chapter)
        if own := edited.get(chapter.code):
            reasons = products.reasons(product, own.inputs)
            if reasons == ("edited",):
                products.adopt(product)  # saved just now: the next command keeps it
            elif reasons and chapter in wanted:
                products.make(product, own.inputs, own.copy)
            continue
        fields = chapter_fields(chapter, material)
        try:
            layout = material.dossier.standard.layout_of(chapter)
            inputs = templates.inputs(chapter.template, fields, layout)
        except Exception as error:  # noqa: BLE001 - it costs this chapter, whatever it is
            one = _Due(chapter.template, fields, product, {}, ())
            failed[product] = _unfillable(one, _unforeseen(error), templates)
            continue
        reasons = products.reasons(product, inputs)
        if reasons == ("edited",):
            products.adopt(product)
            findings.append(
                Finding(
                    Code.CHAPTER_EDITED,
                    say("'{file}' was edited by hand and is kept as it is", file=product),
                    path=f"build/{product}",
                    hint=say("delete it to have it made again from the template"),
                    indicator=chapter.indicator,
                )
            )
        elif reasons and chapter in wanted:
            due.append(_Due(chapter.template, fields, product, inputs, reasons, layout))
    failed |= _render(due, templates, products)
    faults |= {chapter.key: BROKEN for chapter in chapters if docx_of(chapter) in failed}
    return [*findings, *failed.values()]


def render_front(
    boxes: Iterable[Arranged],
    material: Material,
    templates: Templates,
    faulty: frozenset[str],
    products: Products,
) -> dict[str, Finding]:
    """Render cover, 卷内目录 and 备考表 of each box, as far as their templates are sound.

    Returns what is wrong with those that cannot be made, by their files.
    """
    wanted: list[Document] = []
    for box in boxes:
        fields = box_fields(box, material)
        sound = (part for part in SHEETS if part not in faulty)
        wanted += [Document(front_of(box, part), template_of(box, part), fields) for part in sound]
    return render_documents(wanted, templates, products)


class Document(Fact, frozen=True):
    """A Word file: its product, its template, what that may name, and a layout of its own."""

    product: str
    template: str
    fields: Fields
    layout: Layout | None = None


def render_documents(
    documents: Iterable[Document], templates: Templates, products: Products
) -> dict[str, Finding]:
    """Render those that are not fresh; what is wrong with those that cannot be made, by product."""
    due: list[_Due] = []
    for one in documents:
        inputs = templates.inputs(one.template, one.fields, one.layout)
        if reasons := products.reasons(one.product, inputs):
            due.append(_Due(one.template, one.fields, one.product, inputs, reasons, one.layout))
    return _render(due, templates, products)


def unsettled(
    chapters: Iterable[Chapter],
    before: Mapping[str, int],
    item_pdfs: Mapping[str, ItemPdf],
    templates: Templates,
) -> OutputError:
    """What to say of a catalogue that is longer with shorter page numbers, and so on for ever."""
    chapter = next(c for c in chapters if before[c.key] != item_pdfs[c.key].pages)
    return OutputError(
        say(
            "chapter '{code}' has {first} pages with one set of page numbers, {second} with the "
            "next",
            code=chapter.code,
            first=before[chapter.key],
            second=item_pdfs[chapter.key].pages,
        ),
        say(
            "make template '{template}' a line longer or shorter",
            template=templates.path(chapter.template).name,
        ),
    )


def _follow_titles(chapters: Sequence[Chapter], products: Products) -> None:
    """Give chapters edited by hand the names that go with their titles now."""
    named = {docx_of(chapter) for chapter in chapters}
    there: dict[str, list[str]] = {}
    for file in sorted((products.build / "chapters").glob("*.docx")):
        product = f"chapters/{file.name}"
        if product not in named and BACKUP not in file.name and not file.name.startswith("."):
            there.setdefault(file.name.partition("-")[0], []).append(product)
    for chapter in chapters:
        new = docx_of(chapter)
        edited = [old for old in there.get(chapter.code, ()) if products.edited(old)]
        if len(edited) == 1 and products.state(new) in {State.ABSENT, State.MADE, State.OURS}:
            products.rename(edited[0], new)


class _Due(Fact, frozen=True):
    """A document to be made: of which template and fields, and why."""

    template: str
    fields: Fields
    product: str
    inputs: Mapping[str, str]
    reasons: tuple[str, ...]
    layout: Layout | None = None


def _render(due: Sequence[_Due], templates: Templates, products: Products) -> dict[str, Finding]:
    """Make what is due, in order; its charts first, for several of them are drawn at once.

    Returns what is wrong with what cannot be made, by product.
    """
    failed: dict[str, Finding] = {}
    if not due:
        return failed
    kept = products.build / _PICTURES
    draw_ahead((chart for one in due for chart in templates.charts(one.template, one.fields)), kept)
    tasks = [_task(one, templates, products, kept) for one in due]
    try:
        workers = None if len(tasks) >= _MANY else 1
        told = guarded(_fill, tasks, lambda _: _LIMITS, workers)
        for one, task, problem in zip(due, tasks, told, strict=True):
            if problem is not None:
                if isinstance(problem, Failure):
                    problem = _exceeding(problem)  # noqa: PLW2901 - the same, in words
                failed[one.product] = _unfillable(one, problem, templates)
            elif not products.edited(one.product):  # somebody may have saved it meanwhile
                products.place(one.product, one.inputs, one.reasons, task.out)
    finally:
        for task in tasks:
            task.out.unlink(missing_ok=True)
    return failed


def _unfillable(one: _Due, problem: "_Problem", templates: Templates) -> Finding:
    """A template with which something goes wrong that its trial did not show."""
    log.note(one.product, problem.detail)
    return Finding(
        Code.TEMPLATE_SYNTAX,
        say("'{file}' cannot be made of it: {why}", file=one.product, why=problem.told),
        path=f"templates/{templates.path(one.template).name}",
        hint=say("simplify the template, or make it again as it was shipped"),
    )


class _Problem(Fact, frozen=True):
    """What went wrong as a document was filled in: in a line, and for the log."""

    told: Text
    detail: str


def _unforeseen(error: Exception) -> _Problem:
    told = "".join(traceback.format_exception(error))
    return _Problem(say("an unexpected fault"), told)


def _exceeding(failure: Failure) -> _Problem:
    """What to say of a document that takes too much to fill in, or of which its child died."""
    told = {
        Why.TIME: say("it takes more than {seconds} s", seconds=round(failure.limits.seconds)),
        Why.MEMORY: say("it takes more than {megabytes} MB", megabytes=failure.limits.most),
    }
    return _Problem(told.get(failure.why) or say("an unexpected fault"), failure.detail)


class _Filling(Fact, frozen=True):
    """A document to be filled in, by this process or another: all that it takes."""

    template: Path
    values: dict[str, Value]
    out: Path
    pictures: Path
    names: frozenset[str]
    layout: Layout | None


def _task(one: _Due, templates: Templates, products: Products, pictures: Path) -> _Filling:
    names = templates.names(one.template)
    values = {head: one.fields[head] for head in {name.partition(".")[0] for name in names}}
    return _Filling(
        templates.path(one.template),
        values,
        products.aside(one.product),
        pictures,
        names,
        one.layout,
    )


def _fill(task: _Filling) -> _Problem | None:
    from dossier.render.word import render  # noqa: PLC0415 - loads docxtpl

    try:
        render(
            task.template, task.values, task.out, drawing(task.pictures), task.names, task.layout
        )
    except (DossierError, OSError, MemoryError):
        raise  # the run's, not the template's
    except Exception as error:  # noqa: BLE001 - a template is what people make of it
        return _unforeseen(error)
    if task.out.stat().st_size >= _LARGE:
        clear_away()
    return None


Front = tuple[tuple[str, ItemPdf], ...]
"""Documents before or after the items: bookmark and pages."""


class BoxSheets:
    """The sheets of all boxes, as far as their templates are sound."""

    def __init__(self, inspection: Inspection, products: Products) -> None:
        self._inspection = inspection
        self._products = products
        self._sound = [part for part in SHEETS if part not in inspection.faulty]
        self._failed: dict[str, Finding] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with sheets that could not be made."""
        return tuple(self._failed.values())

    def rendered(self, boxes: Iterable[Arranged], material: Material) -> list[Path]:
        """The Word files of the sheets of `boxes`, made where they are not fresh."""
        asked = list(boxes)
        inspection = self._inspection
        asked_for = [front_of(box, part) for box in asked for part in self._sound]
        for product in asked_for:
            self._failed.pop(product, None)
        self._failed |= render_front(
            asked, material, inspection.templates, inspection.faulty, self._products
        )
        return [inspection.workspace.build / one for one in asked_for if one not in self._failed]

    def known(self, boxes: Iterable[Arranged]) -> list[Path]:
        """The Word files of the sheets of `boxes` that were made before."""
        return [
            self._file(box, part)
            for box in boxes
            for part in self._sound
            if self._products.has(front_of(box, part))
        ]

    def front(self, box: Arranged, converted: Mapping[Path, Converted]) -> Front:
        """Cover and catalogue, which stand before the items."""
        parts = (COVER, CONTENTS)
        return tuple((template_of(box, part), self._pdf(box, part, converted)) for part in parts)

    def back(self, box: Arranged, converted: Mapping[Path, Converted]) -> Front:
        """备考表, which stands behind them."""
        return ((REMARKS, self._pdf(box, REMARKS, converted)),)

    def _pdf(self, box: Arranged, part: str, converted: Mapping[Path, Converted]) -> ItemPdf:
        """A sheet; where it cannot be had, a page that says so."""
        title = f"{part}（{box.spec.title}）"
        one = converted.get(self._file(box, part))
        return sheet_pdf(self._inspection.workspace, title, one, self._inspection.why_not(part))

    def _file(self, box: Arranged, part: str) -> Path:
        return self._inspection.workspace.build / front_of(box, part)


def sheet_pdf(workspace: Workspace, title: str, converted: Converted | None, lack: str) -> ItemPdf:
    """A sheet of a box as it was converted, or a page that says why (`lack`: it never was)."""
    if converted is not None and converted.item_pdf is not None:
        return converted.item_pdf
    why = UNCONVERTED if converted and converted.fault else lack
    return placeholder_pdf(workspace, title, "", "", why, "")
