"""The sheets of a box besides its items: cover, 卷内目录 and 备考表."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dossier.assembly.chapters import front_of, render_front
from dossier.assembly.inspection import Inspection
from dossier.assembly.item_pdf import ItemPdf, sheet_pdf
from dossier.assembly.templates import CONTENTS, COVER, REMARKS, SHEETS
from dossier.convert import Converted
from dossier.finding import Finding
from dossier.model.item import Arranged
from dossier.render.material import Material
from dossier.store.products import Products

Front = tuple[tuple[str, ItemPdf], ...]
"""Documents before or after the items: bookmark and pages."""


class BoxSheets:
    """The sheets of all boxes, as far as their templates are sound."""

    def __init__(self, inspection: Inspection, products: Products) -> None:
        self._inspection = inspection
        self._products = products
        self._sound = [part for part in SHEETS if part not in inspection.faulty]
        self._failed: dict[str, Finding] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with sheets that could not be made."""
        return tuple(self._failed.values())

    def rendered(self, boxes: Iterable[Arranged], material: Material) -> list[Path]:
        """The Word files of the sheets of `boxes`, made where they are not fresh."""
        asked = list(boxes)
        inspection = self._inspection
        asked_for = [front_of(box, part) for box in asked for part in self._sound]
        for product in asked_for:
            self._failed.pop(product, None)
        self._failed |= render_front(
            asked, material, inspection.templates, inspection.faulty, self._products
        )
        return [inspection.workspace.build / one for one in asked_for if one not in self._failed]

    def known(self, boxes: Iterable[Arranged]) -> list[Path]:
        """The Word files of the sheets of `boxes` that were made before."""
        return [
            self._file(box, part)
            for box in boxes
            for part in self._sound
            if self._products.has(front_of(box, part))
        ]

    def front(self, box: Arranged, converted: Mapping[Path, Converted]) -> Front:
        """Cover and catalogue, which stand before the items."""
        return tuple((part, self._pdf(box, part, converted)) for part in (COVER, CONTENTS))

    def back(self, box: Arranged, converted: Mapping[Path, Converted]) -> Front:
        """备考表, which stands behind them."""
        return ((REMARKS, self._pdf(box, REMARKS, converted)),)

    def _pdf(self, box: Arranged, part: str, converted: Mapping[Path, Converted]) -> ItemPdf:
        """A sheet; where it cannot be had, a page that says so."""
        title = f"{part}（{box.spec.title}）"
        one = converted.get(self._file(box, part))
        return sheet_pdf(self._inspection.workspace, title, one, self._inspection.why_not(part))

    def _file(self, box: Arranged, part: str) -> Path:
        return self._inspection.workspace.build / front_of(box, part)
