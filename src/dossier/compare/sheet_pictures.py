"""Pictures that are the content of a cell, as WPS and Excel 365 write them."""

import re

from lxml import etree

from dossier.compare.held import HeldPicture, HeldPlace
from dossier.compare.package import OfficeParts, Related, given, local
from dossier.facts import Fact

_CALL = re.compile(r'DISPIMG\(\s*"([^"]*)"', re.IGNORECASE)


class CellPicture(Fact, frozen=True):
    """The part of a picture; empty where the file does not have it."""

    part: str

    def at(self, place: HeldPlace) -> HeldPicture:
        """The picture in its cell."""
        return HeldPicture(place, self.part, exact=False)


class CellPictures:
    """The pictures of one workbook by what cells say of them."""

    def __init__(self, parts: OfficeParts, main: str) -> None:
        self._parts = parts
        self._main = main
        self._named: dict[str, str] | None = None
        self._valued: list[str] | None = None

    def of_cell(self, formula: str, value_metadata: str) -> CellPicture | None:
        """The picture of a cell with this formula, or this number of value metadata (18.3.1.4).

        None where the cell is no picture.
        """
        if "DISPIMG" in formula:
            if self._named is None:
                self._named = self._read_named()
            call = _CALL.search(formula)
            return CellPicture(self._named.get(call[1], "") if call else "")
        if value_metadata.isdigit():
            if self._valued is None:
                self._valued = self._read_valued()
            place = int(value_metadata) - 1
            known = 0 <= place < len(self._valued)
            return CellPicture(self._valued[place] if known else "")
        return None

    def _read_named(self) -> dict[str, str]:
        """WPS: xl/cellimages.xml has a picture for each name."""
        part = next(
            (
                one.target
                for one in self._parts.related(self._main).values()
                if one.target.lower().endswith("cellimages.xml") and self._parts.has(one.target)
            ),
            "",
        )
        if not part:
            return {}
        relations = self._parts.related(part)
        found = {}
        for picture in self._parts.root(part).iter():
            if local(picture) != "pic":
                continue
            names = [given(one, "name") for one in picture.iter() if local(one) == "cNvPr"]
            blips = [given(one, "embed") for one in picture.iter() if local(one) == "blip"]
            if names and blips:
                found[names[0]] = _target(relations, blips[0])
        return found

    def _read_valued(self) -> list[str]:
        """Excel ([MS-XLSX] 2.3.6): value metadata → rich value → picture; all but the last lists.

        A workbook whose rich values are pictures lists them in the order of their metadata; any
        other one has cells that no picture is told of.
        """
        folder = self._main.rpartition("/")[0]
        rels = f"{folder}/richData/richValueRel.xml"
        values = f"{folder}/richData/rdrichvalue.xml"
        metadata = f"{folder}/metadata.xml"
        if not all(map(self._parts.has, (rels, values, metadata))):
            return []
        relations = self._parts.related(rels)
        pictures = [_target(relations, _related(one)) for one in self._parts.root(rels)]
        rich = [_first(one) for one in self._parts.root(values) if local(one) == "rv"]
        found = []
        for place in _values_of(self._parts.root(metadata)):
            number = rich[place] if 0 <= place < len(rich) else -1
            found.append(pictures[number] if 0 <= number < len(pictures) else "")
        return found


def _values_of(metadata: etree._Element) -> list[int]:
    """For each entry of valueMetadata, the number of its rich value."""
    future: list[int] = []
    found: list[int] = []
    for group in metadata:
        if local(group) == "futureMetadata" and group.get("name") == "XLRICHVALUE":
            future = [
                int(one.get("i", "-1"))
                for entry in group
                for one in entry.iter()
                if local(one) == "rvb"
            ]
        elif local(group) == "valueMetadata":
            places = [
                int(one.get("v", "-1")) for entry in group for one in entry if local(one) == "rc"
            ]
            found = [future[place] if 0 <= place < len(future) else -1 for place in places]
    return found


def _first(value: etree._Element) -> int:
    for one in value:
        text = (one.text or "").strip()
        return int(text) if text.isdigit() else -1
    return -1


def _related(element: etree._Element) -> str:
    return given(element, "id")


def _target(relations: dict[str, Related], name: str) -> str:
    related = relations.get(name)
    return related.target if related is not None and not related.external else ""
