"""Fields frozen to the result that is stored with them (ECMA-376-1, 17.16).

LibreOffice would work them out anew: a date becomes today's, a file's name that of the copy, a
reference whose bookmark is gone an error in English. Page numbers and the like stay fields, for its
pages are other ones than Word's.
"""

from collections.abc import Iterator

from lxml import etree

from dossier.convert.word.about import About, WordAlteration, drop, space_of, unwrap, value
from dossier.convert.word.equation import in_words

TRACES = (b"fldChar", b"fldSimple")

# what is printed as it comes out here (TOC: the entries are stored, their page numbers fields)
_LIVE = {
    "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "TC", "XE", "INDEX", "TA", "TOA", "RD", "HYPERLINK",
    "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
}  # fmt: skip
# these ask the clock, the disk or the user, and say nothing where nothing is stored; not a file's
# name either: what a document of this content looks like must not hang on what it is called today
_PASSING = {
    "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE",
    "USERNAME", "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "REVNUM", "TEMPLATE", "NUMWORDS",
    "NUMCHARS", "REF", "NOTEREF", "PAGEREF",
}  # fmt: skip
_SHOWN = {"t", "sym", "drawing", "pict", "object", "AlternateContent", "tab", "ruby"}


class _Field:
    """A field of several runs: its instruction as far as it is read, and what belongs to it."""

    def __init__(self, begin: etree._Element) -> None:
        self.begin = begin
        self.words = ""
        self.control = [begin]
        self.inner: list[etree._Element] = []
        self.separate: etree._Element | None = None
        self.shows = False

    @property
    def name(self) -> str:
        words = self.words.split()
        return words[0].upper() if words else ""


def mend(root: etree._Element, about: About) -> None:
    """Freeze the fields of a part."""
    marks = {value(mark, "name") for mark in root.iter("{*}bookmarkStart")}
    for simple in list(root.iter("{*}fldSimple")):
        words = value(simple, "instr")
        name = (words.split() or [""])[0].upper()
        if _stays(name, words, marks, shows=_has_words(simple)):
            continue
        if not _has_words(simple):
            _substitute(simple, words, about)
        unwrap(simple)
    for one in list(_fields(root)):
        if not _stays(one.name, one.words, marks, shows=one.shows):
            _freeze(one, about)


def _stays(name: str, words: str, marks: set[str], *, shows: bool) -> bool:
    if name in _LIVE or not name:
        return True
    if name == "PAGEREF":
        return words.split()[1:2] != [] and words.split()[1] in marks
    return not shows and name not in _PASSING | {"EQ", "SYMBOL"} and not name.startswith("=")


def _has_words(element: etree._Element) -> bool:
    return any(one.text for one in element.iter("{*}t")) or any(
        True for one in element.iter(*(f"{{*}}{name}" for name in _SHOWN - {"t", "tab"}))
    )


def _fields(root: etree._Element) -> Iterator[_Field]:
    """The complete fields of several runs, an inner one before that in which it stands."""
    open_: list[_Field] = []
    for run in root.iter("{*}r"):
        for one in run:
            kind = etree.QName(one).localname if isinstance(one.tag, str) else ""
            if kind == "fldChar":
                match value(one, "fldCharType"):
                    case "begin":
                        open_.append(_Field(one))
                    case "separate" if open_:
                        open_[-1].separate = one
                        open_[-1].control.append(one)
                    case "end" if open_:
                        done = open_.pop()
                        done.control.append(one)
                        if open_ and open_[-1].separate is None:
                            open_[-1].inner += done.control
                        yield done
                continue
            for field in open_:
                _tell(field, one, kind)


def _tell(field: _Field, one: etree._Element, kind: str) -> None:
    """What an element within a run is to a field that has begun."""
    if field.separate is not None:
        field.shows = field.shows or (kind in _SHOWN and (kind != "t" or bool(one.text)))
    elif kind == "instrText":
        field.words += one.text or ""
        field.control.append(one)
    elif kind != "rPr":
        field.inner.append(one)


def _freeze(field: _Field, about: About) -> None:
    """Leave nothing of a field but its result."""
    run = field.begin.getparent()
    if not field.shows and run is not None:
        _substitute(run, field.words, about)
    for one in (*field.control, *field.inner):
        drop(one)


def _substitute(place: etree._Element, words: str, about: About) -> None:
    """Put what a field without a stored result shows behind `place`, a run or a simple field."""
    space = space_of(place)
    run = etree.Element(f"{space}r")
    look = place.find(f"{space}rPr")
    if look is None:
        look = place.find(f"{space}r/{space}rPr")
    if look is not None:
        run.append(_copy(look))
    parts = words.split()
    name = parts[0].upper() if parts else ""
    match name:
        case "EQ":
            shown = in_words(words)
        case "SYMBOL" if (sign := _sign(parts, space)) is not None:
            run.append(sign)
            place.addnext(run)
            return
        case _:
            if name in _PASSING:
                about.altered[WordAlteration.NO_VALUE] += 1
            return
    text = etree.SubElement(run, f"{space}t")
    text.text = shown
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    place.addnext(run)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _sign(parts: list[str], space: str) -> etree._Element | None:
    r"""What ``SYMBOL 252 \\f Wingdings`` shows, as w:sym."""
    try:
        code = int(parts[1], 0)
        font = " ".join(parts[parts.index("\\f") + 1 :]).lstrip('"').split('"')[0]
    except (IndexError, ValueError):
        return None
    font = font.split(" \\")[0].strip()
    return etree.Element(
        f"{space}sym", {f"{space}font": font, f"{space}char": f"{0xF000 + code:04X}"}
    )
