"""Leaves and front matter → bound boxes, each only when something in it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from dossier.assembly.crew import bound_each
from dossier.assembly.identity import code_of
from dossier.assembly.leaves import Leaf
from dossier.assembly.products import Products
from dossier.bind.binding import Binding, Bound, Part
from dossier.errors import OutputError
from dossier.files import key_of, safe_name, sha256_of
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, Paged

_FRONT = "sheet "

Front = tuple[tuple[str, Leaf], ...]
"""Documents before or after the items: bookmark and pages."""


def pdf_of(box: Arranged) -> str:
    """The bound box, relative to build/."""
    return f"boxes/box-{safe_name(box.spec.number)}.pdf"


@dataclass(frozen=True, slots=True)
class Work:
    """A box that must be bound: of what, and why."""

    box: Arranged
    binding: Binding
    inputs: Mapping[str, str]
    reasons: tuple[str, ...]


def work_of(
    box: Arranged,
    dossier: Dossier,
    leaves: Mapping[str, Leaf],
    pages: Mapping[str, Paged],
    front: Front,
    back: Front,
    products: Products,
) -> Work | None:
    """What is to be bound if anything that `box` holds changed."""
    inputs = _inputs(box, dossier, leaves, pages, front, back)
    reasons = products.reasons(pdf_of(box), inputs)
    if not reasons:
        return None
    binding = Binding(
        title=_title(box, dossier),
        number=box.spec.number,
        author=dossier.school.name,
        keywords=box.spec.indicators,
        front=tuple((name, leaf.pdf) for name, leaf in front),
        parts=_parts(box, dossier, leaves, pages),
        back=tuple((name, leaf.pdf) for name, leaf in back),
        identity=key_of(inputs),
    )
    return Work(box, binding, inputs, reasons)


def bind_boxes(
    works: Sequence[Work], leaves: Mapping[str, Leaf], products: Products
) -> Iterator[Arranged]:
    """Bind them, several at once where that is worth it; each box as it is done.

    Raises OutputError where an item cannot be bound, or was changed meanwhile.
    """
    files = [products.build / pdf_of(work.box) for work in works]
    for work, bound in zip(works, bound_each([work.binding for work in works], files), strict=True):
        product = pdf_of(work.box)
        _expect_unchanged(work.box, leaves)
        products.made(product, work.inputs, work.reasons)
        products.note(product, "removed", [_noted(finding) for finding in bound.findings])
        products.note(product, "account", _account(work.box, bound))
        yield work.box


def out_of_date(
    box: Arranged,
    dossier: Dossier,
    leaves: Mapping[str, Leaf],
    pages: Mapping[str, Paged],
    products: Products,
) -> bool:
    """Whether a box that is not bound now would be, because of its items, or was never bound."""
    inputs = _inputs(box, dossier, leaves, pages, (), ())
    reasons = products.reasons(pdf_of(box), inputs)
    return any(not reason.startswith(_FRONT) for reason in reasons)


def removed_from(box: Arranged, products: Products) -> Iterable[Finding]:
    """What binding took out of the items of `box` when it was bound, whenever that was."""
    for code, path, text, hint in products.noted(pdf_of(box), "removed") or ():
        yield Finding(
            Code[code],
            Text.recalled(text),
            path=path,
            hint=Text.recalled(hint) if hint else None,
        )


def account_of(box: Arranged, products: Products) -> dict[str, Any]:
    """What binding told of `box` and its items, as report.json has it: see :func:`_account`.

    The items are those that it held when it was bound; nothing where it never was.
    """
    return products.noted(pdf_of(box), "account") or {}


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


def _noted(finding: Finding) -> list[object]:
    hint = finding.hint.kept() if finding.hint else None
    return [finding.code.name, finding.path, finding.text.kept(), hint]


def _title(box: Arranged, dossier: Dossier) -> str:
    return f"{dossier.school.name}　第{box.spec.number}盒　{box.spec.title}"


def _parts(
    box: Arranged, dossier: Dossier, leaves: Mapping[str, Leaf], pages: Mapping[str, Paged]
) -> tuple[Part, ...]:
    indicators = dossier.standard.indicators
    return tuple(
        Part(
            pdf=leaves[placed.item.key].pdf,
            pages=pages[placed.item.key].count,
            first=pages[placed.item.key].first,
            number=placed.number,
            title=placed.item.title,
            heading=indicators[placed.item.indicator].title,
            subheading=str(placed.item.year) if placed.item.year else "",
            mark=placed.mark,
            missing=placed.item.origin is Origin.GAP,
        )
        for placed in box.items
    )


def _expect_unchanged(box: Arranged, leaves: Mapping[str, Leaf]) -> None:
    """A PDF of the evidence is bound from where it lies, and somebody may have written to it."""
    for placed in box.items:
        leaf = leaves[placed.item.key]
        if placed.item.origin is Origin.FILE and sha256_of(leaf.pdf) != leaf.sha256:
            reason = say("its file has changed during the build: run it again")
            raise OutputError(
                say("'{title}' cannot be bound: {reason}", title=placed.item.title, reason=reason)
            )


def _inputs(
    box: Arranged,
    dossier: Dossier,
    leaves: Mapping[str, Leaf],
    pages: Mapping[str, Paged],
    front: Front,
    back: Front,
) -> dict[str, str]:
    """What the box depends on, by names that `why` can print."""
    inputs = {
        "program": code_of("bind"),
        "title": key_of(_title(box, dossier), dossier.school.name, box.spec.indicators),
    }
    for name, leaf in (*front, *back):
        inputs[f"{_FRONT}{name}"] = leaf.sha256
    for part, placed in zip(_parts(box, dossier, leaves, pages), box.items, strict=True):
        facts = asdict(replace(part, pdf=Path()))
        inputs[f"item {placed.item.title} ({placed.item.key})"] = key_of(
            leaves[placed.item.key].sha256, facts
        )
    return inputs
