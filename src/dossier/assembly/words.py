"""The words on the pages of every item, for searching."""

from collections.abc import Mapping
from pathlib import Path

from dossier.assembly.leaves import Leaf
from dossier.model.holding import Kind
from dossier.survey.texts import text_of


def words_of(leaves: Mapping[str, Leaf], cache: Path) -> dict[str, str]:
    """The words of each leaf that has any, by the keys of `leaves`; scans have none."""
    found = {
        key: " ".join(p.text for p in text_of(leaf.pdf, Kind.PDF, leaf.sha256, cache))
        for key, leaf in leaves.items()
    }
    return {key: text for key, text in found.items() if text}
