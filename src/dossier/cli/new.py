"""`dossier new`: a folder for a school that begins."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.messages import say
from dossier.model.kinds import KINDS

if TYPE_CHECKING:
    from dossier.begin.run import NewSchool
    from dossier.model.years import SchoolYear

_MOST = 9  # years that an inspection may look back on


@main.command(help=str(say("make a folder with blank workbooks, templates and a guide")))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--school", default="", help=str(say("the name of the school")))
@click.option(
    "--kind", default="", help=str(say("the kind of school: {kinds}", kinds="|".join(KINDS)))
)
@click.option("--years", default="", help=str(say("the school years, such as 2021-2024")))
@click.option("--standard", default="", help=str(say("a name that 'standard list' gives")))
@click.option(
    "--from",
    "catalogue",
    type=click.Path(path_type=Path),
    help=str(say("a county's own catalogue in place of a standard")),
)
@click.option("--sample", is_flag=True, help=str(say("the sample school instead, to look around")))
@click.pass_context
def new(  # noqa: D103
    ctx: click.Context,
    folder: Path,
    school: str,
    kind: str,
    years: str,
    standard: str,
    catalogue: Path | None,
    sample: bool,
) -> None:
    from dossier.begin.run import begin, begin_sample, require_empty
    from dossier.cli.console import new as told
    from dossier.files import passing_folder

    _, screen = ctx.obj
    require_empty(folder)
    if sample:
        made = begin_sample(folder)
        screen.answer({"folder": made.as_posix()})
        screen.say(say("the sample school is in '{folder}'; try: cd {folder}, dossier check, "
                       "dossier build", folder=made.as_posix()))  # fmt: skip
        return
    if catalogue is None:
        asked = _asked(school, kind, years, standard)
        told.begun(screen, begin(folder, asked), asked)
        return
    if standard:
        raise click.BadParameter(
            str(say("give a standard or a catalogue, not both")), param_hint="--from"
        )
    from dossier.catalogue import run

    read = run.read_catalogue(catalogue, run.Choices())
    with passing_folder() as room:
        book = Path(room) / "standard.xlsx"
        run.make_standard(read, catalogue, book, run.Choices())
        asked = _asked(school, kind, years, catalogue.name, book)
        told.begun(screen, begin(folder, asked), asked, doubts=len(read.doubts))


def _asked(
    school: str, kind: str, years: str, standard: str, book: Path | None = None
) -> "NewSchool":
    """What was given, and asked for where it was not."""
    from dossier import standards
    from dossier.begin.run import NewSchool

    return NewSchool(
        name=_name(school or click.prompt(str(say("Name of the school")), err=True)),
        kind=_kind(kind or _chosen(str(say("Kind of school")), KINDS)),
        years=_years(years or click.prompt(str(say("School years, such as 2021-2024")), err=True)),
        standard=standard
        if book
        else standards.path_of(standard or _chosen(str(say("Standard")), standards.names())).stem,
        book=book,
    )


def _chosen(question: str, known: tuple[str, ...]) -> str:
    """One of several, by its number or its name."""
    for number, name in enumerate(known, 1):
        click.echo(f"  {number}  {name}", err=True)
    answer: str = click.prompt(question, err=True).strip()
    if answer.isdigit() and 1 <= int(answer) <= len(known):
        return known[int(answer) - 1]
    return answer


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise click.BadParameter(str(say("write the name of the school")), param_hint="--school")
    return name


def _kind(text: str) -> str:
    """The kind that was meant: 小学, or what names the same kind (完全小学, 初级中学)."""
    from dossier.model.kinds import kind_named

    meant = text.strip()
    if meant in KINDS:
        return meant
    named = kind_named(meant)
    for kind in KINDS:
        if named is not None and kind_named(kind) is named:
            return kind
    raise click.BadParameter(
        str(say("'{found}' is not one of {allowed}", found=meant, allowed="、".join(KINDS))),
        param_hint="--kind",
    )


def _years(text: str) -> "tuple[SchoolYear, ...]":
    """The school years from the first to the last: 2021-2024 is three of them."""
    from dossier.model import values
    from dossier.model.years import SchoolYear

    ends = re.fullmatch(r"\D*(\d{4})\D+(\d{4})\D*", text)
    years: set[SchoolYear] = set()
    if ends:
        years = {SchoolYear(start) for start in range(int(ends[1]), int(ends[2]))}
    else:
        for part in re.split(r"[、,，;；\s]+", text.strip()):
            try:
                year = values.year(part)
            except values.Unfit:
                years = set()
                break
            if isinstance(year, SchoolYear):
                years.add(year)
    if not 0 < len(years) <= _MOST:
        raise click.BadParameter(
            str(say("'{found}' are no school years: write such as 2021-2024", found=text)),
            param_hint="--years",
        )
    return tuple(sorted(years))
