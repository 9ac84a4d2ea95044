"""What a page asks for once its text stands: where 落款 begins, what stays together, and more.

GB/T 9704-2012, 7.3.5, places the date by the length of the name above it, which only the text
knows; a title of several lines is broken where its words end (7.3.1). No row and no 落款 stands on
a page of its own. （未核实） in every second cell would hide the table; a sign stands there, and
what it means stands once beneath.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from math import ceil
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from dossier.render.jinja import SEALED, UNSEALED
from dossier.render.marks import keep_with_next
from dossier.text import UNVERIFIED

Element = Any  # lxml's elements, as python-docx makes them

SIGN = "＊"
"""Stands in a table for （未核实）, which its note explains."""
EXPLAINED = f"{SIGN}未核实，没有文件原文可供核对。"

_EM = 320  # a character of 三号 in twentieths of a point
_SHIFT = 2  # characters that the date begins behind the name (7.3.5.2)
_SEALED_GAP = 4  # characters right of the date where a seal is put over it (7.3.5.1)
_LAST = 3  # rows of a table that come onto its last page together
_TITLE = "Title"
_TITLE_LINE = 19  # characters of 二号 in a line, with room for letters wider than half
_UNEVEN = 0.4  # parts by which a line of a title may be longer or shorter than the others
_WORD_ENDS = re.compile(r"(?<=[、，；：。）》”的])|(?=[和及（《“]|用于)|(?<![参给赋])(?=与)")
_NOTE = "表注"  # the style of notes beneath tables
_OWN_WORDS = re.compile("标注?“未核实”的")
_BLANKS = re.compile(r"(?<=[≥≤＜＞＝=÷×＋∶：]) +(?=\S)|(?<=\S) +(?=[≥≤＜＞＝=÷×＋∶])")
_TEXT, _PARAGRAPH = qn("w:t"), qn("w:p")


def finish(document: Any) -> None:
    """Act on what is left to do in `document`, which python-docx has opened."""
    root = document.element
    for part in root.iter(_TEXT):
        # a relation has no blanks in Chinese text; the office adds what room there is to be
        if part.text and " " in part.text:
            part.text = _BLANKS.sub("", part.text)
    _sign_off(root)
    for paragraph in root.body.iterchildren(_PARAGRAPH):
        if _style(paragraph) == _TITLE:
            _break(paragraph)
    style = next((one.style_id for one in document.styles if one.name == _NOTE), "")
    for table in list(root.body.iterchildren(qn("w:tbl"))):
        if _marked(table):
            _explain(table, style)
        _hold_end(table)


def _sign_off(root: Element) -> None:
    """Give name and date of each 落款 their gaps at the right, in characters."""
    for part in list(root.iter(_TEXT)):
        text = part.text or ""
        if SEALED not in text and UNSEALED not in text:
            continue
        part.text = text.replace(SEALED, "").replace(UNSEALED, "")
        day = next(part.iterancestors(_PARAGRAPH))
        name = day.getprevious()
        if name is None or name.tag != _PARAGRAPH:
            continue
        gaps = gaps_of(_length(name), _length(day), sealed=SEALED in text)
        for paragraph, gap in zip((name, day), gaps, strict=True):
            _indent(paragraph, gap)
        keep_with_next(name)
        _hold_body(name)


def _hold_body(name: Element) -> None:
    """Keep the last paragraph of the body, and the list of annexes after it, with 落款."""
    above = name.getprevious()
    while above is not None and above.tag == _PARAGRAPH:
        keep_with_next(above)
        text = "".join(part.text or "" for part in above.iter(_TEXT))
        if text.strip() and not text.startswith(("附件", "　")):
            return
        above = above.getprevious()


def gaps_of(name: float, day: float, *, sealed: bool) -> tuple[float, float]:
    """What stays free right of a name and of the date below it, all in characters.

    Sealed, the date ends four characters before the edge, and the name is centred over it.
    Unsealed, the name ends two before the edge, and the date begins two behind the beginning of
    the name; where the date is the longer one, it is the date that ends two before the edge.
    """
    if sealed:
        gap = _SEALED_GAP + (day - name) / 2
        # a long name takes the date along instead of running over the edge
        return max(gap, 0.0), _SEALED_GAP - min(gap, 0.0)
    if day > name:
        return day + 2 * _SHIFT - name, float(_SHIFT)
    return float(_SHIFT), name - day


def _length(paragraph: Element) -> float:
    return _em(_text(paragraph))


def _indent(paragraph: Element, gap: float) -> None:
    properties = paragraph.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(gap * 100)))
    indent.set(qn("w:right"), str(round(gap * _EM)))


def _hold_end(table: Element) -> None:
    """Keep the last rows together and with the note beneath, so that no page begins with one."""
    rows = list(table.iterchildren(qn("w:tr")))
    if len(rows) > _LAST + 1:  # with its head
        for row in rows[-_LAST:-1]:
            keep_with_next(row)
    behind = table.getnext()
    if behind is None or behind.tag != _PARAGRAPH:
        return
    if _text(behind):
        keep_with_next(rows[-1])
        for note in list(_notes(table))[:-1]:
            keep_with_next(note)
    elif (following := behind.getnext()) is not None and _keeps(following):
        # what is to be signed stands beneath a row, not on a page of its own
        keep_with_next(rows[-1])
        keep_with_next(behind)


def _notes(table: Element) -> Iterator[Element]:
    """The paragraphs of one style that stand beneath a table."""
    note = table.getnext()
    style = _style(note) if note is not None and note.tag == _PARAGRAPH else ""
    while style and note is not None and note.tag == _PARAGRAPH and _style(note) == style:
        yield note
        note = note.getnext()


def _keeps(block: Element) -> bool:
    """Whether a paragraph with text is kept with the next one, as all that leads to 落款 is."""
    kept = block.tag == _PARAGRAPH and block.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    return kept and bool(_text(block))


def _text(block: Element) -> str:
    return "".join(part.text or "" for part in block.iter(_TEXT)).strip()


def _break(title: Element) -> None:
    """Break a title that is longer than a line where its words end, in lines of like length."""
    parts = [part for part in title.iter(_TEXT) if part.text]
    if len(parts) != 1:
        return
    (part,) = parts
    lines = title_lines(part.text)
    part.text = lines[0]
    for line in reversed(lines[1:]):
        text = etree.Element(_TEXT)
        text.text = line
        part.addnext(text)
        part.addnext(etree.Element(qn("w:br")))


def title_lines(text: str) -> list[str]:
    """`text` in as many lines as it needs, broken where a word ends as far as can be told."""
    lines: list[str] = []
    left = text.strip()
    for count in range(ceil(_em(left) / _TITLE_LINE), 1, -1):
        wanted = _em(left) / count
        places = [at for at in range(1, len(left)) if _em(left[:at]) <= _TITLE_LINE]
        ends = [found.start() for found in _WORD_ENDS.finditer(left) if found.start() in places]
        near = [at for at in ends if abs(_em(left[:at]) - wanted) <= wanted * _UNEVEN]
        at = min(
            near or places,
            key=lambda at: abs(_em(left[:at]) - wanted),
        )
        lines.append(left[:at].strip())
        left = left[at:].strip()
    return [*lines, left]


def _em(text: str) -> float:
    """The length of a text in characters: what is half a character wide counts half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def _marked(table: Element) -> bool:
    return any(UNVERIFIED in (part.text or "") for part in table.iter(_TEXT))


