"""`dossier template`: a template by itself, for who writes one."""

import click

from dossier.cli.build_commands import engine_of, inspected
from dossier.cli.group import main
from dossier.cli.workspaces import alone, beside
from dossier.errors import ExitCode
from dossier.messages import say

_END = ".docx"


@main.group(help=str(say("check a template, list its fields, see it filled in")))
def template() -> None:  # noqa: D103
    pass


@template.command("check", help=str(say("say everything that is wrong with templates")))
@click.argument("names", nargs=-1)
@click.pass_context
def template_check(ctx: click.Context, names: tuple[str, ...]) -> None:  # noqa: D103
    workspace, screen = ctx.obj
    with beside(workspace) as workspace, screen.progress() as progress:
        inspection = inspected(workspace, progress)
        from dossier.assembly import single
        from dossier.cli.console.template import checked

        asked = tuple(name.removesuffix(_END) for name in names) or single.names(inspection)
        found = single.faults(inspection, asked)
    checked(screen, found)
    if any(found.values()):
        ctx.exit(ExitCode.FINDINGS)


@template.command("fields", help=str(say("list the fields that a template may name")))
@click.argument("name")
@click.option("--for", "code", default="", metavar="CODE", help=str(say("the chapter or box")))
@click.pass_context
def template_fields(ctx: click.Context, name: str, code: str) -> None:  # noqa: D103
    workspace, screen = ctx.obj
    with beside(workspace) as workspace, screen.progress() as progress:
        inspection = inspected(workspace, progress)
        from dossier.assembly import single
        from dossier.cli.console.template import listed

        name = name.removesuffix(_END)
        use = single.use_of(inspection, name, code)
        fields = tuple(single.known_fields(inspection, name, use))
    listed(screen, name, use, fields)


@template.command("preview", help=str(say("fill in one template, and make nothing else")))
@click.argument("name")
@click.option("--for", "code", default="", metavar="CODE", help=str(say("the chapter or box")))
@click.pass_context
def template_preview(ctx: click.Context, name: str, code: str) -> None:  # noqa: D103
    workspace, screen = ctx.obj
    with alone(ctx), engine_of(workspace) as engine, screen.progress() as progress:
        inspection = inspected(workspace, progress)
        from dossier.assembly import single
        from dossier.cli.console.template import previewed

        name = name.removesuffix(_END)
        use = single.use_of(inspection, name, code)
        made = single.preview(inspection, engine, name, use, progress)
    previewed(screen, made)
    if made.docx is None:
        ctx.exit(ExitCode.FINDINGS)
