"""Rounding half up, as in school; the only rounding of decimals that there is."""

from decimal import ROUND_HALF_UP, Context, Decimal


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, however many digits that takes; nothing has no sign."""
    # digits before the point, those behind it, and one that is carried
    digits = max(value.adjusted() + 1, 0) + max(places, 0) + 1
    found = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=digits))
    return found or found.copy_abs()


def decimals(value: Decimal) -> int:
    """How many decimals a finite number is given with: 2 for ``1.50``, 0 for ``150``."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
