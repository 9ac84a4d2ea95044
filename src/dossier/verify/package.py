"""A finished package as it lies in a folder: what its report says, and its PDFs, read once."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from dossier import log
from dossier.damage import UNREADABLE
from dossier.errors import WorkspaceError
from dossier.facts import Fact, fields
from dossier.files import not_a_file, within
from dossier.messages import say
from dossier.verify.waivers import ReportedWaiver

_DEEPEST = 100  # levels of an outline; those of a box are 67 at most


class Bookmark(Fact, frozen=True):
    """An entry of the outline: the page (0-based) that it leads to, None where it leads to none.

    `elsewhere` are those that lead to a web address.
    """

    depth: int
    title: str
    page: int | None
    elsewhere: bool = False


SCHEMA = 2  # the edition of report.json that is understood
_LARGEST_LIST = 24 << 20  # bytes; that of ten thousand items is a quarter of it
MANIFEST, REPORT, LABELS = "manifest-sha256.txt", "report.json", "labels.pdf"
INDEX, INPUTS = "index.html", "inputs-sha256.txt"
BROKEN = (
    *UNREADABLE,
    *(AssertionError, ArithmeticError, TypeError, AttributeError),  # of its parsing
    PyPdfError,
    DependencyError,  # the library for passwords, which it lacks and need not have
)
"""What pypdf stumbles over in a damaged file."""


def text_of(file: Path) -> str:
    """A list of a package, which this process reads itself; ValueError where it is no such list."""
    if file.stat().st_size > _LARGEST_LIST:
        raise ValueError(f"{file.name} is too large")
    return file.read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    """`text` without spaces and line breaks: where lines break is not judged."""
    return "".join(text.split())


NAMED = "item-"
"""What begins the name of an item's first page, to which other boxes lead (``item-0012``)."""


class Away(Fact, frozen=True):
    """A place in another file: its path from here, and the name of the place ('' for none)."""

    file: str
    name: str


class PageLink(Fact, frozen=True):
    """A link of a page: the page (0-based) that it leads to, or None, or where it leads outside.

    That is an `address`, or a place in another file, `away`.
    """

    target: int | None
    address: str = ""
    away: Away | None = None


