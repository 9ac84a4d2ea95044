"""Boxes: of what each is bound, and bound anew where that has changed, several at once."""

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dossier import disk
from dossier.assembly.chapters import BoxSheets, Front
from dossier.assembly.filing import Stamps
from dossier.assembly.item_pdf import CHANGED, Unbound
from dossier.bind.binding import Binding, Bound, Filed, Part, See
from dossier.convert import Converted
from dossier.errors import OutputError
from dossier.facts import Fact, asdict, replace
from dossier.faults import told_of
from dossier.files import remove_asides, sha256_of
from dossier.finding import Code, Finding
from dossier.messages import Text
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, ItemPdf, Origin, Paged, Placed, bound_as
from dossier.model.school import DAYS, School
from dossier.personal import masked, masked_in
from dossier.pool import Failure, Limits, by_size, clear_away, give_back, guarded, processors, rest
from dossier.store.memo import from_plain, to_plain
from dossier.store.products import Products
from dossier.store.source_hash import content_key, source_hash

# A second process has to load the libraries, too, so a small job is not shared out.
_WORTH_PAGES = 2_000
_WORTH_BYTES = 200_000_000

_SECONDS_PER_PAGE = 0.05  # ten times what a page takes


class Bounds:
    """Boxes that are being bound, each to its file; going through it gives what was told of each.

    They are begun at once. Memory is that of one box for each process. It is gone through to the
    end, or closed.
    """

    def __init__(
        self, bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
    ) -> None:
        self._bindings, self._files = bindings, files
        processes = min(workers or _processes(bindings), len(bindings))
        if processes > 1:
            # what other work has loaded is not wanted beside the boxes, nor a long catalogue's tree
            rest()
            clear_away()
        # the largest first, so that no process is left alone with it at the end
        order = sorted(range(len(bindings)), key=lambda one: -_pages(bindings[one]))
        self._places = {index: place for place, index in enumerate(order)}
        tasks = [(bindings[index], files[index]) for index in order]
        self._run = guarded(_bind, tasks, _limits, processes)

    def __iter__(self) -> Iterator[Bound | Unbound]:
        try:
            for index in range(len(self._bindings)):
                yield self.answer(index)
        finally:
            self.close()

    def answer(self, index: int) -> Bound | Unbound:
        """What was told of the box at that place, when it is bound; to be asked for once."""
        answer = self._run.answer(self._places[index])
        if not isinstance(answer, Failure):
            return answer
        file = self._files[index]
        remove_asides(file.parent, answer.pid)
        if disk.is_full(file.parent):  # a library may end its process of it
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        return Unbound(*told_of(self._bindings[index].title, answer))

    def close(self) -> None:
        """Begin no other box, and wait for those that are begun."""
        self._run.close()


def bound_each(
    bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
) -> Bounds:
    """Begin to bind boxes, each to its file; their answers come in the order given.

    `workers` is the number of processes; without it, as many as there are processors, or one where
    more are not worth it.
    """
    return Bounds(bindings, files, workers)


def _bind(task: tuple[Binding, Path]) -> Bound | Unbound:
    from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

    try:
        return bind(*task)
    except OutputError as error:
        return Unbound(Code.NOT_MADE, error.text)
    finally:
        give_back()  # one box is large: what it took would stand beside all that follow


def _limits(task: tuple[Binding, Path]) -> Limits:
    binding, _ = task
    limits = by_size(_bytes([binding]))
    return limits._replace(seconds=limits.seconds + _SECONDS_PER_PAGE * _pages(binding))


def _processes(bindings: Sequence[Binding]) -> int:
    pages = sum(map(_pages, bindings))
    if pages >= _WORTH_PAGES or _bytes(bindings) >= _WORTH_BYTES:
        return processors()
    return 1


def _pages(binding: Binding) -> int:
    return sum(part.pages for part in binding.parts)


def _bytes(bindings: Sequence[Binding]) -> int:
    return sum(part.pdf.stat().st_size for binding in bindings for part in binding.parts)


_FRONT = "sheet "


class Stock(Fact, frozen=True):
    """What is known of the items, by key: PDFs, pages, and where each one stands."""

    dossier: Dossier
    item_pdfs: Mapping[str, ItemPdf]
    pages: Mapping[str, Paged]
    places: Mapping[str, Placed]
    stamps: Stamps


