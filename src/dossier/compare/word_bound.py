"""Controls that show the document's data (w:dataBinding, ECMA-376-1, 17.5.2.6) and not their own.

Word fills such a control in when it opens the file: what is stored within it may be of long ago.
"""

import re
from datetime import date

from lxml import etree

from dossier.compare.package import OfficeParts, given, local
from dossier.damage import DAMAGED

_CORE = "{6c3c8bc8-f283-45ae-878a-bab7291924a1}"
_APP = "{6668398d-a668-4e3e-a5eb-62b293d839f1}"
_ALIAS = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_NUMBERS = re.compile(r"yyyy|yy|MM?|dd?")
_LETTERS = re.compile("[A-Za-z]")


class BoundData:
    """The data of one document, by the IDs of their stores in small letters."""

    def __init__(self, parts: OfficeParts, main: str) -> None:
        self._parts = parts
        self._main = main
        self._stores: dict[str, etree._Element] | None = None

    def settle(self, root: etree._Element) -> None:
        """Have the bound controls of a part hold what their data say."""
        for control in root.iter("{*}sdt"):
            properties = next((one for one in control if local(one) == "sdtPr"), None)
            content = next((one for one in control if local(one) == "sdtContent"), None)
            if properties is None or content is None:
                continue
            named = {local(one): one for one in properties}
            if "dataBinding" not in named or not named.keys() & {"text", "date", "comboBox",
                                                                 "dropDownList"}:  # fmt: skip
                continue
            texts = [one for one in content.iter() if local(one) == "t"]
            said = self._said(named["dataBinding"])
            shown = _shown(said, named) if said else ""
            if texts and shown:
                for one in texts:
                    one.text = ""
                texts[0].text = shown

    def _said(self, binding: etree._Element) -> str:
        stores = self._all()
        wanted = given(binding, "storeItemID").lower()
        aliases = dict(_ALIAS.findall(given(binding, "prefixMappings")))
        for identity, root in stores.items():
            if wanted and identity != wanted:
                continue
            try:
                nodes = root.xpath(given(binding, "xpath"), namespaces=aliases)
            except (etree.XPathError, ValueError, TypeError):
                return ""
            for node in nodes if isinstance(nodes, list) else ():
                words = node.itertext() if etree.iselement(node) else [str(node)]
                return "".join(map(str, words)).strip()
        return ""

    def _all(self) -> dict[str, etree._Element]:
        if self._stores is None:
            self._stores = {}
            related = self._parts.related("").values()
            for kind, identity in (("core-properties", _CORE), ("extended-properties", _APP)):
                for one in related:
                    if one.kind == kind:
                        self._take(identity, one.target)
            for one in self._parts.related(self._main).values():
                if one.kind == "customXml" and not one.external:
                    self._take(self._identity(one.target), one.target)
        return self._stores

    def _identity(self, part: str) -> str:
        described = self._parts.of_kind(part, "customXmlProps")
        root = self._parts.root(described) if described else None
        return given(root, "itemID", part).lower() if root is not None else part

    def _take(self, identity: str, part: str) -> None:
        try:
            if self._stores is not None and self._parts.has(part):
                self._stores[identity] = self._parts.root(part)
        except DAMAGED:
            return


def _shown(said: str, named: dict[str, etree._Element]) -> str:
    """The data as a control shows them; empty where what it holds is to stand."""
    if "date" in named and "text" not in named:
        return _day(said, named["date"])
    for kind in ("dropDownList", "comboBox"):
        for one in named.get(kind, ()):
            if local(one) == "listItem" and given(one, "value") == said:
                return given(one, "displayText") or said
    return said


def _day(said: str, control: etree._Element) -> str:
    form = next((given(one, "val") for one in control if local(one) == "dateFormat"), "")
    try:
        day = date.fromisoformat(said[:10])
    except ValueError:
        return said
    if said[:10] == given(control, "fullDate")[:10]:
        return ""
    shown = _NUMBERS.sub(lambda found: _number(found[0], day), form.replace("'", ""))
    return "" if _LETTERS.search(shown) else shown


def _number(piece: str, day: date) -> str:
    number = {"y": day.year, "M": day.month, "d": day.day}[piece[0]]
    return str(number)[-2:] if piece == "yy" else str(number).zfill(len(piece))
