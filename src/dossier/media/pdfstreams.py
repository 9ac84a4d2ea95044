"""Streams of a PDF: their data undone filter by filter, and whether all of them are there.

A viewer shows what it can of a stream that is corrupt or ends early, and says nothing; qpdf, too,
hands out the part that it could undo. Here such a stream is an error.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from dossier.facts import Fact
from dossier.media.pdf import WRONG
from dossier.pool.memory import unless_memory

LARGEST = 1 << 30
"""Bytes to which a stream may be undone: a picture of 180 million pixels in CMYK has fewer."""

_STEP = 1 << 18  # bytes of packed data that are given to zlib at a time, and
_PIECE = 1 << 22  # bytes that it may make of them at a time
_DEFLATE = 8  # RFC 1950, 2.2
_FLUSHED = b"\0\0\xff\xff"  # RFC 1951, 3.2.4: how a writer ends that never said which block is last
_BLANKS = b"\0\t\n\f\r "
_FLATE, _LZW = "/FlateDecode", "/LZWDecode"
# of pictures (7.4.6 to 7.4.9): they come last, and are not undone here
_OF_PICTURES = {"/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/JPXDecode"}
_SHORT = {"/Fl": _FLATE, "/LZW": _LZW, "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode",
          "/RL": "/RunLengthDecode", "/DCT": "/DCTDecode", "/CCF": "/CCITTFaxDecode"}  # fmt: skip


class DamagedDataError(Exception):
    """The data of a stream are corrupt, or end early."""


class ChecksumError(DamagedDataError):
    """All data of a stream could be undone, but they are not what their checksum says."""


class TooMuchDataError(Exception):
    """The data of a stream unpack to more than :data:`LARGEST`, or the bound that was given."""


class Data(Fact, frozen=True):
    """The data of a stream as far as they were undone.

    `encoding` is the filter of a picture that stands last, as ``/DCTDecode``, with its parameters;
    '' where all filters are undone.
    """

    content: bytes
    encoding: str = ""
    parameters: Any = None


def undone(
    document: pikepdf.Pdf, stream: Stream, most: int = LARGEST, *, checked: bool = True
) -> Data:
    """The data of a stream without its filters, but for that of a picture.

    Checksums count where they are `checked`. Raises DamagedDataError, and TooMuchDataError where
    they come to more than `most` bytes.
    """
    content = _raw(stream)
    for name, parameters in _filters(stream):
        if name in _OF_PICTURES:
            return Data(content, name, parameters)
        if name == _FLATE and not _is_predicted(parameters):
            pieces, total = [], 0
            for piece in inflated(content, checked=checked):
                total += len(piece)
                if total > most:
                    raise TooMuchDataError
                pieces.append(piece)
            content = b"".join(pieces)
        elif name != "/Crypt":  # qpdf has undone it
            content = _by_qpdf(document, content, name, parameters)
        if len(content) > most:
            raise TooMuchDataError
    return Data(content)


def size(document: pikepdf.Pdf, stream: Stream, most: int = LARGEST) -> int:
    """How many bytes the data of a stream come to without its filters, predictors left aside.

    They are not kept, for those of a scan are many. Raises as :func:`undone`.
    """
    filters = _filters(stream)
    if [name for name, _ in filters] != [_FLATE]:
        return len(undone(document, stream, most).content)
    total = 0
    for piece in inflated(_raw(stream)):
        total += len(piece)
        if total > most:
            raise TooMuchDataError
    return total


def encoding(stream: Stream) -> str:
    """The last filter of a stream, '' for none."""
    filters = _filters(stream)
    return filters[-1][0] if filters else ""


def row_size(stream: Stream, bits: int) -> int:
    """Bytes that a row of `bits` has when Flate is undone, a predictor left aside (7.4.4.4)."""
    filters = _filters(stream)
    plain = (bits + 7) // 8
    is_png = [name for name, _ in filters] == [_FLATE] and _predictor(filters[0][1]) > 2  # noqa: PLR2004
    return plain + 1 if is_png else plain


def inflated(content: bytes, *, checked: bool = True) -> Iterator[bytes]:
    """What a zlib stream (RFC 1950) holds, piece by piece. Raises DamagedDataError.

    One that lacks no more than its checksum is whole, and one that was flushed and never ended.
    """
    if not content.strip(_BLANKS):
        return  # nothing was packed
    if content[0] & 15 != _DEFLATE or int.from_bytes(content[:2]) % 31:
        raise DamagedDataError
    inflater, check, view = zlib.decompressobj(-zlib.MAX_WBITS), 1, memoryview(content)
    for start in range(2, len(content), _STEP):
        waiting: bytes | memoryview = view[start : start + _STEP]
        while True:
            try:
                piece = inflater.decompress(waiting, _PIECE)
            except zlib.error as error:
                unless_memory(error)
                raise DamagedDataError from error
            check = zlib.adler32(piece, check)
            yield piece
            waiting = inflater.unconsumed_tail
            if inflater.eof or not (waiting or len(piece) == _PIECE):
                break
        if inflater.eof:
            told = (inflater.unused_data + view[start + _STEP : start + _STEP + 4])[:4]
            if checked and len(told) == 4 and int.from_bytes(told) != check:  # noqa: PLR2004
                raise ChecksumError
            return
    if not content.rstrip(b"\r\n").endswith(_FLUSHED):
        raise DamagedDataError


def _raw(stream: Stream) -> bytes:
    try:
        return stream.read_raw_bytes()
    except WRONG as error:
        unless_memory(error)
        raise DamagedDataError from error


def _filters(stream: Stream) -> list[tuple[str, Any]]:
    """The filters of a stream in the order in which they are undone, each with its parameters."""
    named: Any = stream.get("/Filter")
    given: Any = stream.get("/DecodeParms")
    if isinstance(named, Array):
        listed = list(given) if isinstance(given, Array) else [given] * (len(named) == 1)
        listed += [None] * (len(named) - len(listed))
        found = zip(named, listed, strict=False)
    else:
        found = zip([named], list(given) if isinstance(given, Array) else [given], strict=False)
    return [
        (_SHORT.get(str(name), str(name)), one) for name, one in found if isinstance(name, Name)
    ]


def _predictor(parameters: Any) -> int:
    given = parameters.get("/Predictor", 1) if isinstance(parameters, Dictionary) else 1
    return given if isinstance(given, int) else 1


def _is_predicted(parameters: Any) -> bool:
    return _predictor(parameters) > 1


def _by_qpdf(document: pikepdf.Pdf, content: bytes, name: str, parameters: Any) -> bytes:
    """One filter undone; Flate alone is undone leniently, so it is looked at first."""
    if name == _FLATE:
        for _ in inflated(content):
            pass
    if name == "/ASCII85Decode":
        try:
            return base64.a85decode(content.partition(b"~")[0].removeprefix(b"<~"))
        except (ValueError, binascii.Error) as error:
            raise DamagedDataError from error
    if name == "/RunLengthDecode":
        return _runs(content)
    alone = Stream(document, content)
    alone.Filter = Name(name)
    if isinstance(parameters, Dictionary):
        alone.DecodeParms = parameters
    try:
        return alone.read_bytes()
    except WRONG as error:
        unless_memory(error)
        if "memory limit" in str(error):
            raise TooMuchDataError from error
        raise DamagedDataError from error


def _runs(content: bytes) -> bytes:
    """Runs of bytes undone (7.4.5); where their end mark lacks, they end with the data."""
    found, at = bytearray(), 0
    while at < len(content) and content[at] != 128:  # noqa: PLR2004 - the end mark
        length = content[at]
        if length < 128:  # noqa: PLR2004
            found += content[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            found += content[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(found)
