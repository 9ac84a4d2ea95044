"""Which names a template uses, and whether each is there and used as what it is."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from jinja2 import TemplateSyntaxError, nodes

from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.model.chart import Chart
from dossier.render.blocks import (
    ENDS,
    MIDDLES,
    OPENERS,
    Tag,
    TemplateFault,
    faults_of_nesting,
    faults_of_tag,
    tags_of,
)
from dossier.render.fields import Forms, Link, Rows, Value
from dossier.render.jinja import environment, parsed
from dossier.render.passages import Paragraph

# What a name holds: a value to look at, or None where that cannot be told.
Shape: TypeAlias = Value | Mapping[str, None] | None
Scope: TypeAlias = dict[str, Shape]

_LOOP: Mapping[str, None] = dict.fromkeys(
    ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth")
)
_SAME = ("合并", "醒目")
_ELEMENT = ("first", "last", "random")


class Unknown(Fact, frozen=True):
    """A name that is not there. `holder` is what it was sought in, '' for the fields at large."""

    name: str
    holder: str
    known: tuple[str, ...]
    passage: Paragraph


class Reading:
    """Reads the passages of a template; gathers names into `used` and what is wrong in `faults`.

    Without `fields` every name passes, which is how the names of a template are found.
    """

    def __init__(self, fields: Mapping[str, Value] | None) -> None:
        self.used: set[str] = set()
        self.faults: list[TemplateFault | Unknown] = []
        self._fields = fields
        self._blocks: list[tuple[Tag, Scope]] = []
        self._top: Scope = {}

    def read(self, part: Iterable[Paragraph]) -> None:
        """Read one part from beginning to end."""
        for passage in part:
            for tag in tags_of(passage):
                self.faults.extend(faults_of_tag(tag))
                if tag.known:
                    self._take(tag)
        for tag, _ in self._blocks:
            self._fault(tag, say("'{tag}' is never closed", tag=tag.source))
        self._blocks.clear()

    def _take(self, tag: Tag) -> None:
        if tag.sign == "#":
            return
        if tag.sign == "{":
            self._print(tag)
        elif tag.word in OPENERS:
            self._open(tag)
        elif tag.word in MIDDLES or tag.word in ENDS:
            self._go_on(tag)
        elif tag.word == "set":
            self._set(tag)
        else:
            self._expression(tag, tag.rest)

    def _print(self, tag: Tag) -> None:
        shape = self._expression(tag, tag.body)
        hint = None
        if isinstance(shape, Chart) and not tag.passage.in_body:
            hint = say("it is a chart; charts stand in the text, not in headers, footers or notes")
        if isinstance(shape, Link) and tag.passage.parent is None:
            hint = say("it is a link; links stand in the text")
        if isinstance(shape, Forms):
            hint = _place_of_forms(tag)
        elif isinstance(shape, Rows):
            hint = say("it is a table; go through it with {{%tr for 行 in … %}}")
        elif isinstance(shape, tuple):
            hint = say("it is a list; go through it with {{%p for 段 in … %}}")
        elif isinstance(shape, bool):
            hint = say("it is a yes or no; ask for it with {{% if … %}}")
        elif isinstance(shape, Mapping):
            hint = say("it is a group of fields; name one of them after a point")
        if hint:
            self._fault(tag, say("'{tag}' cannot be printed", tag=tag.source), hint)

    def _open(self, tag: Tag) -> None:
        node = self._parsed(tag, f"{{% {tag.body} %}}{{% end{tag.word} %}}")
        scope: Scope = {}
        if isinstance(node, nodes.For):
            shape = self._shape(node.iter, tag)
            element = self._element(shape, tag)
            named = isinstance(node.target, nodes.Name)
            scope = dict.fromkeys(_targets(node.target), element if named else None)
            scope["loop"] = _LOOP
        elif isinstance(node, nodes.If):
            self._shape(node.test, tag)
        self._blocks.append((tag, scope))

    def _go_on(self, tag: Tag) -> None:
        if not self._blocks:
            self._fault(tag, say("'{tag}' has no beginning", tag=tag.source))
            return
        opener, _ = self._blocks[-1]
        if ENDS.get(tag.word, opener.word) == opener.word:
            self.faults.extend(faults_of_nesting(opener, tag))
        else:
            problem = say("'{tag}' cannot end '{opener}'", tag=tag.source, opener=opener.source)
            self._fault(tag, problem)
        if tag.word in ENDS:
            self._blocks.pop()
        elif tag.word == "elif":
            self._expression(tag, tag.rest)

    def _set(self, tag: Tag) -> None:
        node = self._parsed(tag, f"{{% {tag.body} %}}")
        if isinstance(node, nodes.Assign):
            shape = self._shape(node.node, tag)
            scope = self._blocks[-1][1] if self._blocks else self._top
            scope.update(dict.fromkeys(_targets(node.target), shape))

    def _expression(self, tag: Tag, source: str) -> Shape:
        node = self._parsed(tag, f"{{{{ {source} }}}}")
        if isinstance(node, nodes.Output):
            (inner,) = node.nodes
            return self._shape(inner, tag)
        return None

    def _parsed(self, tag: Tag, source: str) -> nodes.Node | None:
        try:
            body = parsed(source).body
        except TemplateSyntaxError as problem:
            fault = say("'{tag}' cannot be read: {why}", tag=tag.source, why=problem.message)
            self.faults.append(TemplateFault(fault, None, tag.passage))
            return None
        except (RecursionError, MemoryError):
            self._fault(tag, say("'{tag}' is too deeply nested", tag=tag.source))
            return None
        return body[0] if body else None

    def _element(self, shape: Shape, tag: Tag) -> Shape:
        """What a loop over `shape` hands out."""
        if isinstance(shape, Rows):
            return shape.like
        if isinstance(shape, Forms):
            return shape
        if isinstance(shape, tuple):
            return ""
        if shape is not None:
            self._fault(tag, say("'{tag}' goes through what is no table", tag=tag.source))
        return None

    def _shape(self, node: nodes.Node, tag: Tag) -> Shape:
        """What an expression gives, as far as that can be told; notes the names it uses."""
        chain = _chain(node)
        if chain:
            return self._named(chain, tag)
        if isinstance(node, nodes.Filter):
            if node.name not in environment().filters:
                known = tuple(environment().filters)
                self.faults.append(Unknown(node.name, "|", known, tag.passage))
            shapes = [self._worked(child, tag) for child in node.iter_child_nodes()]
            if node.name in _SAME:
                return shapes[0]
            return self._element(shapes[0], tag) if node.name in _ELEMENT else None
        if isinstance(node, nodes.Call):
            hint = say("there are only fields and filters")
            self._fault(tag, say("'{tag}' calls a function", tag=tag.source), hint)
            return None
        if isinstance(node, nodes.Getitem):
            shape = self._shape(node.node, tag)
            self._shape(node.arg, tag)
            return self._element(shape, tag) if isinstance(shape, tuple) else None
        for child in node.iter_child_nodes():
            self._worked(child, tag)
        return None

    def _worked(self, node: nodes.Node, tag: Tag) -> Shape:
        """The shape of a part of an expression, which no chart can be."""
        shape = self._shape(node, tag)
        if isinstance(shape, Chart):
            hint = say("a chart is printed as it is, without filters or other signs")
            self._fault(tag, say("'{tag}' cannot be printed", tag=tag.source), hint)
        return shape

    def _named(self, chain: tuple[str, ...], tag: Tag) -> Shape:
        head, *rest = chain
        shape: Shape
        for scope in (*(s for _, s in reversed(self._blocks)), self._top):
            if head in scope:
                shape = scope[head]
                break
        else:
            self.used.add(".".join(chain))
            if self._fields is None:
                return None
            if head not in self._fields:
                self.faults.append(Unknown(head, "", tuple(self._fields), tag.passage))
                return None
            shape = self._fields[head]
        holder = head
        for name in rest:
            if shape is None:
                return None
            inside: Mapping[str, Shape] = shape if isinstance(shape, Mapping) else {}
            if name not in inside:
                self.faults.append(Unknown(name, holder, tuple(inside), tag.passage))
                return None
            shape = inside[name]
            holder = f"{holder}.{name}"
        return shape

    def _fault(self, tag: Tag, text: Text, hint: Text | None = None) -> None:
        self.faults.append(TemplateFault(text, hint, tag.passage))


def _chain(node: nodes.Node) -> tuple[str, ...]:
    """The names of a dotted name, () for any other expression: ('本年', '学生数', '全校')."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        inner = _chain(node.node)
        return (*inner, node.attr) if inner else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner = _chain(node.node)
        return (*inner, node.arg.value) if inner and isinstance(node.arg.value, str) else ()
    return ()


def _place_of_forms(tag: Tag) -> Text | None:
    """What to say of a tag that prints forms where no table of its own can stand."""
    passage = tag.passage
    if passage.in_body and passage.cell is None and passage.text.strip() == tag.source:
        return None
    return say("it is a form; put it into the text, alone in a paragraph and outside tables")


def _targets(node: nodes.Node) -> tuple[str, ...]:
    """The names that a loop or an assignment gives a value to."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    return tuple(name.name for name in node.find_all(nodes.Name))
