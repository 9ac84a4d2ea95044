"""Boxes that cannot be bound, and the items that are to blame: each costs its own place only."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dossier.assembly.boxes import Begun, Work, begin_boxes, bind_boxes, bound_each
from dossier.assembly.item_pdf import Unbound
from dossier.facts import Fact, replace
from dossier.files import passing_folder
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.item import Arranged, Item, ItemPdf, Origin
from dossier.progress import Progress
from dossier.store.products import Products

UNBOUND = "未能装订，待补"
"""Why an item that cannot be bound stands for nothing, as its placeholder prints it."""

_ROUNDS = 3  # an item is found to blame in the first; others may come to light when it is gone

Failed = Sequence[tuple[Work, Unbound]]


class Culprit(Fact, frozen=True):
    """An item that cannot be bound, and why."""

    item: Item
    why: Unbound

    @property
    def finding(self) -> Finding:
        """What there is to say of it."""
        return Finding(
            self.why.code,
            say("'{title}' cannot be bound", title=self.item.title),
            path=self.item.ref,
            hint=self.why.remedy,
            indicator=self.item.indicator,
        )


def culprits(failed: Failed) -> list[Culprit]:
    """The items of boxes that were not bound which cannot be bound alone, either."""
    found: list[Culprit] = []
    with passing_folder() as folder:
        for work, why in failed:
            placed = work.box.items
            if why.items:
                found += [Culprit(one.item, why) for one in placed if one.item.key in why.items]
                continue
            alone = [
                replace(work.binding, front=(), parts=(p,), back=()) for p in work.binding.parts
            ]
            files = [Path(folder, f"{number}.pdf") for number in range(len(alone))]
            for one, answer in zip(placed, bound_each(alone, files), strict=True):
                if isinstance(answer, Unbound) and one.item.origin is not Origin.GAP:
                    found.append(Culprit(one.item, answer))
    return found


def bind_all(
    early: Begun,
    works: Callable[[list[Arranged]], list[Work]],
    boxes: list[Arranged],
    item_pdfs: Mapping[str, ItemPdf],
    products: Products,
    progress: Progress,
) -> Failed:
    """Bind what of `boxes` is out of date, in their order; those that cannot be bound.

    `early` are those that were begun before, `works` tells what is to be bound of others.
    """
    failed: list[tuple[Work, Unbound]] = []
    begun = {work.box.spec.number for work in early.works}
    others = works([box for box in boxes if box.spec.number not in begun])
    both = (early, begin_boxes(others, products))
    for count, box in enumerate(bind_boxes(both, boxes, item_pdfs, products, failed), 1):
        progress("bind", count, len(begun) + len(others), box.pdf)
    # where a catalogue could not be made after all, what was begun before may be out of date
    begun -= {work.box.spec.number for work, _ in failed}
    again = begin_boxes(works([box for box in boxes if box.spec.number in begun]), products)
    list(bind_boxes([again], boxes, item_pdfs, products, failed))
    return failed


def bound_without(
    bind: Callable[[], Failed], leave_out: Callable[[list[Culprit]], None]
) -> list[Finding]:
    """Have boxes bound by `bind`; where an item is to blame that one is not, without that item.

    `leave_out` is told of such items, before all is bound once more. What there is to say of items
    and boxes that are not bound.
    """
    findings: list[Finding] = []
    for _ in range(_ROUNDS):
        failed = bind()
        guilty = culprits(failed)
        if not guilty:
            break
        findings += [one.finding for one in guilty]
        leave_out(guilty)
    return findings + [_box(work, why) for work, why in failed]


def _box(work: Work, why: Unbound) -> Finding:
    return Finding(
        why.code if why.code is not Code.FILE_TOO_DEMANDING else Code.NOT_MADE,
        say("box '{number}' cannot be bound", number=work.box.spec.number),
        path=work.box.pdf,
        hint=why.remedy,
    )
