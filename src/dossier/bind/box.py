"""One box: its PDFs laid one after the other, numbered, linked and described."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from dossier.bind.binding import Binding, Part, page_labels
from dossier.bind.clean import clean
from dossier.bind.content import isolate
from dossier.bind.links import add_link, link_items, make_explicit
from dossier.bind.outline import take_outline, write_outline
from dossier.bind.stamp import Stamper
from dossier.errors import OutputError
from dossier.files import written_aside
from dossier.finding import Code, Finding
from dossier.media import UnusableError
from dossier.media.pdf import open_pdf
from dossier.messages import say

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
_STATIC_ID = b"31415926535897932384626433832795"  # what qpdf writes when it is asked for no chance


def bind(binding: Binding, out: Path) -> tuple[Finding, ...]:
    """Write the box to `out`, whole or not at all; what had to be left out of it.

    The pages of each item carry their numbers at the upper right, the first also its mark, which
    leads back to the row of the catalogue. The same binding gives the same bytes. Needs memory
    for one box. Raises :class:`~dossier.errors.OutputError` where an item has not the pages that
    were planned for it.
    """
    with Pdf.new() as pdf:
        findings = tuple(_assemble(pdf, binding))
        _describe(pdf, binding)
        pages = len(pdf.pages)
        with written_aside(out) as aside, warnings.catch_warnings():
            # a source's field that its own form does not list: it is shown as it was
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.save(
                aside,
                min_version="1.7",
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                recompress_flate=False,
                static_id=True,
                fix_metadata_version=False,
            )
            _identify(aside, binding.identity)
            with pikepdf.open(aside) as written:
                _expect(binding.title, len(written.pages), pages)
    return findings


def _assemble(pdf: Pdf, binding: Binding) -> Iterator[Finding]:
    """Fill `pdf` with the pages of the box, stamped, linked, labelled and outlined."""
    front = [(title, _append(pdf, path, title)) for title, path in binding.front]
    parts = []
    for part in binding.parts:
        pages, outline, findings = _append_part(pdf, part)
        yield from findings
        parts.append((part, pages, outline))
    back = [(title, _append(pdf, path, title)) for title, path in binding.back]

    catalogue = [page for _, pages in front for page in pages]
    rows = link_items(catalogue, {part.number: pages[0] for part, pages, _ in parts})
    stamper = Stamper.for_box(pdf, "".join(part.mark for part in binding.parts))
    for part, pages, _ in parts:
        for offset, page in enumerate(pages):
            if not isolate(pdf, page):
                yield _undecodable(part, offset + 1)
            stamped = stamper.stamp(page, part.first + offset, "" if offset else part.mark)
            if not offset and part.number in rows:
                add_link(pdf, page, stamped, catalogue[rows[part.number]])
    write_outline(
        pdf,
        [(title, pages[0]) for title, pages in front],
        [(part, pages[0], outline) for part, pages, outline in parts],
        [(title, pages[0]) for title, pages in back],
    )
    labels = Array()
    for label in page_labels(
        len(catalogue), binding.numbered, tuple((title, len(pages)) for title, pages in back)
    ):
        entry = Dictionary()
        if label.style:
            entry.S = Name(f"/{label.style}")
        if label.prefix:
            entry.P = String(label.prefix)
        labels.append(label.start)
        labels.append(entry)
    pdf.Root.PageLabels = Dictionary(Nums=labels)


def _append(pdf: Pdf, path: Path, title: str) -> list[Dictionary]:
    """Add our own document at `path`; its pages in the box."""
    with _opened(path, title) as source:
        return _copied(pdf, source)


def _append_part(
    pdf: Pdf, part: Part
) -> tuple[list[Dictionary], list[OutlineItem], tuple[Finding, ...]]:
    """Add an item without what an archive does not keep; its pages, outline and findings."""
    with _opened(part.pdf, part.title) as source:
        _expect(part.title, len(source.pages), part.pages)
        try:
            removed = clean(source)
            pages = _copied(pdf, source, outlines="preserve")
        # ValueError and TypeError: an object is not of the type that its place asks for
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as error:
            raise OutputError(
                say("'{title}' cannot be bound: {reason}", title=part.title, reason=error),
                hint=say("print its file to PDF anew and put that in its place"),
            ) from error
    findings = tuple(
        Finding(
            Code.CONTENT_REMOVED,
            say(
                "'{title}' holds {what}, left out of the box: {count}",
                title=part.title,
                what=kind.text,
                count=count,
            ),
            path=part.title,
            hint=say("nothing need be done where the file in the evidence folder is kept"),
        )
        for kind, count in removed.items()
    )
    return pages, take_outline(pdf), findings


def _copied(
    pdf: Pdf, source: Pdf, outlines: Literal["preserve", "ignore"] = "ignore"
) -> list[Dictionary]:
    make_explicit(source)
    start = len(pdf.pages)
    pdf.add_pages_from(source, outlines=outlines)
    return [pdf.pages[index].obj for index in range(start, len(pdf.pages))]


def _opened(path: Path, title: str) -> Pdf:
    try:
        return open_pdf(path)
    except UnusableError as error:  # it was usable when the box was planned
        raise OutputError(
            say("'{title}' cannot be bound: {reason}", title=title, reason=error.remedy),
            hint=say("its file has changed during the build: run it again"),
        ) from error


def _expect(title: str, found: int, planned: int) -> None:
    if found != planned:
        raise OutputError(
            say(
                "'{title}' has another number of pages than planned: {found}, not {planned}",
                title=title,
                found=found,
                planned=planned,
            ),
            hint=say("its file has changed during the build: run it again"),
        )


def _undecodable(part: Part, page: int) -> Finding:
    return Finding(
        Code.FILE_DAMAGED,
        say(
            "page {page} of '{title}' cannot be decoded and may come out blank",
            page=page,
            title=part.title,
        ),
        path=part.title,
        hint=say("look at the page in the box; save or scan it anew where it is blank"),
    )


def _describe(pdf: Pdf, binding: Binding) -> None:
    """Title, language and how viewers open the box. It gets no date: it would be untrue."""
    subject, keywords = f"{binding.number}盒", "，".join(binding.keywords)
    pdf.docinfo["/Title"] = binding.title
    pdf.docinfo["/Author"] = binding.author
    pdf.docinfo["/Subject"] = subject
    pdf.docinfo["/Keywords"] = keywords
    metadata = Stream(
        pdf,
        _XMP.format(
            title=escape(binding.title),
            author=escape(binding.author),
            subject=escape(subject),
            subjects="".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in binding.keywords),
            keywords=escape(keywords),
        ).encode(),
    )
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _identify(path: Path, identity: str) -> None:
    """Put the first 32 digits of `identity` where qpdf has written its constant /ID.

    It stands as plain text in the dictionary that `startxref` leads to. qpdf could compute an /ID
    from the bytes, but for a box of scans that takes longer than writing them.
    """
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 64))
        start = re.search(rb"startxref\s+(\d+)", file.read())
        assert start is not None
        file.seek(int(start[1]))
        dictionary = file.read(4096).partition(b"stream")[0]
        assert dictionary.count(_STATIC_ID) == 2  # noqa: PLR2004  both halves of the /ID
        file.seek(int(start[1]))
        file.write(dictionary.replace(_STATIC_ID, identity[:32].lower().encode()))
