"""Two printings compared: which sheets come out, which go in, and what has become of the items."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

from dossier.facts import Fact
from dossier.model.number import FrozenBox, Number, Slot
from dossier.printing.printed import PaperSheet, PrintedBox, PrintedPage, sheets_of


class Step(Fact, frozen=True):
    """One move at the box: sheets `out`, then sheets `into` the same place.

    That place is behind the sheet `behind` of the new box; None: before all others.
    """

    behind: PaperSheet | None
    out: tuple[PaperSheet, ...]
    into: tuple[PaperSheet, ...]


class Slip(Fact, frozen=True):
    """What is to be done with one printed box. `label` tells that its labels are others, too."""

    number: str
    title: str
    steps: tuple[Step, ...]
    label: bool

    @property
    def sheets(self) -> list[PaperSheet]:
        """The sheets to print."""
        return [sheet for step in self.steps for sheet in step.into]


class Fate(Enum):
    """What has become of an item since it was printed."""

    ADDED = "新增"
    REMOVED = "移出"
    REPLACED = "更换"  # another document under its number, a filled gap among them
    GROWN = "页数变化"
    REPRINTED = "内容更新"


class Change(Fact, frozen=True):
    """An item that is not as it was printed: page numbers before and now, '' where it has none."""

    fate: Fate
    box: str
    code: str
    title: str
    before: str
    now: str


def slip(before: PrintedBox | None, now: PrintedBox, *, was_duplex: bool, duplex: bool) -> Slip:
    """How the sheets of `before` become those of `now`; no steps where none is touched.

    A sheet that keeps its pages, their numbers and its partners is left where it is.
    """
    old_pages = before.pages if before else ()
    old = sheets_of(old_pages, duplex=was_duplex)
    new = sheets_of(now.pages, duplex=duplex)
    known = {(page.document, page.label): page for page in old_pages}
    # a new page that looks like the old one of its number counts as that
    alike = [_identified(sheet, known) for sheet in new]
    as_they_were = [tuple((p.document, p.label, p.content) for p in sheet.pages) for sheet in old]
    matcher = SequenceMatcher(None, as_they_were, alike, autojunk=False)
    steps = tuple(
        Step(new[j - 1] if j else None, tuple(old[i:k]), tuple(new[j:m]))
        for tag, i, k, j, m in matcher.get_opcodes()
        if tag != "equal"
    )
    return Slip(now.number, now.title, steps, before is None or before.label != now.label)


def _identified(
    sheet: PaperSheet, known: dict[tuple[str, str], PrintedPage]
) -> tuple[tuple[str, ...], ...]:
    found = []
    for page in sheet.pages:
        old = known.get((page.document, page.label))
        same = old is not None and page.looks_like(old)
        content = old.content if old is not None and same else f"new {page.content}"
        found.append((page.document, page.label, content))
    return tuple(found)


def applied(steps: Sequence[Step], old: Sequence[PaperSheet]) -> list[PaperSheet]:
    """The sheets of a box after someone has followed the slip, word for word.

    Sheets are found by document and labels, as a person finds them. Raises ValueError where a
    sheet to take out is not there.
    """
    box = list(old)
    for step in steps:
        at = 0
        if step.behind is not None:
            at = 1 + _found(box, step.behind)
        for sheet in step.out:
            taken = _found(box[at:], sheet) + at
            del box[taken]
        box[at:at] = step.into
    return box


def _found(box: Sequence[PaperSheet], wanted: PaperSheet) -> int:
    names = [(sheet.document, sheet.labels) for sheet in box]
    return names.index((wanted.document, wanted.labels))


def changes(
    box: str, before: FrozenBox | None, now: FrozenBox | None, printed: Iterable[str] = ()
) -> Iterator[Change]:
    """What has become of the items of the box with that number, in the order of theirs.

    `printed` are the 件号 of those with a sheet to print again.
    """
    old, new = _there(before), _there(now)
    again = set(printed)
    for code in sorted({*old, *new}):
        was, is_now = old.get(code), new.get(code)
        fate = _fate(was, is_now, reprinted=code.padded() in again)
        told = is_now or was
        if fate and told:
            yield Change(fate, box, code.padded(), told.title, _span(was), _span(is_now))


def _there(box: FrozenBox | None) -> dict[Number, Slot]:
    return {slot.number: slot for slot in box.slots if not slot.vacant} if box else {}


def _fate(was: Slot | None, now: Slot | None, *, reprinted: bool) -> Fate | None:
    if was is None or now is None:
        return Fate.REMOVED if was else Fate.ADDED
    if was.key != now.key or was.missing != now.missing:
        return Fate.REPLACED
    if was.labels != now.labels:
        return Fate.GROWN
    return Fate.REPRINTED if reprinted else None


def _span(slot: Slot | None) -> str:
    if slot is None or not slot.labels:
        return ""
    return "—".join(dict.fromkeys((str(slot.labels[0]), str(slot.labels[-1]))))
