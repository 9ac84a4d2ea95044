"""Edit: rows and cells of a person's workbook, written into the XML of their sheets and tables.

Libraries load a workbook and save it anew: pictures in cells (WPS), newer validations and whatever
they do not know is lost. Here every other part of the file stays byte for byte, and so does every
cell that a person filled in.
"""

from dossier.edit.book import Edit, Written, write
from dossier.edit.in_use import InUseError, NotWrittenError
from dossier.edit.sheet import CellChange, Value

__all__ = ["CellChange", "Edit", "InUseError", "NotWrittenError", "Value", "Written", "write"]
