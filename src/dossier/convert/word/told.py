"""What a person should know of a copy that was altered before it was converted."""

from collections import Counter
from collections.abc import Callable

from dossier.convert.word.about import Altered
from dossier.finding import Code, Remark
from dossier.messages import Text, say

_Say = Callable[[int], Text]

_TEXTS: dict[Altered, _Say] = {
    Altered.CHANGES: lambda n: say(
        "tracked changes ({count}) are bound as if they had been accepted", count=n
    ),
    Altered.FLOATING: lambda n: say(
        "floating tables ({count}) that may go over pages are set into the text", count=n
    ),
    Altered.WIDE: lambda n: say(
        "tables ({count}) that were wider than the paper are fitted to it", count=n
    ),
    Altered.GROWN: lambda n: say(
        "table rows ({count}) of a fixed height are made as high as their text", count=n
    ),
    Altered.BOXES: lambda n: say(
        "text boxes and diagrams ({count}) are enlarged or moved so that all of them is printed",
        count=n,
    ),
    Altered.PICTURES: lambda n: say(
        "pictures ({count}) that cell, line or page would cut off are fitted, to be seen whole",
        count=n,
    ),
    Altered.CHUNKS: lambda n: say(
        "web pages and files within it ({count}) are bound as plain paragraphs and tables", count=n
    ),
    Altered.CHUNKS_LOST: lambda n: say("files within it ({count}) cannot be printed", count=n),
    Altered.NO_VALUE: lambda n: say(
        "fields ({count}) such as dates and references have no stored value and print nothing",
        count=n,
    ),
}
_HINTS = {
    Altered.CHANGES: say("accept or reject them in Word or WPS where this is not what is meant"),
    Altered.CHUNKS: say("open it in Word or WPS and save it again, to keep its layout"),
    Altered.CHUNKS_LOST: say("open it in Word or WPS and save it again, or save it as PDF"),
    Altered.NO_VALUE: say("update the fields in Word (select all, F9) and save it"),
}


def remarks(altered: Counter[Altered]) -> tuple[Remark, ...]:
    """A remark for each kind of alteration, in a fixed order."""
    return tuple(
        Remark(
            Code.CONTENT_NOT_PRINTED if kind is Altered.CHUNKS_LOST else Code.CONTENT_ADAPTED,
            _TEXTS[kind](altered[kind]),
            _HINTS.get(kind),
        )
        for kind in Altered
        if altered[kind]
    )
