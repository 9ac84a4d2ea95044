"""A bound box → its items again, one PDF each, page for page as they were bound.

The box alone is read: its outline says where each item begins and what it is called. What binding
drew on a page is taken off again; what it took out of an item (scripts, attachments) is gone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from dossier.bind.links import NAMED, annotations, explicit
from dossier.bind.outline import carried
from dossier.bind.pages import ADDED
from dossier.errors import OutputError, WorkspaceError
from dossier.facts import Fact
from dossier.files import not_a_file, safe_name, written_aside
from dossier.media import UnusableError
from dossier.media.pdf import open_pdf, save_repeatably
from dossier.messages import say

_DEPTH = 70
_LONGEST = 240  # bytes of a name: file systems take 255, with the suffix and a number
_ITEM = re.compile(r"\d{4}(?:-\d+)* ")  # 件号 and a blank begin the bookmark of an item
_FONT, _WRAPPED = Name("/DossierStamp"), Name("/DossierPage")
_SAVE, _RESTORE = b"q", b"Q q"

_Index = Mapping[tuple[int, int], int]  # page object → its place (0-based) in the box
_Pages = Mapping[tuple[int, int], Dictionary]  # page object of the box → page of the item


class Unpacked(Fact, frozen=True):
    """One 件 given back: its file, its name in the outline, and how many pages it has."""

    file: Path
    title: str
    pages: int


def unpack(box: Path, folder: Path) -> tuple[Unpacked, ...]:
    """Write each 件 of the PDF `box` to `folder` as ``0012 题名.pdf``, and say what was written.

    A missing item gives its placeholder page, named 缺. The same box gives the same bytes.
    Raises :class:`~dossier.errors.WorkspaceError` where `box` is no box that this program bound,
    and :class:`~dossier.errors.OutputError` where `folder` holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            say("'{folder}' is there already", folder=folder),
            say("name a folder that is not there, or an empty one"),
        )
    if stands := not_a_file(box):
        raise WorkspaceError(say("'{file}' cannot be unpacked: {reason}", file=box, reason=stands))
    try:
        source = open_pdf(box)
    except UnusableError as error:
        raise WorkspaceError(
            say("'{file}' cannot be unpacked: {reason}", file=box, reason=error.remedy)
        ) from error
    with source:
        index = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        items, end = _items(source, index, box)
        starts = [start for _, start in items]
        files = _files([item.title for item, _ in items], folder)
        spans = [range(start, after) for start, after in pairwise([*starts, end])]
        return tuple(
            _written(source, item, span, index, file)
            for (item, _), span, file in zip(items, spans, files, strict=True)
        )


def _files(titles: Sequence[str], folder: Path) -> list[Path]:
    """A file for each title, none of them that of another, whatever system reads them."""
    files: list[Path] = []
    known: set[str] = set()
    for title in titles:
        name = stem = _fitting(safe_name(title), _LONGEST)
        number = 1
        while name.casefold() in known:
            number += 1
            name = f"{stem} ({number})"
        known.add(name.casefold())
        files.append(folder / f"{name}.pdf")
    return files


def _fitting(name: str, most: int) -> str:
    """The beginning of `name` that takes no more than `most` bytes in UTF-8."""
    return name.encode()[:most].decode(errors="ignore").rstrip(" .")


def _items(source: Pdf, index: _Index, box: Path) -> tuple[list[tuple[OutlineItem, int]], int]:
    """The bookmark and first page (0-based) of each item, and the page after the last one."""
    items: list[tuple[OutlineItem, int]] = []
    end = len(index)
    with suppress(pikepdf.OutlineStructureError, AttributeError, TypeError, ValueError):
        for entry in source.open_outline(max_depth=_DEPTH).root:
            if _ITEM.match(entry.title):
                items.append((entry, _page(source, entry, index)))
            elif entry.children:
                items += [(item, _page(source, item, index)) for item in _beneath(entry)]
            elif items:  # 备考表 follows the last item, and has nothing beneath it
                end = _page(source, entry, index)
                break
    places = [start for _, start in items]
    if not items or -1 in places or any(a >= b for a, b in pairwise([*places, end])):
        raise WorkspaceError(
            say("'{file}' is no box that this program has bound", file=box),
            say("its bookmarks do not say where its items begin"),
        )
    return items, end


def _beneath(heading: OutlineItem) -> Iterator[OutlineItem]:
    """The items of an indicator: right beneath it, or beneath the years."""
    for entry in heading.children:
        if _ITEM.match(entry.title):
            yield entry
        else:
            yield from entry.children


