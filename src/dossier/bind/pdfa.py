"""Whether what is bound is fit for PDF/A-2b (ISO 19005-2:2011), judged page by page.

A page passes only where everything that it uses is known to be allowed: a box claims to be
PDF/A only when all its pages pass, and a claim that is not kept is worse than none. Nothing of
a foreign item is converted. Not looked into: the data of JPEG images, glyphs and widths within
embedded font programs.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, PdfError, Stream

from dossier.bind.content import content_of
from dossier.bind.links import annotations
from dossier.bind.pdfafont import filter_faults, filter_names, font_faults, text_of
from dossier.media.pdf import WRONG

_CMYK = re.compile(rb"(?<=\s)[kK](?![^\s/\[(<%])")  # the operators, or a word that looks like it
# Most pages have no k behind a blank: to find that out from a sketch is four times as fast.
_SKETCH = bytes(32 if one in b" \t\n\r\f\v" else 107 if one in b"kK" else 0 for one in range(256))
_INLINE = re.compile(rb"(?<!\S)BI\s(.*?)\sID\s", re.DOTALL)
_INLINE_FAULTS = ((re.compile(rb"/LZW"), "lzw"), (re.compile(rb"/CMYK"), "cmyk"))
_USES = re.compile(rb"/[^\s/]+\s+(?:[0-9.]+\s+Tf|Do|gs|scn|SCN|sh|cs|CS)(?!\S)")

_BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
    "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue",
    "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
_ANNOTATIONS = {
    "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine",
    "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
    "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", "/Redact",
}  # fmt: skip
_ACTIONS = {"/GoTo", "/URI", "/Thread", "/Named"}
_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView
_LEAST, _MOST = 3.0, 14400.0
_PARTS = 4  # colours of a CMYK profile


class Judge:
    """What stands in the way, found once for everything that several pages of a box share."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], frozenset[str]] = {}

    def page(self, page: Dictionary, content: bytes | None) -> frozenset[str]:
        """The faults of a page with this decoded `content`, as docs/report.md lists them."""
        try:
            return frozenset(self._page(page, content))
        # an object is not of the type that its place asks for, or nested without end
        except WRONG:
            return frozenset({"malformed"})

    def _page(self, page: Dictionary, content: bytes | None) -> Iterator[str]:
        contents = page.get("/Contents")
        for stream in contents if isinstance(contents, Array) else [contents]:
            yield from filter_faults(stream)
        if content is None:
            yield "content-damaged"
        else:
            yield from _content(content)
        if any(not _LEAST <= side <= _MOST for side in _sides(page)):
            yield "page-size"
        for key, fault in (("/PresSteps", "presentation"), ("/AA", "action"), ("/AF", "file")):
            if key in page:
                yield fault
        resources = page.get("/Resources")
        yield from self._once(resources, self._resources(resources))
        yield from self._group(page.get("/Group"))
        for annotation in annotations(page):
            yield from self._annotation(annotation)

    def _once(self, one: Any, found: Iterable[str]) -> frozenset[str]:
        """`found` of `one`, worked out the first time; what leads back to itself has no fault."""
        if not isinstance(one, Object) or not one.is_indirect:
            return frozenset(found)
        key = one.objgen
        if key not in self._known:
            self._known[key] = frozenset()
            self._known[key] = frozenset(found)
        return self._known[key]

    def _resources(self, resources: Any) -> Iterator[str]:
        for key, judged in (
            ("/Font", self._font),
            ("/XObject", self._drawn),
            ("/ColorSpace", self._colour),
            ("/ExtGState", self._state),
            ("/Pattern", self._pattern),
            ("/Shading", self._shading),
        ):
            listed = resources.get(key) if isinstance(resources, Dictionary) else None
            for one in listed.values() if isinstance(listed, Dictionary) else ():
                yield from self._once(one, judged(one))

    def _font(self, font: Any) -> Iterator[str]:
        yield from font_faults(font)
        shapes = font.get("/CharProcs") if isinstance(font, Dictionary) else None
        if isinstance(shapes, Dictionary):
            for shape in shapes.values():
                yield from _stream(shape)
            yield from self._resources(font.get("/Resources"))

    def _drawn(self, drawn: Any) -> Iterator[str]:
        if not isinstance(drawn, Stream):
            return
        yield from filter_faults(drawn)
        for key in ("/OPI", "/Ref", "/PS", "/Alternates", "/Metadata"):
            if key in drawn:
                yield f"not-allowed: {key}"
        if drawn.get("/Subtype") == Name.Form:
            yield from self._form(drawn)
        elif drawn.get("/Subtype") != Name.Image:
            yield f"not-allowed: {text_of(drawn.get('/Subtype'))}"
        else:
            if drawn.get("/Interpolate"):
                yield "interpolated-image"
            if "/JPXDecode" in filter_names(drawn):
                yield "jpeg2000"
            if not drawn.get("/ImageMask", False):
                yield from self._colour(drawn.get("/ColorSpace"))
            for key in ("/SMask", "/Mask"):
                yield from self._once(drawn.get(key), self._drawn(drawn.get(key)))

    def _form(self, form: Stream) -> Iterator[str]:
        if "/Subtype2" in form:
            yield "not-allowed: PostScript"
        yield from _stream(form, bare="/Resources" not in form)
        yield from self._resources(form.get("/Resources"))
        yield from self._group(form.get("/Group"))

    def _group(self, group: Any) -> Iterator[str]:
        if isinstance(group, Dictionary) and "/CS" in group:
            yield from self._colour(group.CS)

    def _colour(self, space: Any) -> Iterator[str]:
        parts = [*space] if isinstance(space, Array) else [space]
        match [text_of(parts[0]), *parts[1:]] if parts else []:
            case ["/DeviceCMYK", *_]:
                yield "cmyk"
            case ["/ICCBased", stream, *_]:
                yield from _profile(stream)
            case ["/Indexed" | "/Pattern", base, *_] | ["/Separation", _, base, *_]:
                yield from self._once(base, self._colour(base))
            case ["/DeviceN", *_]:
                yield "spot-colours"

    def _state(self, state: Any) -> Iterator[str]:
        if not isinstance(state, Dictionary):
            return
        for key, allowed in (("/TR", ()), ("/TR2", ("/Default",)), ("/HT", ("/Default",))):
            if key in state and text_of(state[key]) not in allowed:
                yield f"not-allowed: {key}"
        if state.get("/OPM") == 1:
            yield "overprint"
        blends = state.get("/BM", Name.Normal)
        for blend in blends if isinstance(blends, Array) else [blends]:
            if text_of(blend) not in _BLENDS:
                yield "blend-mode"
        font = state.get("/Font")
        if isinstance(font, Array) and len(font):
            yield from self._once(font[0], self._font(font[0]))
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            yield from self._once(mask.get("/G"), self._drawn(mask.get("/G")))

    def _pattern(self, pattern: Any) -> Iterator[str]:
        if isinstance(pattern, Stream):
            yield from _stream(pattern)
            yield from self._resources(pattern.get("/Resources"))
        elif isinstance(pattern, Dictionary):
            yield from self._shading(pattern.get("/Shading"))
            yield from self._state(pattern.get("/ExtGState"))

    def _shading(self, shading: Any) -> Iterator[str]:
        if isinstance(shading, Stream):
            yield from filter_faults(shading)
        if isinstance(shading, Dictionary | Stream):
            yield from self._colour(shading.get("/ColorSpace"))

    def _annotation(self, annotation: Dictionary) -> Iterator[str]:
        kind = text_of(annotation.get("/Subtype"))
        if kind not in _ANNOTATIONS:
            yield f"annotation: {kind}"
        flags = annotation.get("/F", 0)
        shown = isinstance(flags, int) and flags & _PRINT and not flags & _UNSEEN
        if kind != "/Popup" and not shown:
            yield "annotation-unprinted"
        look = annotation.get("/AP")
        if kind not in {"/Link", "/Popup"} and not isinstance(look, Dictionary):
            if any(_span(annotation.get("/Rect"))):
                yield "annotation-without-look"
        elif isinstance(look, Dictionary):
            if set(look.keys()) - {"/N"}:
                yield "annotation-changing-look"
            yield from self._look(look.get("/N"))
            yield from _states(annotation, kind, look.get("/N"))
        for key in ("/C", "/IC"):
            if isinstance(annotation.get(key), Array) and len(annotation[key]) == _PARTS:
                yield "cmyk"
        if kind == "/Widget" and "/A" in annotation:
            yield "action"
        yield from _actions(annotation.get("/A"))

    def _look(self, look: Any) -> Iterator[str]:
        if isinstance(look, Stream):
            yield from self._once(look, self._form(look))
        elif isinstance(look, Dictionary):
            for state in look.values():
                yield from self._look(state)


