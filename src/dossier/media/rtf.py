"""Whether an RTF document (Rich Text Format 1.9.1) is there to its end."""

import re

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import say

# braces that open and close groups; those that are text, and binary data, which may hold any byte
_GROUPS = re.compile(rb"\\bin(\d+) ?|\\[\\{}]|[{}]")


def sound_rtf(content: bytes) -> None:
    """Raises UnusableError where groups are still open at the end: the rest was cut off."""
    depth = place = 0
    while found := _GROUPS.search(content, place):
        place = found.end()
        if found[1]:
            place += int(found[1][:10])
        elif found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if depth == 0:
                return
    raise UnusableError(
        Code.FILE_DAMAGED,
        say("its end is missing: copy it again, or open it in Word or WPS and save it as .docx"),
    )
