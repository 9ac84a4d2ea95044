"""Braces that are no tags: those of a Chinese input method, and those that stand alone."""

import re
from collections.abc import Iterator

from dossier.render.passages import TAG

_FULL = re.compile(r"[{｛]{2}|[}｝]{2}|[{｛][%％#]|[%％#][}｝]")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def fullwidth(text: str) -> Iterator[str]:
    """Marks of the template language that were typed with full-width signs, as typed."""
    for found in _FULL.finditer(text):
        if any(sign in found[0] for sign in "｛｝％"):
            yield found[0]


def lonely(text: str) -> Iterator[str]:
    """Braces of tags that have no partner in the same paragraph."""
    yield from _HALF.findall(TAG.sub("", text))
