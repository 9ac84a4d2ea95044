"""Lets ``python -m dossier`` be the command."""

from dossier.cli import main

main()
