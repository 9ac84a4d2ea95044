"""What is proposed for a file, and how sure that is."""

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cached_property

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import Text
from dossier.model.standard import Requirement
from dossier.model.years import Year


class Confidence(Enum):
    """把握: how sure a proposal is."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


class DateSource(Enum):
    """What tells the day of a paper."""

    CLOSING = "落款"
    LABELLED = "文中"
    NAME = "文件名"
    CAMERA = "拍摄信息"


class Proposal(Fact, frozen=True):
    """A row for the file at `path`: of 照片 where `is_photo`, else of 佐证材料登记.

    `title` is the event (事由) of a photo; `author` its photographer. `grounds` tell what speaks
    for it, in sentences for the person who confirms it.
    """

    path: str
    requirement: Requirement
    confidence: Confidence
    is_photo: bool
    title: str
    author: str
    number: str
    dated: date | None
    year: Year | None
    grounds: tuple[Text, ...]
    score: float = 0.0


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
