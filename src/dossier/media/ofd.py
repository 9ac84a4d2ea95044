"""OFD (GB/T 33190-2016), the page format of Chinese offices: its words are read, by ofdkit.

It reads what producers really write: paths, encodings and prefixes that break the standard, pieces
of a line in any order. Pages it makes none, nor does any library that shows seals rightly.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dossier.media import damaged
from dossier.media.package import OfficePackage
from dossier.media.page_lines import lines_of, page_passages
from dossier.media.passage import Passage
from dossier.messages import say

if TYPE_CHECKING:
    from ofdkit import OFDDocument, Page

_POINTS = 72 / 25.4
_COPIED = say("copy it again from where it came from")


def sound_ofd(package: OfficePackage) -> None:
    """Raises UnusableError where there is no document in a package that is whole."""
    from ofdkit import OFDError  # noqa: PLC0415 - of few

    try:
        with _opened(package) as document:
            empty = not document.pages
    except OFDError as error:
        raise damaged(_COPIED, error) from error
    if empty:
        raise damaged(_COPIED, reason=say("it has no page"))


def ofd_passages(package: OfficePackage) -> Iterator[Passage]:
    """What its pages say, line by line; one that cannot be read says nothing."""
    from ofdkit import OFDError  # noqa: PLC0415

    def words(page: "Page") -> tuple[int, list[str]]:
        try:
            return round(page.width * _POINTS), lines_of(page.text())
        except OFDError:
            return 0, []

    with _opened(package) as document:
        yield from page_passages([words(page) for page in document.pages])


def _opened(package: OfficePackage) -> "OFDDocument":
    from ofdkit import OFDDocument  # noqa: PLC0415

    return OFDDocument(package.file)
