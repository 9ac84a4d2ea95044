"""What a camera noted in a picture: the day, and who held it (Exif 2.32, 4.6)."""

import warnings
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from dossier.facts import Fact

_MAKE, _MODEL, _ARTIST, _CHANGED = 271, 272, 315, 306
_INNER, _TAKEN, _DIGITISED = 0x8769, 36867, 36868
_LONGEST = 40


class Noted(Fact, frozen=True):
    """The day on which a picture was taken, its photographer, and whether a camera wrote it."""

    taken: date | None = None
    photographer: str = ""
    is_camera: bool = False


def camera_of(path: Path) -> Noted:
    """What is noted in the picture at `path`; nothing where it cannot be read. Raises OSError."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - megabytes

    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(file) as picture:
                noted = picture.getexif()
                inner = noted.get_ifd(_INNER)
        except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError,
                LookupError, TypeError, AttributeError, EOFError):  # fmt: skip
            return Noted()  # what is wrong with it is the survey's to tell
    taken = _day(inner.get(_TAKEN)) or _day(inner.get(_DIGITISED))
    is_camera = bool(noted.get(_MAKE) or noted.get(_MODEL))
    if taken is None and is_camera:
        taken = _day(noted.get(_CHANGED))
    return Noted(taken, _words(noted.get(_ARTIST)), is_camera)


def _day(value: object) -> date | None:
    """The day of ``2022:10:21 10:00:00``; None where it is none, as 0000:00:00."""
    try:
        return datetime.strptime(str(value).strip("\0 ")[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def _words(value: object) -> str:
    """A name; EXIF is ASCII by its standard, and cameras write what their country does."""
    content = value.encode("latin-1", "replace") if isinstance(value, str) else value
    if not isinstance(content, bytes):
        return ""
    for encoding in ("ascii", "utf-8", "gb18030", "latin-1"):
        with suppress(UnicodeDecodeError):
            name = content.decode(encoding).strip("\0 ")
            return name if name.isprintable() and len(name) <= _LONGEST else ""
    return ""
