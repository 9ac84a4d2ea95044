"""A file of evidence as it lies before whoever registers it: its place, its lines, its camera."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


class Candidate(Fact, frozen=True, dict=True):
    """A file: its `path` in the evidence folder, its words (`said`), and what its camera noted.

    `pages` is 0 where that is not known. A picture may be a photo or a scan; `is_scan` tells that
    words were read on pages without text.
    """

    path: str
    pages: int = 0
    said: Sequence[Passage] = ()
    is_picture: bool = False
    taken: date | None = None
    photographer: str = ""
    by_camera: bool = False
    is_scan: bool = False

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that it lies in, from the evidence folder down."""
        return tuple(self.path.split("/")[:-1])

    @property
    def stem(self) -> str:
        """Its name without what follows the last dot."""
        return _SUFFIX.sub("", self.path.rpartition("/")[2])

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What it says, line by line; cells of a table stay parted within a line."""
        return tuple(
            line
            for passage in self.said
            for part in passage.text.split(BREAK)
            if (line := part.strip(CELL + " "))
        )
