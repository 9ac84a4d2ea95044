"""What is asked of a template in a process of its own: see :mod:`dossier.pool`.

A module by itself, of which both sides load little.
"""

from pathlib import Path

from dossier.finding import Finding
from dossier.render.fields import Value


def names_task(template: Path) -> frozenset[str]:
    """See :func:`dossier.render.lint.names_used`."""
    from dossier.render.lint import names_used  # noqa: PLC0415 - loads python-docx

    return names_used(template)


def lint_task(task: tuple[Path, dict[str, Value]]) -> tuple[Finding, ...]:
    """See :func:`dossier.render.lint.lint`."""
    from dossier.render.lint import lint  # noqa: PLC0415 - loads python-docx

    return lint(*task)
