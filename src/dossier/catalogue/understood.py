"""Tables and lines → indicators and the materials that they need, each with its words and cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from dossier.catalogue.labels import (
    Label,
    is_general,
    is_rule,
    label_of,
    listed,
    offices_of,
    period_of,
    tight,
)
from dossier.catalogue.prose import prose_of
from dossier.catalogue.tables import (
    CataloguePage,
    FiguresForm,
    ReadColumn,
    ReadRow,
    ReadTable,
    Role,
    Spot,
    page_of,
)
from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.model.standard import Every
from dossier.numbers import bare
from dossier.read.plaincells import SheetCells
from dossier.text import plain

_DEEPEST = 3  # A, B, C
_UNCODED = 9  # how deep a label without a code lies below those that have one
_LONGEST_NAME = 40
_LIST_TITLE = re.compile(
    r"\s*[-—–－:：]*\s*(?:需上传)?(?:佐证|备查|支撑)?(?:材料|资料)(?:清单|目录)?$"
)
_PARTED = re.compile(r"[、,，;；/\s]+")
_LEAST_ALIKE = 2  # entries of a list that stands twice


class ReadMaterial(Fact, frozen=True):
    """A material: how often it is asked for, by the words `period`; its own words and place.

    `also` are the further items that the same cell stands beside, by their numbers.
    """

    name: str
    every: Every
    period: str
    offices: tuple[str, ...]
    note: str
    spot: Spot
    also: tuple[int, ...] = ()


class ReadItem(Fact, frozen=True):
    """An indicator: `parent` is the number of the one above, None at the top; `level` from 1."""

    level: int
    parent: int | None
    label: Label
    name: str
    criteria: str
    score: str
    offices: tuple[str, ...]
    spot: Spot
    materials: tuple[ReadMaterial, ...]


class Doubt(Fact, frozen=True):
    """What was not understood, or was taken in a way that a person should look at."""

    spot: Spot
    reason: Text


class Understood(Fact, frozen=True):
    """What a file was found to hold. Items in order, each after the one above it."""

    title: str
    items: tuple[ReadItem, ...]
    columns: tuple[ReadColumn, ...]
    forms: tuple[FiguresForm, ...]
    doubts: tuple[Doubt, ...]

    @property
    def materials(self) -> int:
        """How many there are."""
        return sum(len(item.materials) for item in self.items)


@dataclass(slots=True, eq=False)
class _MaterialDraft:
    name: str
    spot: Spot
    every: Every
    period: str
    offices: tuple[str, ...]
    note: str
    also: list["_ItemDraft"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _ItemDraft:
    spot: Spot
    label: Label
    parent: "_ItemDraft | None"
    name: str
    criteria: list[str] = field(default_factory=list)
    score: Decimal | None = None
    offices: tuple[str, ...] = ()
    materials: list[_MaterialDraft] = field(default_factory=list)

    @property
    def level(self) -> int:
        return 1 if self.parent is None else self.parent.level + 1


def understood(
    pages: Sequence[SheetCells], settled: Mapping[str, Role], name: str, sheets: Sequence[str] = ()
) -> Understood:
    """What the `pages` of the catalogue called `name` hold.

    `settled` says by :func:`~dossier.text.plain` header what a column holds, `sheets` are the pages
    to read (none: all).
    """
    return _Understanding(settled, name).of([p for p in pages if not sheets or p.name in sheets])


class _Understanding:
    def __init__(self, settled: Mapping[str, Role], name: str) -> None:
        self._settled = settled
        self._name = name
        self._items: list[_ItemDraft] = []
        self._doubts: list[Doubt] = []
        self._columns: list[ReadColumn] = []
        self._forms: list[FiguresForm] = []
        self._path: list[_ItemDraft] = []
        self._stack: list[tuple[int, _ItemDraft]] = []
        self._shared: dict[Spot, list[_MaterialDraft]] = {}
        self._lists: dict[tuple[str, ...], tuple[Spot, _ItemDraft]] = {}

    def of(self, sheets: Sequence[SheetCells]) -> Understood:
        pages: list[CataloguePage] = []
        for cells in sheets:
            tables = [table for page in pages for table in page.tables]
            pages.append(page_of(cells, self._settled, tables[-1] if tables else None))
        of_tables = [table.title for page in pages for table in page.tables]
        title = next((page.title for page in pages if page.title), None)
        if len(of_tables) > 1 and title in of_tables:
            title = None  # it is that of the first table alone
        for page in pages:
            self._forms += page.forms
            for table in page.tables:
                self._table(table)
        in_tables = bool(self._items)
        for page in pages:
            if page.tables or page.forms:
                self._unread(spot for spot in page.left)
            elif not in_tables:
                title = self._prose(page) or title
        self._hang_deep()
        self._sums()
        top = tight(title.words) if title else self._name
        if self._items and max(item.level for item in self._items) == 1:
            self._under_one(title, top)
        return self._whole(top)

    def _unread(self, spots: Iterator[Spot]) -> None:
        for spot in spots:
            self._doubts.append(Doubt(spot, say("it stands in no table, and is not imported")))

    # tables

    def _table(self, table: ReadTable) -> None:
        self._columns += table.columns.values()
        self._doubts += [
            Doubt(
                column.spot,
                say(
                    "the column '{header}' is not understood, and is not read",
                    header=column.spot.words,
                ),
            )
            for column in table.columns.values()
            if column.role is None
        ]
        levels = table.of(Role.LEVEL) or table.of(Role.CRITERIA)
        if not levels and not table.of(Role.MATERIALS):
            return
        if not table.goes_on:
            self._path, self._stack = [], []
        under: _ItemDraft | None = None
        if len(levels) <= 1 and table.title:
            words = _LIST_TITLE.sub("", tight(table.title.words))
            under = self._new(table.title, None, words or tight(table.title.words))
        for row in table.rows:
            self._row(table, row, levels, under)

    def _row(
        self, table: ReadTable, row: ReadRow, levels: Sequence[int], under: _ItemDraft | None
    ) -> None:
        item = self._item_of(row, levels, under) or under
        if item is None:
            self._unread(iter(row.cells.values()))
            return
        if levels != table.of(Role.CRITERIA):
            item.criteria += [spot.words.strip() for spot in _own(table, row, Role.CRITERIA)]
        for spot in _own(table, row, Role.SCORE):
            self._score(item, spot)
        offices = tuple(
            office
            for spot in _all(table, row, Role.OFFICE)
            for office in offices_of(tight(spot.words)) or _PARTED.split(tight(spot.words))
        )
        item.offices = item.offices or offices
        note = "；".join(spot.words for spot in _all(table, row, Role.NOTE))
        period = " ".join(spot.words for spot in _all(table, row, Role.PERIOD))
        for spot in _own(table, row, Role.MATERIALS):
            self._materials(item, spot, offices, period, note)
        for spot in _all(table, row, Role.MATERIALS):
            for material in self._shared.get(spot, []):
                if spot.row != row.number and item not in material.also:
                    material.also.append(item)

    def _item_of(
        self, row: ReadRow, levels: Sequence[int], under: _ItemDraft | None
    ) -> _ItemDraft | None:
        """The deepest indicator that the row is about."""
        for place, column in enumerate(levels):
            spot = row.cells.get(column)
            if spot is None or column in row.continued:
                continue
            if len(levels) == 1:
                return self._nested(spot, under)
            if place < len(self._path) and _same(self._path[place].spot, spot):
                continue  # told again at the top of a page
            del self._path[place:]
            self._path.append(self._new(spot, self._path[-1] if self._path else under))
        if len(levels) == 1:
            return self._stack[-1][1] if self._stack else None
        return self._path[-1] if self._path else None

    def _nested(self, spot: Spot, under: _ItemDraft | None) -> _ItemDraft:
        """An indicator of a table with one column of them: its code says beneath which it is."""
        label = label_of(spot.words)
        depth = label.depth if label.code else _UNCODED
        if label.kind == "letter":
            depth += 0 if label.code.isalpha() else 1 + label.code.count(".")
            depth = depth * 10 - 30  # A, A1, A1.1 lie among themselves only
        else:
            depth *= 10
        while self._stack and self._stack[-1][0] >= depth:
            self._stack.pop()
        item = self._new(spot, self._stack[-1][1] if self._stack else under)
        self._stack.append((depth, item))
        return item

    def _new(self, spot: Spot, parent: _ItemDraft | None, words: str = "") -> _ItemDraft:
        label = label_of(words or spot.words)
        name, rest = _named(label.name)
        item = _ItemDraft(spot, label, parent, name, [rest] if rest else [], offices=label.offices)
        if label.score:
            item.score = Decimal(label.score)
        self._items.append(item)
        return item

    def _score(self, item: _ItemDraft, spot: Spot) -> None:
        found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)分?", plain(spot.words))
        try:
            number = Decimal(found[1]) if found else None
        except InvalidOperation:
            number = None
        if number is None:
            self._doubts.append(Doubt(spot, say("these points are no number")))
        elif not item.label.score:
            item.score = (item.score or Decimal(0)) + number

    def _materials(
        self, item: _ItemDraft, spot: Spot, offices: tuple[str, ...], period: str, note: str
    ) -> None:
        entries = listed(spot.words)
        told = tuple(plain(entry) for entry in entries)
        if len(told) >= _LEAST_ALIKE:
            if told in self._lists and self._lists[told][1] is not item:
                self._doubts.append(
                    Doubt(
                        spot,
                        say(
                            "the same list stands in {cell}: was it copied by mistake?",
                            cell=self._lists[told][0].place,
                        ),
                    )
                )
            self._lists.setdefault(told, (spot, item))
        for entry in entries:
            made = self._material(item, entry, spot, offices, period, note)
            if made:
                self._shared.setdefault(spot, []).append(made)

    def _material(
        self,
        item: _ItemDraft,
        entry: str,
        spot: Spot,
        offices: tuple[str, ...],
        period: str = "",
        note: str = "",
    ) -> _MaterialDraft | None:
        label = label_of(entry)
        if is_general(label.name):
            reason = say("'{words}' names no material of its own", words=label.name)
        elif is_rule(label.name):
            reason = say("'{words}' says how something is counted", words=label.name)
        elif not label.name or label.name in {"无", "/", "—", "-"}:
            return None
        else:
            often = period_of(period or label.name)
            made = _MaterialDraft(
                label.name,
                spot,
                often.every,
                often.words,
                label.offices or offices or item.offices,
                note,
            )
            item.materials.append(made)
            return made
        self._doubts.append(Doubt(spot, reason))
        return None

    # lines

    def _prose(self, page: CataloguePage) -> Spot | None:
        told = prose_of(page.left)
        if not told.headings:
            self._unread(iter(told.left))
            return told.title
        stack: list[tuple[int, _ItemDraft]] = []
        for heading in told.headings:
            while stack and stack[-1][0] >= heading.depth:
                stack.pop()
            item = self._new(heading.spot, stack[-1][1] if stack else None)
            stack.append((heading.depth, item))
            for spot in heading.materials:
                self._material(item, spot.words, spot, ())
        for spot in told.left:
            self._doubts.append(Doubt(spot, say("it is a note, and is not imported")))
        return told.title

    # the whole

    def _hang_deep(self) -> None:
        """Indicators below the third level become what the third one says."""
        for item in [one for one in self._items if one.level > _DEEPEST]:
            above = item
            while above.level > _DEEPEST and above.parent:
                above = above.parent
            above.criteria.append(item.name)
            above.criteria += item.criteria
            above.materials += item.materials
            self._items.remove(item)
            self._doubts.append(
                Doubt(
                    item.spot,
                    say("it lies below the third level, and is put into '{name}'", name=above.name),
                )
            )

    def _sums(self) -> None:
        """Points of a label that are not the sum of those beneath it."""
        for item in self._items:
            scores = [one.score for one in self._items if one.parent is item]
            told = [score for score in scores if score is not None]
            if item.score is None or not told or len(told) < len(scores):
                continue
            if sum(told) != item.score:
                self._doubts.append(
                    Doubt(
                        item.spot,
                        say(
                            "'{name}' has {points} points, and what lies beneath it {sum}",
                            name=item.name,
                            points=bare(item.score),
                            sum=bare(sum(told, Decimal(0))),
                        ),
                    )
                )

    def _under_one(self, title: Spot | None, top: str) -> None:
        """One item above all where there is but one level: an archive needs two."""
        spot = title or self._items[0].spot
        above = _ItemDraft(
            spot, label_of(top), None, _LIST_TITLE.sub("", label_of(top).name) or top
        )
        for item in self._items:
            item.parent = above
        self._items.insert(0, above)

    def _whole(self, title: str) -> Understood:
        numbers = {id(item): number for number, item in enumerate(self._items)}
        items = tuple(
            ReadItem(
                item.level,
                None if item.parent is None else numbers[id(item.parent)],
                item.label,
                item.name,
                "\n".join(dict.fromkeys(item.criteria)),
                "" if item.score is None else bare(item.score),
                item.offices,
                item.spot,
                tuple(
                    ReadMaterial(
                        one.name, one.every, one.period, one.offices, one.note, one.spot,
                        tuple(numbers[id(other)] for other in one.also if other is not item),
                    )
                    for one in item.materials
                ),
            )
            for item in self._items
        )  # fmt: skip
        return Understood(
            title, items, tuple(self._columns), tuple(self._forms), tuple(self._doubts)
        )


def _named(text: str) -> tuple[str, str]:
    """A name, and what is said of it: a long label is cut behind its first words."""
    if len(text) <= _LONGEST_NAME:
        return text, ""
    found = re.match(rf"([^：:。；;]{{4,{_LONGEST_NAME}}})[：:。；;]\s*(.+)", text, re.DOTALL)
    return (found[1].strip(), text) if found else (text, "")


def _all(table: ReadTable, row: ReadRow, role: Role) -> list[Spot]:
    """The cells of a role that stand in the row, or go on into it."""
    return [row.cells[column] for column in table.of(role) if column in row.cells]


def _own(table: ReadTable, row: ReadRow, role: Role) -> list[Spot]:
    """Those that begin in it."""
    return [spot for spot in _all(table, row, role) if spot.row == row.number]


def _same(one: Spot, other: Spot) -> bool:
    return plain(one.words) == plain(other.words)
