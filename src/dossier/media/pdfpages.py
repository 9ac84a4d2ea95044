"""The pages of a PDF: whether all that they draw is there, content, forms, pictures and fonts.

What no page draws is not looked at, nor what can be wrong without harm (metadata, colour profiles,
the characters that codes stand for). What is shared by pages is looked at once.
"""

import io
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectSet, Stream

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.pdf import WRONG, damaged_pdf, open_pdf
from dossier.media.pdfpictures import check_picture
from dossier.media.pdfstreams import (
    LARGEST,
    ChecksumError,
    DamagedDataError,
    TooMuchDataError,
    size,
    undone,
)
from dossier.media.stubs import refuse_stub
from dossier.messages import Text, say
from dossier.pool.memory import unless_memory

_CONTENT = 1 << 28  # bytes: no honest page has more content
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_PACKED = b"/ObjStm"

_ESCAPED = re.compile(rb"/[!-~]*#[0-9A-Fa-f]{2}")  # 7.3.5: in a name

_Fault = tuple[Code, Text]


def sound_pages(path: Path, content: bytes) -> int:
    """How many pages a PDF has, all that they draw being there.

    `content` is that of the file. Raises :class:`~dossier.media.UnusableError` as
    :func:`~dossier.media.pdf.open_pdf` does, where its pages do not show what it holds, and where
    data of what a page draws are damaged, end early or are enormous.
    """
    with open_pdf(path, content) as document:
        refuse_stub(document, path)
        try:
            if _PACKED in content:
                _check_packed_objects(document)
            drawn = _DrawnParts(document)
            for number, page in enumerate(document.pages, 1):
                drawn.check(number, page)
        except WRONG as error:
            unless_memory(error)
            raise damaged_pdf(error) from error
        return len(document.pages)


def _check_packed_objects(document: pikepdf.Pdf) -> None:
    """Object streams (7.5.7): what is lost of one is null, and drawn as nothing."""
    for one in document.objects:
        if isinstance(one, Stream) and one.get("/Type") == Name.ObjStm:
            try:
                size(document, one)
            except DamagedDataError as error:
                raise UnusableError(
                    Code.FILE_DAMAGED,
                    say("objects within it are damaged: copy it again, or save or scan it anew"),
                ) from error


