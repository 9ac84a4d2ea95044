"""Cells of forms: texts and numbers, as they are printed."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from dossier.model.rounding import rounded
from dossier.model.table import FormCell

NOTHING = "—"
"""Stands where a value is asked for and there is none."""

UNVERIFIED = "（未核实）"


def fixed(value: Decimal, places: int) -> str:
    """`value` with `places` decimals, half up, thousands separated: ``1,234.50``."""
    return f"{rounded(value, places):,f}"


def plain(value: Decimal) -> str:
    """`value` with the decimals that it has: ``1,237``, ``4.5``."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_number(text: str) -> Decimal | None:
    """The number that `text` is, thousands separated or not; None for any other text."""
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def cell(text: str, *, dark: bool = False, left: bool = False) -> FormCell:
    """A cell of the body, known as a number where it is one."""
    return FormCell(text, dark=dark, left=left, number=as_number(text) is not None)


def head(text: str, *, across: int = 1, down: int = 1) -> FormCell:
    """A cell of the head."""
    return FormCell(text, across=across, down=down, head=True)


def numbered(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes as they stand beneath a form: 注：1. …, 2. …; a single one has no number."""
    told = [note for note in notes if note]
    if len(told) < 2:  # noqa: PLR2004 - one or none
        return tuple(f"注：{note}" for note in told)
    return tuple(f"{'注：' if n == 1 else ''}{n}. {note}" for n, note in enumerate(told, 1))


def verified_mark(verified: bool) -> str:
    """The mark that everything unverified carries."""
    return "" if verified else UNVERIFIED
