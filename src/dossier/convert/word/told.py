"""What a person should know of a copy that was altered before it was converted."""

from collections import Counter
from collections.abc import Callable

from dossier.convert.word.about import WordAlteration
from dossier.finding import Code, Remark
from dossier.messages import Text, say

_Say = Callable[[int], Text]

_TEXTS: dict[WordAlteration, _Say] = {
    WordAlteration.CHANGES: lambda n: say(
        "tracked changes ({count}) are bound as if they had been accepted", count=n
    ),
    WordAlteration.FLOATING: lambda n: say(
        "floating tables ({count}) that may go over pages are set into the text", count=n
    ),
    WordAlteration.WIDE: lambda n: say(
        "tables ({count}) that were wider than the paper are fitted to it", count=n
    ),
    WordAlteration.GROWN: lambda n: say(
        "table rows ({count}) of a fixed height are made as high as their text", count=n
    ),
    WordAlteration.BOXES: lambda n: say(
        "text boxes and diagrams ({count}) are enlarged or moved so that all of them is printed",
        count=n,
    ),
    WordAlteration.PICTURES: lambda n: say(
        "pictures ({count}) that cell, line or page would cut off are fitted, to be seen whole",
        count=n,
    ),
    WordAlteration.CHUNKS: lambda n: say(
        "web pages and files within it ({count}) are bound as plain paragraphs and tables", count=n
    ),
    WordAlteration.CHUNKS_LOST: lambda n: say(
        "files within it ({count}) cannot be printed", count=n
    ),
    WordAlteration.NO_VALUE: lambda n: say(
        "fields ({count}) such as dates and references have no stored value and print nothing",
        count=n,
    ),
}
_HINTS = {
    WordAlteration.CHANGES: say(
        "accept or reject them in Word or WPS where this is not what is meant"
    ),
    WordAlteration.CHUNKS: say("open it in Word or WPS and save it again, to keep its layout"),
    WordAlteration.CHUNKS_LOST: say("open it in Word or WPS and save it again, or save it as PDF"),
    WordAlteration.NO_VALUE: say("update the fields in Word (select all, F9) and save it"),
}


def remarks(altered: Counter[WordAlteration]) -> tuple[Remark, ...]:
    """A remark for each kind of alteration, in a fixed order."""
    return tuple(
        Remark(
            Code.CONTENT_NOT_PRINTED
            if kind is WordAlteration.CHUNKS_LOST
            else Code.CONTENT_ADAPTED,
            _TEXTS[kind](altered[kind]),
            _HINTS.get(kind),
        )
        for kind in WordAlteration
        if altered[kind]
    )
