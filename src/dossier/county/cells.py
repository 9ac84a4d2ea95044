"""How the county's tables and its report print a coefficient, a limit and a verdict."""

from decimal import Decimal

from dossier import numbers
from dossier.county.variations import shown
from dossier.model.county import Share
from dossier.model.rules import PassRule
from dossier.model.table import Dark, Printed
from dossier.numbers import bare, rounded
from dossier.text import MET, UNMET, verified_mark

_SHARE_PLACES = 1


def count(value: Decimal | None) -> Printed:
    """A number of people or classes; blank where it is not told."""
    return "" if value is None else rounded(value, 0)


def coefficient(value: Decimal | None, limit: Decimal | None, met: bool | None) -> Printed:
    """A 差异系数, dark where it is above its limit."""
    text = shown(value, limit)
    return Dark(text) if met is False else text


def limit_of(rule: PassRule | None, limit: Decimal | None) -> str:
    """``≤ 0.65``, marked where no source confirms it; — where the standard sets none."""
    if limit is None:
        return "—"
    return f"≤ {bare(limit)}{verified_mark(rule is None or rule.verified)}"


def verdict(met: bool | None) -> str:
    """达标, 未达标, or — where nothing is judged."""
    return {True: MET, False: UNMET, None: "—"}[met]


def percent(share: Share) -> str:
    """The school's part of the weighted variance."""
    return "—" if share.share is None else numbers.percent(share.share * 100, _SHARE_PLACES)
