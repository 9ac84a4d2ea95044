"""Freeze the numbers of what was built, and make what must be printed again since then."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from dossier.assembly.inspection import Built, Inspection
from dossier.assembly.outputs import REPORT, front_labels, spine_labels
from dossier.errors import OutputError, UnknownTargetError
from dossier.facts import Fact, asdict, replace
from dossier.files import passing_folder, safe_name
from dossier.messages import say
from dossier.model.item import Arranged
from dossier.plan.frozen import frozen_now
from dossier.printing.changes import Change, Slip, changes, slip
from dossier.printing.pages import pages_of
from dossier.printing.printed import PaperSheet, PrintedBox, Printing
from dossier.printing.record import keep, printings
from dossier.progress import Progress
from dossier.store.source_hash import content_key

SHEETS, CHANGES = "reprint/sheets.pdf", "reprint/changes.xlsx"

_FEW = 2  # sheets that a slip names one by one


class Reprint(Fact, frozen=True):
    """What is to be printed again: files within build/, slips by box, and what has changed.

    `sheets` is how many sheets there are beside slips and labels; `pages` all pages of the file.
    """

    since: str
    slips: tuple[Slip, ...]
    changes: tuple[Change, ...]
    sheets: int
    pages: int


def freeze(inspection: Inspection, built: Built, name: str, progress: Progress) -> Path:
    """Record the numbers and pages of every box under `name`; the file of the record.

    Raises :class:`~dossier.errors.OutputError` where a printing of that name is on record.
    """
    known = printings(inspection.workspace.frozen)
    order = max((one.order for one in known), default=0) + 1
    name = name or f"第{order}次"
    # two names that differ in signs that no file name has would be one file
    if safe_name(name).casefold() in {safe_name(one.name).casefold() for one in known}:
        raise OutputError(
            say("numbers are frozen under the name '{name}' already", name=name),
            say("give another name; what was frozen once is never changed"),
        )
    return keep(_now(inspection, built, name, order, progress), inspection.workspace.frozen)


def reprint(inspection: Inspection, built: Built, since: str, progress: Progress) -> Reprint:
    """Make build/reprint/: what has to be printed again `since` the printing of that name.

    '' means the last one. Raises :class:`~dossier.errors.UnknownTargetError` where there is none.
    """
    known = {one.name: one for one in printings(inspection.workspace.frozen)}
    if not known:
        raise UnknownTargetError(
            say("no numbers have been frozen yet"),
            say("'dossier freeze' records what is printed"),
        )
    if since and since not in known:
        raise UnknownTargetError(
            say("no printing '{name}' is on record", name=since),
            say("known: {codes}", codes="、".join(known)),
        )
    before = known[since] if since else list(known.values())[-1]
    now = _now(inspection, built, before.name, before.order, progress)
    slips = tuple(
        slip(
            before.boxes.get(number),
            # all sheets of a box that is no more come out
            now.boxes.get(number) or replace(before.boxes[number], pages=()),
            was_duplex=before.duplex,
            duplex=now.duplex,
        )
        for number in sorted({*before.boxes, *now.boxes})
    )
    touched = [one for one in slips if one.steps or one.label]
    told = tuple(_changes(before, now, touched))
    for product in (SHEETS, CHANGES):  # of the last time
        built.products.discard(product)
    pages = _written(inspection, built, before.name, touched, duplex=now.duplex) if touched else 0
    if touched or told:
        from dossier.report.books import changed  # noqa: PLC0415 - loads openpyxl

        rows = [(one.fate.value, one.box, one.code, one.title, one.before, one.now) for one in told]
        built.products.make(CHANGES, {}, partial(changed, rows))
    built.products.save()
    sheets = sum(len(one.sheets) for one in touched)
    return Reprint(before.name, tuple(touched), told, sheets, pages)


def _now(
    inspection: Inspection, built: Built, name: str, order: int, progress: Progress
) -> Printing:
    build = inspection.workspace.build
    report = json.loads((build / REPORT).read_text(encoding="utf-8"))
    records: dict[str, Any] = {record["number"]: record for record in report["boxes"]}
    labels = _labels(inspection, built)
    boxes = {}
    for box in built.boxes:
        number = box.spec.number
        if number not in records:
            continue
        record = records[number]
        total = record["pages"]
        pages = pages_of(
            build / box.pdf,
            record["items"],
            lambda done, box=box, total=total: progress("look", done, total, box.pdf),  # type: ignore[misc]
        )
        boxes[number] = PrintedBox(number, box.spec.title, pages, labels[number])
    frozen = frozen_now(built.boxes, built.pages, name, inspection.frozen)
    paper = inspection.dossier.standard.settings.paper
    return Printing(frozen, order, paper.duplex, boxes)


def _labels(inspection: Inspection, built: Built) -> dict[str, str]:
    """A key of what the labels of each box say."""
    fronts = front_labels(built.boxes, built.pages, inspection.dossier)
    spines = spine_labels(built.boxes, built.pages, inspection.dossier)
    return {
        box.spec.number: content_key(asdict(spine), asdict(front))
        for box, spine, front in zip(built.boxes, spines, fronts, strict=True)
    }


def _changes(before: Printing, now: Printing, slips: Sequence[Slip]) -> Iterator[Change]:
    again = {one.number: {sheet.document for sheet in one.sheets} for one in slips}
    for number in {**before.frozen.boxes, **now.frozen.boxes}:
        yield from changes(
            number,
            before.frozen.boxes.get(number),
            now.frozen.boxes.get(number),
            again.get(number, ()),
        )


def _written(
    inspection: Inspection, built: Built, since: str, slips: Sequence[Slip], *, duplex: bool
) -> int:
    """The PDF of slips, sheets and labels; its page count."""
    from dossier.printing.sheets import Bundle, draw_out  # noqa: PLC0415 - loads pikepdf

    build = inspection.workspace.build
    files = {box.spec.number: build / box.pdf for box in built.boxes}
    with passing_folder() as folder:
        bundles = [
            Bundle(
                f"{one.number}盒换页单",
                _slip_file(one, inspection, since, Path(folder, f"{place}.pdf")),
                files.get(one.number),
                one.sheets,
            )
            for place, one in enumerate(slips)
        ]
        labelled = {one.number for one in slips if one.label}
        boxes = [box for box in built.boxes if box.spec.number in labelled]
        others = list(_label_files(boxes, inspection, built, Path(folder)))
        pages = 0

        def drawn(out: Path) -> None:
            nonlocal pages
            pages = draw_out(bundles, others, out, duplex=duplex)

        built.products.make(SHEETS, {}, drawn)
        return pages


def _label_files(
    boxes: Sequence[Arranged], inspection: Inspection, built: Built, folder: Path
) -> Iterator[tuple[str, Path]]:
    from dossier.typeset.fronts import fronts  # noqa: PLC0415 - loads typst
    from dossier.typeset.labels import labels  # noqa: PLC0415

    if not boxes:
        return
    paper = inspection.dossier.standard.settings.paper
    spines, sides = folder / "spines.pdf", folder / "fronts.pdf"
    labels(spine_labels(boxes, built.pages, inspection.dossier), spines, full=paper.full_labels)
    fronts(front_labels(boxes, built.pages, inspection.dossier), sides)
    yield "脊背标签", spines
    yield "盒面标签", sides


def _slip_file(one: Slip, inspection: Inspection, since: str, out: Path) -> Path:
    from dossier.typeset.slips import Move, SlipSheet, slip_sheet  # noqa: PLC0415 - loads typst

    steps = [
        Move(
            _runs(step.out),
            _runs(step.into),
            _named([step.behind]) if step.behind else None,
        )
        for step in one.steps
    ]
    slip_sheet(
        SlipSheet(inspection.dossier.school.name, since, one.number, one.title, steps, one.label),
        out,
    )
    return out


def _runs(sheets: Sequence[PaperSheet]) -> list[Any]:
    """The sheets of each document: one by one where they are few, else from the first to the last.

    They follow one another, so that their ends name them all.
    """
    named = []
    for _, run in groupby(sheets, key=lambda sheet: sheet.document):
        document = list(run)
        few = len(document) <= _FEW
        named += [_named([sheet]) for sheet in document] if few else [_named(document)]
    return named


def _named(run: Sequence[PaperSheet]) -> Any:
    from dossier.typeset.slips import Named  # noqa: PLC0415 - loads typst

    document = run[0].document
    name = f"{document}件" if document[:1].isdigit() else document
    labels = [label for sheet in run for label in sheet.numbers]
    if len(run) > 1:
        return Named(name, f"第{labels[0]}页—第{labels[-1]}页", len(run))
    return Named(name, "" if labels == [document] else run[0].labels, 1)
