"""The words on the pages of each box, as scripts that index.html loads once somebody searches.

A page from a USB stick may not read files, but it may run scripts that lie beside it. A script
calls ``words`` with the number of its box and a text for each item, a page to a line.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dossier.files import safe_name
from dossier.model.item import Arranged, Paged

# a page of A4 holds about a thousand signs; of sheets that hold more, the first are searched
_LONGEST = 6_000
# a line that breaks within Chinese is no gap in what it says
_BROKEN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def words_of(number: str) -> str:
    """The file with the words of the box with that number, relative to build/."""
    return f"index/words-{safe_name(number)}.js"


def box_words(
    box: Arranged, pages: Mapping[str, Paged], texts: Mapping[str, Mapping[int, str]]
) -> Iterator[str]:
    """The script of `box`, in pieces.

    `texts` maps the key of an item to the words on each of its pages, by their numbers from 1.
    """
    yield f"words({as_script(box.spec.number)},["
    for placed in box.items:
        key = placed.item.key
        said = texts.get(key, {})
        lines = [_line(said.get(number, "")) for number in range(1, pages[key].count + 1)]
        yield as_script("\n".join(lines).rstrip("\n")) + ",\n"
    yield "]);\n"


def _line(text: str) -> str:
    return _BROKEN.sub("", " ".join(text.split()))[:_LONGEST]


def as_script(value: Any) -> str:
    """`value` as JSON that may stand within a script element, which only "<" could end early."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
