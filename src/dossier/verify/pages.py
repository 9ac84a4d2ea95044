"""Rules on the pages of a box: how many, which number each bears, paper, fonts, content."""

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject

from dossier.messages import say
from dossier.verify.package import BROKEN, BoxFile
from dossier.verify.rules import Fault, Rule

BACK = "备考表"
# A4 and A3 in points (ISO 216); bound pages may be off by what a scanner rounds
_PAPERS = ((595.3, 841.9), (841.9, 1190.6))
_TOLERANCE = 6.0
_ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Sound", "/Movie"}
_MARKS = 3  # words of the mark and the number
_FILED = 9  # words of 归档章 at most: a cell may be broken into lines
_BEFORE = 2  # words of 归档章 before its 件号: 全宗号 and 年度
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def count(box: BoxFile) -> Iterator[Fault]:
    """Front matter, the numbered pages and the 备考表 make up the box."""
    back = sum(1 for label in box.labels if label.startswith(BACK))
    found, planned = len(box.pages), box.front + box.body + max(back, 1)
    if found != planned:
        yield Fault(
            Rule.PAGE_COUNT,
            box.file,
            say("the box has {found} pages, not {planned}", found=found, planned=planned),
        )


def labelled(box: BoxFile) -> Iterator[Fault]:
    """The labels run i, ii …, then as the items are numbered, and end with the 备考表."""
    wanted = [
        *(_ROMAN[n] if n < len(_ROMAN) else box.labels[n] for n in range(box.front)),
        *box.planned,
    ]
    for index, (label, planned) in enumerate(zip(box.labels, wanted, strict=False)):
        if planned and label != planned:
            yield Fault(
                Rule.LABELS_WRONG,
                box.file,
                say(
                    "page {index} of the file is labelled '{label}', not '{planned}'",
                    index=index + 1,
                    label=label,
                    planned=planned,
                ),
                page=label,
            )
            return  # all that follow are off as well


def numbered(box: BoxFile) -> Iterator[Fault]:
    """Every page of an item ends in its own number, and is more than the number."""
    style, texts = box.record["page_number"], box.texts
    codes = {first: item["code"] for item, first in box.placed}
    for index, label in enumerate(box.planned, box.front):
        if not box.has(index):
            return
        if not label or index in box.unread:
            continue  # a blank back, or told as unread
        words, wanted = texts[index].split(), style.replace("N", label)
        last = words[-1] if words else ""
        if not any(character.isdigit() for character in last):
            yield Fault(Rule.NUMBER_ABSENT, box.file, say("the page bears no number"), page=label)
        elif last != wanted:
            yield Fault(
                Rule.NUMBER_WRONG,
                box.file,
                say("the page bears the number {found}", found=last),
                page=label,
            )
        own = words[:-_MARKS] if index in codes else words[:-1]
        if index in codes and box.record["stamped"]:
            own = _unfiled(own, codes[index])
        if not own and not _drawn(box.pages[index]):
            yield Fault(Rule.PAGE_BLANK, box.file, say("the page shows nothing"), page=label)


def read(box: BoxFile) -> Iterator[Fault]:
    """The library that judges can read every page."""
    labels = box.labels
    for index in range(len(box.texts)):
        if index in box.unread:
            yield Fault(
                Rule.PAGE_UNREAD,
                box.file,
                say("the page's words cannot be read, and so not judged"),
                page=labels[index] if index < len(labels) else "",
            )


def _unfiled(words: list[str], code: str) -> list[str]:
    """`words` without those of 归档章, which are the last ones."""
    after = words[-_FILED:]
    if code not in after:
        return words[:-_FILED]
    end = len(words) - 1 - after[::-1].index(code)
    return words[: max(0, end - _BEFORE)]


def _drawn(page: PageObject) -> bool:
    """Whether a page shows pictures, forms or annotations, or draws more than a stamp does."""
    resources = page.get("/Resources")
    inner = resources.get_object() if resources is not None else {}
    if isinstance(inner, DictionaryObject) and inner.get("/XObject"):
        return True
    try:
        content = page.get_contents()
        drawing = content.get_data() if content is not None else b""
    except BROKEN:
        return True  # there is something, if only something odd
    return drawing.count(b"\n") > 40  # noqa: PLR2004 - the stamp itself has about ten lines


