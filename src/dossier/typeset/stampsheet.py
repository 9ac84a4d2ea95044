"""归档章页: the sheet before an item whose first page has no room for the stamp."""

from pathlib import Path

from dossier.typeset.press import press


def stamp_sheet(out: Path) -> int:
    """Write the sheet to `out`, its upper part empty; its page count."""
    return press("stampsheet.typ", {}, out)