def box_faults(pdf: Pdf) -> frozenset[str]:
    """What is wrong with the box as a whole, whatever its pages hold."""
    found = set()
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and ("/XFA" in form or form.get("/NeedAppearances")):
        found.add("form-without-look")
    layers = pdf.Root.get("/OCProperties")
    if isinstance(layers, Dictionary) and not _allowed(layers, layers.get("/D")):
        found.add("layers")
    return frozenset(found)


def _allowed(layers: Dictionary, config: Any) -> bool:
    """Whether the list of layers, where there is one, names them all (ISO 19005-2, 6.9)."""
    if not isinstance(config, Dictionary) or "/AS" in config:
        return False
    waiting, listed = [config.get("/Order")], ObjectSet()
    seen = ObjectSet()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array) and seen.add(one):
            waiting.extend(one)
        elif isinstance(one, Dictionary):
            listed.add(one)
    return "/Order" not in config or all(group in listed for group in layers.get("/OCGs", ()))


def _stream(stream: Any, *, bare: bool = False) -> Iterator[str]:
    """The faults of a content stream; a `bare` one has no resources of its own."""
    yield from filter_faults(stream)
    content = content_of(stream)
    if content is None:
        yield "content-damaged"
        return
    yield from _content(content)
    if bare and _USES.search(content):
        yield "resources-inherited"