def _page(source: Pdf, entry: OutlineItem, index: _Index) -> int:
    """The page (0-based) that a bookmark leads to, -1 where there is none."""
    place = _place(source, entry.destination, entry.action)
    return index.get(place[0].objgen, -1) if place is not None else -1


def _place(source: Pdf, destination: Any, action: Any) -> Array | None:
    """The explicit destination of a link or bookmark that goes to a page of its own file."""
    if destination is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        destination = action.get("/D")
    found = explicit(source, destination)
    return found if found is not None and isinstance(found[0], Dictionary) else None


def _written(
    source: Pdf,
    item: OutlineItem,
    span: range,
    index: _Index,
    file: Path,
) -> Unpacked:
    """Write the pages `span` of the box as the item that they are.

    Sheets that binding has added, for 归档章 or as blank backs, are left out.
    """
    own = [number for number in span if ADDED not in source.pages[number].obj]
    for number in own:
        _keep_within(source, source.pages[number].obj, span, index)
    with Pdf.new() as pdf:
        pdf.add_pages_from(source, own, outlines="ignore")
        pages = {
            source.pages[number].obj.objgen: page.obj
            for number, page in zip(own, pdf.pages, strict=True)
        }
        for page in pdf.pages:
            _unstamp(page.obj)
            _unwrap(pdf, page.obj)
        with pdf.open_outline(max_depth=_DEPTH) as outline:
            outline.root.extend(carried(source, pages, one) for one in item.children)
        pdf.docinfo["/Title"] = item.title.partition(" ")[2]
        pdf.Root.Lang = String("zh-CN")
        with written_aside(file) as aside:
            save_repeatably(pdf, aside, min_version="1.7")
    return Unpacked(file, item.title, len(own))


def _keep_within(source: Pdf, page: Dictionary, span: range, index: _Index) -> None:
    """Drop the links that lead to other parts of the box: binding has put them there."""
    listed = annotations(page)
    kept = [one for one in listed if _target(source, one, index) in {*span, -1} and not _see(one)]
    if len(kept) == len(listed):
        return
    if kept:
        page.Annots = Array(kept)
    else:
        del page["/Annots"]


def _see(annotation: Dictionary) -> bool:
    """Whether it leads from a 互见页 into another box."""
    action = annotation.get("/A")
    return (
        isinstance(action, Dictionary)
        and action.get("/S") == Name.GoToR
        and str(action.get("/D", "")).startswith(NAMED)
    )


def _target(source: Pdf, annotation: Dictionary, index: _Index) -> int:
    """The page that a link leads to, -1 for what is no link or leads to no page."""
    if annotation.get("/Subtype") != Name.Link:
        return -1
    place = _place(source, annotation.get("/Dest"), annotation.get("/A"))
    return index.get(place[0].objgen, -1) if place is not None else -1


def _unstamp(page: Dictionary) -> None:
    """Take off what :mod:`dossier.bind.stamp` has put around the content of `page`."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else []
    if len(streams) < 2 or not _is_stamp(streams[-1]):  # noqa: PLR2004 - q, and the stamp
        return
    while streams and _is_stamp(streams[-1]):
        streams.pop()
        if streams and _bytes(streams[0]) == _SAVE:
            del streams[0]
    if streams:
        page.Contents = streams[0] if len(streams) == 1 else Array(streams)
    else:
        del page["/Contents"]
    resources = page.get("/Resources")
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    if isinstance(resources, Dictionary) and isinstance(fonts, Dictionary) and _FONT in fonts:
        del fonts[_FONT]
        if not fonts.keys():
            del resources["/Font"]


def _is_stamp(stream: Any) -> bool:
    content = _bytes(stream)
    return content.startswith(_RESTORE) and bytes(str(_FONT), "ascii") in content


def _bytes(stream: Any) -> bytes:
    try:
        return stream.read_bytes().strip() if isinstance(stream, Stream) else b""
    except pikepdf.PdfError:
        return b""  # what cannot be decoded was never ours


def _unwrap(pdf: Pdf, page: Dictionary) -> None:
    """Undo what :mod:`dossier.bind.content` does to content that does not clean up."""
    resources = page.get("/Resources")
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    form = forms.get(_WRAPPED) if isinstance(forms, Dictionary) else None
    if not isinstance(form, Stream) or _bytes(page.get("/Contents")) != f"{_WRAPPED} Do".encode():
        return
    page.Contents = pdf.make_indirect(Stream(pdf, form.read_bytes()))
    page.Resources = form.get("/Resources", Dictionary())
