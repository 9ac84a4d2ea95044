"""Filling in a template for trial: what no look at its tags can tell, such as ``1 / 0``."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate

from dossier.messages import Text, say
from dossier.render.blocks import Fault
from dossier.render.fields import Rows, Value
from dossier.render.jinja import environment
from dossier.render.passages import PROPERTIES, TAG, Passage
from dossier.render.patched import patched

_ENOUGH = 3  # rows of a table that are tried
_OPEN = re.compile(r"(?=\{[{%#])")
_SOURCE = "<template>"  # what Jinja calls the file of a template that is given as a text
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def tried(
    template: Path, values: Mapping[str, Value], parts: Sequence[Sequence[Passage]]
) -> Iterator[tuple[Passage | None, Fault]]:
    """The first fault of each part of `template` that shows once it is filled in with `values`.

    `parts` are its passages, among which the place is sought; the fault has none where it is not
    found. Of long tables the first rows are tried.
    """
    filled = DocxTemplate(io.BytesIO(template.read_bytes()))
    filled.render_init()
    small = {name: _small(value) for name, value in values.items()}
    passages = [passage for part in parts for passage in part]
    for xml in _sources(filled):
        lines = _OPEN.split(patched(xml).replace("\n", " "))
        try:
            environment().from_string("\n".join(lines)).render(small)
        except MemoryError:
            raise  # there may be more of it
        except Exception as error:  # noqa: BLE001 - whatever a template makes happen is its fault
            source = _tag(lines, _line(error))
            place = next((p for p in passages if source and source in map(_even, p.tags)), None)
            yield place, Fault(_told(source, error), _mend(error), place or passages[0])


def _sources(filled: Any) -> Iterator[str]:
    """All that docxtpl fills in: body, headers, footers and properties."""
    yield filled.get_xml()
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _, part in filled.get_headers_footers(kind):
            yield filled.get_part_xml(part)
    for name in PROPERTIES:
        yield getattr(filled.docx.core_properties, name)


def _small(value: Any) -> Any:
    """A value of the same shape with few rows."""
    if isinstance(value, Rows):
        return Rows((_small(row) for row in value[:_ENOUGH]), like=value.like)
    if isinstance(value, Mapping):
        return {name: _small(part) for name, part in value.items()}
    if type(value) is tuple:
        return tuple(_small(part) for part in value[:_ENOUGH])
    return value


def _line(error: BaseException) -> int:
    """The line of the template at which it happened, counted from 1; 0 where that is not told."""
    number = getattr(error, "lineno", None) or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {_SOURCE, "<unknown>"}:
            number = trace.tb_lineno
        trace = trace.tb_next
    return int(number)


def _tag(lines: Sequence[str], number: int) -> str:
    """The tag with which a line begins; '' where there is none."""
    found = TAG.match(lines[number - 1]) if 0 < number <= len(lines) else None
    return _even(found[0]) if found else ""


def _even(source: str) -> str:
    """A tag without what Word and docxtpl change in it: blanks, quotes, its level."""
    plain = re.sub(r"\{([{%#])(?:tr|tc|p|r)(?=\s)", r"{\1", source.translate(_QUOTES))
    return "".join(plain.split())


def _told(source: str, error: Exception) -> Text:
    why: Text | str = str(error) or type(error).__name__
    if isinstance(error, ZeroDivisionError):
        why = say("it divides by zero")
    elif isinstance(error, TypeError):
        why = say("a text cannot be reckoned with ({why})", why=why)
    elif isinstance(error, RecursionError | MemoryError | SyntaxError):
        why = say("it is too deeply nested")
    if source:
        return say("'{tag}' cannot be worked out: {why}", tag=source, why=why)
    return say("it cannot be filled in: {why}", why=why)


def _mend(error: Exception) -> Text | None:
    if isinstance(error, TypeError):
        return say("fields are texts, ready to be printed: print them as they are")
    return None
