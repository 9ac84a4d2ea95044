"""PDFs for which there is no room: an error that is told, and no end of the process."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from dossier.bind.excerpt import excerpt
from dossier.media.normalise import normalise
from dossier.media.pdf import open_pdf, save_repeatably
from dossier.media.repaint import bare, repaint
from tiny_workspace import write_pdf


@contextmanager
def no_room() -> Iterator[None]:
    """While it lasts no file may have more than a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def gather(source: Path, target: Path) -> None:
    with open_pdf(source) as came, pikepdf.new() as made:
        made.pages.extend(came.pages)
        save_repeatably(made, target)


@pytest.mark.parametrize(
    "write",
    [
        normalise,
        bare,
        gather,
        lambda source, target: repaint(source, source, target),
        lambda source, target: excerpt(source, ((1, 1),), target),
    ],
)
def test_what_cannot_be_written_is_an_error(
    write: Callable[[Path, Path], object], tmp_path: Path
) -> None:
    """This test ensures that a disk that fills up at the end of a small PDF ends no process."""
    source = write_pdf(tmp_path / "a.pdf", "one", "two")
    with no_room(), pytest.raises(OSError, match="File too large"):
        write(source, tmp_path / "b.pdf")
    write(source, tmp_path / "b.pdf")
    assert pikepdf.open(tmp_path / "b.pdf").pages
