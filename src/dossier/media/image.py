"""Pictures and scans through Pillow: are they whole, and copies that any PDF can hold."""

import base64
import io
import math
import struct
import warnings
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageSequence

from dossier.finding import Code, Remark
from dossier.media import UnusableError, damaged
from dossier.media.colour import fits, is_idle, without_profile
from dossier.media.fax import check_fax
from dossier.media.faxcodes import DamagedFaxError
from dossier.media.heic import is_heic, teach_pillow
from dossier.media.incomplete import JPEG_END, completed
from dossier.messages import say
from dossier.pool.memory import unless_memory

# An A3 sheet at 600 dpi has 70 million pixels. What has far more is a mistake or a bomb; the
# limit is ours (per frame, as an error), so Pillow's own, which only warns, is switched off.
LARGEST = 180_000_000
Image.MAX_IMAGE_PIXELS = None

# what Pillow raises for broken content depends on the format and on where it is broken
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, EOFError, LookupError, ArithmeticError,
    struct.error, zlib.error,
)  # fmt: skip

_QUALITY = 85
_SCAN_QUALITY = 90

# A JPEG decodes to a half, a quarter or an eighth of its size in less time. What is left must be
# this much larger than wanted, so that it is the resampling that draws the fine lines.
_ROOM = 1.3

# A photo is sharp enough with the quicker filter, which takes half the time; fine writing is not.
_OF_PHOTOS, _OF_WRITING = Image.Resampling.HAMMING, Image.Resampling.LANCZOS

_HEAD = 64  # bytes, in which a file tells its brands
_MOVING = {"GIF", "WEBP", "AVIF", "HEIF"}
_LOSSLESS = {"PNG", "GIF", "BMP"}  # mostly drawn by programs: they would lose by becoming a JPEG
_ROWS_PER_STRIP = 278  # TIFF 6.0, section 8

# the chunk of the third edition, and the text that programs wrote before there was one
_EXIF_IN_PNG = (b"eXIf", b"Raw profile type")

_SHORT = Remark(
    Code.FILE_MENDED,
    say("the file breaks off in its last bytes; the picture itself is there, and is bound"),
    say("look at its lower edge, and copy the file again where it is grey there"),
)
_COLOURLESS = Remark(
    Code.FILE_MENDED,
    say("its colour profile is broken or for other colours; the picture is bound without it"),
    say("look at its colours in the box; nothing need be done where they are right"),
)

_OTHERS = say("where another one matters, save it as a picture of its own and register that")

Limit = Callable[[int, int, tuple[float, float]], int]
"""(width, height, dpi of both directions) → how many pixels the longest side may have."""


def check_image(
    path: Path,
    content: bytes | None = None,
    see: Callable[[Image.Image, tuple[int, int]], None] | None = None,
) -> tuple[int, tuple[Remark, ...]]:
    """The number of pages of a picture (frames of a TIFF, else 1), every one really decoded.

    With it comes what :func:`remarks_of` says, of the same look at the file.

    `content` is that of the file, where it has been read. Who wants to `see` the frames is given
    each once it is decoded, a JPEG at an eighth of its size, with its full size. Raises
    :class:`~dossier.media.UnusableError` where one is truncated, broken or far too large.
    """
    with _completed(path, content) as (image, mended):
        remarks = _remarks(image, mended=mended)
        pages = 0
        for frame in _frames(image):
            size = frame.size
            _decode(frame, None if see else "L")
            if see:
                see(frame, size)
            pages += 1
        return pages, remarks


def upright(path: Path, longest: int, content: bytes | None = None) -> bytes:
    """A JPEG of the picture as a person would hold it, no side longer than `longest` pixels.

    The orientation of the camera (EXIF 2.32, tag 274) is applied; grey stays grey, all else
    becomes RGB on white. Equal input gives equal bytes. `content` is that of the file, where it has
    been read. Raises UnusableError where :func:`check_image` does.
    """
    with _opened(path, content) as image:
        return _jpeg(next(_frames(image)), longest, _QUALITY, _OF_PHOTOS)


def frames_close(
    path: Path, frames: Collection[int], longest: int, content: bytes | None = None
) -> Iterator[tuple[int, Image.Image]]:
    """Some `frames` (from 1) of a sound picture with their numbers, for a closer look.

    A JPEG is decoded to a part of its size of which the longer side is at least `longest`.
    """
    with _opened(path, content) as image:
        for number, frame in enumerate(_frames(image, sound=True), 1):
            if number in frames:
                frame.draft("L", (longest, longest))
                frame.load()
                yield number, frame


def remarks_of(path: Path, content: bytes | None = None) -> tuple[Remark, ...]:
    """What there is to say of a picture that :func:`check_image` finds whole.

    `content` is that of the file, where it has been read. Raises UnusableError.
    """
    with _completed(path, content) as (image, mended):
        return _remarks(image, mended=mended)


