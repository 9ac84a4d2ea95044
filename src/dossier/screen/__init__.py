"""What the command prints, and how: words on a terminal, lines in a pipe, or JSON."""

from dossier.screen.screen import Screen

__all__ = ["Screen"]
