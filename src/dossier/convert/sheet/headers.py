"""Headers and footers (ECMA-376-1, 18.3.1.46): what they would take from the machine that prints.

`&F` is the file's real name, not that of the copy; `&Z`, its folder, is left out; `&D` and `&T`
are the day and time of the last saving, for the clock is another at each build.
"""

import re
from datetime import datetime, timedelta, timezone

from lxml import etree

from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.book import M, SheetBook
from dossier.media.workbook_parts import FIRST_DAY

_CHINA = timezone(timedelta(hours=8))
# fonts and sizes are passed over, so that their names are not read as fields
_FIELD = re.compile(r'(&\d+)?&(?:(&|"[^"]*")|([A-Za-z]))')
_KINDS = {
    "D": Alteration.CLOCK,
    "T": Alteration.CLOCK,
    "Z": Alteration.FOLDER,
    "G": Alteration.HEADER_PICTURE,
}


def saved(book: SheetBook) -> datetime | None:
    """When the workbook was last saved, in China's time; None where it does not say so."""
    root = book.tree(book.first("", "/core-properties") or "docProps/core.xml")
    if root is None:
        return None
    for one in root.iter("{http://purl.org/dc/terms/}modified"):
        try:
            when = datetime.fromisoformat((one.text or "").strip())
        except ValueError:
            return None
        return when.astimezone(_CHINA) if when.tzinfo else when.replace(tzinfo=_CHINA)
    return None


def serial(when: datetime | None) -> int | None:
    """A day as workbooks count it (18.17.4.1)."""
    return None if when is None else (when.date() - FIRST_DAY.date()).days


def settle(
    root: etree._Element, sheet: str, name: str, when: datetime | None, altered: Alterations
) -> None:
    """Put what stays the same in the place of fields that would not."""
    for one in root.iterfind(f"{M}headerFooter/*"):
        text = one.text or ""
        for field in _FIELD.finditer(text):
            if kind := _KINDS.get((field[3] or "").upper()):
                altered.add(kind, sheet)
        one.text = _FIELD.sub(lambda field: _settled(field, name, when), text)


def _settled(field: re.Match[str], name: str, when: datetime | None) -> str:
    match (field[3] or "").upper():
        case "F" if name:
            text = name.replace("&", "&&")
        case "Z" | "G":
            text = ""
        case "D":
            text = f"{when.year}/{when.month}/{when.day}" if when else ""
        case "T":
            text = f"{when.hour}:{when.minute:02}" if when else ""
        case _:
            return field[0]
    # a size before figures is told from them by a blank
    return (field[1] or "") + (" " if field[1] and text[:1].isdigit() else "") + text