def _remarks(image: Image.Image, *, mended: bool) -> tuple[Remark, ...]:
    found = [_SHORT] if mended else []
    if not (fits(image) or is_idle(image)):
        found.append(_COLOURLESS)
    frames = getattr(image, "n_frames", 1) if image.format in _MOVING else 1
    if frames > 1:
        text = say(
            "it holds {count} pictures one after the other; the first is bound", count=frames
        )
        found.append(Remark(Code.CONTENT_ADAPTED, text, _OTHERS))
    return tuple(found)


def as_svg(path: Path) -> bytes:
    """A whole upright JPEG as an SVG (1.1, 5.7) of its size in pixels that shows it.

    For a program that hands a JPEG within an SVG on as it is, and would decode it otherwise; what
    is seen is the same. Such programs leave out what they cannot read: a file that is no JPEG, or
    ends before its end, raises :class:`~dossier.media.UnusableError` here.
    """
    content = path.read_bytes()
    with _opened(path, content) as image:
        if image.format != "JPEG" or not content.endswith(JPEG_END):
            raise ValueError(image.format)
        width, height = image.size
    return b"".join(
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
            b' width="%d" height="%d">' % (width, height),
            b'<image width="%d" height="%d"' % (width, height),
            b' xlink:href="data:image/jpeg;base64,%s"/></svg>' % base64.b64encode(content),
        )
    )


def embeddable(path: Path, limit: Limit, *, sound: bool = False) -> Iterator[bytes]:
    """Each page of a picture as a file in memory that img2pdf embeds as it is.

    Bytes of the file itself where nothing has to change; else upright, eight bits deep,
    without transparency, in grey or RGB, and sampled down to what `limit` allows. Bilevel
    scans stay bilevel (as TIFF with group 4 compression). What :func:`check_image` has found
    `sound` is not decoded only to see whether it is whole. Raises UnusableError.
    """
    mended = completed(path)
    with _opened(path, mended) as image:
        for frame in _frames(image, sound=sound):
            longest = limit(frame.width, frame.height, dpi(frame))
            small = max(frame.size) <= longest
            if frame.mode == "1":
                # in one strip, as it is in a PDF, too: img2pdf need not pack it again
                one = {_ROWS_PER_STRIP: frame.height}
                yield _saved(frame, "TIFF", compression="group4", tiffinfo=one)
            elif small and _plain(frame, as_it_is := mended or path.read_bytes()):
                embedded = as_it_is if fits(frame) else without_profile(as_it_is)
                if not sound:
                    _decode(frame)  # a truncated file would be embedded without a word
                yield embedded
            elif small and image.format in _LOSSLESS:
                yield _saved(frame, "PNG")
            else:
                quality = _SCAN_QUALITY if image.format == "TIFF" else _QUALITY
                yield _jpeg(frame, longest, quality, _OF_WRITING)


@contextmanager
def _opened(path: Path, content: bytes | None = None) -> Iterator[ImageFile.ImageFile]:
    """The picture; whatever goes wrong with it inside the block is told as one fault."""
    with _completed(path, content) as (image, _):
        yield image


@contextmanager
def _completed(path: Path, content: bytes | None) -> Iterator[tuple[ImageFile.ImageFile, bool]]:
    """The picture, and whether the end that it lacks was put back; faults as :func:`_opened`."""
    try:
        if is_heic(_head(path, content)):
            teach_pillow()
        mended = completed(path, content)
        content = mended or content
        # warnings (a broken EXIF block, say) are about what we do not use
        source = path if content is None else io.BytesIO(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source) as image:
                yield image, mended is not None
    except BROKEN as error:
        unless_memory(error)
        detail = str(error).replace(str(path), path.name)
        raise damaged(say("copy it again or scan it anew"), detail) from error


def _head(path: Path, content: bytes | None) -> bytes:
    if content is not None:
        return content[:_HEAD]
    with path.open("rb") as file:
        return file.read(_HEAD)


def _frames(image: ImageFile.ImageFile, *, sound: bool = False) -> Iterator[Image.Image]:
    """Every page of a TIFF; of other formats the picture only, not its thumbnails or animation.

    What libtiff would take for a picture though it is damaged is found where it is not known to be
    `sound`.
    """
    frames = ImageSequence.Iterator(image) if image.format == "TIFF" else iter((image,))
    for frame in frames:
        if frame.width * frame.height > LARGEST:
            raise UnusableError(
                Code.FILE_TOO_DEMANDING,
                say(
                    "the picture has {width} × {height} pixels: scan it again with 300 dpi",
                    width=frame.width,
                    height=frame.height,
                ),
            )
        if image.format == "TIFF":
            image.filename = ""  # Pillow 13, mapping it, would take the sides of a turned one wrong
            if not sound:
                _check_fax(frame)
            settle(frame)
        yield frame


