"""What an engine prints that the file does not hold: error values, references that are lost."""

import re
from collections import Counter
from collections.abc import Sequence

from dossier.compare.held import Held

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
