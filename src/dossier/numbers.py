"""Numbers: rounded half up, as in school, and printed so that what was judged can be seen."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from operator import le

SOUND_PLACES = 12
"""Decimals to which a root or a division is kept, judged and printed.

Decimals carry 28 digits, and a division drops what follows: what should be 15 can come out as
14.99…9. What is kept is sound to the last place, and 15 is 15 again.
"""


MINUS = "−"
"""What stands before a negative number in print; a hyphen is shorter, and breaks a line."""


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


def fixed(value: Decimal, places: int) -> str:
    """`value` with `places` decimals, thousands separated: ``1,234.50``."""
    return f"{rounded(value, places):,f}".replace("-", MINUS)


def signed(value: Decimal) -> str:
    """`value` with its sign and the decimals that it has: ``+1,286.40``, ``−0.5``."""
    return f"{value:+,f}".replace("-", MINUS)


def percent(value: Decimal, places: int = 2) -> str:
    """A number of percent: ``9.31%``."""
    return f"{fixed(value, places)}%"


def grouped(value: Decimal) -> str:
    """`value` with the decimals that it has, thousands separated: ``1,286.4``."""
    text = f"{value:,f}".replace("-", MINUS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def bare(value: Decimal) -> str:
    """The same without separators, as programs read it: ``1286.4``."""
    return grouped(value).replace(",", "").replace(MINUS, "-")


def parsed(text: str) -> Decimal | None:
    """The number that `text` is, thousands separated or not; None for any other text."""
    try:
        value = Decimal(text.replace(",", "").replace(MINUS, "-"))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def places_apart(value: Decimal, *others: Decimal, least: int = 2) -> int:
    """The decimals, `least` or more, at which `value` prints unlike those of `others` it is unlike.

    Otherwise a document would read 7.02% > 7.02%. What is alike to SOUND_PLACES stays so.
    """
    unlike = [other for other in others if other != value]
    places = least
    while places < SOUND_PLACES and any(
        rounded(value, places) == rounded(other, places) for other in unlike
    ):
        places += 1
    return places


def places_keeping(
    value: Decimal, limit: Decimal, least: int, holds: Callable[[Decimal, Decimal], bool] = le
) -> int:
    """The decimals, `least` or more, at which the verdict on `value` is also that on what is shown.

    14.996 against 15 must not print as 15.00 beside 未达标.
    """
    verdict = holds(value, limit)
    places = least
    while holds(rounded(value, places), limit) is not verdict:
        places += 1
    return places
