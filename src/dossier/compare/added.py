"""What an engine prints that the file does not hold: error values, references that are lost."""

import re
from collections import Counter
from collections.abc import Sequence

_ERRORS = re.compile(
    r"Err:5\d\d|错误:5\d\d|#NAME\?|#REF!|#VALUE!|#DIV/0!|#NUM!|#N/A|#NULL!", re.IGNORECASE
)
# what LibreOffice (sw: STR_GETREFFLD_REFITEMNOTFOUND) and Word print
_REFERENCES = re.compile(
    r"Error: Reference source not found|Error! Reference source not found\.?|"
    r"错误[:：！!]\s*未找到引用源|錯誤[:：！!]\s*找不到參照(?:來源|源)?|引用源未找到"
)


def added_errors(said: str, errors: Sequence[str], pages: Sequence[str]) -> Counter[str]:
    """Error texts on the pages beyond those that the file holds, each with how often."""
    printed = "\n".join(pages)
    added: Counter[str] = Counter()
    for pattern in (_ERRORS, _REFERENCES):
        added.update(_upper(one) for one in pattern.findall(printed))
    if not added:
        return added
    for pattern in (_ERRORS, _REFERENCES):
        added.subtract(_upper(one) for one in pattern.findall(said))
    added.subtract(map(_upper, errors))
    return +added


def _upper(text: str) -> str:
    return text.upper() if text.startswith("#") else text
