"""What was understood, with codes: the rows that standard.xlsx is to have."""

import re
from collections.abc import Collection, Sequence

from dossier.catalogue.understood import ReadItem, ReadMaterial, Understood
from dossier.facts import Fact
from dossier.model.standard import Every, Family

_LETTERS = "ABC"
_OWN = re.compile(r"[A-Y][A-Z0-9.]{0,9}")
_FAMILIES: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (Family.BALANCE, re.compile(r"差异系数|校际")),
    (Family.CONDITIONS, re.compile(r"办学条件|资源配置")),
    (Family.RECOGNITION, re.compile(r"满意度|认可")),
    (Family.QUALITY, re.compile(r"质量|素质|发展水平")),
)


class CodedMaterial(Fact, frozen=True):
    """A material as a row of 材料要求; `also` are the codes of further indicators."""

    code: str
    indicator: str
    read: ReadMaterial
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """材料名称."""
        return self.read.name

    @property
    def once(self) -> bool:
        """Whether it is asked for once."""
        return self.read.every is Every.ONCE

    @property
    def note(self) -> str:
        """说明: what the catalogue says of it, and what no column of its own tells."""
        told = [self.read.note]
        if self.once and self.read.period and self.read.period not in self.name:
            told.append(self.read.period)
        if len(self.read.offices) > 1:
            told.append(f"协同：{'、'.join(self.read.offices[1:])}")
        if self.also:
            told.append(f"同时佐证：{'、'.join(self.also)}")
        return "；".join(filter(None, told))

    def says(self, word: str) -> bool:
        """Whether its name asks for a seal (盖章), a signature (签字), an original (原件)."""
        return word in self.name


class CodedItem(Fact, frozen=True):
    """An indicator as a row of 指标."""

    code: str
    parent: str
    level: str
    family: Family
    read: ReadItem

    @property
    def name(self) -> str:
        """名称."""
        return self.read.name

    @property
    def points(self) -> str:
        """评估要点, the points of the catalogue before them."""
        score = f"分值：{self.read.score}分" if self.read.score else ""
        return "\n".join(filter(None, (score, self.read.criteria)))


class Coded(Fact, frozen=True):
    """All rows, in the order of the catalogue."""

    title: str
    items: tuple[CodedItem, ...]
    materials: tuple[CodedMaterial, ...]


def coded(
    read: Understood,
    taken: Collection[str] = (),
    known_items: Sequence[str] = (),
    known_materials: Sequence[Sequence[str]] = (),
) -> Coded:
    """Codes for everything: those of the catalogue where they serve, else A1, B01, C001, B01-1.

    `known_items` and, for each item, `known_materials` are codes to keep ('' for none); none that
    is `taken` is given to anything else.
    """
    used = {*taken, *filter(None, known_items), *(c for codes in known_materials for c in codes)}
    item_codes: list[str] = []
    for number, item in enumerate(read.items):
        known = known_items[number] if known_items else ""
        code = known or _item_code(item, used)
        used.add(code)
        item_codes.append(code)
    items = tuple(
        CodedItem(
            code,
            "" if item.parent is None else item_codes[item.parent],
            _LETTERS[item.level - 1],
            _family(read.items, number),
            item,
        )
        for number, (item, code) in enumerate(zip(read.items, item_codes, strict=True))
    )
    materials: list[CodedMaterial] = []
    for number, item in enumerate(read.items):
        for place, material in enumerate(item.materials):
            code = known_materials[number][place] if known_materials else ""
            if not code:
                code = _free(f"{item_codes[number]}-", used, 1, "")
            used.add(code)
            also = tuple(item_codes[other] for other in material.also)
            materials.append(CodedMaterial(code, item_codes[number], material, also))
    return Coded(_titled(read.title), items, tuple(materials))


def _item_code(item: ReadItem, used: Collection[str]) -> str:
    own = item.label.code.upper()
    if item.label.kind == "letter" and _OWN.fullmatch(own) and own not in used:
        return own
    letter = _LETTERS[item.level - 1]
    return _free(letter, used, 1, ("", "02", "03")[item.level - 1])


def _free(start: str, used: Collection[str], number: int, width: str) -> str:
    while (code := f"{start}{number:{width}}") in used:
        number += 1
    return code


def _family(items: Sequence[ReadItem], number: int) -> Family:
    """指标集, by the name of the item or of one above it."""
    place: int | None = number
    while place is not None:
        item = items[place]
        for family, pattern in _FAMILIES:
            if pattern.search(item.name):
                return family
        place = item.parent
    return Family.COUNTY


def _titled(title: str) -> str:
    return re.sub(r"^附(?:件|表)\s*[\d一二三四五六七八九十]*\s*[:：、.]?\s*", "", title) or title
