"""What a template may name: texts, paragraphs, tables, links, charts, forms and conditions.

Values are ready to print: no number, date or None reaches a template. A name is worked out only
when it is asked for, so that what a chapter depends on is exactly what its template names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Self, TypeAlias

from dossier.facts import Fact
from dossier.model.chart import Chart
from dossier.model.table import Form


class Link(Fact, frozen=True):
    """A text that leads to an item of the same box, by its 件号."""

    text: str
    number: int


class Rows(tuple[Mapping[str, "Value"], ...]):  # noqa: SLOT001 (a tuple has no room for slots)
    """A table: rows of equal columns, which are known even where there are no rows.

    `like` is a row with every column and no content; a column may hold a table in turn.
    """

    like: Mapping[str, "Value"]

    def __new__(
        cls, rows: Iterable[Mapping[str, "Value"]] = (), *, like: Mapping[str, "Value"]
    ) -> Self:
        """A table of `rows`; each must have the columns of `like`."""
        made = super().__new__(cls, rows)
        made.like = like
        for row in made:
            assert row.keys() == like.keys(), row.keys() ^ like.keys()
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, object]]:
        """Pickle and copy keep the columns."""
        return (tuple(self),), {"like": self.like}


class Forms(tuple[Form, ...]):  # noqa: SLOT001 (a tuple has no room for slots)
    """Official forms, drawn as tables of their own where a template prints them."""


Value: TypeAlias = (
    str | bool | Link | Chart | Forms | tuple[str, ...] | Rows | Mapping[str, "Value"]
)
Makers: TypeAlias = Mapping[str, Callable[[], Value]]


def columns(*names: str, flags: Iterable[str] = (), **others: Value) -> dict[str, Value]:
    """A row to be `like`: text columns, yes/no columns (`flags`) and columns of other kinds."""
    return {
        **dict.fromkeys(names, ""),
        **dict.fromkeys(flags, False),
        **others,
    }


class Fields(Mapping[str, Value]):
    """The vocabulary of one template: name → value, each worked out on first use."""

    def __init__(self, makers: Makers) -> None:
        self._makers = makers
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        return name in self._makers  # asking whether there is a name must not work it out

    def printed(self, names: Iterable[str]) -> dict[str, Value]:
        """What a template that uses `names` depends on, for hashing.

        Names are dotted (``本年.学生数.全校``), as :func:`dossier.render.lint.names_used` gives
        them; those that do not exist are left out, for lint reports them.
        """
        found: dict[str, Value] = {}
        for name in sorted(names):
            value: Value | None = None
            for depth, part in enumerate(name.split(".")):
                holder = self if depth == 0 else value
                if not isinstance(holder, Mapping) or part not in holder:
                    value = None
                    break
                value = holder[part]
            if value is not None:
                found[name] = value
        return found


def charts_in(values: Mapping[str, Value]) -> Iterator[Chart]:
    """The charts among `values`, also those in tables."""
    for value in values.values():
        if isinstance(value, Chart):
            yield value
        elif isinstance(value, Mapping):
            yield from charts_in(value)
        elif isinstance(value, tuple):
            for row in value:
                if isinstance(row, Mapping):
                    yield from charts_in(row)