def _explain(table: Element, style: str) -> None:
    """Put the sign for the mark in every cell, and its meaning into the note beneath."""
    for part in table.iter(_TEXT):
        if part.text and UNVERIFIED in part.text:
            part.text = part.text.replace(UNVERIFIED, SIGN)
    for part in (part for note in _notes(table) for part in note.iter(_TEXT)):
        if part.text and _OWN_WORDS.search(part.text):
            # a form explains the mark in its own words
            part.text = _OWN_WORDS.sub(f"标{SIGN}的", part.text)
            return
    note = table.getnext()
    if style and note is not None and note.tag == _PARAGRAPH and _style(note) == style:
        last = next(_last_runs(note), None)
        if last is not None:
            run = deepcopy(last)
            (kept, *others) = run.findall(_TEXT)
            for other in others:
                run.remove(other)
            kept.text = f"　{EXPLAINED}"
            last.addnext(run)
            return
    made = etree.SubElement(table.getparent(), _PARAGRAPH)
    if style:
        etree.SubElement(etree.SubElement(made, qn("w:pPr")), qn("w:pStyle")).set(
            qn("w:val"), style
        )
    text = etree.SubElement(etree.SubElement(made, qn("w:r")), _TEXT)
    text.text = f"注：{EXPLAINED}"
    table.addnext(made)


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _last_runs(paragraph: Element) -> Iterator[Element]:
    """The runs with text, from the last one."""
    for run in reversed(paragraph.findall(qn("w:r"))):
        if run.find(_TEXT) is not None:
            yield run
