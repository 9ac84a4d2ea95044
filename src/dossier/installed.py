"""The libraries and the office that this program works with, as they are installed."""

import importlib
import sys
from functools import cache

OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
"""Where LibreOffice stands on systems that have no PATH for it."""


@cache
def version(library: str) -> str:
    """The version of a library, for the names of what is made with it.

    Raises importlib.metadata.PackageNotFoundError where it is not installed.
    """
    from importlib import metadata  # noqa: PLC0415 - most commands ask for none

    return metadata.version(library)


def load_openpyxl() -> None:
    """Load openpyxl without numpy, whose numbers it would know when it writes them.

    What is None counts as not installed. To load numpy would take a tenth of the time of a chapter
    (docs/performance.md).
    """
    if "openpyxl" in sys.modules or "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("openpyxl")
    finally:
        del sys.modules["numpy"]
