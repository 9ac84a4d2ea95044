"""What the command prints: progress, findings, the matrix, and what was made."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dossier.assembly.inspection import Inspection, Progress, silent
from dossier.assembly.products import Account
from dossier.finding import Finding
from dossier.messages import Text, say
from dossier.model.coverage import State
from dossier.report.matrix import Matrix, Tally, matrix
from dossier.report.records import finding_record, matrix_record
from dossier.report.text import grouped, lines, tally

if TYPE_CHECKING:
    from dossier.assembly.build import Built
    from dossier.doctor import Symptom

_STAGES = {
    "survey": say("looking through the evidence"),
    "verify": say("verifying boxes"),
    "read texts": say("looking for figures in texts"),
    "schools": say("assessing schools"),
    "convert evidence": say("converting evidence"),
    "convert chapters": say("converting chapters"),
    "convert catalogues": say("converting covers and catalogues"),
    "bind": say("binding boxes"),
}
_WORDS = {
    State.COMPLETE: say("complete"),
    State.PARTLY: say("partly"),
    State.MISSING: say("missing"),
}
_STYLES = {State.COMPLETE: "green", State.PARTLY: "yellow", State.MISSING: "bold red"}
_REASONS = {
    "new": say("not made before"),
    "gone": say("it was deleted"),
    "edited": say("its bytes had changed"),
    "program": say("the program changed"),
    "charts": say("the look of charts or the fonts changed"),
}


class Screen:
    """The terminal, or whatever stands in its place. `quiet` prints nothing but errors."""

    def __init__(self, *, quiet: bool, as_json: bool) -> None:
        self._quiet = quiet or as_json
        self._json = as_json

    def say(self, text: Text | str = "") -> None:
        """One line, unless quiet."""
        if not self._quiet:
            click.echo(str(text))

    def answer(self, value: Any) -> None:
        """The result for a program, where JSON was asked for."""
        if self._json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Progress on standard error: a bar on a terminal, a line for each stage elsewhere."""
        if self._quiet:
            yield silent
        elif sys.stderr.isatty():
            with _bar() as shown:
                yield shown
        else:
            yield _lines()

    def checked(self, seen: Inspection) -> None:
        """Every finding under its owner, then the matrix and the tally."""
        table = matrix(seen.dossier.standard, seen.coverage)
        self.answer(
            {
                "findings": [finding_record(finding) for finding in seen.findings],
                "matrix": matrix_record(table),
                "evidence": {"have": table.total.have, "need": table.total.need},
            }
        )
        self._findings(seen.findings)
        self._matrix(table)
        self.say(_total(table))
        self.say(tally(seen.findings))

    def built(self, seen: Inspection, built: "Built") -> None:
        """What a build made, and how many findings it leaves."""
        made = [c.product for c in built.products.causes if not c.product.startswith("cache/")]
        items = [placed for box in built.boxes for placed in box.items]
        pages = sum(paged.count for paged in built.pages.values())
        gaps = sum(box.gaps for box in built.boxes)
        self.answer(
            {
                "made": made,
                "chapters": len(seen.chapters),
                "boxes": len(built.boxes),
                "items": len(items),
                "pages": pages,
                "missing": gaps,
                "stale": list(built.stale),
                "findings": [finding_record(finding) for finding in built.findings],
            }
        )
        for finding in built.findings[len(seen.findings) :]:
            for line in lines(finding):
                self.say(line)
        for product in made:
            self.say(say("made {product}", product=product))
        self.say(
            say(
                "chapters: {chapters}, boxes: {boxes}, items: {items}, pages: {pages}",
                chapters=len(seen.chapters),
                boxes=len(built.boxes),
                items=len(items),
                pages=pages,
            )
        )
        if gaps:
            self.say(say("INCOMPLETE: items missing: {gaps} (missing.xlsx names them)", gaps=gaps))
        self.say(tally(built.findings))
        if built.stale:
            self.say(
                say(
                    "out of date: boxes {boxes}; 'make dossier' brings them up to date",
                    boxes="、".join(built.stale),
                )
            )

    def listed(self, seen: Inspection) -> None:
        """The chapters and boxes by code."""
        self.answer(
            {
                "chapters": {c.code: c.title for c in seen.chapters},
                "boxes": {b.spec.number: b.spec.title for b in seen.boxes},
            }
        )
        self.say(say("chapters:"))
        for chapter in seen.chapters:
            self.say(f"  {chapter.code}  {chapter.title}")
        self.say(say("boxes:"))
        for box in seen.boxes:
            missing = say(", missing: {gaps}", gaps=box.gaps) if box.gaps else ""
            count = say("items: {items}", items=len(box.items))
            self.say(f"  {box.spec.number}  {box.spec.title} ({count}{missing})")

    def reasons(self, account: Account) -> None:
        """Which files had changed, and what was made because of which input."""
        self.answer(
            {
                "sources": list(account.sources),
                "made": {cause.product: list(cause.reasons) for cause in account.causes},
            }
        )
        if not account.causes:
            self.say(say("nothing has been made yet"))
        for source in account.sources:
            self.say(say("changed: {file}", file=source))
        for cause in account.causes:
            if cause.product.startswith("cache/"):
                continue  # what boxes are made of; the box names it among its own reasons
            self.say(f"{cause.product}: {'; '.join(_reason(one) for one in cause.reasons)}")

    def examined(self, symptoms: "Sequence[Symptom]") -> None:
        """What the doctor found."""
        self.answer([{"well": one.well, "text": one.text.spoken("en")} for one in symptoms])
        for one in symptoms:
            self.say(f"{'✓' if one.well else '✗'} {one.text}")
            if one.hint:
                self.say(f"  {say('hint: {hint}', hint=one.hint)}")

    def _findings(self, findings: Sequence[Finding]) -> None:
        for owner, owned in grouped(findings).items():
            self.say(f"── {owner}")
            for finding in owned:
                for line in lines(finding):
                    self.say(line)
            self.say()

    def _matrix(self, table: Matrix) -> None:
        if self._quiet:
            return
        from rich.console import Console  # noqa: PLC0415 - only where a table is printed
        from rich.markup import escape  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        shown = Table(show_lines=False)
        shown.add_column(str(say("code")), no_wrap=True)
        shown.add_column(str(say("indicator")), overflow="fold", min_width=20)
        for period in table.periods:
            shown.add_column(str(period or say("once")), justify="center")
        for code, title, cells in table.rows:
            name = escape(title.removeprefix(f"{code} "))
            shown.add_row(escape(code), name, *(_cell(cell) for cell in cells))
        # a file or pipe has no width of its own; a wide table is better than a cut one
        Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(shown)