class BoxFile:
    """One bound box, and what the report says of it."""

    def __init__(self, path: Path, record: dict[str, Any]) -> None:
        self.record = record
        self.file: str = record["file"]
        self.number: str = record["number"]
        self.items: list[dict[str, Any]] = record["items"]
        self.reader = PdfReader(path)
        self.unread: set[int] = set()
        """Pages (0-based) whose words the library cannot read, and why; known after `texts`."""

    @cached_property
    def encrypted(self) -> bool:
        """Whether a password bars the way, even an empty one."""
        return self.reader.is_encrypted

    @cached_property
    def identity(self) -> str:
        """The first half of /ID, in hexadecimal: what the file was first made as; '' for none."""
        first = next(iter(got(self.reader.trailer.get("/ID")) or ()), b"")
        return first.original_bytes.hex() if hasattr(first, "original_bytes") else first.hex()

    @cached_property
    def pages(self) -> list[PageObject]:
        """All pages."""
        return list(self.reader.pages)

    @cached_property
    def labels(self) -> list[str]:
        """The page labels that a viewer shows."""
        return list(self.reader.page_labels)

    @cached_property
    def front(self) -> int:
        """How many pages stand before the first numbered one."""
        first = self.items[0]["pages"][0] if self.items else ""
        return self.labels.index(first) if first in self.labels else len(self.labels)

    @property
    def body(self) -> int:
        """How many pages the report says stand between front and back."""
        return sum(len(item["pages"]) + item["blank"] for item in self.items)

    @cached_property
    def starts(self) -> list[int]:
        """The page (0-based) on which each item begins."""
        rooms = [len(item["pages"]) + item["blank"] for item in self.items]
        return [self.front + end - room for end, room in zip(accumulate(rooms), rooms, strict=True)]

    @property
    def placed(self) -> Iterator[tuple[dict[str, Any], int]]:
        """Each item with the page (0-based) on which it begins."""
        return zip(self.items, self.starts, strict=True)

    @cached_property
    def planned(self) -> list[str]:
        """The label of each page between front and back; '' of a blank one."""
        return [
            label
            for item in self.items
            for label in (*item["pages"], *([""] if item["blank"] else []))
        ]

    def item_on(self, label: str) -> str:
        """The 件号 of the one item with a page labelled `label`, '' where there is no such one."""
        found = [item["code"] for item in self.items if label in item["pages"]]
        return found[0] if len(found) == 1 else ""

    def has(self, index: int) -> bool:
        """Whether there is such a page."""
        return 0 <= index < len(self.pages)

    @cached_property
    def texts(self) -> list[str]:
        """The words on each page, in the order in which they are drawn; '' where it is unread."""
        return [self._text(index) for index in range(len(self.pages))]

    def _text(self, index: int) -> str:
        """The words of a page. One that asks too much of the library is put among the unread."""
        try:
            return self.pages[index].extract_text()
        except BROKEN as problem:
            log.note(self.file, f"page {index + 1}: {type(problem).__name__}: {problem}")
            self.unread.add(index)
            return ""

    @cached_property
    def catalogue(self) -> dict[str, str]:
        """The text of each row of 卷内目录 by its 件号; one that stands twice is joined.

        A line of a row may begin with a year: what is no item's number must follow the last row.
        A row of 归档文件目录 begins with 序号 and 档号, the end of which is the 件号.
        """
        text = "\n".join(self.texts[1 : self.front])
        starts: list[re.Match[str]] = []
        known = {item["code"] for item in (*self.items, *self.record["vacant"])}
        filed = next((item for item in self.items if item.get("archive_code")), None)
        begun = ""
        if filed:
            # a narrow column breaks the 档号 anywhere
            fixed = filed["archive_code"].removesuffix(filed["code"])
            begun = r"\s*".join(map(re.escape, fixed))
            begun = rf"(?:\d+\s+)?{begun}\s*"
        for one in re.finditer(rf"^{begun}(\d{{4}}(?:-\d+)*)(?=\s)", text, re.MULTILINE):
            # a line may begin with a year, which is no number
            if one[1] in known or (starts and _base(one[1]) == _base(starts[-1][1]) + 1):
                starts.append(one)
        rows: dict[str, str] = {}
        ends = [*(one.start() for one in starts[1:]), len(text)]
        for one, end in zip(starts, ends, strict=False):  # without rows there is no end
            row = text[one.end() : end]
            rows[one[1]] = f"{rows.get(one[1], '')} {row}"
        return rows

    def jumps(self, index: int) -> Iterator[PageLink]:
        """The links that stand on a page."""
        for link in _annotations(self.pages[index]):
            if link.get("/Subtype") != "/Link":
                continue
            action = got(link.get("/A"))
            if isinstance(action, DictionaryObject):
                if action.get("/S") == "/GoTo":
                    yield PageLink(self._place(action.get("/D")))
                elif action.get("/S") == "/GoToR":
                    yield PageLink(None, away=_away(action))
                elif action.get("/S") == "/URI":
                    yield PageLink(None, str(action.get("/URI", "")))
            elif "/Dest" in link:
                yield PageLink(self._place(link.get("/Dest")))

    def _place(self, where: Any) -> int | None:
        place = got(where)
        if isinstance(place, str):
            return self.named.get(place)
        if not isinstance(place, ArrayObject) or not place:
            return None
        page = place[0]
        if isinstance(page, IndirectObject):
            return self._places.get(page.idnum)
        return int(page) if isinstance(page, int) and self.has(int(page)) else None

    @cached_property
    def named(self) -> dict[str, int | None]:
        """The page (0-based) that each name of the file stands for; None where there is none."""
        return {
            name: self.reader.get_destination_page_number(place)
            for name, place in self.reader.named_destinations.items()
        }

    @cached_property
    def _places(self) -> dict[int, int]:
        references = [page.indirect_reference for page in self.pages]
        return {ref.idnum: number for number, ref in enumerate(references) if ref is not None}

    @cached_property
    def outline(self) -> list[Bookmark]:
        """Every bookmark, in order."""
        root: Any = got(self.reader.trailer["/Root"])
        return list(bookmarks(got(root.get("/Outlines")), self._place))


