"""Saved web pages made ready for LibreOffice: what they say and show, and nothing that acts.

A copy has no scripts, frames, programs or form fields, and refers to nothing but what is in the
file itself: so nothing is ever fetched for it.
"""

import base64
import re
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from dossier.finding import Code, Remark
from dossier.media.webpage import WebPage, web_page
from dossier.messages import say
from dossier.model.evidence_file import FileKind

PAGES = frozenset({FileKind.HTML, FileKind.MHT, FileKind.WEB_SHEET})
"""The kinds that are web pages."""

_DROPPED = re.compile(
    "script|noscript|template|iframe|frame|object|embed|applet|link|base|meta|video|audio|source"
    "|track|svg|math|canvas|input|select|textarea|button",
    re.IGNORECASE,
)
_KEPT = re.compile(
    "align|valign|width|height|colspan|rowspan|border|bgcolor|color|cellspacing|cellpadding"
    "|nowrap|size|face|start|type|style|class|id|lang|dir|alt",
    re.IGNORECASE,
)
_FETCHES = re.compile(r"@import[^;]*;?|url\s*\([^)]*\)|expression\s*\([^)]*\)", re.IGNORECASE)
_LINKS = ("http://", "https://", "mailto:")
_PICTURE = re.compile(r"data:image/(png|jpe?g|gif|bmp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)


def prepare(source: Path, target: Path, kind: FileKind) -> tuple[Remark, ...]:
    """Copy a web page for conversion; what is left out is told."""
    page = web_page(source.read_bytes(), kind)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    text = page.html if page.html.strip() else "<html><body></body></html>"
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    lacking = _cleaned(root, page)
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    told = etree.Element(
        "meta", {"http-equiv": "content-type", "content": "text/html; charset=utf-8"}
    )
    head.insert(0, told)
    target.write_bytes(html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>"))
    return _remarks(page, lacking)


def _cleaned(root: html.HtmlElement, page: WebPage) -> int:
    """Take out of a page all that acts or refers elsewhere; how many pictures were not there."""
    lacking = 0
    for element in list(root.iter()):
        # comments go as well: Office makes conditions of them
        if not isinstance(element.tag, str) or _DROPPED.fullmatch(element.tag):
            _drop(element)
            continue
        source, link = element.get("src", ""), element.get("href", "")
        _strip(element)
        if element.tag == "a" and link.lower().startswith(_LINKS):
            element.set("href", link)
        elif element.tag == "img":
            shown = _picture(source, page)
            if shown:
                element.set("src", shown)
            else:
                lacking += 1
                _drop(element)
    return lacking


def _strip(element: etree._Element) -> None:
    """Take away all attributes but those that say how it looks, and what their styles fetch."""
    for name in list(element.attrib):
        if not _KEPT.fullmatch(str(name)):
            del element.attrib[name]
    if "style" in element.attrib:
        element.set("style", _FETCHES.sub("", element.get("style", "")))
    if element.tag == "style":
        element.text = _FETCHES.sub("", element.text or "")


def _drop(element: etree._Element) -> None:
    """Take an element out; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _picture(source: str, page: WebPage) -> str:
    """The address of a picture that is in the file, which holds the picture itself; else ''."""
    if _PICTURE.fullmatch(source.strip()):
        return source.strip()
    for name in (source, source.removeprefix("cid:"), unquote(source)):
        if name in page.pictures:
            kind, content = page.pictures[name]
            return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    return ""


def _remarks(page: WebPage, lacking: int) -> tuple[Remark, ...]:
    found = []
    if lacking:
        text = say("pictures of the web page that are not in its file are left out ({count})",
                   count=lacking)  # fmt: skip
        hint = say("where they matter, open the page in a browser and print it as PDF")
        found.append(Remark(Code.CONTENT_UNCHECKED, text, hint))
    if not page.sure:
        text = say("it cannot be told in which encoding the web page is written")
        hint = say("look at its page; where characters are wrong, print it from a browser as PDF")
        found.append(Remark(Code.CONTENT_UNCHECKED, text, hint))
    return tuple(found)
