"""The terminal: progress, and what a command has to say."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dossier.messages import Text, say
from dossier.progress import STAGES, silent

if TYPE_CHECKING:
    from dossier.cli.console.output import Output, OutputTable
    from dossier.profile import Profile
    from dossier.progress import Progress

_MARKS = {
    "unchanged": say("looking whether anything has changed"),
    "start": say("loading the program"),
    "read": say("reading the workbooks"),
    "assess": say("assessing the indicators"),
    "plan": say("laying out the boxes"),
    "check": say("checking"),
    "templates": say("looking through the templates"),
    "make": say("making what is out of date"),
    "render": say("rendering documents"),
    "write": say("writing lists, labels and index"),
    "prune": say("tidying the cache"),
    "rest": say("all else"),
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

    def warn(self, text: Text) -> None:
        """One line beside the result, unless quiet."""
        if not self._quiet:
            click.echo(str(text), err=True)

    def answer(self, value: Any) -> None:
        """The result for a program, where JSON was asked for."""
        if self._json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def tell(self, told: "Output", profile: "Profile | None" = None) -> None:
        """What a command has to say, and where its time went if that was measured."""
        spent = {"profile": _spent(profile)} if profile else {}
        self.answer({**told.answer, **spent})
        if self._quiet:
            return
        for line in told.before:
            click.echo(line)
        if told.table:
            _print(told.table)
        for line in (*told.after, *(_where_it_went(profile) if profile else ())):
            click.echo(line)

    @contextmanager
    def progress(self) -> Iterator["Progress"]:
        """Progress on standard error: a bar on a terminal, a line for each stage elsewhere."""
        if self._quiet:
            yield silent
        elif sys.stderr.isatty():
            with _bar() as shown:
                yield shown
        else:
            yield _lines()


def _print(table: "OutputTable") -> None:
    from rich.console import Console
    from rich.table import Table as Shown
    from rich.text import Text as Words

    code, name, *periods = table.headings
    shown = Shown(show_lines=False)
    shown.add_column(code, no_wrap=True)
    shown.add_column(name, overflow="fold", min_width=20)
    for period in periods:
        shown.add_column(period, justify="center")
    for row in table.rows:
        shown.add_row(*(Words(words, style) for style, words in row))
    # a file or pipe has no width of its own; a wide table is better than a cut one
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(shown)


def _spent(profile: "Profile") -> dict[str, Any]:
    return {
        "seconds": {stage: round(spent, 3) for stage, spent in profile.stages.items()},
        "slowest": [
            {"seconds": round(spent, 3), "stage": stage, "document": name}
            for spent, stage, name in profile.slowest()
        ],
    }


def _where_it_went(profile: "Profile") -> Iterator[str]:
    """The time by stage, the longest first, and the documents that were waited for longest."""
    words = {**STAGES, **_MARKS}
    total = sum(profile.stages.values())
    yield str(say("seconds in all: {seconds}", seconds=f"{total:.2f}"))
    for stage, spent in sorted(profile.stages.items(), key=lambda one: -one[1]):
        share = f"{100 * spent / total:.0f}" if total else "0"
        yield f"  {spent:8.2f}  {share:>3} %  {words[stage]}"
    slowest = profile.slowest()
    if slowest:
        yield str(say("waited longest for:"))
    for spent, stage, name in slowest:
        yield f"  {spent:8.2f}  {name} ({words[stage]})"


def _lines() -> "Progress":
    """A line when a stage starts, for logs and pipes."""
    begun: set[str] = set()

    def shown(stage: str, _done: int, total: int, _name: str) -> None:
        if stage not in begun:
            begun.add(stage)
            click.echo(f"{STAGES[stage]}: {total}", err=True)

    return shown


@contextmanager
def _bar() -> Iterator["Progress"]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

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
                tasks[stage] = bar.add_task(str(STAGES[stage]), total=total, name="")
            bar.update(tasks[stage], completed=done, total=total, name=name)

        yield shown
