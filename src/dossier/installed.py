"""The libraries and the office that this program works with, as they are installed."""

import importlib
import os
import sys
from contextlib import suppress
from functools import cache

_SUFFIX = ".dist-info"
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
    if library in (known := _named()):
        return known[library]
    from importlib import metadata  # noqa: PLC0415 - it reads as mail what a library says

    return metadata.version(library)


@cache
def _named() -> dict[str, str]:
    """The versions that stand in the names of folders, as in ``openpyxl-3.1.5.dist-info``.

    (Binary distribution format, "The .dist-info directory".) To ask for them in the usual way
    takes as long as to read a workbook.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):  # not every place that is named there is a folder
            for name in os.listdir(place or "."):  # noqa: PTH208 - these are strings
                library, dash, told = name.removesuffix(_SUFFIX).partition("-")
                if dash and name.endswith(_SUFFIX):
                    found.setdefault(library.lower(), told)  # the first is what is loaded
    return found


def load_without(library: str, other: str) -> None:
    """Load a library that would load another one, of which we make no use, which takes its time.

    What is None counts as not installed.
    """
    if library in sys.modules or other in sys.modules:
        return
    sys.modules[other] = None  # type: ignore[assignment]
    try:
        importlib.import_module(library)
    finally:
        del sys.modules[other]


def load_openpyxl() -> None:
    """Load openpyxl without numpy, whose numbers it would know when it writes them."""
    load_without("openpyxl", "numpy")
