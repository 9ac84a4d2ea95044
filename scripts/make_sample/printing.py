"""Papers as PDFs, set with typst in the project's fonts only."""

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dossier import fonts
from make_sample.documents import Block, Paper

_FOLDER = Path(__file__).parent
_SOURCES = ("paper.typ", "drawings.typ")
_NARROW, _WIDE = 3, 17  # the least and most that a column's contents count for its width
_DENSE_ROWS = 30  # tables that are longer are set small


@cache
def _compiler() -> typst.Compiler:
    # kept: reading the fonts takes far longer than setting a page
    return typst.Compiler(font_paths=[fonts.folder()], ignore_system_fonts=True)


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    root = tempfile.TemporaryDirectory(prefix="make-sample-")
    for name in _SOURCES:
        shutil.copyfile(_FOLDER / name, Path(root.name, name))
    return root


def printed(paper: Paper) -> bytes:
    """The paper as a PDF; the same bytes every time."""
    root = _root().name
    pdf = _compiler().compile(
        input=Path(root, "paper.typ"),
        root=root,
        sys_inputs={"facts": json.dumps(_facts(paper), ensure_ascii=False)},
        format="pdf",
        timestamp=0,
        pdf_tags=False,
    )
    assert isinstance(pdf, bytes)
    return pdf


def _facts(paper: Paper) -> dict[str, Any]:
    figure = next((block.text for block in paper.blocks if block.kind == "figure"), "")
    drawn = figure in {"plan school", "certificates", "certificate"}
    columns = max((len(block.table[0]) for block in paper.tables), default=0)
    longest = max((len(block.table) for block in paper.tables), default=0)
    red = paper.authors[0] if paper.number and len(paper.authors) == 1 and not drawn else ""
    large = paper.form in {"a3", "pdf-landscape"}
    style = "official" if red else "dense" if large or longest > _DENSE_ROWS else "plain"
    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "number": paper.number,
        "dated": paper.signed_off,
        "day": [paper.dated.year, paper.dated.month, paper.dated.day],
        "form": style,
        "paper": "a3" if paper.form == "a3" else "a4",
        "flipped": large or figure == "certificate" or (columns > 9 and not red),
        "numbered": not drawn and paper.form not in {"tiff", "a3"},
        "headline": not drawn,
        "signed": not drawn,
        "sealed": paper.sealed,
        "red": red,
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "table": [list(row) for row in block.table],
        "headed": block.headed,
        "level": block.level,
        "widths": [
            max(_NARROW, min(_WIDE, max(map(len, column))))
            for column in zip(*block.table, strict=True)
        ],
    }
