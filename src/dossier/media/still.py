"""A still of a film: the picture by which a person knows it. By PyAV, where that is installed."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from PIL import Image, ImageStat

from dossier.installed import version
from dossier.media.image import BROKEN
from dossier.pool.memory import unless_memory

# where in its length to look: films begin in black, and end in names
_PLACES = (0.1, 0.25, 0.5, 0.75, 0.0)
_TELLING = 25.0  # how much the grey of a picture varies that shows more than a plain ground
_LONGEST, _QUALITY = 1200, 85
_TURNS = {
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}


def library() -> str:
    """The version of what reads films; '' where it is not installed."""
    try:
        return version("av")
    except ImportError:  # what tells of packages raises a kind of it
        return ""


def still_of(path: Path) -> bytes | None:
    """A JPEG of the first picture of a film that shows something, or else of the least plain one.

    None where nothing can be read. Only where players may begin is looked, so that little of a
    long film is decoded; one thread does it, and the same film gives the same bytes. Raises OSError
    where there is no file, and ImportError.
    """
    import av  # noqa: PLC0415 - of few, and not everywhere

    av.logging.set_level(av.logging.PANIC)
    best: tuple[float, Image.Image] | None = None
    with path.open("rb") as file:  # as a file that is open it refers to no other
        try:
            for picture in _pictures(file):
                found = _variation(picture), picture
                best = found if best is None or found[0] > best[0] else best
                if found[0] >= _TELLING:
                    break
        except (av.FFmpegError, RuntimeError, *BROKEN) as error:
            unless_memory(error)
    return None if best is None else _jpeg(best[1])


def _pictures(file: IO[bytes]) -> Iterator[Image.Image]:
    import av  # noqa: PLC0415

    with av.open(file, "r", metadata_errors="replace") as film:
        if not film.streams.video:
            return
        video = film.streams.video[0]
        video.codec_context.thread_count = 1
        for place in _PLACES if film.duration else _PLACES[-1:]:
            film.seek(int((film.duration or 0) * place))  # to where players may begin before it
            for frame in film.decode(video):
                picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
                turn = _TURNS.get(frame.rotation % 360)
                yield picture.transpose(turn) if turn is not None else picture
                break


def _variation(picture: Image.Image) -> float:
    small = picture.convert("L").resize((64, 64))
    return float(ImageStat.Stat(small).stddev[0])


def _jpeg(picture: Image.Image) -> bytes:
    picture.thumbnail((_LONGEST, _LONGEST))
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
