"""Chapters and front matter as Word files: linted once, rendered where a printed fact changed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.assembly.drawing import draw_ahead, drawing, means
from dossier.assembly.identity import code_of
from dossier.assembly.leaves import Leaf
from dossier.assembly.products import Products
from dossier.errors import OutputError
from dossier.files import key_of, safe_name, sha256_of
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.chapter import Chapter
from dossier.model.chart import Chart
from dossier.model.item import Arranged
from dossier.render.catalogue import PAGED
from dossier.render.fields import Fields, Value, charts_in
from dossier.render.material import Material
from dossier.render.vocabulary import box_fields, chapter_fields

SHEETS = COVER, CONTENTS, REMARKS = "封面", "卷内目录", "备考表"
"""The sheets of a box besides its items."""

_ARCHIVED = "归档文件目录"
_PICTURES = "cache/charts"


def docx_of(chapter: Chapter) -> str:
    """The chapter's Word file, relative to build/."""
    return f"chapters/{safe_name(f'{chapter.code}-{chapter.title}')}.docx"


def front_of(box: Arranged, part: str) -> str:
    """A Word file of a box's front or back matter, relative to build/."""
    return f"cache/front/{safe_name(box.spec.number)}-{part}.docx"


def _template_of(box: Arranged, part: str) -> str:
    """The template of a box's front or back matter.

    A box that follows DA/T 22-2015 has 归档文件目录 in place of 卷内目录.
    """
    return _ARCHIVED if part == CONTENTS and box.year else part


class Templates:
    """The templates of a workspace: their faults, the names they use, and what they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, frozenset[str]] = {}
        self._hashes: dict[str, str] = {}

    def path(self, name: str) -> Path:
        """The template's file; '.docx' may be left out in the workbook."""
        return self._folder / (name if name.endswith(".docx") else f"{name}.docx")

    def names(self, name: str) -> frozenset[str]:
        """The fields that it prints."""
        if name not in self._names:
            from dossier.render.lint import names_used  # noqa: PLC0415 - loads python-docx

            self._names[name] = names_used(self.path(name))
        return self._names[name]

    def charts(self, name: str, fields: Fields) -> Iterator[Chart]:
        """The charts among the fields that it names."""
        return charts_in(fields.printed(self.names(name)))

    def paged(self, name: str) -> bool:
        """Whether it prints page numbers of boxes."""
        return any(used.partition(".")[0] in PAGED for used in self.names(name))

    def inputs(self, name: str, fields: Fields) -> dict[str, str]:
        """What a document made of this template and `fields` depends on, by name."""
        if name not in self._hashes:
            self._hashes[name] = sha256_of(self.path(name))
        printed = fields.printed(self.names(name))
        return {
            f"template {self.path(name).name}": self._hashes[name],
            "program": code_of("render"),
            **({"charts": means()} if any(charts_in(printed)) else {}),
            **{f"field {field}": key_of(value) for field, value in printed.items()},
        }

    def lint(self, material: Material) -> tuple[tuple[Finding, ...], frozenset[str]]:
        """The faults of all templates that the standard uses, and the names of the faulty ones."""
        from dossier.render.lint import lint  # noqa: PLC0415 - loads python-docx

        findings: list[Finding] = []
        faulty: set[str] = set()
        vocabularies: dict[str, Mapping[str, Value]] = {}
        for chapter in material.chapters:
            vocabularies.setdefault(chapter.template, chapter_fields(chapter, material))
        for box in material.boxes[:1]:
            for part in SHEETS:
                vocabularies.setdefault(_template_of(box, part), box_fields(box, material))
        for name, fields in vocabularies.items():
            faults = lint(self.path(name), fields)
            findings += faults
            if faults:
                # whoever asks for the contents of a box does not know which template they have
                faulty.add(CONTENTS if name == _ARCHIVED else name)
        return tuple(findings), frozenset(faulty)


def render_chapters(
    chapters: Iterable[Chapter],
    wanted: Container[Chapter],
    material: Material,
    templates: Templates,
    products: Products,
) -> list[Finding]:
    """Render each wanted chapter that is not fresh.

    One edited by hand is kept, and said so, wanted or not: a part of a build tells what a whole
    one tells.
    """
    findings: list[Finding] = []
    due: list[_Due] = []
    for chapter in chapters:
        product = docx_of(chapter)
        fields = chapter_fields(chapter, material)
        inputs = templates.inputs(chapter.template, fields)
        reasons = products.reasons(product, inputs)
        if reasons == ("edited",):
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
            due.append(_Due(chapter.template, fields, product, inputs, reasons))
    _render(due, templates, products)
    return findings


def render_front(
    boxes: Iterable[Arranged],
    material: Material,
    templates: Templates,
    faulty: frozenset[str],
    products: Products,
) -> None:
    """Render cover, 卷内目录 and 备考表 of each box, as far as their templates are sound."""
    due: list[_Due] = []
    for box in boxes:
        fields = box_fields(box, material)
        for part in SHEETS:
            if part in faulty:
                continue
            template, product = _template_of(box, part), front_of(box, part)
            inputs = templates.inputs(template, fields)
            if reasons := products.reasons(product, inputs):
                due.append(_Due(template, fields, product, inputs, reasons))
    _render(due, templates, products)


def unsettled(
    chapters: Iterable[Chapter],
    before: Mapping[str, int],
    leaves: Mapping[str, Leaf],
    templates: Templates,
) -> OutputError:
    """What to say of a catalogue that is longer with shorter page numbers, and so on for ever."""
    chapter = next(c for c in chapters if before[c.key] != leaves[c.key].pages)
    return OutputError(
        say(
            "chapter '{code}' has {first} pages with one set of page numbers, {second} with the "
            "next",
            code=chapter.code,
            first=before[chapter.key],
            second=leaves[chapter.key].pages,
        ),
        say(
            "make template '{template}' a line longer or shorter",
            template=templates.path(chapter.template).name,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Due:
    """A document to be made: of which template and fields, and why."""

    template: str
    fields: Fields
    product: str
    inputs: Mapping[str, str]
    reasons: tuple[str, ...]


def _render(due: Sequence[_Due], templates: Templates, products: Products) -> None:
    """Make what is due, in order; its charts first, for several of them are drawn at once."""
    if not due:
        return
    from dossier.render.word import render  # noqa: PLC0415 - loads docxtpl

    kept = products.build / _PICTURES
    draw_ahead((chart for one in due for chart in templates.charts(one.template, one.fields)), kept)
    draw = drawing(kept)
    for one in due:
        names = templates.names(one.template)
        render(templates.path(one.template), one.fields, products.build / one.product, draw, names)
        products.made(one.product, one.inputs, one.reasons)
