"""Some pages of a file of evidence in place of all: cut once, kept by content."""

from dossier.assembly.identity import code_of
from dossier.assembly.leaves import Leaf
from dossier.convert import Converted
from dossier.errors import OutputError
from dossier.files import key_of, sha256_of, written_aside
from dossier.finding import Code, Finding
from dossier.installed import version
from dossier.messages import say
from dossier.model.evidence import beyond, counted, spelled
from dossier.model.item import Item
from dossier.workspace import Workspace


def file_leaf(item: Item, converted: Converted, workspace: Workspace) -> Leaf:
    """The pages of its converted file that an item asks for: all of them, or an excerpt.

    Raises OutputError where the file cannot be cut, or was changed meanwhile.
    """
    assert converted.pdf is not None
    if not item.pages:
        return Leaf(converted.pdf, converted.pages, converted.sha256)
    key = key_of(converted.sha256, item.pages, code_of("bind"), version("pikepdf"))
    out = workspace.cache / "excerpts" / f"{key}.pdf"
    if not out.is_file():
        from dossier.bind.excerpt import excerpt  # noqa: PLC0415 - loads pikepdf

        with written_aside(out) as aside:
            excerpt(converted.pdf, item.pages, aside)
            if sha256_of(converted.pdf) != converted.sha256:
                raise OutputError(
                    say(
                        "'{title}' cannot be bound: {reason}",
                        title=item.title,
                        reason=say("its file has changed during the build: run it again"),
                    )
                )
    return Leaf(out, counted(item.pages), sha256_of(out))


def too_short(item: Item, converted: Converted) -> tuple[str, Finding] | None:
    """Why the excerpt cannot come, in Chinese and as a finding, where its file has too few pages.

    Of Word and Excel files the pages are known only now; of others the check has told before.
    """
    why = beyond(item.pages, item.ref, converted.pages)
    if not why:
        return None
    return why, Finding(
        Code.VALUE_INVALID,
        say(
            "pages {pages} are asked for, and '{file}' has {count}",
            pages=spelled(item.pages),
            file=item.ref,
            count=converted.pages,
        ),
        path=item.ref,
        hint=say("count the pages of the PDF, the first sheet being page 1"),
        requirement=item.requirement,
        year=item.year,
    )
