"""What a command says, before it is printed: it can be kept and said again."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OutputTable:
    """A table of the terminal: headings, and rows of (style, words); '' is no style."""

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Output:
    """`answer` for programs; for people the lines before a `table`, the table, those after it.

    `faulty` tells whether there are findings.
    """

    answer: dict[str, Any]
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    table: OutputTable | None = None
    faulty: bool = False

    def to_json(self) -> dict[str, Any]:
        """As JSON can keep it; :meth:`from_json` undoes it.

        By hand, for to load the library that would do it takes a twentieth of the time of a
        command that finds nothing changed (docs/performance.md).
        """
        table = self.table and {"headings": self.table.headings, "rows": self.table.rows}
        return {
            "answer": self.answer,
            "before": self.before,
            "after": self.after,
            "table": table,
            "faulty": self.faulty,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Output":
        """What :meth:`to_json` gave."""
        table = kept["table"]
        return cls(
            kept["answer"],
            tuple(kept["before"]),
            tuple(kept["after"]),
            table
            and OutputTable(
                tuple(table["headings"]),
                tuple(tuple((style, words) for style, words in row) for row in table["rows"]),
            ),
            kept["faulty"],
        )
