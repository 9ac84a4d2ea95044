"""The words on the pages of every item, for searching."""

from collections.abc import Mapping
from pathlib import Path

from dossier.assembly.leaves import Leaf
from dossier.hands import rest
from dossier.survey.texts import printed


def words_of(leaves: Mapping[str, Leaf], cache: Path) -> dict[str, str]:
    """The words of each leaf that has any, by the keys of `leaves`; scans have none.

    They are all the leaves of a build: the words of others are not kept any longer.
    """
    pdfs = {key: (leaf.pdf, leaf.sha256) for key, leaf in leaves.items()}
    found = printed(pdfs, cache, all_there_are=True)
    rest()  # nothing is left to be done by many
    return {
        key: text for key, said in found.items() if (text := " ".join(one.text for one in said))
    }
