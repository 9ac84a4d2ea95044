"""What a build has made."""

from collections.abc import Mapping

from dossier.facts import Fact
from dossier.finding import Finding
from dossier.model.item import Arranged, Paged
from dossier.store.products import Products


class Built(Fact, frozen=True):
    """What a build made: products with causes, boxes left out of date, and all findings."""

    products: Products
    boxes: tuple[Arranged, ...]
    pages: Mapping[str, Paged]
    findings: tuple[Finding, ...]
    stale: tuple[str, ...]
