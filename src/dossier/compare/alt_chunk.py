"""The words of what a Word file takes in as it is (w:altChunk, ECMA-376-1, 17.17.2.1)."""

import email
import email.policy
import re
from html.parser import HTMLParser

from dossier.compare.rich_text import rich_words

_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_BLOCKS = {
    "p", "div", "br", "tr", "td", "th", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5",
    "h6", "section", "article", "blockquote", "pre", "hr", "body",
}  # fmt: skip
_VOID = {"br", "hr"}
_CHARSET = re.compile(rb"""charset=["']?([\w-]+)""", re.IGNORECASE)
_WEB = (".html", ".htm", ".xhtml", ".xht")


def chunk_words(name: str, content: bytes) -> list[str] | None:
    """The paragraphs of a part that is a page, plain or rich text; None for any other kind."""
    if content.startswith(b"{\\rtf"):
        return rich_words(content)
    ending = "." + name.rpartition(".")[2].lower()
    if ending in _WEB:
        return web_words(_decoded(content))
    if ending in {".mht", ".mhtml", ".eml"}:
        return _archived(content)
    if ending == ".txt":
        return [line for line in _decoded(content).splitlines() if line.strip()]
    return None


def web_words(page: str) -> list[str]:
    """The paragraphs of a web page."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    reader.end()
    return reader.paragraphs


def _archived(content: bytes) -> list[str] | None:
    """The words of the page in a web archive (RFC 2557)."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            text = part.get_content()
            return web_words(text) if isinstance(text, str) else None
    return None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content[:2048])
    encodings = [named[1].decode("ascii")] if named else []
    for encoding in (*encodings, "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


class _Page(HTMLParser):
    """Gathers what is seen of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._words: list[str] = []
        self._quiet = 0

    def end(self) -> None:
        """A paragraph is over."""
        text = "".join(self._words).strip()
        self._words.clear()
        if text:
            self.paragraphs.append(text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._quiet += 1
        if tag in _BLOCKS:
            self.end()

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._quiet:
            self._quiet -= 1
        if tag in _BLOCKS and tag not in _VOID:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._words.append(data)
