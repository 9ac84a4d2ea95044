"""What the command says of numbers that were frozen, and of what is to be printed again."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.console.screen import Screen
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.assembly.reprinting import Reprint


_FATES = {
    "ADDED": say("items added"),
    "REMOVED": say("taken out"),
    "REPLACED": say("exchanged"),
    "GROWN": say("with other pages"),
    "REPRINTED": say("with new content"),
}
"""What has become of items, by the name of the :class:`~dossier.printing.changes.Fate`."""


def frozen(screen: Screen, file: Path, boxes: int) -> None:
    """Where the record lies."""
    screen.answer({"file": file.as_posix(), "boxes": boxes})
    screen.say(
        say(
            "the numbers of {boxes} boxes are frozen: '{file}'; keep that file with the workbooks",
            boxes=boxes,
            file=file.as_posix(),
        )
    )


def reprinted(screen: Screen, sheets: Path, changes: Path, made: "Reprint") -> None:
    """What to print and which items have changed."""
    screen.answer(
        {
            "since": made.since,
            "boxes": [slip.number for slip in made.slips],
            "sheets": made.sheets,
            "changes": [
                {"change": one.fate.name.lower(), "box": one.box, "code": one.code,
                 "title": one.title, "before": one.before, "now": one.now}
                for one in made.changes
            ],
        }
    )  # fmt: skip
    if not made.slips:
        screen.say(say("nothing has changed on paper since '{name}'", name=made.since))
        return
    fates = Counter(one.fate.name for one in made.changes)
    for slip in made.slips:
        screen.say(
            say(
                "box {box}: sheets out: {out}, in: {into}",
                box=slip.number,
                out=sum(len(step.out) for step in slip.steps),
                into=len(slip.sheets),
            )
        )
    if fates:
        screen.say(", ".join(f"{text}: {fates[n]}" for n, text in _FATES.items() if fates[n]))
    screen.say(
        say(
            "print '{file}' ({pages} pages); the changes stand in '{changes}'",
            file=sheets.as_posix(),
            pages=made.pages,
            changes=changes.as_posix(),
        )
    )
