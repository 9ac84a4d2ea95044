"""The templates of a workspace: their faults, the names that they use, and what they are."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from dossier import log, shipped
from dossier.assembly.charts import means
from dossier.facts import Fact, asdict
from dossier.files import sha256_if_readable
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.chart import Chart
from dossier.model.item import Arranged
from dossier.model.layout import Layout
from dossier.pool import Failure, Why, guarded
from dossier.render.catalogue import PAGED
from dossier.render.fields import Fields, Rows, Value, charts_in
from dossier.render.material import Material
from dossier.render.tasks import lint_task, names_task
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.store.memo import Memo
from dossier.store.source_hash import content_key, source_hash

SHEETS = COVER, CONTENTS, REMARKS = "封面", "卷内目录", "备考表"
"""The sheets of a box besides its items."""

OF_THE_CLERK = TASK_SHEET, CONFIRMATION = "任务单", "签字确认单"
"""Those of the clerk's own papers, which are in no box."""

_ARCHIVED = "归档文件目录"
OF_BOXES = (*SHEETS, _ARCHIVED)
"""Those of a box, in either scheme."""
_SHAPES = 4  # of one template: schools of two kinds, before and after a change


def template_of(box: Arranged, part: str) -> str:
    """The template of a box's front or back matter.

    A box that follows DA/T 22-2015 has 归档文件目录 in place of 卷内目录.
    """
    return _ARCHIVED if part == CONTENTS and box.year else part


class _KnownTemplate(Fact):
    """Of a template: the names that it uses, and the shapes of fields with which it is sound.

    Of one that `multiplies` (:class:`~dossier.render.lint.NamedFields`), the fields as they are.
    """

    names: list[str]
    sound: list[str]
    multiplies: bool = False


