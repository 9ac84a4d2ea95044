r"""The parts of a workbook that its cells need (ECMA-376-1, 12.3): sheets, texts, formats.

They are found whatever else in the file is odd: programs write workbooks in the strict form
(ECMA-376-1:2016, Part 1), with ``\\`` in the names of the zip, with styles or properties that no
schema allows. Excel opens them all.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from posixpath import basename, dirname, join, normpath
from xml.parsers import expat

from dossier.facts import Fact
from dossier.media import defines_entities

Started = Callable[[str, dict[str, str]], object]
"""Is told of an element that begins: its name without prefix, and its attributes."""

# Numbers of formats that a file need not spell out (ECMA-376-1, 18.8.30), with those of Chinese
# programs: 31 is yyyy"年"m"月"d"日"
_DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_SPANS, _PERCENTAGES = {46}, {9, 10}
_SPANNING = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATING = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_UNREAD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what is printed as it stands; colours, conditions

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a character that XML does not hold (22.9.2.19)
_NO_XML = {"\ufffe", "\uffff", *map(chr, range(0xD800, 0xE000))}

FIRST_DAY, _FIRST_DAY_OF_1904 = map(datetime.fromisoformat, ("1899-12-30", "1904-01-01"))
"""The day from which workbooks count days (18.17.4.1)."""
DAYS_BY_1904 = (_FIRST_DAY_OF_1904 - FIRST_DAY).days
"""How many days fewer a workbook counts that begins with 1904."""
LEAP_DAY = 60
"""29 February 1900, which spreadsheets believe in."""


class Formats(Fact, frozen=True):
    """The styles of cells, by number, whose numbers are shown as dates, spans or percentages."""

    dates: frozenset[int]
    spans: frozenset[int]
    percentages: frozenset[int]


class Parts:
    """The parts of the workbook with these bytes.

    Damage raises what zipfile and the XML parser meet with; a ValueError tells of odd XML.
    """

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        plain = {_plain(one.filename): one for one in self._zip.infolist()}
        self._parts = {name.lower(): one for name, one in plain.items()} | plain
        leads = self._relations("").values()
        main = next((part for kind, part in leads if kind == "officeDocument"), "xl/workbook.xml")
        self._home = dirname(main)
        self._related = self._relations(main)
        self._first = FIRST_DAY
        self._sheets: list[tuple[str, str]] = []
        self.parse(main, self._listed)

    @property
    def sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of each sheet of cells, in order; those of charts and lost ones are not."""
        for name, relation in self._sheets:
            kind, part = self._related.get(relation, ("", ""))
            if kind == "worksheet" and self.info(part):
                yield name, part

    @property
    def first_day(self) -> datetime:
        """The day from which the days of dates are counted."""
        return self._first

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of a kind (the last word of its type) that a part leads to."""
        if self.info(join(dirname(part), "_rels", f"{basename(part)}.rels")):
            for found, target in self._relations(part).values():
                if found == kind and self.info(target):
                    yield target

    def formats(self) -> Formats:
        """How the numbers of each style are shown."""
        codes: dict[int, str] = {}
        styles: list[int] = []
        within = [""]

        def started(name: str, given: dict[str, str]) -> None:
            if name in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
                within[0] = name
            elif name == "numFmt" and within[0] == "numFmts":
                codes[int(given.get("numFmtId", "0"))] = given.get("formatCode", "")
            elif name == "xf" and within[0] == "cellXfs":
                styles.append(int(given.get("numFmtId", "0")))

        for part in self._of_kind("styles"):
            self.parse(part, started)
        found: dict[str, set[int]] = {"date": set(), "span": set(), "percentage": set(), "": set()}
        for style, number in enumerate(styles):
            found[_shown(number, codes.get(number))].add(style)
        return Formats(
            frozenset(found["date"]), frozenset(found["span"]), frozenset(found["percentage"])
        )

    def texts(self) -> list[str]:
        """The texts that cells share, in order; not how they are pronounced."""
        texts: list[str] = []
        words: list[str] = []
        state = {"t": False, "quiet": False}

        def started(name: str, _given: dict[str, str]) -> None:
            state["quiet"] |= name == "rPh"
            state["t"] = name == "t" and not state["quiet"]

        def ended(name: str) -> None:
            state["t"] = False
            if name == "rPh":
                state["quiet"] = False
            elif name == "si":
                texts.append(unescaped("".join(words)))
                words.clear()

        def heard(data: str) -> None:
            if state["t"]:
                words.append(data)

        for part in self._of_kind("sharedStrings"):
            self.parse(part, started, ended, heard)
        return texts

    def parse(
        self,
        part: str,
        started: Started,
        ended: Callable[[str], object] | None = None,
        heard: Callable[[str], object] | None = None,
    ) -> None:
        """Parse a part as it streams by; names of elements come without the prefix of its root."""

        def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
            raise defines_entities(part)

        def begun(root: str, given: dict[str, str]) -> None:
            prefix = root[: root.find(":") + 1]
            if prefix:
                parser.StartElementHandler = lambda n, given: started(n.removeprefix(prefix), given)
                parser.EndElementHandler = ended and (lambda n: ended(n.removeprefix(prefix)))
            else:
                parser.StartElementHandler, parser.EndElementHandler = started, ended
            started(root.removeprefix(prefix), given)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = begun
        parser.CharacterDataHandler = heard
        try:
            info = self.info(part)
            if info is None:
                raise LookupError(f"{part} is missing")
            with self._zip.open(info) as source:
                parser.ParseFile(source)
        except expat.ExpatError as error:
            raise ValueError(f"{part}: {error}") from error

    def _listed(self, name: str, given: dict[str, str]) -> None:
        """Take down a sheet, and from which day dates are counted."""
        if name == "sheet":
            ids = [value for key, value in given.items() if key.rpartition(":")[2] == "id"]
            self._sheets.append((given["name"], "".join(ids)))
        elif name == "workbookPr" and given.get("date1904") in {"1", "true"}:
            self._first = _FIRST_DAY_OF_1904

    def info(self, part: str) -> zipfile.ZipInfo | None:
        """A part by its name, of which capitals count only where two parts differ in them."""
        return self._parts.get(part) or self._parts.get(part.lower())

    def _of_kind(self, kind: str) -> list[str]:
        """The parts of a kind: those that the workbook leads to, else the one that has its name."""
        named = join(self._home, f"{kind}.xml")
        parts = [part for given, part in self._related.values() if given == kind] or [named]
        return [part for part in parts if self.info(part)]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """ID → last word of the type, and part, of what a part (the package for '') leads to."""
        found: dict[str, tuple[str, str]] = {}

        def started(name: str, given: dict[str, str]) -> None:
            target = given.get("Target", "")
            if name == "Relationship" and target and given.get("TargetMode") != "External":
                whole = normpath(join("/", dirname(part), target.replace("\\", "/")))
                found[given["Id"]] = basename(given["Type"]), whole.lstrip("/")

        self.parse(join(dirname(part), "_rels", f"{basename(part)}.rels"), started)
        return found


def days_since(text: str) -> timedelta:
    """A day and time, ``2022-09-01T08:00:00``, as workbooks count them (18.18.11).

    Raises ValueError where it is none.
    """
    return datetime.fromisoformat(text).replace(tzinfo=None) - FIRST_DAY


def unescaped(text: str, *, every: bool = False) -> str:
    """A text with the characters that stand in it as ``_x000D_``, which XML may not hold.

    What nobody could see stays as it is written, unless `every` one is asked for: by who compares
    the text with a page, on which such a character leaves nothing.
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if every else _seen(found), text)


def escaped(text: str) -> str:
    """A text as a cell holds it, so that it is read back as it is: what :func:`unescaped` undoes.

    Characters that XML cannot hold are left out.
    """
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and c not in _NO_XML))
    return _ESCAPED.sub(r"_x005F_x\1_", kept)


def _seen(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else escape[0]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _shown(number: int, code: str | None) -> str:
    """How a number format shows a number: as a date, a span, a percentage, or as a number ('')."""
    if code is None:
        known = {"date": _DATES, "span": _SPANS, "percentage": _PERCENTAGES}
        return next((kind for kind, numbers in known.items() if number in numbers), "")
    positive = code.split(";")[0]
    if _SPANNING.search(positive):
        return "span"
    plain = _UNREAD.sub("", positive)
    if _DATING.search(plain):
        return "date"
    return "percentage" if "%" in _UNREAD.sub("", code) else ""
