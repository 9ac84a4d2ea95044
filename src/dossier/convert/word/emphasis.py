"""着重号 (w:em, ECMA-376-1, 17.3.2.12): the dots below characters.

LibreOffice 7.4 leaves room for them and draws none in a PDF (its writer goes through the glyphs
once more and finds none). So each character is followed by a dot below that has no width, U+0323,
out of a font whose dot comes to stand below it. A word joiner, which is not painted, is between:
later versions (25.2) take a character and its dot for one, and give the dot no text of its own in
the PDF, so that readers make one up.
"""

from lxml import etree

from dossier.convert.word.about import About, drop, space_of, value

TRACES = (b":em ", b"<em ")

_DOT = "\u2060\u0323"
_FONT = "LXGW WenKai"
# the dot stands a quarter of its size before the end of what it follows: below the middle of a
# Chinese character where it is larger
_LARGER = 1.45
_NARROW = 0x2E80  # characters before this are about half as wide as they are high
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST = 2000  # characters of a part: nobody stresses more


def in_styles(styles: bytes) -> bool:
    """Whether a style may stress characters."""
    return any(trace in styles for trace in TRACES)


def mend(root: etree._Element, about: About) -> None:
    """Set dots below the emphasised characters of a part."""
    left = _MOST
    for run in list(root.iter(f"{space_of(root)}r")):
        look = run.find("{*}rPr")
        mark = about.looks.stress(look, next(run.iterancestors("{*}p"), None))
        if mark is None or value(mark) == "none":
            continue
        left -= sum(len(one.text or "") for one in run.iterfind("{*}t"))
        if left < 0:
            return
        _dot(run, _plain(run, look), about)


def _plain(run: etree._Element, look: etree._Element | None) -> etree._Element:
    """The properties of a run, which stress nothing any more, whatever its styles say."""
    space = space_of(run)
    if look is None:
        look = etree.Element(f"{space}rPr")
        run.insert(0, look)
    for one in look.findall("{*}em"):
        drop(one)
    etree.SubElement(look, f"{space}em", {f"{space}val": "none"})
    return look


def _dot(run: etree._Element, look: etree._Element, about: About) -> None:
    """Split a run, with a dot behind each of its characters."""
    space = space_of(run)
    size = about.looks.size(run, next(run.iterancestors("{*}p"), None))
    for one in list(run):
        if one is look:
            continue
        if one.tag != f"{space}t" or not one.text:
            run.addprevious(_run(space, look, one))
            continue
        for character in one.text:
            text = etree.Element(f"{space}t", {_SPACE: "preserve"})
            text.text = character
            run.addprevious(_run(space, look, text))
            if character.isalnum():
                run.addprevious(_dotted(space, look, size, character))
    drop(run)


def _run(space: str, look: etree._Element, content: etree._Element) -> etree._Element:
    made = etree.Element(f"{space}r")
    made.append(etree.fromstring(etree.tostring(look, with_tail=False)))
    made.append(content)
    return made


def _dotted(space: str, look: etree._Element, size: float, character: str) -> etree._Element:
    made = etree.Element(f"{space}r")
    own = etree.SubElement(made, f"{space}rPr")
    etree.SubElement(own, f"{space}rFonts", {f"{space}{slot}": _FONT for slot in _SLOTS})
    for name in ("color", "highlight"):
        found = look.find(f"{space}{name}")
        if found is not None:
            own.append(etree.fromstring(etree.tostring(found, with_tail=False)))
    larger = 1.0 if ord(character) < _NARROW else _LARGER
    for name in ("sz", "szCs"):
        etree.SubElement(own, f"{space}{name}", {f"{space}val": str(round(size * larger))})
    etree.SubElement(own, f"{space}em", {f"{space}val": "none"})  # a paragraph's style may say more
    text = etree.SubElement(made, f"{space}t")
    text.text = _DOT
    return made
