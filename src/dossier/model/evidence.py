"""The register of evidence: documents and photos.

Files are named relative to the evidence folder.
"""

from dataclasses import dataclass
from datetime import date

from dossier.model.years import Year
from dossier.source import Row


@dataclass(frozen=True, slots=True)
class Evidence:
    """佐证材料登记: one document, and what the register says of it.

    `sealed`, `signed` and `original` are None where the register leaves them blank.
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


@dataclass(frozen=True, slots=True)
class Photo:
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
