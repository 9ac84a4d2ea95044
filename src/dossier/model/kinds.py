"""学校类型: which parts a school has, however the clerk wrote its type."""

from enum import Enum
from typing import Self

from dossier.model.school import School
from dossier.model.standard import PARTS, Stage
from dossier.text import plain

TYPE = "学校类型"


class SchoolKind(Enum):
    """The kinds of school of the education statistics that a standard distinguishes.

    `parts` are the 学部 that such a school has, youngest first; `ratio` is in what proportion they
    share, as documents print it.
    """

    POINT = "教学点", (Stage.PRIMARY,)
    PRIMARY = "小学", (Stage.PRIMARY,)
    JUNIOR = "初级中学", (Stage.JUNIOR,)
    NINE = "九年一贯制", (Stage.PRIMARY, Stage.JUNIOR), "1:1.1"
    FULL = "完全中学", (Stage.JUNIOR, Stage.SENIOR), "1:1.2"
    TWELVE = "十二年一贯制", PARTS, "1:1.1:1.32"
    SENIOR = "高级中学", (Stage.SENIOR,)
    SPECIAL = "特殊教育学校", (Stage.PRIMARY, Stage.JUNIOR), "1:1.1"

    def __new__(cls, name: str, parts: tuple[Stage, ...], ratio: str = "") -> Self:
        """A kind whose value is its name."""
        kind = object.__new__(cls)
        kind._value_ = name
        kind.parts = parts
        kind.ratio = ratio
        return kind

    parts: tuple[Stage, ...]
    ratio: str


KINDS = (
    *("小学", "初中", "九年一贯制学校", "完全中学"),
    *("十二年一贯制学校", "教学点", "高级中学", "特殊教育学校"),
)
"""How 学校类型 is offered; each is understood by :func:`kind_named`."""

# In this order: 十二年一贯制 and 九年一贯制 may name their parts (九年一贯制学校（小学、初中）).
_SIGNS = (
    (("十二年", "12年"), SchoolKind.TWELVE),
    (("九年", "9年"), SchoolKind.NINE),
    (("完全中学", "完中"), SchoolKind.FULL),
    (("教学点",), SchoolKind.POINT),
    (("特殊教育", "特教"), SchoolKind.SPECIAL),
)


def kind_named(text: str) -> SchoolKind | None:
    """The kind that `text` names: 九年一贯制学校, 九年制 and 9年一贯制 are one; None for others."""
    folded = plain(text)
    for signs, kind in _SIGNS:
        if any(sign in folded for sign in signs):
            return kind
    primary = "小学" in folded
    junior = "初级中学" in folded or "初中" in folded
    if primary and junior:
        return SchoolKind.NINE  # 小学附设初中班 has both parts, as a 九年一贯制 has
    if primary:
        return SchoolKind.PRIMARY
    senior = "高级中学" in folded or "高中" in folded
    if senior:
        return SchoolKind.FULL if junior else SchoolKind.SENIOR
    return SchoolKind.JUNIOR if junior else None


def has_stage(school: School, stage: Stage) -> bool:
    """Whether rules for `stage` concern the school: its 学部, and 全校; a county has them all."""
    return stage is Stage.SCHOOL or school.county or stage in kind_of(school).parts


def kind_of(school: School) -> SchoolKind:
    """The school's kind; where its type is not understood, that of the stages it has figures of."""
    named = kind_named(school.fact(TYPE))
    if named:
        return named
    declared = tuple(part for part in PARTS if any(key[1] is part for key in school.figures))
    for kind in (
        *(SchoolKind.PRIMARY, SchoolKind.JUNIOR, SchoolKind.NINE, SchoolKind.FULL),
        SchoolKind.SENIOR,
    ):
        if declared == kind.parts:
            return kind
    return SchoolKind.TWELVE if Stage.SENIOR in declared else SchoolKind.NINE
