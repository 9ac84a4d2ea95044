"""Register: rows of evidence.xlsx for the files that have none, and mended ones for those moved.

The folder is surveyed and read as for a check; what :mod:`dossier.propose` says of the rest is put
beneath the rows that are there, each waiting to be confirmed by a person.
"""

from dossier.register.change import change_row, clear_row
from dossier.register.folder import OpenedFolder
from dossier.register.run import PutBy, Registered, WrittenRow, register

__all__ = [
    "OpenedFolder",
    "PutBy",
    "Registered",
    "WrittenRow",
    "change_row",
    "clear_row",
    "register",
]