class _DrawnParts:
    """What the pages of a document draw.

    A fault of a font or picture counts on the pages whose content names it: documents may list for
    each page what only one of them draws.
    """

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._page = 0
        self._forms = ObjectSet()
        self._known: dict[tuple[int, int], _Fault | None] = {}

    def check(self, number: int, page: pikepdf.Page) -> None:
        """Raise UnusableError where anything of this page lacks; pages are numbered from 1."""
        self._page = number
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, Array) else [contents]
        streams = [stream for stream in streams if stream is not None]
        for stream in streams:
            self._content(stream)
        self._resources(page.resources, streams)
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, Array) else ():
            shown = note.get("/AP") if isinstance(note, Dictionary) else None
            normal = shown.get("/N") if isinstance(shown, Dictionary) else None
            for form in (normal,) if isinstance(normal, Stream) else _values(normal):
                self._form(form)

    def _resources(self, resources: Any, contents: list[Any]) -> None:
        if not isinstance(resources, Dictionary):
            return
        for kind, look in (("/Font", self._font), ("/XObject", self._picture)):
            for name, one in _items(resources.get(kind)):
                fault = self._once(one, look)
                if fault is not None and self._names(contents, name):
                    raise UnusableError(*fault)
        for form in _forms(resources):
            self._form(form)

    def _once(self, one: Any, look: Callable[[Any], _Fault | None]) -> _Fault | None:
        if not isinstance(one, Dictionary | Stream):
            return None
        key = one.objgen
        if key == (0, 0):
            return look(one)
        if key not in self._known:
            self._known[key] = look(one)
        return self._known[key]

    def _names(self, contents: list[Any], name: str) -> bool:
        """Whether a content names a resource; one that it spells otherwise counts, too."""
        drawn = b"\n".join(undone(self._document, one, _CONTENT).content for one in contents)
        spelled = re.escape(name.encode()) + rb"[\s()<>\[\]{}/%]"
        return bool(re.search(spelled, drawn) or _ESCAPED.search(drawn))

    def _form(self, form: Any) -> None:
        """Content with resources of its own: forms, patterns, shadings, characters of a font."""
        if not isinstance(form, Stream) or form.get("/Subtype") == Name.Image:
            return
        if self._forms.add(form):
            self._content(form)
            self._resources(form.get("/Resources"), [form])

    def _content(self, stream: Any) -> None:
        try:
            size(self._document, stream, _CONTENT)
        except DamagedDataError as error:
            raise UnusableError(
                Code.FILE_DAMAGED,
                say(
                    "the content of page {page} is damaged: copy the file again, or save or scan"
                    " it anew",
                    page=self._page,
                ),
            ) from error
        except TooMuchDataError as error:
            raise UnusableError(*self._enormous(_CONTENT)) from error

    def _enormous(self, most: int) -> _Fault:
        return Code.FILE_TOO_DEMANDING, say(
            "page {page} unpacks to more than {megabytes} MB: make its pictures smaller, or print"
            " it to PDF anew",
            page=self._page,
            megabytes=most >> 20,
        )

    def _picture(self, picture: Any) -> _Fault | None:
        if not isinstance(picture, Stream) or picture.get("/Subtype") != Name.Image:
            return None
        masks = [picture.get(kind) for kind in ("/SMask", "/Mask")]
        try:
            for one in (picture, *masks):
                if isinstance(one, Stream):
                    check_picture(self._document, one)
        except DamagedDataError:
            return Code.FILE_DAMAGED, say(
                "a picture on page {page} is damaged or lacks a part: copy the file again, or save"
                " or scan it anew",
                page=self._page,
            )
        except TooMuchDataError:
            return self._enormous(LARGEST)
        return None

    def _font(self, font: Any) -> _Fault | None:
        if not isinstance(font, Dictionary):
            return None
        for form in _values(font.get("/CharProcs")):
            self._form(form)
        under = font.get("/DescendantFonts")
        described = under[0] if isinstance(under, Array) and len(under) else font
        if not isinstance(described, Dictionary):
            return None
        try:
            for one in (font.get("/Encoding"), described.get("/CIDToGIDMap")):
                if isinstance(one, Stream):
                    size(self._document, one, _CONTENT)
            for program in _programs(described):
                self._program(program)
        except (DamagedDataError, TooMuchDataError):
            return Code.FILE_DAMAGED, say(
                "the font '{font}' that is embedded for page {page} is damaged, so that its"
                " characters would be boxes: copy the file again, or save it as PDF anew",
                font=str(font.get("/BaseFont", "")).lstrip("/"),
                page=self._page,
            )
        return None

    def _program(self, program: Stream) -> None:
        try:
            content = undone(self._document, program, _CONTENT).content
        except ChecksumError:  # some makers of PDFs write a wrong one, to fonts that are whole
            content = undone(self._document, program, _CONTENT, checked=False).content
            if not has_its_sums(content):
                raise
        check_font(content)


def _forms(resources: Dictionary) -> Iterator[Any]:
    for kind in ("/XObject", "/Pattern", "/Shading"):
        yield from _values(resources.get(kind))
    for pattern in _values(resources.get("/Pattern")):
        if isinstance(pattern, Dictionary):
            yield pattern.get("/Shading")
    for state in _values(resources.get("/ExtGState")):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary):
            yield mask.get("/G")


def _programs(described: Any) -> Iterator[Stream]:
    descriptor = described.get("/FontDescriptor")
    if isinstance(descriptor, Dictionary):
        for name in _PROGRAMS:
            program = descriptor.get(name)
            if isinstance(program, Stream):
                yield program


def _items(listed: Any) -> Iterable[tuple[str, Any]]:
    return list(listed.items()) if isinstance(listed, Dictionary) else ()


def _values(listed: Any) -> Iterable[Any]:
    return (one for _, one in _items(listed))


_ANY = 16  # pixels: outlines are loaded at no size at all
_HEAD, _ITS_SUM = b"head", slice(8, 12)  # OpenType 1.9, "head": counts as 0 for its checksum


def check_font(program: bytes) -> None:
    """Raise DamagedDataError where FreeType, which most viewers use, cannot load a font.

    One without a byte is as good as none: viewers take another.
    """
    from PIL import ImageFont  # noqa: PLC0415 - loads FreeType

    if not program:
        return
    try:
        ImageFont.truetype(io.BytesIO(program), _ANY, layout_engine=ImageFont.Layout.BASIC)
    except (OSError, ValueError) as error:
        unless_memory(error)
        raise DamagedDataError from error


def has_its_sums(program: bytes) -> bool:
    """Whether each table of a TrueType or OpenType font has the checksum that the font says."""
    try:
        (count,) = struct.unpack_from(">H", program, 4)
        for number in range(count):
            tag, told, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * number)
            table = bytearray(program[start : start + length])
            if tag == _HEAD:
                table[_ITS_SUM] = bytes(4)
            table += bytes(-len(table) % 4)
            words = struct.unpack(f">{len(table) // 4}I", table)
            if sum(words) & 0xFFFFFFFF != told:
                return False
    except struct.error:
        return False
    return bool(count)
