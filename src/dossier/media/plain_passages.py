"""The words of files that are text: lines of plain text, rows of tables, and web pages."""

from collections.abc import Iterator

from dossier.media.passage import CELL, Passage, clean
from dossier.media.plaintext import decoded, rows
from dossier.media.webpage import web_page, web_passages
from dossier.messages import say
from dossier.model.evidence_file import FileKind


def text_passages(content: bytes, kind: FileKind) -> Iterator[Passage]:
    """What such a file says, in order."""
    if kind is FileKind.TEXT:
        for number, line in enumerate(decoded(content).text.splitlines(), 1):
            yield Passage(say("line {number}", number=str(number)), clean(line))
    elif kind is FileKind.CSV:
        for number, row in enumerate(rows(decoded(content).text), 1):
            yield Passage(
                say("line {number}", number=str(number)),
                CELL.join(text for cell in row if (text := clean(cell.replace(CELL, " ")))),
            )
    else:
        yield from web_passages(web_page(content, kind))
