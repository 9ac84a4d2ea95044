"""The register of evidence: documents and photos.

Files are named relative to the evidence folder.
"""

from datetime import date

from dossier.facts import Fact
from dossier.model.standard import Every, Requirement
from dossier.model.years import Year
from dossier.source import Row

Ranges = tuple[tuple[int, int], ...]
"""Pages of a file: first and last of each run, counted from 1, rising; none means all of them."""


def counted(ranges: Ranges) -> int:
    """How many pages that are."""
    return sum(last - first + 1 for first, last in ranges)


def spelled(ranges: Ranges) -> str:
    """As people write them: ``3—5、8``."""
    return "、".join(f"{a}—{b}" if a < b else str(a) for a, b in ranges)


def beyond(ranges: Ranges, file: str, pages: int) -> str:
    """Why these pages of `file`, which has `pages` of them, cannot come, in Chinese; or ''."""
    if not ranges or ranges[-1][1] <= pages:
        return ""
    return f"登记页次为第{spelled(ranges)}页，文件“{file}”只有{pages}页"


class Evidence(Fact, frozen=True):
    """佐证材料登记: one document, and what the register says of it.

    `sealed`, `signed` and `original` are None where the register leaves them blank. `also` (互见)
    names the further requirements that it serves; `pages` (页次) are those of the file that count.
    """

    requirement: str
    title: str
    author: str
    number: str
    dated: date | None
    year: Year | None
    retention: str
    secrecy: str
    file: str
    original: bool | None
    sealed: bool | None
    signed: bool | None
    note: str
    row: Row
    also: tuple[str, ...] = ()
    pages: Ranges = ()

    def year_for(self, requirement: Requirement) -> Year | None:
        """The year for which it serves a requirement of 互见: its own, or none where once is asked.

        A plan of one year may well be the proof that is wanted once.
        """
        return None if requirement.every is Every.ONCE else self.year


class Photo(Fact, frozen=True):
    """照片: one photo and its six elements (事由 时间 地点 人物 背景 摄影者)."""

    requirement: str
    year: Year | None
    file: str
    event: str
    dated: date | None
    place: str
    people: str
    background: str
    photographer: str
    row: Row

    def missing(self) -> tuple[str, ...]:
        """The names of the elements that are blank, as the register's headers call them."""
        elements = {
            "事由": self.event,
            "时间": self.dated,
            "地点": self.place,
            "人物": self.people,
            "背景": self.background,
            "摄影者": self.photographer,
        }
        return tuple(name for name, value in elements.items() if not value)