def _cell(cell: Tally | None) -> str:
    if cell is None:
        return ""
    words = say(
        "{state} {have} of {need}", state=_WORDS[cell.state], have=cell.have, need=cell.need
    )
    return f"[{_STYLES[cell.state]}]{words}[/]"


def _total(table: Matrix) -> Text:
    return say(
        "evidence that is there: {have} of {need}", have=table.total.have, need=table.total.need
    )


def _reason(name: str) -> str:
    if name in _REASONS:
        return str(_REASONS[name])
    kind, _, what = name.partition(" ")
    what = what.rpartition(" (")[0] or what  # the key of an item is not for people
    sentences = {
        "field": say("the field '{what}' changed", what=what),
        "template": say("the template '{what}' changed", what=what),
        "item": say("the item '{what}' changed", what=what),
        "sheet": say("its sheet '{what}' changed", what=what),
    }
    return str(sentences.get(kind, say("'{what}' changed", what=name)))


def _lines() -> Progress:
    """A line when a stage starts, for logs and pipes."""
    begun: set[str] = set()

    def shown(stage: str, _done: int, total: int, _name: str) -> None:
        if stage not in begun:
            begun.add(stage)
            click.echo(f"{_STAGES[stage]}: {total}", err=True)

    return shown


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", style="dim", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def shown(stage: str, done: int, total: int, name: str) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(str(_STAGES[stage]), total=total, name="")
            bar.update(tasks[stage], completed=done, total=total, name=name)

        yield shown