def paper(box: BoxFile) -> Iterator[Fault]:
    """Every page is A4 or A3."""
    for label, page in zip(box.labels, box.pages, strict=False):
        unit = float(page.get("/UserUnit", 1))
        sides = sorted(float(side) * unit for side in (page.cropbox.width, page.cropbox.height))
        if not any(
            all(abs(a - b) <= _TOLERANCE for a, b in zip(sides, wanted, strict=True))
            for wanted in _PAPERS
        ):
            yield Fault(
                Rule.PAPER_ODD,
                box.file,
                say(
                    "the page is {width} × {height} mm",
                    width=round(sides[0] / 72 * 25.4),
                    height=round(sides[1] / 72 * 25.4),
                ),
                page=label,
            )


def fonts(box: BoxFile) -> Iterator[Fault]:
    """Every font is in the file, so that the page looks the same everywhere."""
    told: set[str] = set()
    for label, page in zip(box.labels, box.pages, strict=False):
        for name, font in _fonts(page):
            if name not in told and not _embedded(font):
                told.add(name)
                yield Fault(
                    Rule.FONT_UNEMBEDDED,
                    box.file,
                    say("font '{name}' is not embedded", name=name),
                    page=label,
                )


def _fonts(page: PageObject) -> Iterator[tuple[str, DictionaryObject]]:
    resources: Any = page.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    listed: Any = resources.get("/Font") if isinstance(resources, DictionaryObject) else None
    listed = listed.get_object() if listed is not None else None
    for reference in listed.values() if isinstance(listed, DictionaryObject) else ():
        font = reference.get_object()
        if isinstance(font, DictionaryObject):
            yield str(font.get("/BaseFont", "?")).lstrip("/"), font


def _embedded(font: DictionaryObject) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its shapes are drawings of the file itself
    inner: Any = font.get("/DescendantFonts")
    inner = inner.get_object() if inner is not None else None
    if isinstance(inner, ArrayObject) and inner:
        return _embedded(inner[0].get_object())
    descriptor: Any = font.get("/FontDescriptor")
    descriptor = descriptor.get_object() if descriptor is not None else {}
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def active(box: BoxFile) -> Iterator[Fault]:
    """Nothing in the box runs, opens or carries anything else."""
    root: Any = box.reader.trailer["/Root"].get_object()
    names: Any = root.get("/Names")
    names = names.get_object() if names is not None else {}
    for key, what in (("/JavaScript", "JavaScript"), ("/EmbeddedFiles", "attachments")):
        if key in names:
            yield Fault(Rule.CONTENT_ACTIVE, box.file, say("the box holds {what}", what=what))
    if "/OpenAction" in root and _kind(root["/OpenAction"]) in _ACTIVE:
        yield Fault(Rule.CONTENT_ACTIVE, box.file, say("the box runs something as it is opened"))
    for label, page in zip(box.labels, box.pages, strict=False):
        listed: Any = page.get("/Annots")
        listed = listed.get_object() if listed is not None else ()
        for one in listed:
            note = one.get_object()
            kind = _kind(note.get("/A")) if isinstance(note, DictionaryObject) else ""
            if kind in _ACTIVE or note.get("/Subtype") == "/FileAttachment":
                yield Fault(
                    Rule.CONTENT_ACTIVE,
                    box.file,
                    say("the page holds {what}", what=kind.lstrip("/") or "attachments"),
                    page=label,
                )


def _kind(action: Any) -> str:
    found = action.get_object() if action is not None else None
    return str(found.get("/S", "")) if isinstance(found, DictionaryObject) else ""


def described(box: BoxFile) -> Iterator[Fault]:
    """The box says its title and language, and claims no standard that it cannot keep."""
    root: Any = box.reader.trailer["/Root"].get_object()
    metadata = box.reader.metadata
    if metadata is None or box.record["title"] not in (metadata.title or ""):
        yield Fault(Rule.TITLE_ABSENT, box.file, say("the file's title does not name the box"))
    if not str(root.get("/Lang", "")).startswith("zh"):
        yield Fault(Rule.TITLE_ABSENT, box.file, say("the file does not say that it is Chinese"))
    xmp: Any = root.get("/Metadata")
    data = xmp.get_object().get_data() if xmp is not None else b""
    if b"pdfaid:part" in data and "/OutputIntents" not in root:
        yield Fault(
            Rule.PDFA_CLAIM, box.file, say("it claims to be PDF/A, but has no output intent")
        )
