"""PDFs with Chinese words, page by page, made by typst in the fonts of the project."""

from functools import cache
from pathlib import Path

import typst

from dossier import fonts

_SETTINGS = """
#set page(width: 12cm, height: 9cm, margin: 1cm)
#set text(font: "FandolSong", size: 10pt)
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
"""


@cache
def _compiler(folder: Path) -> typst.Compiler:
    return typst.Compiler(font_paths=[folder], ignore_system_fonts=True)


def written_pdf(path: Path, *pages: str, folio: bool = False) -> Path:
    """A PDF with a page for each text; `folio` prints page numbers as documents have them."""
    footer = "#set page(footer: align(center)[— #context counter(page).display() —])\n"
    source = path.with_suffix(".typ")
    text = "\n#pagebreak()\n".join(pages)
    source.write_text(_SETTINGS + (footer if folio else "") + text, encoding="utf-8")
    _compiler(fonts.require()).compile(
        input=source, output=path, root=path.parent, format="pdf", timestamp=0
    )
    return path
