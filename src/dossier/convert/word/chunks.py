"""Documents within a document (w:altChunk, ECMA-376-1, 17.17.2.1).

Programs that make Word files out of web pages leave them so, and LibreOffice skips them: their
paragraphs and tables are put in place.
"""

import email
import email.policy
import html
import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

from dossier.convert.package import parsed
from dossier.convert.word.about import About, WordAlteration, drop, space_of
from dossier.convert.word.richtext import page_of
from dossier.convert.word.webpage import blocks
from dossier.damage import DAMAGED
from dossier.pool import unless_memory

TRACES = (b"altChunk",)

_HTML = {".htm", ".html", ".xhtml", ".xml"}
_MHT = {".mht", ".mhtml", ".eml"}
_WORD = {".docx", ".docm", ".dotx"}
_TEXT = {".txt"}
_RICH = b"{\\rtf"
_CHARSET = re.compile(rb"""charset=["']?([A-Za-z0-9_-]+)""")
# within what is taken over of a Word file, these would lead to parts of the other one
_LEADING = (
    "drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference",
    "commentRangeStart", "commentRangeEnd", "altChunk", "sectPr", "numPr", "headerReference",
    "footerReference", "bookmarkStart", "bookmarkEnd",
)  # fmt: skip


def mend(root: etree._Element, about: About) -> None:
    """Put what the chunks of a part hold in their places."""
    for chunk in list(root.iter("{*}altChunk")):
        content = _content(chunk, about)
        made = [] if content is None else _made(*content, space_of(root))
        for block in made:
            chunk.addprevious(block)
        about.altered[WordAlteration.CHUNKS if made else WordAlteration.CHUNKS_LOST] += 1
        drop(chunk)


def _content(chunk: etree._Element, about: About) -> tuple[str, bytes] | None:
    """The suffix and the bytes of the part that a chunk leads to."""
    given = {etree.QName(name).localname: str(one) for name, one in chunk.attrib.items()}
    home, name = posixpath.split(about.part)
    relations = about.read(f"{home}/_rels/{name}.rels")
    for relation in () if relations is None else parsed(relations):
        if relation.get("Id") != given.get("id") or relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", home, relation.get("Target", "")))
        content = about.read(target.lstrip("/"))
        if content is not None:
            return posixpath.splitext(target)[1].lower(), content
    return None


def _made(suffix: str, content: bytes, space: str) -> list[etree._Element]:
    if suffix in _WORD or content.startswith(b"PK\3\4"):
        return _of_word(content, space)
    if content.startswith(_RICH):
        return blocks(page_of(content), space)
    if suffix in _MHT or content[:200].lower().startswith((b"mime-version", b"from:")):
        return blocks(_of_mail(content), space)
    if suffix in _TEXT:
        return blocks(_of_lines(_decoded(content)), space)
    if suffix in _HTML or b"<" in content[:400]:
        return blocks(_decoded(content), space)
    return []


def _of_word(content: bytes, space: str) -> list[etree._Element]:
    """The blocks of a Word file's body, without what leads to other parts of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            body = parsed(package.read("word/document.xml")).find("{*}body")
    except DAMAGED as error:
        unless_memory(error)
        return []
    if body is None or etree.QName(body).namespace != space.strip("{}"):
        return []
    for one in list(body.iter(*(f"{{*}}{name}" for name in _LEADING))):
        drop(one)
    return list(body)


def _of_mail(content: bytes) -> str:
    """The web page in a file of MHT (RFC 2557)."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                return _decoded(raw, part.get_content_charset() or "")
    return ""


def _of_lines(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())


def _decoded(content: bytes, charset: str = "") -> str:
    """A text whose encoding is told by its mark, by itself, or by its being in it without fault."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    told = _CHARSET.search(content[:2000])
    for encoding in ("utf-8-sig", charset, told[1].decode() if told else "", "gb18030"):
        try:
            if encoding:
                return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030", "replace")
