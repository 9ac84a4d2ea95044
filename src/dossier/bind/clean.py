"""What does not belong in an archive is taken out of an item before it is bound.

Scripts, programs, files and media that a document carries or calls can run, go stale or lead
out of the archive. What a reader sees of a page stays as it was, hyperlinks and form fields too.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, Stream

from dossier.messages import Worded, say


class Removed(Worded):
    """A kind of thing that is taken out; `text` says what it is."""

    SCRIPT = "script", say("scripts (JavaScript)")
    LAUNCH = "launch", say("actions that open programs, other files or the network")
    FILE = "file", say("embedded files")
    MEDIA = "media", say("sound, video or 3D content")
    AUTOMATIC = "automatic", say("actions that run by themselves")
    SIGNATURE = "signature", say("electronic signatures (what they look like is kept)")
    XFA = "xfa", say("a form as XML (XFA), which only Adobe's programs show")


# Names are compared as names: as text, one in GBK (some programs write them) would not decode.
_HARMLESS = {
    Name.GoTo, Name.Named, Name.SetOCGState, Name.Hide, Name.ResetForm, Name.Trans, Name.Thread,
}  # fmt: skip
_KINDS: dict[Name | None, Removed] = {
    Name.JavaScript: Removed.SCRIPT,
    Name.Rendition: Removed.MEDIA,
    Name.Movie: Removed.MEDIA,
    Name.Sound: Removed.MEDIA,
    Name.RichMediaExecute: Removed.MEDIA,
    Name.GoTo3DView: Removed.MEDIA,
}
_WEB = ("http://", "https://", "mailto:", "tel:")
_HOLDERS = (Dictionary, Stream)
_MEDIA_KEYS: dict[Name | None, tuple[str, ...]] = {
    Name.Movie: ("/Movie",),
    Name.Sound: ("/Sound",),
    Name.RichMedia: ("/RichMediaContent", "/RichMediaSettings"),
    Name("/3D"): ("/3DD",),
}


def clean(pdf: Pdf) -> Counter[Removed]:
    """Take out of `pdf`, in memory, what an archive does not keep; how much of each kind.

    Thumbnails and private data of programs go as well, uncounted: nobody misses them.
    """
    found: Counter[Removed] = Counter()
    root = pdf.Root
    opening = root.get("/OpenAction")
    if isinstance(opening, Dictionary):
        found.update(_harm(opening))
    _drop_automatic(root, found)
    names = root.get("/Names")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        found[Removed.SCRIPT] += 1  # document scripts; binding copies pages, so they stay behind
    for page in pdf.pages:
        _drop_automatic(page.obj, found)
        for key in ("/Thumb", "/PieceInfo"):
            if key in page.obj:
                del page.obj[key]
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, Array):
            _clean_annotations(pdf, page.obj, annotations, found)
    _clean_form(pdf, found)
    for entry in entries(root.get("/Outlines")):
        _drop_action(entry, found)
    _drop_files(pdf, found)
    return +found


def _clean_form(pdf: Pdf, found: Counter[Removed]) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        found[Removed.XFA] += 1
        del form["/XFA"]
    for field in fields(pdf):
        _drop_action(field, found)
        _drop_automatic(field, found)
        if not found[Removed.SIGNATURE] and _is_signed(field):
            found[Removed.SIGNATURE] += 1  # it stands on no page


def entries(parent: Any) -> Iterator[Dictionary]:
    """Every entry beneath an outline or one of its entries, in order (ISO 32000-1, 12.3.3)."""
    seen = ObjectSet()
    waiting = [parent.get("/First")] if isinstance(parent, Dictionary) else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and seen.add(one):
            yield one
            waiting += [one.get("/Next"), one.get("/First")]


def _name(holder: Dictionary, key: str) -> Name | None:
    value = holder.get(key)
    return value if isinstance(value, Name) else None


def _harm(action: Any) -> Counter[Removed]:
    """The kinds of harm in an action and in all that follow it (/Next)."""
    harm: Counter[Removed] = Counter()
    seen, waiting = ObjectSet(), [action]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting.extend(one)
        if not isinstance(one, Dictionary) or not seen.add(one):
            continue
        kind = _name(one, "/S")
        if kind == Name.URI:
            if not str(one.get("/URI")).lower().startswith(_WEB):
                harm[Removed.LAUNCH] += 1
        elif kind not in _HARMLESS:
            harm[_KINDS.get(kind, Removed.LAUNCH)] += 1
        if "/Next" in one:
            waiting.append(one["/Next"])
    return harm


def _drop_action(holder: Dictionary, found: Counter[Removed]) -> None:
    action = holder.get("/A")
    harm = _harm(action)
    if harm:
        found.update(harm)
        del holder["/A"]


def _drop_automatic(holder: Object, found: Counter[Removed]) -> None:
    events = holder.get("/AA")
    if events is None:
        return
    harm: Counter[Removed] = Counter()
    if isinstance(events, Dictionary):
        for event in events.keys():  # noqa: SIM118  a pikepdf dictionary has no other iterator
            harm.update(_harm(events[event]))
    found.update(harm or Counter({Removed.AUTOMATIC: 1}))
    del holder["/AA"]


def _clean_annotations(
    pdf: Pdf, page: Dictionary, annotations: Array, found: Counter[Removed]
) -> None:
    kept = []
    for annotation in annotations:
        if not isinstance(annotation, Dictionary):
            continue
        _drop_action(annotation, found)
        _drop_automatic(annotation, found)
        kind = _name(annotation, "/Subtype")
        for key in _MEDIA_KEYS.get(kind, ()):
            if key in annotation:
                found[Removed.MEDIA] += 1
                del annotation[key]
        if kind == Name.FileAttachment:
            # without its file it would be a sign for nothing; PDF/A-2 has none (ISO 19005-2, 6.8)
            if not _is_indirect(annotation.get("/FS")):
                found[Removed.FILE] += 1  # else _drop_files counts it
            continue
        if kind == Name.Widget and _is_signed(annotation):
            found[Removed.SIGNATURE] += 1
            if "/AP" not in annotation:
                continue  # an invisible signature leaves nothing
            _freeze(pdf, annotation)
        kept.append(annotation)
    page.Annots = Array(kept)


def _is_indirect(value: Any) -> bool:
    return isinstance(value, Dictionary) and value.is_indirect


def _is_signed(widget: Dictionary) -> bool:
    parent = widget.get("/Parent")
    levels = [widget, parent] if isinstance(parent, Dictionary) else [widget]
    return any(_name(one, "/FT") == Name.Sig for one in levels) and any(
        "/V" in one for one in levels
    )


def _freeze(pdf: Pdf, widget: Dictionary) -> None:
    """Make a signature's seal a plain stamp: bound with others it would verify no more."""
    parent = widget.get("/Parent")
    form = pdf.Root.get("/AcroForm")
    for holder, key in ((parent, "/Kids"), (form, "/Fields")):
        if isinstance(holder, Dictionary) and isinstance(holder.get(key), Array):
            holder[key] = Array([one for one in holder[key] if not _is_same(one, widget)])
    for key in ("/FT", "/T", "/V", "/Parent", "/MK", "/Lock", "/SV"):
        if key in widget:
            del widget[key]
    widget.Subtype = Name.Stamp


def _is_same(one: Any, other: Dictionary) -> bool:
    return bool(isinstance(one, Dictionary) and one.is_same_object_as(other))


def fields(pdf: Pdf) -> Iterator[Dictionary]:
    """Every node of the form's tree; some stand on no page."""
    form = pdf.Root.get("/AcroForm")
    waiting = [form.get("/Fields")] if isinstance(form, Dictionary) else []
    seen = ObjectSet()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting.extend(one)
        elif isinstance(one, Dictionary) and seen.add(one):
            yield one
            waiting.append(one.get("/Kids"))


def _drop_files(pdf: Pdf, found: Counter[Removed]) -> None:
    """Embedded files, wherever they hang (ISO 32000-2, 14.13), and streams that lie elsewhere."""
    for one in pdf.objects:
        if not isinstance(one, _HOLDERS):
            continue
        if "/EF" in one:
            found[Removed.FILE] += 1
            del one["/EF"]
        if "/AF" in one:
            del one["/AF"]
        if isinstance(one, Stream) and "/F" in one:
            found[Removed.FILE] += 1
            del one["/F"]
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/EmbeddedFiles" in names and not found[Removed.FILE]:
        found[Removed.FILE] += 1
