"""Sheets that are but a chart (ECMA-376-1, 18.3.1.12)."""

from dossier.convert.sheet.book import SheetBook

# half of A4 upright within its margins, in EMU; what says nothing of its size would be of none
_SIZE = {"cx": str(480 * 12700), "cy": str(320 * 12700)}


def give_size(book: SheetBook, part: str) -> None:
    """Give a chart of no size one: Excel fills the page with it, libraries write noughts."""
    for drawing in book.related(part, "/drawing").values():
        root = book.tree(drawing)
        for size in root.iterfind("{*}absoluteAnchor/{*}ext") if root is not None else ():
            if size.get("cx", "0") == "0" or size.get("cy", "0") == "0":
                for name, value in _SIZE.items():
                    size.set(name, value)
                book.write(drawing, size.getroottree().getroot())