class Work(Fact, frozen=True):
    """A box that must be bound: of what, and why."""

    box: Arranged
    binding: Binding
    inputs: Mapping[str, str]
    reasons: tuple[str, ...]


def works_of(
    boxes: Iterable[Arranged],
    stock: Stock,
    sheets: BoxSheets,
    converted: Mapping[Path, Converted],
    products: Products,
) -> Iterator[Work]:
    """What is to be bound of `boxes`: those in which nothing changed are left out."""
    for box in boxes:
        front, back = sheets.front(box, converted), sheets.back(box, converted)
        inputs = _inputs(box, stock, front, back)
        reasons = products.reasons(box.pdf, inputs)
        if reasons:
            binding = Binding(
                title=_title(box, stock.dossier),
                number=box.spec.number,
                author=stock.dossier.school.name,
                keywords=box.spec.indicators,
                front=tuple((name, item_pdf.pdf) for name, item_pdf in front),
                parts=_parts(box, stock),
                back=tuple((name, item_pdf.pdf) for name, item_pdf in back),
                identity=content_key(inputs),
                numbering=stock.dossier.standard.settings.numbering,
                dated=_dated(stock.dossier.school),
            )
            yield Work(box, binding, inputs, reasons)


def _dated(school: School) -> date | None:
    """The last day of the work on the boxes: 检查日期, or else one before it."""
    return next((school.days[name] for name in reversed(DAYS) if name in school.days), None)


class Begun(Fact, frozen=True):
    """Boxes that are being bound."""

    works: Sequence[Work]
    bound: Bounds
    files: Sequence[Path]

    def close(self) -> None:
        """Begin no other, wait for those that are begun, and let go what nobody asked for."""
        self.bound.close()
        for file in self.files:
            file.unlink(missing_ok=True)


def begin_boxes(works: Sequence[Work], products: Products) -> Begun:
    """Begin to bind boxes, several at once where that is worth it."""
    files = [products.aside(work.box.pdf) for work in works]
    return Begun(works, bound_each([work.binding for work in works], files), files)


def bind_boxes(
    begun: Sequence[Begun],
    boxes: Iterable[Arranged],
    item_pdfs: Mapping[str, ItemPdf],
    products: Products,
    unbound: list[tuple[Work, Unbound]],
) -> Iterator[Arranged]:
    """Each of the boxes that were begun as it is done, in the order of `boxes`.

    Those that cannot be bound are told of in `unbound`, and what was bound of them before goes.
    """
    coming = {
        work.box.spec.number: (work, one, index)
        for one in begun
        for index, work in enumerate(one.works)
    }
    try:
        for box in boxes:
            if box.spec.number not in coming:
                continue
            work, one, index = coming[box.spec.number]
            bound = one.bound.answer(index)
            if changed := _changed(work.box, item_pdfs):
                bound = replace(CHANGED, items=changed)
            if isinstance(bound, Unbound):
                products.discard(box.pdf)
                unbound.append((work, bound))
                yield box
                continue
            products.place(
                box.pdf,
                work.inputs,
                work.reasons,
                one.files[index],
                removed=to_plain([_removed(finding) for finding in bound.findings]),
                account=_account(work.box, bound),
            )
            yield box
    finally:
        for one in begun:
            one.close()


def out_of_date(
    box: Arranged,
    stock: Stock,
    products: Products,
) -> bool:
    """Whether a box that is not bound now would be, because of its items, or was never bound."""
    inputs = _inputs(box, stock, (), ())
    reasons = products.reasons(box.pdf, inputs)
    return any(not reason.startswith(_FRONT) for reason in reasons)


def removed_from(box: Arranged, products: Products) -> Iterable[Finding]:
    """What binding took out of the items of `box` when it was bound, whenever that was."""
    noted = from_plain(products.noted(box.pdf, "removed"), list[_RemovalRecord])
    for one in noted or ():
        yield Finding(one.code, one.text, path=one.path, hint=one.hint)


def account_of(box: Arranged, products: Products) -> dict[str, Any]:
    """What binding told of `box` and its items, as report.json has it: see :func:`_account`.

    The items are those that it held when it was bound; nothing where it never was. Its `identity`
    stands in the PDF, too, as the first half of /ID (ISO 32000-1, 14.4).
    """
    account = products.noted(box.pdf, "account") or {}
    return account | {"identity": content_key(products.noted(box.pdf, "inputs") or {})[:32]}


