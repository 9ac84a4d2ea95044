"""A simple web page as paragraphs and tables of WordprocessingML: its words, bold and tables."""

from html.parser import HTMLParser

from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENDS = {
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "hr",
    "section", "article", "header", "footer", "blockquote", "pre", "dl", "dt", "dd", "center",
    "caption", "thead", "tbody", "tfoot", "body", "form", "fieldset", "td", "th", "address",
}  # fmt: skip
_SILENT = {"script", "style", "head", "title", "template", "noscript", "xml"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col"}
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_SIZES = {"h1": 44, "h2": 36, "h3": 32}
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_MOST_COLUMNS = 63  # of Word
_DEEPEST = 20  # tables within tables; what is deeper is text of the last one


def blocks(page: str, space: str) -> list[etree._Element]:
    """The paragraphs and tables of a page, in the namespace `space` (with its braces)."""
    reader = _HtmlReader(space)
    reader.feed(page)
    reader.close()
    return reader.done()


class _HtmlReader(HTMLParser):
    def __init__(self, space: str) -> None:
        super().__init__(convert_charrefs=True)
        self._space = space
        self._root = etree.Element(f"{space}body")
        self._places = [self._root]
        self._runs: list[etree._Element] = []
        self._open: list[str] = []
        self._silent = 0
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        if tag in _ENDS:
            self._end_paragraph(keep=tag == "br")
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table" and len(self._places) < 3 * _DEEPEST:
            self._begin_table()
        elif tag == "tr":
            self._to("tbl")
            if self._at("tbl"):
                self._enter("tr")
        elif tag in {"td", "th"}:
            self._begin_cell(dict(attrs))
        elif tag == "li":
            self._before = "• "
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in _ENDS:
            self._end_paragraph()
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in {"td", "th"}:
            self._leave("tc")
        elif tag == "tr":
            self._leave("tr")
        elif tag == "table":
            self._leave("tbl")
        if tag in self._open:
            at = len(self._open) - 1 - self._open[::-1].index(tag)
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        """Words between two tags."""
        if self._silent:
            return
        words = data if "pre" in self._open else " ".join(data.split(None))
        if "pre" not in self._open:
            words = (
                f"{' ' if data[:1].isspace() else ''}{words}{' ' if data[-1:].isspace() else ''}"
            )
        if not words.strip() and not self._runs:
            return
        run = etree.Element(f"{self._space}r")
        look = etree.SubElement(run, f"{self._space}rPr")
        if _BOLD & set(self._open):
            etree.SubElement(look, f"{self._space}b")
        for size in (_SIZES[tag] for tag in self._open if tag in _SIZES):
            etree.SubElement(look, f"{self._space}sz", {f"{self._space}val": str(size)})
            break
        text = etree.SubElement(run, f"{self._space}t", {_SPACE: "preserve"})
        text.text = self._before + _printable(words)
        self._before = ""
        self._runs.append(run)

    def done(self) -> list[etree._Element]:
        """All that has been read."""
        self._end_paragraph()
        while len(self._places) > 1:
            self._leave(self._kind())
        return list(self._root)

    def _kind(self) -> str:
        return etree.QName(self._places[-1]).localname

    def _at(self, kind: str) -> bool:
        return self._kind() == kind

    def _end_paragraph(self, *, keep: bool = False) -> None:
        if not self._runs and not (keep and self._at("tc")):
            self._runs = []
            return
        if not (self._at("body") or self._at("tc")):
            if self._at("tbl"):
                self._enter("tr")
            self._begin_cell({})
        paragraph = etree.SubElement(self._places[-1], f"{self._space}p")
        paragraph.extend(self._runs)
        self._runs = []

    def _begin_table(self) -> None:
        if not (self._at("body") or self._at("tc")):
            self._begin_cell({})
        table = self._enter("tbl")
        properties = etree.SubElement(table, f"{self._space}tblPr")
        width = {f"{self._space}w": "5000", f"{self._space}type": "pct"}
        etree.SubElement(properties, f"{self._space}tblW", width)
        borders = etree.SubElement(properties, f"{self._space}tblBorders")
        for side in _BORDERS:
            line = {f"{self._space}val": "single", f"{self._space}sz": "4"}
            etree.SubElement(borders, f"{self._space}{side}", line)

    def _begin_cell(self, given: dict[str, str | None]) -> None:
        self._to("tr")
        if self._at("tbl"):
            self._enter("tr")
        if not self._at("tr"):
            return  # a cell outside any table is a paragraph
        cell = self._enter("tc")
        properties = etree.SubElement(cell, f"{self._space}tcPr")
        span = given.get("colspan") or ""
        if span.isdigit() and span.isascii() and 1 < int(span) <= _MOST_COLUMNS:
            etree.SubElement(properties, f"{self._space}gridSpan", {f"{self._space}val": span})

    def _enter(self, kind: str) -> etree._Element:
        made = etree.SubElement(self._places[-1], f"{self._space}{kind}")
        self._places.append(made)
        return made

    def _to(self, kind: str) -> None:
        """Leave what is open within the nearest of a kind, or the nearest table."""
        inner = {"tr": ("tc",), "tbl": ("tc", "tr")}[kind]
        while self._kind() in inner and "tbl" in self._kinds():
            self._leave(self._kind())

    def _kinds(self) -> list[str]:
        return [etree.QName(place).localname for place in self._places]

    def _leave(self, kind: str) -> None:
        """Leave the nearest that is open of a kind, within the nearest table."""
        kinds = self._kinds()
        if kind not in kinds[1:] or (kind != "tbl" and "tbl" not in kinds):
            return
        last = len(kinds) - 1 - kinds[::-1].index(kind)
        if kind != "tbl" and "tbl" in kinds[last + 1 :]:
            return
        for place in self._places[last:]:
            self._complete(place)
        del self._places[last:]

    def _complete(self, place: etree._Element) -> None:
        """A cell ends with a paragraph, a row has a cell, a table a row (17.4.65, 17.4.78)."""
        kind = etree.QName(place).localname
        last = place[-1].tag if len(place) else ""
        if kind == "tc" and last != f"{self._space}p":
            etree.SubElement(place, f"{self._space}p")
        elif kind == "tr" and place.find(f"{self._space}tc") is None:
            cell = etree.SubElement(place, f"{self._space}tc")
            etree.SubElement(cell, f"{self._space}p")
        elif kind == "tbl" and place.find(f"{self._space}tr") is None:
            parent = place.getparent()
            if parent is not None:
                parent.remove(place)


def _printable(words: str) -> str:
    """What XML may hold."""
    return "".join(one for one in words if one >= " " or one in "\t\n")