class Templates:
    """The templates of a workspace.

    What they name, and with which fields they were found sound, is kept in `memory` by their
    content: to read all of them again takes as long as to render a chapter.
    """

    def __init__(self, folder: Path, memory: Path | None = None) -> None:
        self._folder = folder
        self._hashes: dict[str, str] = {}
        self._memo = memory and Memo(memory, dict[str, _KnownTemplate], source_hash("render"))
        self._known = (self._memo.read() if self._memo else None) or {}
        self._fresh: dict[str, _KnownTemplate] = {}

    def path(self, name: str) -> Path:
        """The template's file; '.docx' may be left out in the workbook."""
        own = self._folder / (name if name.endswith(".docx") else f"{name}.docx")
        # a workspace that began before the clerk's papers came along has none of its own
        return shipped.template(name) if name in OF_THE_CLERK and not own.is_file() else own

    def names(self, name: str) -> frozenset[str]:
        """The fields that it prints."""
        return frozenset(self._entry(name).names)

    def charts(self, name: str, fields: Fields) -> Iterator[Chart]:
        """The charts among the fields that it names."""
        return charts_in(fields.printed(self.names(name)))

    def paged(self, name: str) -> bool:
        """Whether it prints page numbers of boxes."""
        return any(used.partition(".")[0] in PAGED for used in self.names(name))

    def inputs(self, name: str, fields: Fields, layout: Layout | None = None) -> dict[str, str]:
        """What a document made of this template and `fields` depends on, by name."""
        printed = fields.printed(self.names(name))
        return {
            f"template {self.path(name).name}": self.sha256(name),
            "program": source_hash("render"),
            **({f"layout {layout.name}": content_key(asdict(layout))} if layout else {}),
            **({"charts": means()} if any(charts_in(printed)) else {}),
            **{f"field {field}": content_key(value) for field, value in printed.items()},
        }

    def lint(
        self, material: Material, whole: Callable[[], Material]
    ) -> dict[str, tuple[Finding, ...]]:
        """The faults of the templates that the standard uses, by the names of the faulty ones.

        The `material` has one box, which has all fields; where rows count, the `whole` is asked
        for.
        """
        boxes = material.boxes[:1]
        sheets = {template_of(box, part) for box in boxes for part in SHEETS}
        self._learn({chapter.template for chapter in material.chapters} | sheets)
        found: dict[str, tuple[Finding, ...]] = {}
        vocabularies: dict[str, Fields] = {}
        for chapter in material.chapters:
            if chapter.template not in vocabularies:
                all_of_it = self._entry(chapter.template).multiplies
                fields = chapter_fields(chapter, whole() if all_of_it else material)
                vocabularies[chapter.template] = fields
        for box in boxes:
            for part in SHEETS:
                name = template_of(box, part)
                if self._entry(name).multiplies:
                    every = whole()
                    longest = max(every.boxes, key=lambda one: len(one.items))
                    vocabularies.setdefault(name, box_fields(longest, every))
                vocabularies.setdefault(name, box_fields(box, material))
        for name, faults in self.faults(vocabularies).items():
            if faults:
                # whoever asks for the contents of a box does not know which template they have
                found[CONTENTS if name == _ARCHIVED else name] = faults
        if self._memo and self._fresh != self._known:
            self._memo.write(self._fresh)
        return found

    def faults(self, wanted: Mapping[str, Fields]) -> dict[str, tuple[Finding, ...]]:
        """What is wrong with each template: nothing, where it was sound with such fields before."""
        self._learn(wanted)
        found: dict[str, tuple[Finding, ...]] = dict.fromkeys(wanted, ())
        tasks: dict[str, tuple[Path, dict[str, Value]]] = {}
        shapes: dict[str, str] = {}
        for name, fields in wanted.items():
            entry = self._entry(name)
            # what is found depends on which fields there are, not on their texts
            try:
                printed = fields.printed(entry.names)
                shapes[name] = content_key(printed if entry.multiplies else _shape(printed))
            except Exception as error:  # noqa: BLE001 - it costs what this template gives
                text = "".join(traceback.format_exception(error))
                found[name] = self._exceeding(name, Failure(Why.RAISED, detail=text))
                continue
            if shapes[name] not in entry.sound:
                heads = {used.partition(".")[0] for used in entry.names}
                # of the others it is enough to know that they are there
                values = {field: fields[field] if field in heads else "" for field in fields}
                tasks[name] = self.path(name), values
        # by one child, for each has to load python-docx
        for name, told in zip(tasks, guarded(lint_task, [*tasks.values()], workers=1), strict=True):
            found[name] = self._exceeding(name, told) if isinstance(told, Failure) else told
            if not found[name]:
                entry = self._entry(name)
                entry.sound = [*entry.sound, shapes[name]][-_SHAPES:]
        return found

    def _exceeding(self, name: str, failure: Failure) -> tuple[Finding, ...]:
        """What to say of a template that takes too much, or of which its child died."""
        path = f"templates/{self.path(name).name}"
        log.note(path, failure.detail)
        return (
            Finding(
                Code.TEMPLATE_SYNTAX,
                say("it takes more time or memory to fill in than any document has")
                if failure.exceeded
                else say("an unexpected fault"),
                path=path,
                hint=say("simplify the template, or make it again as it was shipped"),
            ),
        )

    def _learn(self, names: Iterable[str]) -> None:
        """Have the names read of the templates that are not known yet."""
        unknown = {
            content: self.path(name)
            for name in names
            if (content := self.sha256(name)) not in self._fresh and content not in self._known
        }
        told = guarded(names_task, [*unknown.values()], workers=1)
        for content, used in zip(unknown, told, strict=True):
            # what is wrong with it, looking for its faults will tell
            names, multiplies = (frozenset(), False) if isinstance(used, Failure) else used
            self._fresh[content] = _KnownTemplate(sorted(names), [], multiplies)

    def _entry(self, name: str) -> _KnownTemplate:
        """What is known of a template."""
        content = self.sha256(name)
        if content not in self._fresh:
            self._learn([name])
        if content not in self._fresh:
            known = self._known[content]
            self._fresh[content] = _KnownTemplate(known.names, list(known.sound), known.multiplies)
        return self._fresh[content]

    def sha256(self, name: str) -> str:
        """The SHA-256 of a template; '' where there is none that can be read."""
        if name not in self._hashes:
            self._hashes[name] = sha256_if_readable(self.path(name))
        return self._hashes[name]


def _shape(value: Value) -> object:
    """What kind of value it is, and with which columns."""
    if isinstance(value, Rows):
        return [_shape(value.like)]
    if isinstance(value, Mapping):
        return {name: _shape(part) for name, part in value.items()}
    return type(value).__name__