def _account(box: Arranged, bound: Bound) -> dict[str, Any]:
    """`pdfa` and `reasons` of the box, and what is known of its `items`, by key.

    Of each: `census` (before and after), `reasons` against PDF/A, and whether it was `altered`.
    """
    return {
        "pdfa": bound.pdfa,
        "reasons": list(bound.reasons),
        "items": {
            placed.item.key: {
                "census": {"before": dict(one.before), "after": dict(one.after)},
                "reasons": list(one.reasons),
                "altered": one.altered,
            }
            for placed, one in zip(box.items, bound.accounts, strict=True)
        },
    }


class _RemovalRecord(Fact, frozen=True):
    """What binding took out of an item, as it is put on record of the box."""

    code: Code
    path: str
    text: Text
    hint: Text | None


def _removed(finding: Finding) -> _RemovalRecord:
    text = masked_in(finding.text)
    return _RemovalRecord(finding.code, masked(finding.path), text, finding.hint)


def _title(box: Arranged, dossier: Dossier) -> str:
    return f"{dossier.school.name}　第{box.spec.number}盒　{box.spec.title}"


def _parts(box: Arranged, stock: Stock) -> tuple[Part, ...]:
    return tuple(_part(placed, box, stock) for placed in box.items)


def _part(placed: Placed, box: Arranged, stock: Stock) -> Part:
    item = placed.item
    item_pdf, paged = stock.item_pdfs[item.key], stock.pages[item.key]
    return Part(
        pdf=item_pdf.pdf,
        labels=paged.labels,
        number=placed.number,
        code=placed.code,
        title=item.title,
        # a box that has one year and one office needs no headings
        heading="" if box.year else stock.dossier.standard.indicators[item.indicator].title,
        subheading=str(item.year) if item.year else "",
        mark=placed.mark,
        missing=item.origin is Origin.GAP,
        blank=paged.blank,
        filed=_filed(placed, box, stock),
        see=_see(placed, stock),
    )


def _filed(placed: Placed, box: Arranged, stock: Stock) -> Filed | None:
    if not stock.stamps.wanted:
        return None
    item_pdf, paged = stock.item_pdfs[placed.item.key], stock.pages[placed.item.key]
    cells = stock.stamps.cells(placed, box, paged, stock.dossier)
    return Filed(cells, stock.stamps.place(item_pdf), stock.stamps.lead(item_pdf))


def _see(placed: Placed, stock: Stock) -> See | None:
    """Where a reference leads to."""
    target = stock.places.get(placed.item.target)
    if placed.item.origin is not Origin.REFERENCE or target is None:
        return None
    from dossier.typeset.placeholder import LINK  # noqa: PLC0415 - loads typst

    file = "" if target.box == placed.box else Path(bound_as(target.box)).name
    return See(file, target.code, LINK)


def _changed(box: Arranged, item_pdfs: Mapping[str, ItemPdf]) -> tuple[str, ...]:
    """The keys of items whose file somebody has written to since it was looked at."""
    return tuple(
        placed.item.key
        for placed in box.items
        if placed.item.origin is Origin.FILE and _is_changed(item_pdfs[placed.item.key])
    )


def _is_changed(item_pdf: ItemPdf) -> bool:
    try:
        return sha256_of(item_pdf.pdf) != item_pdf.sha256
    except FileNotFoundError:
        return True


def _inputs(box: Arranged, stock: Stock, front: Front, back: Front) -> dict[str, str]:
    """What the box depends on, by names that `why` can print."""
    dossier = stock.dossier
    inputs = {
        "program": source_hash("bind"),
        "title": content_key(_title(box, dossier), dossier.school.name, box.spec.indicators),
        "numbering": content_key(asdict(dossier.standard.settings.numbering)),
        "date": str(_dated(dossier.school) or ""),
    }
    for name, item_pdf in (*front, *back):
        inputs[f"{_FRONT}{name}"] = item_pdf.sha256
    for part, placed in zip(_parts(box, stock), box.items, strict=True):
        facts = asdict(replace(part, pdf=Path()))
        if part.filed:
            facts["filed"]["lead"] = part.filed.lead is not None
        inputs[f"item {masked(placed.item.title)} ({placed.item.key})"] = content_key(
            stock.item_pdfs[placed.item.key].sha256, facts
        )
    return inputs
