"""The command `dossier`: parse, call, print. Each module holds the commands of one matter."""

from dossier.cli import county, export, making, printing, standard, verify
from dossier.cli.group import main

__all__ = ["county", "export", "main", "making", "printing", "standard", "verify"]
