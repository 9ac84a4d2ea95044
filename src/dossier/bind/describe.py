"""What a box says of itself: title, language, how viewers open it, and that it is PDF/A."""

from collections.abc import Sequence
from html import escape

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from dossier.bind.binding import Binding, Part, page_labels
from dossier.bind.srgb import profile

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>
<pdf:Keywords>{keywords}</pdf:Keywords>
{dated}{claim}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
# ISO 19005-2, 6.6.2.3: both places tell the same moment
_DATES = """<xmp:CreateDate>{day}T00:00:00+08:00</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00+08:00</xmp:ModifyDate>
"""
_CLAIM = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
_OUTPUT = "sRGB IEC61966-2.1"


def describe(pdf: Pdf, binding: Binding, *, pdfa: bool) -> None:
    """Title, language and how viewers open the box; with `pdfa`, that it is PDF/A-2b.

    Its date is that of the work, not of the program; without one it gets none.
    """
    subject, keywords = f"{binding.number}盒", "，".join(binding.keywords)
    pdf.docinfo["/Title"] = binding.title
    pdf.docinfo["/Author"] = binding.author
    pdf.docinfo["/Subject"] = subject
    pdf.docinfo["/Keywords"] = keywords
    if binding.dated:
        moment = f"D:{binding.dated:%Y%m%d}000000+08'00'"
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = moment
    metadata = Stream(
        pdf,
        _XMP.format(
            title=escape(binding.title, quote=False),
            author=escape(binding.author, quote=False),
            subject=escape(subject, quote=False),
            subjects="".join(
                f"<rdf:li>{escape(word, quote=False)}</rdf:li>" for word in binding.keywords
            ),
            keywords=escape(keywords, quote=False),
            claim=_CLAIM if pdfa else "",
            dated=_DATES.format(day=binding.dated.isoformat()) if binding.dated else "",
        ).encode(),
    )
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if pdfa:
        _tell_colours(pdf)


def _tell_colours(pdf: Pdf) -> None:
    """What colours without a profile mean (ISO 19005-2, 6.2.3)."""
    colours = Stream(pdf, profile())
    colours.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(_OUTPUT),
        Info=String(_OUTPUT), DestOutputProfile=pdf.make_indirect(colours),
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def label_pages(
    pdf: Pdf, front: int, parts: Sequence[Part], back: Sequence[tuple[str, Sequence[Dictionary]]]
) -> None:
    """Label pages as they are printed; `back` pairs a document's name with its pages."""
    labels = Array()
    for label in page_labels(front, parts, [(title, len(pages)) for title, pages in back]):
        entry = Dictionary()
        if label.style:
            entry.S = Name(f"/{label.style}")
        if label.prefix:
            entry.P = String(label.prefix)
        if label.first != 1:
            entry.St = label.first
        labels.append(label.start)
        labels.append(entry)
    pdf.Root.PageLabels = Dictionary(Nums=labels)
