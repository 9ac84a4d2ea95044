"""The libraries and the office that this program works with, as they are installed."""

import importlib
import sys
from functools import cache
from pathlib import Path

CHECKOUT = (Path(__file__).parents[2] / "pyproject.toml").is_file()
"""Whether this runs from a checkout, where make is, and not from an installed package."""

OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    str(Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"),
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
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
