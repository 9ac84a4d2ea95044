"""The record of what has been printed: a file for each printing, which a build reads again.

It lies with the inputs, since no build can make it anew: ``inputs/frozen/第1次.json``.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dossier.errors import WorkspaceError
from dossier.files import safe_name, write_json
from dossier.messages import say
from dossier.model.number import Frozen, FrozenBox, Number, Slot
from dossier.printing.printed import PrintedBox, PrintedPage, Printing

SCHEMA = 1
"""Raised when a field of the record changes its meaning."""


def printings(folder: Path) -> tuple[Printing, ...]:
    """Every printing that `folder` has on record, the oldest first.

    Raises :class:`~dossier.errors.WorkspaceError` where one cannot be understood: going on
    without it would give printed numbers to other pages.
    """
    found = [_read(file) for file in sorted(folder.glob("[!.]*.json"))]
    return tuple(sorted(found, key=lambda printing: printing.order))


def latest(folder: Path) -> Frozen | None:
    """The numbers as they were printed last; None where nothing is on record. Raises like above."""
    known = printings(folder)
    return known[-1].frozen if known else None


def keep(printing: Printing, folder: Path) -> Path:
    """Write `printing` to `folder`; the file that it is in."""
    file = folder / f"{safe_name(printing.name)}.json"
    write_json(file, _written(printing), durable=True)
    return file


def _read(file: Path) -> Printing:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["schema"] == SCHEMA:
            return _printing(told)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise WorkspaceError(
        say("the record of printed numbers '{file}' cannot be read", file=file),
        say("put it back from a copy; delete it only if all boxes are to be printed anew"),
    )


def _printing(told: dict[str, Any]) -> Printing:
    boxes = {box["number"]: box for box in told["boxes"]}
    frozen = Frozen(
        told["name"],
        {
            number: FrozenBox(
                number,
                box["title"],
                tuple(box["origins"]),
                tuple(_slot(slot) for slot in box["slots"]),
            )
            for number, box in boxes.items()
        },
    )
    printed = {
        number: PrintedBox(
            number, box["title"], tuple(PrintedPage(*page) for page in box["pages"]), box["label"]
        )
        for number, box in boxes.items()
    }
    return Printing(frozen, told["order"], told["duplex"], printed)


def _slot(told: dict[str, Any]) -> Slot:
    return Slot(
        number=Number.read(told["number"]),
        key=told["key"],
        title=told["title"],
        requirement=told["requirement"],
        year=told["year"],
        labels=_numbers(told["labels"]),
        spare=_numbers(told["spare"]),
        missing=told["missing"],
        vacant=told["vacant"],
        late=told["late"],
        filled=told.get("filled", False),
    )


def _numbers(told: Iterable[str]) -> tuple[Number, ...]:
    return tuple(map(Number.read, told))


def _written(printing: Printing) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "name": printing.name,
        "order": printing.order,
        "duplex": printing.duplex,
        "boxes": [_box(printing, number) for number in printing.frozen.boxes],
    }


def _box(printing: Printing, number: str) -> dict[str, Any]:
    frozen = printing.frozen.boxes[number]
    # a box whose items have all moved away has numbers, and no pages
    printed = printing.boxes.get(number, PrintedBox(number, frozen.title, ()))
    return {
        "number": number,
        "title": frozen.title,
        "origins": list(frozen.origins),
        "label": printed.label,
        "slots": [_told(slot) for slot in frozen.slots],
        "pages": list(_pages(printed)),
    }


def _told(slot: Slot) -> dict[str, Any]:
    return {
        "number": str(slot.number),
        "key": slot.key,
        "title": slot.title,
        "requirement": slot.requirement,
        "year": slot.year,
        "labels": list(map(str, slot.labels)),
        "spare": list(map(str, slot.spare)),
        "missing": slot.missing,
        "vacant": slot.vacant,
        "late": slot.late,
        "filled": slot.filled,
    }


def _pages(box: PrintedBox) -> Iterator[list[Any]]:
    for page in box.pages:
        yield [page.document, page.label, page.content, page.picture, page.place]
