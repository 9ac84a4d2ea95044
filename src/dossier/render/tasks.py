"""What is asked of a template in a process of its own: see :mod:`dossier.pool`.

A module by itself, of which both sides load little.
"""

from pathlib import Path

from dossier.finding import Finding
from dossier.render.fields import Value


def names_task(template: Path) -> tuple[frozenset[str], bool]:
    """See :func:`dossier.render.lint.named_in`."""
    from dossier.render.lint import named_in  # noqa: PLC0415 - loads python-docx

    named = named_in(template)
    return named.names, named.multiplies


def lint_task(task: tuple[Path, dict[str, Value]]) -> tuple[Finding, ...]:
    """See :func:`dossier.render.lint.lint`."""
    from dossier.render.lint import lint  # noqa: PLC0415 - loads python-docx

    return lint(*task)
