"""What is proposed for a file, and how sure that is."""

from datetime import date
from enum import Enum

from dossier.facts import Fact
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
