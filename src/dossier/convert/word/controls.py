"""Content controls (w:sdt, ECMA-376-1, 17.5.2): what they hold is printed, and nothing else.

LibreOffice leaves out words before a control that stands within another one, and makes fields of
lists and dates. So the copy has their content alone. One that is bound to the document's data
(w:dataBinding) says what these data say, whatever is stored within it: so does Word.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from dossier.convert.package import parsed
from dossier.convert.word.about import About, child, drop, is_on, space_of, value

TRACES = (b"sdtContent", b"<w:sdt")

_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# the parts of a document's properties, which are no custom ones (Word: built-in stores)
_PROPERTIES = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "docProps/core.xml",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "docProps/app.xml",
}
_STORE = re.compile(r"customXml/item(\d*)\.xml")
_IDENTITY = re.compile(rb"""itemID\s*=\s*["']([^"']+)["']""")
_SAID = ("t", "tab", "br", "cr", "noBreakHyphen", "sym")
_DATE = re.compile(r"yyyy|yy|MM?|dd?|'[^']*'|[^A-Za-z']")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def mend(root: etree._Element, about: About) -> None:
    """Put the content of controls in their places, as the data say that they are bound to."""
    for control in list(root.iter("{*}sdt")):
        content = child(control, "sdtContent")
        if content is not None:
            said = _bound(control, about)
            if said is not None and said.split() != "".join(_texts(content)).split():
                _say(content, said, control)
            for one in list(content):
                control.addprevious(one)
        drop(control)


def _texts(content: etree._Element) -> Iterator[str]:
    for one in content.iter("{*}t", "{*}tab", "{*}br", "{*}cr"):
        yield (one.text or "") if etree.QName(one).localname == "t" else " "


def _bound(control: etree._Element, about: About) -> str | None:
    """What the data say that a control of text is bound to; None where it is bound to none."""
    properties = child(control, "sdtPr")
    binding = child(properties, "dataBinding")
    if properties is None or binding is None or value(binding, "xpath") == "":
        return None
    node = _found(value(binding, "xpath"), binding, about)
    return _shown(node.strip(), properties) if node and node.strip() else None


def _found(path: str, binding: etree._Element, about: About) -> str | None:
    spaces = {
        name: double or single
        for name, double, single in _PREFIX.findall(value(binding, "prefixMappings"))
    }
    wanted = value(binding, "storeItemID").upper()
    if about.stores is None:
        about.stores = dict(_stores(about))
    stores = about.stores
    for root in [stores[wanted]] if wanted in stores else [] if wanted else stores.values():
        try:
            found = root.xpath(path, namespaces=spaces)
        except (etree.XPathError, ValueError, TypeError):
            return None
        if isinstance(found, list) and found:
            node = found[0]
            return "".join(map(str, node.itertext())) if etree.iselement(node) else str(node)
    return None


def _shown(said: str, properties: etree._Element) -> str | None:
    """The data as a control of its kind shows them; None for kinds that show something else."""
    if child(properties, "text") is not None:
        return said
    for kind in ("dropDownList", "comboBox"):
        items = child(properties, kind)
        if items is not None:
            named = {value(one, "value"): one for one in items.iterfind("{*}listItem")}
            item = named.get(said)
            return said if item is None else value(item, "displayText") or said
    date = child(properties, "date")
    return None if date is None else _dated(said, date)


def _dated(said: str, date: etree._Element) -> str | None:
    """A day in the format that its control asks for; None where it is the one that is stored."""
    day, stored = said[:10], value(date, "fullDate")[:10]
    try:
        when = datetime.fromisoformat(day)
    except ValueError:
        return said
    form = value(child(date, "dateFormat"))
    pieces = _DATE.findall(form)
    if day == stored or "".join(pieces) != form or not form:
        return None
    digits = {
        "yyyy": f"{when.year:04}", "yy": f"{when.year % 100:02}", "MM": f"{when.month:02}",
        "M": str(when.month), "dd": f"{when.day:02}", "d": str(when.day),
    }  # fmt: skip
    return "".join(digits.get(piece, piece.strip("'")) for piece in pieces)


def _say(content: etree._Element, said: str, control: etree._Element) -> None:
    """Have a control say something else, in the way its first run is set."""
    runs = list(content.iter("{*}r"))
    if not runs:
        return
    for run in runs:
        for one in [one for name in _SAID for one in run.findall(f"{{*}}{name}")]:
            run.remove(one)
    first, space = runs[0], space_of(runs[0])
    style = child(first, "rPr", "rStyle")
    if style is not None and is_on(child(control, "sdtPr", "showingPlcHdr")):
        drop(style)  # that of what asks to be filled in
    for number, line in enumerate(said.splitlines()):
        if number:
            etree.SubElement(first, f"{space}br")
        text = etree.SubElement(first, f"{space}t", {_SPACE: "preserve"})
        text.text = line.strip()


def _stores(about: About) -> Iterator[tuple[str, etree._Element]]:
    """The data of a document by the IDs of their stores (22.5.2.1)."""
    properties = {part: identity for identity, part in _PROPERTIES.items()}
    for name in about.package.namelist():
        identity = properties.get(name, "")
        if match := _STORE.fullmatch(name):
            beside = about.read(f"customXml/itemProps{match[1]}.xml") or b""
            named = _IDENTITY.search(beside)
            identity = named[1].decode("ascii", "replace").upper() if named else name
        if identity:
            try:
                yield identity, parsed(about.read(name) or b"")
            except etree.XMLSyntaxError:
                continue
