"""What an item holds, counted before it is bound and again in the finished box.

Nothing may go missing between the two but what was taken out on purpose, which
:mod:`dossier.bind.clean` counts for itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectSet, Pdf, Stream

from dossier.bind.clean import entries
from dossier.bind.links import annotations, explicit
from dossier.finding import Code, Finding
from dossier.messages import Text, say

Census = Counter[str]
"""How many of each kind: pages, internal_links, external_links, fields, outline, layers,
hidden_layers, and ``annotation:KIND`` for each /Subtype (ISO 32000-1, table 169)."""

_ANNOTATION = "annotation:"
_KINDS = {
    "pages": say("pages"),
    "internal_links": say("links within it"),
    "external_links": say("links to the web"),
    "fields": say("form fields"),
    "outline": say("bookmarks"),
    "layers": say("layers"),
    "hidden_layers": say("hidden layers"),
}
_DRAWN = ("/OC", "/AP")  # of an annotation
# What holds no layers, and would be long to walk through.
_BARREN = {"/Font", "/ColorSpace"}


def lost(title: str, kept: Census, after: Census) -> Iterator[Finding]:
    """A finding for each kind of which the box holds another number than was to be kept."""
    for key in sorted(kept.keys() | after.keys()):
        if kept[key] != after[key]:
            yield Finding(
                Code.CONTENT_LOST,
                say(
                    "'{title}' has another number of {what} in the box than in its file:"
                    " {after}, not {before}",
                    title=title,
                    what=_kind(key),
                    before=kept[key],
                    after=after[key],
                ),
                path=title,
                hint=say("print its file to PDF anew and put that in its place"),
            )


def _kind(key: str) -> Text:
    if key.startswith(_ANNOTATION):
        return say("annotations ({kind})", kind=key.removeprefix(_ANNOTATION))
    return _KINDS[key]


def count(pdf: Pdf, pages: Sequence[Dictionary], outline: Any) -> Census:
    """The census of `pages`, all of them pages of `pdf`, and of the outline beneath `outline`.

    Links count as internal where they lead to one of `pages`, by name or not. A field counts once
    on each page that it stands on, however often: pages that share one get one each when copied.
    """
    places = ObjectSet(pages)
    found = Counter({"pages": len(pages)})
    for page in pages:
        standing = ObjectSet()
        for annotation in annotations(page):
            kind = annotation.get("/Subtype")
            found[f"{_ANNOTATION}{_text(kind)}"] += 1
            if kind == Name.Widget:
                # whether the form lists it or not: copying may put what it forgot on the list
                found["fields"] += standing.add(_field_of(annotation))
            elif kind == Name.Link:
                found.update(_link(pdf, annotation, places))
    found["outline"] = sum(1 for _ in entries(outline))
    found.update(_layers(pdf, pages))
    return +found


def _text(name: Any) -> str:
    try:
        return str(name).lstrip("/") if isinstance(name, Name) else "?"
    except UnicodeDecodeError:  # a name in GBK
        return "?"


def _link(pdf: Pdf, annotation: Dictionary, places: ObjectSet) -> Census:
    action = annotation.get("/A")
    place = annotation.get("/Dest")
    if isinstance(action, Dictionary):
        if action.get("/S") == Name.URI:
            return Counter(external_links=1)
        place = action.get("/D") if action.get("/S") == Name.GoTo else None
    found = explicit(pdf, place)
    return Counter(internal_links=int(found is not None and found[0] in places))


def _field_of(widget: Dictionary) -> Dictionary:
    """The field that `widget` shows: itself, or what it is one of several widgets of."""
    parent = widget.get("/Parent")
    return parent if "/T" not in widget and isinstance(parent, Dictionary) else widget


def _layers(pdf: Pdf, pages: Sequence[Dictionary]) -> Census:
    """The optional content groups that `pages` use, and how many of them are off."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return Counter()
    listed = ObjectSet(_dictionaries(layers.get("/OCGs")))
    config = layers.get("/D")
    config = config if isinstance(config, Dictionary) else Dictionary()
    on, off = (ObjectSet(_dictionaries(config.get(key))) for key in ("/ON", "/OFF"))
    dark = config.get("/BaseState") == Name.OFF
    used = [group for group in _reached(pages) if group in listed]
    hidden = [group for group in used if group in off or (dark and group not in on)]
    return Counter(layers=len(used), hidden_layers=len(hidden))


def _dictionaries(value: Any) -> list[Dictionary]:
    return [one for one in value if isinstance(one, Dictionary)] if isinstance(value, Array) else []


def _reached(pages: Sequence[Dictionary]) -> Iterator[Dictionary | Stream]:
    """The optional content groups that hang on `pages`, each once."""
    seen = ObjectSet()
    waiting: list[Any] = [page.get("/Resources") for page in pages]
    waiting += [one.get(key) for page in pages for one in annotations(page) for key in _DRAWN]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            if not one.is_indirect or seen.add(one):
                waiting.extend(one)
        elif isinstance(one, Dictionary | Stream) and (not one.is_indirect or seen.add(one)):
            if one.get("/Type") == Name.OCG:
                yield one
            else:
                waiting += [one[key] for key in one.keys() if key not in _BARREN]  # noqa: SIM118