def _content(content: bytes) -> Iterator[str]:
    black = b" k" in content.translate(_SKETCH) and _CMYK.search(content)
    if black or b"/DeviceCMYK" in content:
        yield "cmyk"
    for image in _INLINE.finditer(content) if b"BI" in content else ():
        yield from (fault for pattern, fault in _INLINE_FAULTS if pattern.search(image[1]))


def _profile(stream: Any) -> Iterator[str]:
    """The faults of an ICC profile (ISO 19005-2, 6.2.4.2); they are small."""
    try:
        header = stream.read_bytes()[:128]
    except (PdfError, AttributeError):
        header = b""
    if header[36:40] != b"acsp" or header[8] > _PARTS:  # up to version 4
        yield "colour-profile"


def _states(annotation: Dictionary, kind: str, look: Any) -> Iterator[str]:
    """Only a button has several looks, and it always has (ISO 19005-2, 6.3.3)."""
    parent = annotation.get("/Parent")
    levels = [annotation, parent] if isinstance(parent, Dictionary) else [annotation]
    button = kind == "/Widget" and any(one.get("/FT") == Name.Btn for one in levels)
    if isinstance(look, Stream) is button:
        yield "annotation-changing-look"


def _span(box: Any) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(one) for one in box) if isinstance(box, Array) else (0, 0, 0, 0)
    return abs(x1 - x0), abs(y1 - y0)


def _sides(page: Dictionary) -> list[float]:
    boxes = [page.get(key) for key in ("/MediaBox", "/CropBox") if key in page]
    return [side for box in boxes for side in _span(box)]


def _actions(action: Any) -> Iterator[str]:
    seen = 0
    while isinstance(action, Dictionary) and seen < len(_BLENDS):  # a chain that is longer is odd
        kind = text_of(action.get("/S"))
        if kind not in _ACTIONS or (kind == "/Named" and text_of(action.get("/N")) not in _NAMED):
            yield f"action: {kind}"
        action, seen = action.get("/Next"), seen + 1
    if action is not None:
        yield "action"
