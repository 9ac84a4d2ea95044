"""The versions of libraries, which are part of the names of what is made with them."""

import subprocess
import sys
from importlib import metadata

import pytest

from dossier import installed


@pytest.mark.parametrize("library", ["img2pdf", "matplotlib", "openpyxl", "pikepdf", "pillow"])
def test_versions_are_those_that_are_installed(library: str) -> None:
    """This test ensures that what is made is named after the library that made it."""
    assert installed.version(library) == metadata.version(library)


def test_what_is_not_installed_is_an_error() -> None:
    """This test ensures that nothing is made under the name of a library that is not there."""
    with pytest.raises(metadata.PackageNotFoundError):
        installed.version("no-such-library")


def test_workbooks_are_written_without_numpy() -> None:
    """This test ensures that numpy is not loaded along, and can be loaded afterwards."""
    program = (
        "import sys; from dossier.installed import load_openpyxl as load; load(); load();"
        "print('openpyxl' in sys.modules, 'numpy' in sys.modules); import numpy"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "False"]