def _away(action: DictionaryObject) -> Away:
    """Where an action GoToR leads (ISO 32000-1, 12.6.4.3)."""
    file, place = got(action.get("/F")), got(action.get("/D"))
    if isinstance(file, DictionaryObject):  # a file specification in full
        file = got(file.get("/UF", file.get("/F")))
    return Away(str(file or ""), place if isinstance(place, str) else "")


def _base(code: str) -> int:
    return int(code.partition("-")[0])


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    listed = got(page.get("/Annots"))
    for one in listed if isinstance(listed, ArrayObject) else ():
        found = got(one)
        if isinstance(found, DictionaryObject):
            yield found


class FinishedPackage:
    """The folder of a finished package."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise WorkspaceError(
                say("'{folder}' is not there", folder=folder),
                say("name the folder that holds boxes/ and report.json"),
            )
        bagged = folder / "data"  # the payload of a bag (RFC 8493, 2.1.2)
        self.folder = bagged if (folder / "bagit.txt").is_file() and bagged.is_dir() else folder

    @cached_property
    def report(self) -> dict[str, Any] | None:
        """report.json, or None where it cannot be understood."""
        try:
            found = json.loads(text_of(self.file(REPORT)))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) and found.get("schema") == SCHEMA else None

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """What the report says of each box."""
        return list(self.report["boxes"]) if self.report else []

    @cached_property
    def waivers(self) -> list[ReportedWaiver]:
        """What the report says is waived."""
        names = [field.name for field in fields(ReportedWaiver)]
        return [
            ReportedWaiver(*(str(record.get(name, "")) for name in names))
            for record in (self.report or {}).get("waivers", [])
        ]

    def file(self, name: str) -> Path:
        """A file by its path within the package; what leads out of it, or is none, is not there.

        A pipe would keep who opens it waiting for ever.
        """
        path = within(self.folder, name)
        return path if path and not_a_file(path) is None else self.folder / ".outside"

    def open(self, record: dict[str, Any]) -> BoxFile | None:
        """A box, or None where it cannot be read or a password is in the way."""
        try:
            box = BoxFile(self.file(record["file"]), record)
            readable = not box.encrypted and len(box.pages) > 0 and box.labels is not None
        except (OSError, *BROKEN):
            return None
        return box if readable else None


def got(value: Any) -> Any:
    """The object that a reference stands for, or the value itself."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def bookmarks(
    parent: Any, page_of: Callable[[Any], int | None], depth: int = 0, known: set[int] | None = None
) -> Iterator[Bookmark]:
    """The entries beneath `parent` (ISO 32000-1, 12.3.3), in order, each once, and not too deep.

    `page_of` tells the page of a destination. `known` are entries that have been met.
    """
    known = set() if known is None else known
    entry = got(parent.get("/First")) if isinstance(parent, DictionaryObject) else None
    while isinstance(entry, DictionaryObject) and id(entry) not in known:
        known.add(id(entry))
        action, place = got(entry.get("/A")), entry.get("/Dest")
        elsewhere = False
        if isinstance(action, DictionaryObject):
            elsewhere = action.get("/S") == "/URI"
            if place is None and action.get("/S") == "/GoTo":
                place = action.get("/D")
        yield Bookmark(depth, str(got(entry.get("/Title")) or ""), page_of(place), elsewhere)
        if depth < _DEEPEST:
            yield from bookmarks(entry, page_of, depth + 1, known)
        entry = got(entry.get("/Next"))
