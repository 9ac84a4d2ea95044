"""The template language: Jinja in a sandbox, where what is unknown is an error and & < > survive.

The filters 合并 and 醒目 mark cells, and 落款 marks a date. A template engine that writes cells one
by one cannot merge them, so the mark travels in the text, as characters that no text may hold, and
:mod:`dossier.render.marks` and :mod:`dossier.render.finish` act on it once the text stands.
"""

from collections.abc import Iterable, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from dossier.model.chart import Chart
from dossier.model.number import numeral
from dossier.model.table import Form
from dossier.render.fields import Forms, Link
from dossier.store.source_hash import content_key

# Unicode noncharacters: fine in XML, never in a text that has been cleaned
MERGE = "\ufdd0"
STRIKING = "\ufdd1"
LINK_OPEN, LINK_TO, LINK_CLOSE = "\ufdd2", "\ufdd3", "\ufdd4"
CHART = "\ufdd5"  # before and after the key of a chart
FORM = "\ufdd6"  # the same of a form
SEALED, UNSEALED = "\ufdd7", "\ufdd8"  # behind the date of a 落款


def _merged(value: object) -> Markup:
    return escape(_printed(value)) + MERGE


def _striking(value: object, condition: object = True) -> Markup:
    return escape(_printed(value)) + (STRIKING if condition else "")


def _signed_off(value: object, sealed: object) -> Markup:
    return escape(_printed(value)) + (SEALED if sealed else UNSEALED)


def _printed(value: object) -> object:
    """What `{{ value }}` prints; a link says where it leads, charts and forms leave their keys."""
    if isinstance(value, Forms):
        return "".join(f"{FORM}{content_key(form)}{FORM}" for form in value)
    if isinstance(value, Form):
        return f"{FORM}{content_key(value)}{FORM}"
    if isinstance(value, Chart):
        return f"{CHART}{content_key(value)}{CHART}"
    if not isinstance(value, Link):
        return value
    if not value.text:
        return ""
    text = " ".join(value.text.split())  # a line break would tear the link into runs
    return f"{LINK_OPEN}{value.number:04d}{LINK_TO}{text}{LINK_CLOSE}"


def _first_sentence(text: str) -> str:
    """Up to the first full stop, which heads a paragraph in official texts."""
    head, stop, _ = text.partition("。")
    return head + stop


def _other_sentences(text: str) -> str:
    """What follows the first sentence."""
    return text.partition("。")[2]


# What makes much of little, prints what is not escaped, or is not the same twice.
_REFUSED = (
    "format", "center", "indent", "batch", "slice", "random", "xmlattr", "urlize", "pprint",
    "safe", "tojson", "wordwrap",
)  # fmt: skip


class ForbiddenError(SecurityError):
    """An operator, which is named, where it would make much of little."""


class TooLongError(SecurityError):
    """A part of a document would be longer than any is."""


_LONGEST = 50_000_000  # characters of a part; the largest catalogue has two million


class _Environment(ImmutableSandboxedEnvironment):
    """Compiles a text once: the documents of one template differ in their fields alone.

    docxtpl asks anew for each document, and compiling takes longer than filling in. No expression
    makes a text of millions of signs: `*` and `%` are for numbers, and powers for nobody.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers, and nothing else."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise ForbiddenError(operator)
        return super().call_binop(context, operator, left, right)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The pieces of a document as one; SecurityError where they are too many."""
        kept: list[str] = []
        length = 0
        for piece in pieces:
            length += len(piece)
            if length > _LONGEST:
                raise TooLongError("more text than a document can hold")
            kept.append(piece)
        return "".join(kept)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled = lru_cache(maxsize=1 << 8)(super().from_string)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
        template_class: type[Template] | None = None,
    ) -> Template:
        if isinstance(source, str) and globals is None and template_class is None:
            return self._compiled(source)
        return super().from_string(source, globals, template_class)


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The environment of every template; it knows no global function, only fields and filters.

    There is one, shared by whoever reads templates and whoever fills them in.
    """
    made = _Environment(undefined=StrictUndefined, autoescape=True, finalize=_printed)
    made.globals.clear()
    for name in _REFUSED:
        del made.filters[name]
    made.filters["合并"] = _merged
    made.filters["醒目"] = _striking
    made.filters["落款"] = _signed_off
    made.filters["中文数字"] = numeral
    made.filters["首句"] = _first_sentence
    made.filters["余文"] = _other_sentences
    return made


@lru_cache(maxsize=1 << 12)
def parsed(source: str) -> nodes.Template:
    """The syntax tree of one piece of a template, to be read only.

    Templates say the same thing many times. Raises jinja2.TemplateSyntaxError.
    """
    return environment().parse(source)
