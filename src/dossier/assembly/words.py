"""The words on the pages of every item, for searching and for judging."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dossier.assembly.leaves import Leaf
from dossier.media.text import Passage
from dossier.model.holding import Holding
from dossier.model.item import Arranged, Origin, items_of
from dossier.pool import rest
from dossier.survey.texts import Printed


class Words:
    """The words of all the leaves of a build; those of any others are not kept any longer.

    Other processes begin to read what is not known.
    """

    def __init__(
        self,
        leaves: Mapping[str, Leaf],
        boxes: Iterable[Arranged],
        holdings: Mapping[str, Holding],
        cache: Path,
    ) -> None:
        # to look for words in a scan takes as long as to find some
        scans = {
            item.key
            for item in items_of(boxes)
            if item.origin is Origin.FILE and item.ref in holdings and holdings[item.ref].is_picture
        }
        pdfs = {key: (leaf.pdf, leaf.sha256) for key, leaf in leaves.items() if key not in scans}
        self._reading = Printed(pdfs, cache)

    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each leaf that can have any, by its key; to be asked for once."""
        found = self._reading.passages()
        rest()  # nothing is left to be done by many
        return found


def texts(passages: Mapping[str, tuple[Passage, ...]]) -> dict[str, str]:
    """All the words of each leaf that has any, one after the other."""
    return {
        key: text for key, said in passages.items() if (text := " ".join(one.text for one in said))
    }
