"""Which names a template uses, and whether each is there and used as what it is."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from jinja2 import TemplateSyntaxError, nodes

from dossier import log
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
_BY_COLUMN = ("groupby", "selectattr", "rejectattr")  # that name it first
_FUNCTIONS = ("macro", "import", "from", "call")
FILTER, TEST = "|", "is"
"""What a filter and a test are sought in."""

_SIMPLER = say("make it several tags, or shorter")
_PRINT = say("fields are texts, ready to be printed: print them as they are")


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
        self.multiplies = False  # whether a loop goes through a whole table for each row of another
        self.spoils = False  # whether a field is changed, so that others may fail for that alone
        self.faults: list[TemplateFault | Unknown] = []
        self._fields = fields
        self._blocks: list[tuple[Tag, Scope]] = []
        self._top: Scope = {}
        self._functions = False  # whether a tag that would make some is told

    def read(self, part: Iterable[Paragraph]) -> None:
        """Read one part from beginning to end."""
        tags = [tag for passage in part for tag in tags_of(passage)]
        passed = 0  # what stands between an unknown tag and its end follows from it
        for number, tag in enumerate(tags):
            if number < passed:
                continue
            self.faults.extend(faults_of_tag(tag))
            if tag.known:
                self._take(tag)
            else:
                self._functions |= tag.word in _FUNCTIONS
                ends = (n for n, later in enumerate(tags) if later.word == f"end{tag.word}")
                passed = next((n + 1 for n in ends if n > number), passed)
        for tag, _ in self._blocks:
            hint = say("close it with {{% {end} %}}", end=f"{tag.level} end{tag.word}".strip())
            self._fault(tag, say("'{tag}' is never closed", tag=tag.source), hint)
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
            if not named and isinstance(shape, Rows):
                hint = say("give the row one name: {{% for 行 in … %}}")
                self._fault(tag, say("'{tag}' gives a row two names", tag=tag.source), hint)
            within = any(opener.word == "for" for opener, _ in self._blocks)
            self.multiplies |= within and not self._is_own(node.iter)
            scope = dict.fromkeys(_targets(node.target), element if named else None)
            scope["loop"] = _LOOP
        elif isinstance(node, nodes.If):
            self._shape(node.test, tag)
        self._blocks.append((tag, scope))

    def _go_on(self, tag: Tag) -> None:
        if not self._blocks:
            hint = say("take it out, or put its beginning before it")
            self._fault(tag, say("'{tag}' has no beginning", tag=tag.source), hint)
            return
        opener, _ = self._blocks[-1]
        if ENDS.get(tag.word, opener.word) == opener.word:
            self.faults.extend(faults_of_nesting(opener, tag))
        else:
            problem = say("'{tag}' cannot end '{opener}'", tag=tag.source, opener=opener.source)
            hint = say("end the inner block first: what begins last ends first")
            self._fault(tag, problem, hint)
        if tag.word in ENDS:
            self._blocks.pop()
        elif tag.word == "elif":
            self._expression(tag, tag.rest)

    def _set(self, tag: Tag) -> None:
        node = self._parsed(tag, f"{{% {tag.body} %}}")
        if isinstance(node, nodes.Assign):
            if not isinstance(node.target, nodes.Name | nodes.Tuple):
                hint = say("give it a name of its own: {{% set 名 = … %}}")
                self._fault(tag, say("'{tag}' changes a field", tag=tag.source), hint)
                self.spoils = True
                return
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
            log.note(tag.source, str(problem))
            fault = say("'{tag}' cannot be read: so no tag is written", tag=tag.source)
            hint = say("look for brackets, quotation marks and signs that are missing or too many")
            self.faults.append(TemplateFault(fault, hint, tag.passage))
            return None
        except (RecursionError, MemoryError):
            self._fault(tag, say("'{tag}' is too deeply nested", tag=tag.source), _SIMPLER)
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
            hint = say("only tables and lists have rows; print a text with {{{{ … }}}}")
            self._fault(tag, say("'{tag}' goes through what is no table", tag=tag.source), hint)
        return None

    def _shape(self, node: nodes.Node, tag: Tag) -> Shape:
        """What an expression gives, as far as that can be told; notes the names it uses."""
        chain = _chain(node)
        if chain:
            return self._named(chain, tag)
        if isinstance(node, nodes.Filter):
            return self._filtered(node, tag)
        if isinstance(node, nodes.Test) and node.name not in environment().tests:
            known = tuple(environment().tests)
            self.faults.append(Unknown(node.name, TEST, known, tag.passage))
        if isinstance(node, nodes.Call):
            if self._functions:
                return None
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

    def _filtered(self, node: nodes.Filter, tag: Tag) -> Shape:
        """What a filter gives; the first of its parts is what it is given."""
        if node.name not in environment().filters:
            known = tuple(environment().filters)
            self.faults.append(Unknown(node.name, FILTER, known, tag.passage))
        shapes = [self._worked(child, tag) for child in node.iter_child_nodes()]
        self._by_column(node, shapes[0] if shapes else None, tag)
        if node.name in _SAME:
            return shapes[0]
        return self._element(shapes[0], tag) if node.name in _ELEMENT else None

    def _by_column(self, node: nodes.Filter, shape: Shape, tag: Tag) -> None:
        """A filter that asks the rows of a table for a column: ``行表|map(attribute='值')``."""
        named = [one.value for one in node.kwargs if one.key == "attribute"]
        if node.name in _BY_COLUMN:
            named += node.args[:1]
        for value in named:
            if not isinstance(value, nodes.Const) or not isinstance(value.value, str):
                continue
            column = value.value.partition(".")[0]
            holder = ".".join(_chain(node.node) if node.node else ()) or tag.source
            if isinstance(shape, Rows):
                if column not in shape.like:
                    self.faults.append(Unknown(column, holder, tuple(shape.like), tag.passage))
                elif node.name == "sum" and isinstance(shape.like[column], str):
                    why = say("the columns of tables are texts")
                    text = say("'{tag}' cannot be worked out: {why}", tag=tag.source, why=why)
                    self._fault(tag, text, _PRINT)
            elif shape is not None:
                self.faults.append(Unknown(column, holder, (), tag.passage))

    def _is_own(self, node: nodes.Node) -> bool:
        """Whether a loop goes through what its own row or a variable holds, and no field."""
        while isinstance(node, nodes.Filter | nodes.Getitem | nodes.Getattr):
            inner = node.node
            if inner is None:
                return True
            node = inner
        scopes = (*(scope for _, scope in self._blocks), self._top)
        return not isinstance(node, nodes.Name) or any(node.name in scope for scope in scopes)

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
