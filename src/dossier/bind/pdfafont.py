"""Fonts and PDF/A-2b (ISO 19005-2:2011, 6.2.11): what is wrong with one, and what can be mended."""

import re
import struct
from collections.abc import Iterator
from struct import unpack_from
from typing import Any

from pikepdf import Array, Dictionary, Name, PdfError, Stream, String

_SYMBOLIC = 4  # a flag of the descriptor
_SFNT = {b"\0\1\0\0", b"true", b"OTTO"}
_PLAIN = {"/WinAnsiEncoding", "/MacRomanEncoding"}
_IDENTITY = {"/Identity-H", "/Identity-V"}
_PROGRAMS = {
    "/Type1": ("/FontFile", "/FontFile3"),
    "/MMType1": ("/FontFile", "/FontFile3"),
    "/TrueType": ("/FontFile2", "/FontFile3"),
    "/CIDFontType0": ("/FontFile3",),
    "/CIDFontType2": ("/FontFile2", "/FontFile3"),
}


def text_of(name: Any) -> str:
    """A name as text, '' where it is none; one in GBK, which would not decode, as it is written."""
    if not isinstance(name, Name):
        return ""
    try:
        return str(name)
    except UnicodeDecodeError:
        return name.unparse().decode("ascii", "replace")


def filter_names(stream: Any) -> list[str]:
    """The names of the filters of `stream`; [''] where it has none, or is none."""
    given = stream.get("/Filter") if isinstance(stream, Stream) else None
    return [text_of(one) for one in (given if isinstance(given, Array) else [given])]


def filter_faults(stream: Any) -> Iterator[str]:
    """LZW (ISO 19005-2, 6.1.7.2): it is written anew as Flate, where it can be decoded."""
    if "/LZWDecode" in filter_names(stream):
        try:
            stream.read_bytes()
        except PdfError:
            yield "lzw"


def font_faults(font: Any) -> Iterator[str]:
    """What stands in the way of `font`, with its name where that helps."""
    if not isinstance(font, Dictionary):
        return
    kind = text_of(font.get("/Subtype"))
    if kind == "/Type3":
        return  # its shapes are drawings, which are judged as such
    name = text_of(font.get("/BaseFont")).lstrip("/")
    if kind == "/Type0":
        yield from _composite(font, name)
        return
    yield from _program(font, kind, name)
    for key in ("/FirstChar", "/LastChar", "/Widths"):
        if key not in font:
            yield f"font-incomplete: {name}"
    if kind == "/TrueType":
        yield from _truetype(font, name)


def _composite(font: Dictionary, name: str) -> Iterator[str]:
    below = font.get("/DescendantFonts")
    inner = below[0] if isinstance(below, Array) and len(below) else None
    if not isinstance(inner, Dictionary):
        yield f"font-incomplete: {name}"
        return
    kind = text_of(inner.get("/Subtype"))
    yield from _program(inner, kind, name)
    if text_of(font.get("/Encoding")) not in _IDENTITY:
        yield f"font-encoding: {name}"  # it may be allowed, but that is not looked into
    mapped = inner.get("/CIDToGIDMap")
    if kind == "/CIDFontType2" and mapped != Name.Identity and not isinstance(mapped, Stream):
        yield f"font-incomplete: {name}"


def _program(font: Dictionary, kind: str, name: str) -> Iterator[str]:
    descriptor = font.get("/FontDescriptor")
    if kind not in _PROGRAMS:
        yield f"font-kind: {name}"
    elif not isinstance(descriptor, Dictionary) or not any(
        isinstance(descriptor.get(key), Stream) for key in _PROGRAMS[kind]
    ):
        yield f"font-not-embedded: {name}"
    else:
        for key in _PROGRAMS[kind]:
            yield from filter_faults(descriptor.get(key))


def _truetype(font: Dictionary, name: str) -> Iterator[str]:
    descriptor: Any = font.get("/FontDescriptor", Dictionary())
    flags = descriptor.get("/Flags", 0)
    encoding = font.get("/Encoding")
    if not (isinstance(flags, int) and flags & _SYMBOLIC):
        if isinstance(encoding, Dictionary) and "/Differences" not in encoding:
            encoding = encoding.get("/BaseEncoding")
        if text_of(encoding) not in _PLAIN:
            yield f"font-encoding: {name}"
    elif encoding is not None or not _has_symbols(descriptor.get("/FontFile2")):
        yield f"font-encoding: {name}"


def _has_symbols(program: Any) -> bool:
    """Whether a symbolic TrueType program has one cmap, or one for Microsoft's symbols.

    (OpenType 1.9, Font File and cmap.) Only its list of cmaps is looked at, by hand: there are
    thousands of fonts in a dossier, and each would be read as a whole.
    """
    try:
        content = program.read_bytes()
        start, count = _cmaps(content)
        tables = [unpack_from(">HH", content, start + 4 + 8 * one) for one in range(count)]
    except (PdfError, struct.error, AttributeError, ValueError):
        return False
    return count == 1 or (3, 0) in tables


def _cmaps(content: bytes) -> tuple[int, int]:
    """Where the table 'cmap' begins, and how many it lists. Raises ValueError, struct.error."""
    form, tables = unpack_from(">4sH", content)
    if form not in _SFNT:
        raise ValueError(form)
    for one in range(tables):
        name, _, start, _ = unpack_from(">4s3L", content, 12 + 16 * one)
        if name == b"cmap":
            (count,) = unpack_from(">H", content, start + 2)
            return start, count
    raise ValueError(tables)


_SUBSET = re.compile(r"/[A-Z]{6}\+")
_GLYPH = re.compile(rb"dup \d+ (/\S+) put")
_HEAD, _USUAL = b"%!FontType1-", b"%!PS-AdobeFont-"


def mend_type1(descriptor: Dictionary) -> None:
    """Give the Type 1 font of a /FontDescriptor the usual head, and a subset its /CharSet.

    LibreOffice 7 makes them of CFF fonts: they begin with ``%!FontType1-1.0``, which some programs
    do not take for a font, and their descriptors have no /CharSet. Neither can be seen on a page.

    The list is that of the font's own encoding, which in a subset names all its glyphs
    (ISO 32000-1, table 122; Adobe Type 1 Font Format, 2.3 and 2.4).
    """
    file = descriptor.get("/FontFile")
    if not isinstance(file, Stream) or "/Length1" not in file:
        return
    try:
        program = file.read_bytes()
    except PdfError:  # the judge of the box finds it as well
        return
    clear = program[: int(file.Length1)]
    if clear.startswith(_HEAD):
        rest = program[len(_HEAD) :]
        file.write(_USUAL + rest)
        file.Length1 = len(clear) + len(_USUAL) - len(_HEAD)
    names = [name for name in dict.fromkeys(_GLYPH.findall(clear)) if name != b"/.notdef"]
    if names and "/CharSet" not in descriptor and _SUBSET.match(str(descriptor.get("/FontName"))):
        descriptor.CharSet = String(b"".join(names).decode("latin-1"))
