"""整改台账 joined with the results: what is still open, what is overdue, what is proven."""

from collections.abc import Iterable, Iterator
from datetime import date

from dossier.assess.needs import Trial, changed, declared_for
from dossier.model.assessment import Promise, RectificationStatus, Result
from dossier.model.dossier import Dossier
from dossier.model.ledger import Rectification, names_of


def rectifications(dossier: Dossier, results: Iterable[Result]) -> tuple[RectificationStatus, ...]:
    """The rows of the ledger: overdue ones first, then what is open, then what is closed.

    What is open stands by its deadline, the earliest first and none at the end; rows that are
    otherwise equal keep the order of the workbook. The day that counts is 成文日期, never today's:
    the same workbooks must give the same ledger tomorrow.
    """
    latest = max(dossier.standard.school_years, default=None)
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.year == latest:
            found.setdefault(result.measure.code, []).append(result)
    known = frozenset(name for entry in dossier.entries for name in names_of(entry))
    joined = (
        RectificationStatus(
            entry=entry,
            results=tuple(found.get(entry.indicator, ())),
            overdue=_overdue(entry, dossier.school.dated),
            proven=_proven(entry, known),
            promises=tuple(_promises(dossier, entry, found.get(entry.indicator, ()))),
        )
        for entry in dossier.ledger
    )
    return tuple(sorted(joined, key=_order))


def _overdue(entry: Rectification, dated: date | None) -> bool:
    """Whether the deadline has passed on the day of the documents; on its own day it has not."""
    if entry.is_closed or entry.deadline is None or dated is None:
        return False
    return entry.deadline < dated


def _promises(
    dossier: Dossier, entry: Rectification, results: Iterable[Result]
) -> Iterator[Promise]:
    """What an open measure makes of each unmet result, worked out as the assessment would."""
    if entry.is_closed or not entry.raised or not entry.more:
        return
    for result in results:
        figure = declared_for(dossier, entry.raised, result) if result.met is False else None
        if figure is None:
            continue
        then = Trial(dossier, result.measure, result.stage, result.year, figure).after(entry.more)
        if then is not None:
            yield Promise(then, f"{changed(figure, entry.more)}：{then.working}")


def _proven(entry: Rectification, known: frozenset[str]) -> bool:
    names = entry.proofs(known)
    return bool(names) and known.issuperset(names)


def _order(rectification: RectificationStatus) -> tuple[int, date]:
    if rectification.entry.is_closed:
        return 2, date.min
    return int(not rectification.overdue), rectification.entry.deadline or date.max
