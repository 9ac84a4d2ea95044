"""Names of cells, columns and areas (ECMA-376-1, 18.18.62)."""

import re

from dossier.media import columns as media_columns

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")

Area = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last row and column of an area, counted from 1."""


def column_number(reference: str) -> int:
    """The number of a cell's column: 'C7' → 3; 0 where there are no letters."""
    return media_columns.column_number(reference.rstrip("0123456789").replace("$", ""))


def area(reference: str) -> Area:
    """The first and the last row and column of 'B2:$D$9'; ValueError where it is none."""
    ends = [_REFERENCE.fullmatch(one) for one in reference.split(":")]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        raise ValueError(reference)
    return (int(first[2]), column_number(first[1])), (int(last[2]), column_number(last[1]))
