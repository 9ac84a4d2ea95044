"""What decides, besides engine and fonts, how an office document comes out: our own code."""

from functools import cache
from pathlib import Path

from dossier.files import sha256_of
from dossier.store.source_hash import content_key

_HOME = Path(__file__).parent.parent
_CODE = (
    "convert/word/*.py", "convert/sheet/*.py", "convert/package.py", "convert/staging.py",
    "media/blank.py", "media/normalise.py", "media/pixels.py", "media/symbols.py",
)  # fmt: skip


@cache
def edition() -> str:
    """A hash over the code that prepares copies of documents and hands their PDFs over."""
    files = sorted(file for one in _CODE for file in _HOME.glob(one))
    return content_key([[str(file.relative_to(_HOME)), sha256_of(file)] for file in files])
