"""The pages of items of evidence: all of a file, or an excerpt, cut once and kept by content."""

from collections.abc import Mapping
from pathlib import Path

from dossier.assembly.crew import CHANGED, Unbound
from dossier.assembly.leaves import Leaf, photo_leaf
from dossier.convert import Converted
from dossier.errors import OutputError
from dossier.faults import told_of
from dossier.files import remove_asides, sha256_of, written_aside
from dossier.finding import Code, Finding
from dossier.installed import version
from dossier.messages import say
from dossier.model.evidence import Ranges, beyond, counted, spelled
from dossier.model.holding import Holding
from dossier.model.item import Item, Origin
from dossier.pool import Failure, by_size, guarded_one
from dossier.store.blobs import found
from dossier.store.source_hash import content_key, source_hash
from dossier.workspace import Workspace


def item_leaf(
    item: Item,
    files: Mapping[str, Converted],
    workspace: Workspace,
    holdings: Mapping[str, Holding],
) -> Leaf | Unbound | None:
    """The pages of an item of evidence, or why it has none; None for an item of another kind."""
    if item.origin is Origin.FILE:
        return file_leaf(item, files[item.ref], workspace)
    if item.origin is Origin.PHOTOS:
        return photo_leaf(item, workspace, holdings)
    return None


def file_leaf(item: Item, converted: Converted, workspace: Workspace) -> Leaf | Unbound:
    """The pages of its converted file that an item asks for: all of them, or an excerpt.

    Where the file cannot be cut, or was changed meanwhile, that is told in place of them.
    """
    assert converted.pdf is not None
    if not item.pages:
        return Leaf(converted.pdf, converted.pages, converted.sha256)
    key = content_key(converted.sha256, item.pages, source_hash("bind"), version("pikepdf"))
    out = workspace.cache / "excerpts" / f"{key}.pdf"
    if not found(out):
        task = converted.pdf, converted.sha256, item.pages, out
        cut = guarded_one(_cut, task, by_size(converted.pdf.stat().st_size))
        if isinstance(cut, Failure):
            remove_asides(out.parent, cut.pid)
            return Unbound(*told_of(item.ref, cut))
        if cut is not None:
            return cut
    return Leaf(out, counted(item.pages), sha256_of(out))


def _cut(task: tuple[Path, str, Ranges, Path]) -> Unbound | None:
    """Cut the pages; or say why they cannot be cut."""
    from dossier.bind.excerpt import excerpt  # noqa: PLC0415 - loads pikepdf

    source, sha256, pages, out = task
    try:
        with written_aside(out) as aside:
            excerpt(source, pages, aside)
    except OutputError as error:
        return Unbound(Code.NOT_MADE, error.text)
    if sha256_of(source) != sha256:
        out.unlink()
        return CHANGED
    return None


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
