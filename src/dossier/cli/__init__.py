"""The command `dossier`: parse, call, print. Each module holds the commands of one matter."""

from dossier.cli import county, export, making, standard, verify
from dossier.cli.group import main

__all__ = ["county", "export", "main", "making", "standard", "verify"]
