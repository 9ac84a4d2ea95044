"""The versions of libraries, which are part of the names of what is made with them."""

import sys
from importlib import metadata
from pathlib import Path

import pytest

from dossier import installed


@pytest.fixture(autouse=True)
def forgetful():
    """What is known of libraries is asked for anew before each test, and after it."""
    for asked in (installed.version, installed._named):
        asked.cache_clear()
    yield
    for asked in (installed.version, installed._named):
        asked.cache_clear()


@pytest.mark.parametrize("library", ["img2pdf", "matplotlib", "openpyxl", "pikepdf", "pillow"])
def test_versions_are_those_that_are_installed(library: str) -> None:
    """This test ensures that the quick way tells what the usual one does."""
    assert installed.version(library) == metadata.version(library)


def test_the_first_on_the_way_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that of a library installed twice it is the one that is loaded."""
    for place, told in (("one", "2.0"), ("two", "3.0")):
        (tmp_path / place / f"Paperlib-{told}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("nowhere", "one", "two")])
    assert installed.version("paperlib") == "2.0"


def test_what_is_not_installed_is_an_error() -> None:
    """This test ensures that nothing is made under the name of a library that is not there."""
    with pytest.raises(metadata.PackageNotFoundError):
        installed.version("no-such-library")
