"""Saved web pages: HTML (WHATWG HTML), alone or with its pictures in an envelope (MHTML, RFC 2557).

Nothing that a page refers to is looked for, and nothing in it runs.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from dossier.media.passage import BREAK, CELL, Passage, clean
from dossier.media.plaintext import decoded
from dossier.messages import say
from dossier.model.evidence_file import FileKind

_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_BLOCK = re.compile(
    "p|div|h[1-6]|li|dt|dd|caption|blockquote|pre|section|article|header|footer|title|form|ul|ol"
    "|dl|hr|address|center"
)
_UNSEEN = re.compile("script|style|noscript|template|iframe|object|select|textarea|head")


class WebPage(NamedTuple):
    """A page, and the pictures that came with it by the names by which it calls them."""

    html: str
    pictures: Mapping[str, tuple[str, bytes]]
    sure: bool = True


def web_page(content: bytes, kind: FileKind) -> WebPage:
    """The page in a file of that kind; an envelope without one holds an empty page."""
    if kind is FileKind.MHT:
        return _unfolded(content)
    text, sure = _text(content, "")
    return WebPage(text, {}, sure)


def web_passages(page: WebPage) -> Iterator[Passage]:
    """Each paragraph of a page and each row of its tables, as they are seen."""
    reader = _WebPageReader()
    reader.feed(page.html)
    reader.close()
    reader.end()
    yield from reader.passages


def _unfolded(content: bytes) -> WebPage:
    from email import message_from_bytes, policy  # noqa: PLC0415 - of few

    html, pictures, sure = "", {}, True
    # a policy that parses headers leniently, and never fails
    for part in message_from_bytes(content, policy=policy.compat32).walk():
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            continue
        kind = part.get_content_type()
        if kind in {"text/html", "application/xhtml+xml"} and not html:
            html, sure = _text(body, part.get_content_charset() or "")
        elif kind == "text/plain" and not html and not part.is_multipart():
            html, sure = _as_html(_text(body, part.get_content_charset() or "")[0]), True
        elif kind.startswith("image/"):
            for name in (part.get("Content-Location"), part.get("Content-ID")):
                if name:
                    pictures[str(name).strip().strip("<>")] = (kind, body)
    return WebPage(html, pictures, sure)


def _as_html(text: str) -> str:
    from html import escape  # noqa: PLC0415

    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def _text(content: bytes, told: str) -> tuple[str, bool]:
    """The text of a page: by its mark, by what is told of it, by what it says, or as any text."""
    if not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        said = _CHARSET.search(content[:_DECLARED_WITHIN])
        for name in (told, said[1].decode("ascii") if said else ""):
            # pages that are called GB2312 have characters of GBK
            encoding = "gb18030" if name.lower() in {"gb2312", "gbk", "gb_2312-80"} else name
            try:
                return content.decode(encoding), True
            except (LookupError, UnicodeDecodeError):
                continue
    return decoded(content)


class _WebPageReader(HTMLParser):
    """Gathers passages; a table within a cell is part of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[Passage] = []
        self._words: list[str] = []
        self._unseen = self._tables = self._depth = self._row = self._paragraph = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A block ends what stood before it."""
        if _UNSEEN.fullmatch(tag):
            self._unseen += 1
        elif tag == "body":
            self._unseen = 0  # a head need not be closed
        elif tag == "table":
            self._block()
            self._depth += 1
            if self._depth == 1:
                self._tables, self._row = self._tables + 1, 0
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif _BLOCK.fullmatch(tag):
            self._block()
        elif tag == "br":
            self._words.append(BREAK)

    def handle_endtag(self, tag: str) -> None:
        """So does its end."""
        if _UNSEEN.fullmatch(tag):
            self._unseen = max(0, self._unseen - 1)
        elif tag in {"td", "th"} and self._depth == 1:
            self._words.append(CELL)
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif _BLOCK.fullmatch(tag):
            self._block()

    def handle_data(self, data: str) -> None:
        """Words that are seen."""
        if not self._unseen:
            self._words.append(data.replace(CELL, " "))

    def end(self) -> None:
        """The page is over."""
        self._depth = 0
        self._block()

    def _block(self) -> None:
        if self._depth:
            self._words.append(BREAK)
            return
        if text := clean("".join(self._words)).strip(BREAK):
            self._paragraph += 1
            self.passages.append(
                Passage(say("paragraph {number}", number=str(self._paragraph)), text)
            )
        self._words.clear()

    def _end_row(self) -> None:
        cells = (clean(cell).strip(BREAK) for cell in "".join(self._words).split(CELL))
        if text := CELL.join(cell for cell in cells if cell):
            self._row += 1
            place = say("table {table}, row {row}", table=str(self._tables), row=str(self._row))
            self.passages.append(Passage(place, text))
        self._words.clear()
