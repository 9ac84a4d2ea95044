"""What an engine prints and nobody asked for: error values, lost references, tiny words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dossier.compare.held import Held
from dossier.compare.package import OfficeParts
from dossier.media.shown import SMALLEST, Shown, ShownLine

_ERRORS = re.compile(
    r"Err:5\d\d|错误:5\d\d|#NAME\?|#REF!|#VALUE!|#DIV/0!|#NUM!|#N/A|#NULL!", re.IGNORECASE
)
# what LibreOffice (sw: STR_GETREFFLD_REFITEMNOTFOUND) and Word print
_REFERENCES = re.compile(
    r"Error: Reference source not found|Error! Reference source not found\.?|"
    r"错误[:：！!]\s*未找到引用源|錯誤[:：！!]\s*找不到參照(?:來源|源)?|引用源未找到"
)

# without any of these on its pages a document is not searched
_TRACES = ((_ERRORS, ("#", ":5")), (_REFERENCES, ("not found", "引用源", "參照")))


def added_errors(held: Held, errors: Sequence[str], pages: Sequence[str]) -> Counter[str]:
    """Error texts on the pages beyond those that the file holds, each with how often."""
    printed = "\n".join(pages)
    patterns = [pattern for pattern, traces in _TRACES if any(one in printed for one in traces)]
    added: Counter[str] = Counter()
    for pattern in patterns:
        added.update(_upper(one) for one in pattern.findall(printed))
    if not added:
        return added
    said = held.said()
    for pattern in patterns:
        added.subtract(_upper(one) for one in pattern.findall(said))
    added.subtract(map(_upper, errors))
    return +added


def is_reference(text: str) -> bool:
    """Whether an error text stands in place of a reference."""
    return _REFERENCES.fullmatch(text) is not None


def _upper(text: str) -> str:
    return text.upper() if text.startswith("#") else text


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
