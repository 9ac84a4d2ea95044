"""PDFium, a library of megabytes: who needs it loads this module when there is something to do."""

from pypdfium2 import PdfDocument, PdfiumError, raw  # type: ignore[import-untyped]

__all__ = ["PdfDocument", "PdfiumError", "raw"]
