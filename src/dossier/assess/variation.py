"""差异系数: how unevenly something is spread over the schools of a county.

The formula is that of 县域义务教育均衡发展督导评估 (教督〔2012〕3号, 差异系数计算方法): weighted by
pupils, with the county's mean as total over total. The mean of the schools' values, an unweighted
deviation, or Excel's STDEV.S give other numbers, and wrong ones.

    X_i = x_i ÷ P_i        X̄ = Σx_i ÷ ΣP_i        S = √(Σ (P_i ÷ P_N)(X_i − X̄)²)        CV = S ÷ X̄
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from dossier.model.county import SchoolAmount, Share, Variation
from dossier.numbers import SOUND_PLACES, rounded

_WIDE = Context(prec=50, rounding=ROUND_HALF_EVEN)


def variation(parts: Sequence[SchoolAmount]) -> Variation:
    """The 差异系数 over `parts`, and what each school has to do with it.

    Schools without pupils are skipped. Without any school there is no mean, and where the mean is
    not positive there is no coefficient; one school alone does not vary, its coefficient is 0.
    """
    counted = [part for part in parts if part.pupils > 0]
    skipped = tuple(part.name for part in parts if part.pupils <= 0)
    if not counted:
        return Variation(None, None, None, (), skipped)
    with localcontext(_WIDE):
        pupils = sum((part.pupils for part in counted), Decimal())
        total = sum((part.amount for part in counted), Decimal())
        mean = total / pupils
        values = [part.amount / part.pupils for part in counted]
        terms = [
            part.pupils / pupils * (value - mean) ** 2
            for part, value in zip(counted, values, strict=True)
        ]
        square = sum(terms, Decimal())
        deviation = square.sqrt()
        squares = sum((x * x * p.pupils for x, p in zip(values, counted, strict=True)), Decimal())
        shares = tuple(
            _share(part, value, term, square, (mean, pupils, total, squares))
            for part, value, term in zip(counted, values, terms, strict=True)
        )
        cv = _sound(deviation / mean) if mean > 0 else None
    return Variation(_sound(mean), _sound(deviation), cv, shares, skipped)


def composite(coefficients: Iterable[Decimal | None]) -> Decimal | None:
    """综合差异系数: the plain mean of the 差异系数; None where there is none or one is missing."""
    found = list(coefficients)
    known = [one for one in found if one is not None]
    if not found or len(known) < len(found):
        return None
    with localcontext(_WIDE):
        return _sound(sum(known, Decimal()) / len(known))


def _share(
    part: SchoolAmount,
    value: Decimal,
    term: Decimal,
    square: Decimal,
    whole: tuple[Decimal, Decimal, Decimal, Decimal],
) -> Share:
    """One school: what it adds to S², and the coefficient if it were raised to the mean.

    The sums of the county are carried along, so that trying out every school costs one step each.
    """
    mean, pupils, total, squares = whole
    added, lowered = Decimal(), None
    if value < mean and mean > 0:
        added = mean * part.pupils - part.amount
        moved = (total + added) / pupils
        others = squares - value * value * part.pupils + mean * mean * part.pupils
        # what is lost in the last places must not become the root of a negative number
        left = max(others / pupils - moved * moved, Decimal())
        lowered = _sound(left.sqrt() / moved)
    return Share(
        name=part.name,
        amount=part.amount,
        pupils=part.pupils,
        value=_sound(value),
        share=_sound(term / square) if square else None,
        added=_sound(added),
        lowered=lowered,
    )


def _sound(value: Decimal) -> Decimal:
    return rounded(value, SOUND_PLACES)
