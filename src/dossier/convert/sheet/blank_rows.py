"""Blank rows behind the content of a sheet, of which programs write a million.

Whoever gives borders or a colour to whole columns may get all rows that a sheet can have, each cell
written out: to look at them takes gigabytes, and to print them twenty thousand pages.
"""

# sheets below this many bytes are read as they are
_LARGE = 4 << 20
# blank lines that somebody may want to fill in by hand
_KEPT = 200
_CONTENT = (b"<v>", b"<v ", b"<is>", b"<f>", b"<f ")
_ROW, _END = b"<row", b"</sheetData>"


def without_blank_rows(sheet: bytes) -> bytes:
    """The XML of a sheet without the blank rows at its end, but for the first of them.

    It is looked at without being parsed; where its elements have prefixes it stays as it is.
    """
    end = sheet.find(_END) if len(sheet) >= _LARGE else -1
    if end < 0:
        return sheet
    place = max(0, *(sheet.rfind(mark, 0, end) for mark in _CONTENT))
    for _ in range(_KEPT + 1):
        place = sheet.find(_ROW, place + 1, end)
        if place < 0:
            return sheet
    return sheet[:place] + sheet[end:]
