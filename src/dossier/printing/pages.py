"""What stands on each page of a bound box.

Two keys tell pages apart. That of all that a page is drawn from is quick, but sees differences
that nobody else can: another subset of a font, say. Where text is drawn, how the page looks is
kept as well.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from dossier.facts import replace
from dossier.media.page_picture import looks
from dossier.media.pdf import open_pdf
from dossier.printing.printed import PrintedPage
from dossier.store.source_hash import content_key

# what says nothing of how a page looks
_SILENT = {"/Parent", "/P", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/Tabs"}
_PRINTED = 4  # an annotation's flag Print (ISO 32000-1, 12.5.3)
_SCALE = 1.0  # pixels to the point: a digit of 五号 is six pixels wide


def pages_of(
    box: Path, items: Sequence[Mapping[str, Any]], told: Callable[[int], None] = lambda _: None
) -> tuple[PrintedPage, ...]:
    """Every page of the PDF `box`, whose `items` are those of its record in report.json.

    `told` is called with the number of each page that has been looked at.
    """
    with open_pdf(box) as pdf:
        keys = _Keys()
        found = [
            PrintedPage(document, page.label, keys.of(page.obj), place=place)
            for place, (page, document) in enumerate(
                zip(pdf.pages, _documents(pdf, items), strict=True)
            )
        ]
        speaking = [one.place for one in found if _has_text(pdf.pages[one.place].obj)]
    for place, picture in zip(speaking, looks(box, speaking, _SCALE), strict=True):
        found[place] = replace(found[place], picture=picture)
        told(place + 1)
    return tuple(found)


def _documents(pdf: Pdf, items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The document that each page belongs to: a 件号, or the bookmark of front and back."""
    front = len(pdf.pages)
    starts: dict[int, str] = {}
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        for entry in outline.root:
            target: Any = entry.destination
            if target is None and entry.action is not None:
                target = entry.action.get("/D")
            if isinstance(target, Array):
                starts.setdefault(places[target[0].objgen], entry.title)
    body = sum(len(item["pages"]) + item["blank"] for item in items)
    back = max((place for place in starts), default=0)
    front = back - body
    at = front
    owners: dict[int, str] = {}
    for item in items:
        for _ in range(len(item["pages"]) + item["blank"]):
            owners[at] = item["code"]
            at += 1
    current = ""
    for place in range(len(pdf.pages)):
        if place < front or place >= back:
            current = starts.get(place, current)
        yield owners.get(place, current)


def _has_text(page: Dictionary) -> bool:
    """Whether a page draws text of its own beside the stamp: its picture is worth having."""
    resources = page.get("/Resources")
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    named = set(fonts.keys()) if isinstance(fonts, Dictionary) else set()
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    inner = forms.values() if isinstance(forms, Dictionary) else ()
    return bool(named - {"/DossierStamp"}) or any(
        isinstance(form, Stream) and form.get("/Subtype") == Name.Form for form in inner
    )


class _Keys:
    """Keys of what is drawn, whatever numbers the objects have; shared ones are read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of(self, page: Dictionary) -> str:
        """The key of a page: its boxes, content, resources and the annotations that print."""
        parts: list[object] = [
            self._key(page.get(name)) if name in page else ""
            for name in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources")
        ]
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, Array) else [contents]
        parts.append([_content(one) for one in streams if isinstance(one, Stream)])
        notes = page.get("/Annots")
        parts += [
            [self._key(note.get("/AP")), self._key(note.get("/Rect"))]
            for note in (notes if isinstance(notes, Array) else ())
            if isinstance(note, Dictionary) and "/AP" in note and int(note.get("/F", 0)) & _PRINTED
        ]
        return content_key(parts)

    def _key(self, value: Any) -> str:
        if not isinstance(value, Object):
            return str(value)
        number = value.objgen if value.is_indirect else (0, 0)
        if number != (0, 0) and number in self._known:
            return self._known[number]
        if number != (0, 0):
            self._known[number] = "again"  # a ring: what is inside it is being read
        found = self._written(value)
        if number != (0, 0):
            self._known[number] = found
        return found

    def _written(self, value: Object) -> str:
        if isinstance(value, Stream | Dictionary):
            inner = {
                name: self._key(value.get(name))
                for name in sorted(value.keys())
                if name not in _SILENT and name != "/Length"
            }
            return content_key(inner, _raw(value) if isinstance(value, Stream) else "")
        if isinstance(value, Array):
            return content_key([self._key(one) for one in value])
        return value.unparse().decode("latin-1")


def _content(stream: Stream) -> str:
    try:
        return hashlib.sha256(stream.read_bytes()).hexdigest()
    except PdfError:
        return _raw(stream)


def _raw(stream: Stream) -> str:
    return hashlib.sha256(stream.read_raw_bytes()).hexdigest()
