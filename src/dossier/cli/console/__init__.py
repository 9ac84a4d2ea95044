"""What the command prints, and how: words on a terminal, lines in a pipe, or JSON."""

from dossier.cli.console.screen import Screen

__all__ = ["Screen"]
