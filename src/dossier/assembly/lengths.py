"""How long items are before all of them are made: boxes are split by that."""

from collections.abc import Mapping, Sequence

from dossier.convert import Converted
from dossier.model.evidence import counted
from dossier.model.item import Arranged, Item, Origin, items_of

# Chapters are rendered when the boxes are known, since they name boxes; what an earlier build knew
# of their length must not matter, or the same inputs would not give the same boxes.
_CHAPTER = 8
_PHOTOS = 2  # to a page


def lengths(boxes: Sequence[Arranged], files: Mapping[str, Converted]) -> dict[str, int]:
    """The pages of each item by key: counted for evidence, which is converted; else guessed."""
    return {item.key: _length(item, files) for item in items_of(boxes)}


def _length(item: Item, files: Mapping[str, Converted]) -> int:
    if item.origin is Origin.FILE and item.ref in files:
        return counted(item.pages) or files[item.ref].pages or 1
    if item.origin is Origin.PHOTOS:
        return -(-len(item.photos) // _PHOTOS)
    return _CHAPTER if item.origin is Origin.CHAPTER else 1
