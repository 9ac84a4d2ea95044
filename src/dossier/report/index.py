"""index.html: the inspector's way in, a page that works from a USB stick.

The page holds its data as JSON, and its style and program within itself. The words of the pages
stand beside it, box by box, and are asked for once somebody searches. Items open as
``boxes/box-03.pdf#page=14``, which the PDF viewers of browsers understand.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from dossier.report.index_words import as_script

_PARTS = ("index.css", "index.js", "index_search.js")


def index_page(record: Mapping[str, Any]) -> Iterator[str]:
    """The page with `record` in it, in pieces: what a school has would fill much memory at once."""
    folder = files("dossier.report")
    page = folder.joinpath("index.html").read_text(encoding="utf-8")
    for part in _PARTS:
        page = page.replace(f"@{part}@", folder.joinpath(part).read_text(encoding="utf-8"))
    before, _, after = page.partition("@DATA@")
    yield before
    told = dict(record)
    boxes = told.pop("boxes")
    yield as_script(told).removesuffix("}") + ',"boxes":['
    for number, box in enumerate(boxes):
        yield ("," if number else "") + as_script(box)
    yield "]}" + after
