"""Excerpts: some pages of a PDF as a PDF, with nothing of the others."""

from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectSet, OutlineItem, Pdf

from dossier.bind.links import annotations, explicit, make_explicit
from dossier.bind.outline import NO_OUTLINE
from dossier.errors import OutputError
from dossier.media import UnusableError
from dossier.media.pdf import WRONG, open_pdf, save_repeatably
from dossier.messages import say
from dossier.model.evidence import Ranges

_DEPTH = 64
# what speaks of all pages: places by name, labels, the tree of a tagged file, where to begin
_WHOLE = ("/Dests", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/Threads", "/OpenAction")


def excerpt(source: Path, ranges: Ranges, out: Path) -> None:
    """Write the pages `ranges` of the PDF `source` to `out`; the same bytes for the same pages.

    Links, bookmarks and form fields of these pages stay, those that lead to other pages or stand
    on them go. Raises OutputError where the file cannot be read, or has not so many pages.
    """
    try:
        with open_pdf(source) as pdf:
            _keep(pdf, ranges)
            save_repeatably(pdf, out)
    except UnusableError as error:
        raise _cannot(source, error.remedy) from error
    except WRONG as error:
        raise _cannot(source, error) from error


def _cannot(source: Path, reason: object) -> OutputError:
    return OutputError(
        say("no pages can be taken out of '{file}': {reason}", file=source.name, reason=reason),
        hint=say("print its file to PDF anew and put that in its place"),
    )


def _keep(pdf: Pdf, ranges: Ranges) -> None:
    wanted = {index for first, last in ranges for index in range(first - 1, last)}
    pages = [page.obj for page in pdf.pages]
    if not wanted <= set(range(len(pages))):
        raise IndexError(f"{len(pages)} pages")
    kept = [page for index, page in enumerate(pages) if index in wanted]
    gone = [page for index, page in enumerate(pages) if index not in wanted]
    make_explicit(pdf)
    _trim_outline(pdf, ObjectSet(kept))
    for page in kept:
        _trim_links(pdf, page, ObjectSet(gone))
    _forget(pdf, gone)
    for index in reversed(range(len(pages))):
        if index not in wanted:
            del pdf.pages[index]
    for page in gone:  # whatever still refers to it finds a page without content
        for key in list(page.keys()):
            del page[key]


def _forget(pdf: Pdf, gone: list[Dictionary]) -> None:
    """Take away the form fields of the pages that are `gone`, and what speaks of all pages."""
    widgets = ObjectSet(one for page in gone for one in annotations(page))
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _trim_fields(form, "/Fields", widgets)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/Dests" in names:
        del names["/Dests"]
    for key in _WHOLE:
        if key in pdf.Root:
            del pdf.Root[key]


def _trim_links(pdf: Pdf, page: Dictionary, gone: ObjectSet) -> None:
    """Take away the links of `page` that lead to a page that is `gone`."""
    found = annotations(page)
    stay = [one for one in found if _target(pdf, one) not in gone]
    if len(stay) < len(found):
        page["/Annots"] = Array(stay)


def _target(pdf: Pdf, link: Dictionary) -> Any:
    """The page to which a link leads; itself where it leads to none."""
    action = link.get("/A")
    place = link.get("/Dest")
    if isinstance(action, Dictionary):
        place = action.get("/D") if action.get("/S") == Name.GoTo else None
    found = explicit(pdf, place)
    return found[0] if found is not None and isinstance(found[0], Dictionary) else link


def _trim_outline(pdf: Pdf, kept: ObjectSet) -> None:
    """Keep the bookmarks that lead to what is kept, and those above them as titles."""
    if not isinstance(pdf.Root.get("/Outlines"), Dictionary):
        return

    def trimmed(items: list[OutlineItem]) -> list[OutlineItem]:
        stay = []
        for item in items:
            children = trimmed(list(item.children))
            place: Any = item.destination
            if place is None and item.action is not None and item.action.get("/S") == Name.GoTo:
                place = item.action.get("/D")
            found = explicit(pdf, place)
            there = found if found is not None and found[0] in kept else None
            if there is not None or children:
                # a new entry: an old one would keep the place that it had
                one = OutlineItem(item.title, there, color=item.color, flags=item.flags)
                one.children, one.is_closed = children, item.is_closed
                stay.append(one)
        return stay

    try:
        with pdf.open_outline(max_depth=_DEPTH) as outline:
            outline.root[:] = trimmed(list(outline.root))
    except NO_OUTLINE:
        del pdf.Root["/Outlines"]


def _trim_fields(holder: Dictionary, key: str, widgets: ObjectSet) -> bool:
    """Drop beneath `holder` the fields that stand on `widgets` alone; whether any is left."""
    listed = holder.get(key)
    if not isinstance(listed, Array):
        return False
    stay = [
        one
        for one in listed
        if isinstance(one, Dictionary)
        and one not in widgets
        and ("/Kids" not in one or _trim_fields(one, "/Kids", widgets))
    ]
    holder[key] = Array(stay)
    return bool(stay)
