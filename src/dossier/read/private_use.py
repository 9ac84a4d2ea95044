"""Characters of the private-use areas in the cells of workbooks, which no two fonts draw alike."""

import re
from collections.abc import Iterable, Iterator

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.read.grid import Grid
from dossier.source import Cell

# The Unicode Standard, 23.5
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def private_use(grids: Iterable[Grid]) -> Iterator[Finding]:
    """One finding for each such character, at the first cell that holds it."""
    found: dict[str, list[Cell]] = {}
    for grid in grids:
        texts = {place: text for place, text in grid.values.items() if isinstance(text, str)}
        if not PRIVATE.search("".join(texts.values())):
            continue
        for place, text in sorted(texts.items()):
            if grid.across.get(place, place) == place:
                for char in dict.fromkeys(PRIVATE.findall(text)):
                    found.setdefault(char, []).append(grid.cell(*place))
    for char, cells in found.items():
        yield unprintable(char, cells)


def unprintable(char: str, cells: list[Cell]) -> Finding:
    """What is told of a character in `cells` for which there is no font."""
    number = f"U+{ord(char):04X}"
    text = say(
        "no font has the character '{char}' ({number}): it is printed as an empty box",
        char=char,
        number=number,
    )
    if len(cells) > 1:
        text = say("{problem}; {count} cells hold it", problem=text, count=len(cells))
    return Finding(
        Code.CHARACTERS_WITHOUT_FONT,
        text,
        at=cells[0],
        hint=say("type the character that is meant, or words in its place"),
    )
