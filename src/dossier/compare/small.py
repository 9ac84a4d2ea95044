"""Words that are printed smaller than anybody reads, though nobody asked for it."""

import re
from collections.abc import Iterable

from dossier.compare.package import OfficeParts
from dossier.media.shown import SMALLEST, Shown, ShownLine

# sizes in half-points (Word), in hundredths of a point (drawings), in points (fonts of sheets)
_SIZES = re.compile(
    rb"""<w:sz w:val=["'](?P<half>\d+)|\bsz=["'](?P<hundredth>\d+)|"""
    rb"""<(?:\w+:)?sz val=["'](?P<whole>[\d.]+)"""
)
_WORDS = 3  # characters; what is shorter may be an index or the number of a note
_SCRIPT = 0.55  # of a size: indices in it


def too_small(parts: OfficeParts, seen: Shown) -> list[ShownLine]:
    """The lines that nobody can read, each words of a page but once."""
    found = [line for line in seen.small if sum(map(str.isalnum, line.text)) >= _WORDS]
    if not found:
        return []
    asked = min(_asked(parts), default=2 * SMALLEST)
    limit = SMALLEST if asked >= SMALLEST else asked * _SCRIPT
    return list({(one.page, one.text): one for one in found if one.size < limit}.values())


def _asked(parts: OfficeParts) -> Iterable[float]:
    """The sizes that a file asks for, in points."""
    for name in parts.names():
        if not name.endswith(".xml"):
            continue
        for one in _SIZES.finditer(parts.read(name)):
            scale = {"half": 2.0, "hundredth": 100.0, "whole": 1.0}[str(one.lastgroup)]
            size = float(one[str(one.lastgroup)]) / scale
            if size:
                yield size
