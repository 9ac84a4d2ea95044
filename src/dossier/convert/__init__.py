"""Convert: anything that is evidence, and every chapter, to PDF.

Documents go to an :class:`Engine` (LibreOffice, in :mod:`dossier.convert.libreoffice`), pictures
through img2pdf, PDFs as they are; what was made once is found again by its content.
"""

from dossier.convert.engine import Engine, Job, Outcome
from dossier.convert.run import OFFICE, Converted, convert, uncached

__all__ = ["OFFICE", "Converted", "Engine", "Job", "Outcome", "convert", "uncached"]
