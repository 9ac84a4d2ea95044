"""Pictures of phones in HEIF (ISO/IEC 23008-12), which Pillow opens by a library of its own."""

import re
from functools import lru_cache

from dossier.finding import Code
from dossier.installed import version
from dossier.media import UnusableError
from dossier.messages import say
from dossier.model.evidence_file import FileKind


def is_heic(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    if head[4:8] != b"ftyp" or re.match(FileKind.AVIF.sign, head, re.DOTALL):
        return False
    return re.match(FileKind.HEIC.sign, head, re.DOTALL) is not None


def library() -> str:
    """The version of what opens such pictures; '' where it is not installed."""
    try:
        return version("pillow_heif")
    except ImportError:  # what tells of packages raises a kind of it
        return ""


@lru_cache(maxsize=1)
def teach_pillow() -> None:
    """Have Pillow open such pictures from now on; what turns them upright is done by the library.

    Raises UnusableError where the library is not installed.
    """
    try:
        import pillow_heif  # noqa: PLC0415 - of few
    except ImportError as error:
        raise UnusableError(
            Code.FILE_TYPE,
            say(
                "it is a HEIC picture, and what opens it is not installed: run 'make setup' "
                "(pip install pillow-heif), or save it as .jpg"
            ),
        ) from error
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()