def _check_fax(frame: Image.Image) -> None:
    try:
        check_fax(frame)
    except DamagedFaxError as error:
        raise UnusableError(
            Code.FILE_DAMAGED,
            say(
                "its fax data are damaged, so that bars would be seen: copy it again or scan it"
                " anew"
            ),
        ) from error


def _decode(frame: Image.Image, mode: str | None = "L") -> None:
    """Have all data of a frame decoded, to find where they are broken; it is of little use then.

    A JPEG is decoded to an eighth of its size, in grey or in its own mode. Every coefficient is
    read for that, those of the colours included; what is left out is the arithmetic that makes
    pixels of them, which takes any number (ITU-T T.81, A.3.3).
    """
    frame.draft(mode, (1, 1))
    frame.load()


def _plain(frame: Image.Image, content: bytes) -> bool:
    """Whether the file itself can be embedded: no orientation, transparency, CMYK, 16 bits."""
    if frame.mode not in {"L", "RGB", "P"}:
        return False
    if frame.format == "JPEG":
        return orientation(frame) == 1
    if frame.format != "PNG" or "transparency" in frame.info:
        return False
    if content[24] > 8:  # noqa: PLR2004  bit depth in IHDR (ISO/IEC 15948, 11.2.2)
        return False
    # EXIF may stand behind the picture, which Pillow decodes to get there
    return not any(mark in content for mark in _EXIF_IN_PNG) or orientation(frame) == 1


def _flat(image: Image.Image) -> Image.Image:
    """The picture in mode L or RGB, what was transparent on white."""
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "I;16N"}:  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    if image.mode in {"L", "RGB"}:
        return image
    return image.convert("L" if image.mode in {"1", "F"} else "RGB")


def _jpeg(image: Image.Image, longest: int, quality: int, filtered: Image.Resampling) -> bytes:
    width = max(image.size)
    turn = orientation(image)
    across, down = dpi(image, turn)
    profile = _profile(image)
    # asked for in the picture's own shape: the decoder looks at the side that needs it most
    enough = _ROOM * longest / width
    image.draft(None, (math.ceil(image.width * enough), math.ceil(image.height * enough)))
    flat = _flat(image)
    if max(flat.size) > longest:
        flat = flat.resize(_within(flat.size, longest), filtered)
    # only now, when it is small
    flat = turned(flat, turn)
    # the dpi shrink with the picture, so that it keeps its size on paper
    scale = max(flat.size) / width
    result = io.BytesIO()
    flat.save(
        result,
        "JPEG",
        quality=quality,
        dpi=(round(across * scale), round(down * scale)),
        icc_profile=profile,
    )
    return result.getvalue()


def _within(sides: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size of a picture whose longer side becomes `longest`; the other has a pixel at least.

    A strip of 30,000 × 3 pixels would come to a height of 0.
    """
    width, height = sides
    if width >= height:
        return longest, max(1, round(height / width * longest))
    return max(1, round(width / height * longest)), longest


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture without loss, upright, with its resolution and its colours."""
    turn = orientation(image)
    across, down = dpi(image, turn)
    size = {"dpi": (across, down)} if across else {}
    profile = _profile(image)
    # a copy: what the file says of its colours would be written again
    flat = image.copy() if image.mode == "1" else turned(_flat(image), turn)
    result = io.BytesIO()
    flat.save(result, form, icc_profile=profile, **size, **options)
    return result.getvalue()


def _profile(image: Image.Image) -> bytes | None:
    """The colour profile of an RGB picture; one for CMYK says nothing once it is RGB."""
    profile = image.info.get("icc_profile") if image.mode == "RGB" and fits(image) else None
    return profile if isinstance(profile, bytes) else None


# what has to be done with a picture of each orientation; 1 is upright
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = range(5, 9)


def orientation(image: Image.Image) -> int:
    """Its orientation, 1 to 8."""
    return int(image.getexif().get(274, 1))


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The picture, upright."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def settle(frame: Image.Image) -> None:
    """Load a frame of a TIFF: Pillow turns it upright then, but not its resolution."""
    once = orientation(frame)
    across_down = dpi(frame, once)
    frame.load()
    frame.info["dpi"] = across_down


def dpi(image: Image.Image, orientation: int = 1) -> tuple[float, float]:
    """Pixels per inch across and down, as the file claims them; (0, 0) where it does not.

    Those of the upright picture, where its `orientation` is told.
    """
    across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    if not (math.isfinite(across) and math.isfinite(down) and min(across, down) > 0):
        return (0, 0)
    return (down, across) if orientation in _ON_ITS_SIDE else (across, down)
