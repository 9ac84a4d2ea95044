"""表Ⅰ 基本情况 and 表Ⅴ 义务教育经费情况: the forms whose columns the standard lists."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dossier.model.assessment import Growth
from dossier.model.rules import FormLine
from dossier.model.table import Form, FormCell, FormRow
from dossier.model.years import FiscalYear
from dossier.plan.forms.cells import NOTHING, head, numbered
from dossier.plan.forms.subject import Subject
from dossier.plan.forms.taking import derivations, take_of, taken
from dossier.text import nfkc, verified_mark

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
TITLES = {"表Ⅰ": "基本情况", "表Ⅴ": "义务教育经费情况"}
_DIGITS = {
    **{str(n): sign for n, sign in enumerate(ROMAN, 1)},
    **dict(zip("一二三四五六七八九十", ROMAN, strict=True)),
    **{nfkc(sign): sign for sign in ROMAN},
}
_NUMBER = re.compile(r"表?\s*([0-9]+|[IVX]+|[一二三四五六七八九十])\s*(.*)")
_MOST = 12  # columns that stand side by side on a page


def number_of(text: str) -> str:
    """A form's number in one way of writing: 表1, 表一 and 表V are 表Ⅰ, 表Ⅰ and 表Ⅴ."""
    folded = nfkc(text).strip()
    found = _NUMBER.fullmatch(folded.upper())
    if not found or found[1] not in _DIGITS:
        return text.strip()
    return f"表{_DIGITS[found[1]]}{found[2]}"


def listed(subject: Subject) -> dict[str, tuple[FormLine, ...]]:
    """The columns of the standard's sheet 表册 by form, in the order of the sheet."""
    found: dict[str, list[FormLine]] = {}
    for line in subject.rules.forms:
        found.setdefault(number_of(line.form), []).append(line)
    return {number: tuple(lines) for number, lines in found.items()}


def listed_form(number: str, lines: Sequence[FormLine], subject: Subject) -> Form:
    """A form of the judged school year, or with a row for each financial year."""
    if _of_funds(number, lines, subject):
        return _by_year(number, lines, subject)
    return _at_once(number, lines, subject)


def _of_funds(number: str, lines: Sequence[FormLine], subject: Subject) -> bool:
    named = {name for name, _, _ in subject.own.funds}
    takes = [take for take in map(take_of, lines) if take and take.formula]
    return number == "表Ⅴ" or any(
        name in named for take in takes if take.formula for name in take.formula.names
    )


def _at_once(number: str, lines: Sequence[FormLine], subject: Subject) -> Form:
    """One value for each column; many columns stand in bands, one beneath the other."""
    bands = list(_bands(lines))
    size = max(len(band) for band in bands)
    notes = tuple(dict.fromkeys(derivations(lines, subject.own, subject.year)))
    rows: list[FormRow] = []
    for band in bands:
        blank = size - len(band)
        heads = list(_heads(band))
        values = tuple(taken(line, subject.own, subject.year) for line in band)
        if blank:
            heads[0] = (*heads[0], head("", across=blank, down=len(heads)))
            values = (*values, FormCell("", across=blank))
        if len(bands) == 1:
            return _form(number, subject, tuple(heads), (values,), (1,) * size, notes)
        rows += [*heads, values]
    # the captions of a band belong to it alone, so there is no head to repeat
    return _form(number, subject, (), tuple(rows), (1,) * size, notes)


def _bands(lines: Sequence[FormLine]) -> Iterator[list[FormLine]]:
    """The columns in bands of a page's width; those that share a heading stay together."""
    band: list[FormLine] = []
    for _, inside in groupby(enumerate(lines), key=lambda one: _group(one[1]) or one[0]):
        group = [line for _, line in inside]
        if band and len(band) + len(group) > _MOST:
            yield band
            band = []
        band += group
        while len(band) > _MOST:
            yield band[:_MOST]
            band = band[_MOST:]
    yield band


def _by_year(number: str, lines: Sequence[FormLine], subject: Subject) -> Form:
    """A row for each financial year; what the law wanted to grow and did not is dark."""
    heads = list(_heads(lines))
    heads[0] = (head("年度", down=len(heads) - 1), *heads[0])
    heads[-1] = (head("栏次"), *heads[-1])
    years = sorted(subject.standard.fiscal_years)
    unmet = [growth for growth in subject.growths if growth.met is False]
    body = tuple(
        (
            FormCell(year.span),
            *(
                taken(line, subject.own, year, dark=_fell(line, year, lines, unmet))
                for line in lines
            ),
        )
        for year in years
    )
    marks = dict.fromkeys(
        f"“{growth.rule.name}”未做到：{growth.working}{verified_mark(growth.rule.verified)}"
        for growth in unmet
    )
    notes = ("未做到“三个增长”的数值以深色底纹标出。" if marks else "", *marks)
    return _form(number, subject, tuple(heads), body, (1,) * (len(lines) + 1), notes)


def _fell(
    line: FormLine, year: FiscalYear, lines: Sequence[FormLine], unmet: Sequence[Growth]
) -> bool:
    """Whether this cell shows what an unmet part of the 三个增长 is about.

    That is the column of its growth, or that of the figure where the form has no such column.
    """
    take = take_of(line)
    if take is None or not any(
        growth.year == year
        and (take.text, line.stage) == (growth.rule.figure.strip(), growth.rule.stage)
        for growth in unmet
    ):
        return False
    has_growth = any(
        other.growth and (other.text, one.stage) == (take.text, line.stage)
        for one in lines
        if (other := take_of(one))
    )
    return take.growth or not has_growth


def _heads(lines: Sequence[FormLine]) -> Iterator[FormRow]:
    """Captions with units, and the numbers of the columns.

    Neighbours whose captions begin alike (``教职工数：小学``, ``教职工数：初中``) share a heading.
    """
    groups = [(name, list(inside)) for name, inside in groupby(lines, key=_group)]
    shared = any(name and len(inside) > 1 for name, inside in groups)
    top: list[FormCell] = []
    below: list[FormCell] = []
    for name, inside in groups:
        if name and len(inside) > 1:
            top.append(head(name, across=len(inside)))
            below += [head(_captioned(line, line.caption[len(name) + 1 :])) for line in inside]
        else:
            down = 2 if shared else 1
            top += [head(_captioned(line, line.caption), down=down) for line in inside]
    yield tuple(top)
    if shared:
        yield tuple(below)
    yield tuple(head(line.line) for line in lines)


def _group(line: FormLine) -> str:
    name, colon, _ = line.caption.replace(":", "：").partition("：")
    return name if colon else ""


def _captioned(line: FormLine, caption: str) -> str:
    return f"{caption.strip()}\n（{line.unit}）" if line.unit else caption.strip()


def _form(
    number: str,
    subject: Subject,
    heads: tuple[FormRow, ...],
    body: tuple[FormRow, ...],
    widths: tuple[int, ...],
    notes: Sequence[str],
) -> Form:
    printed = {one.text for row in body for one in row}
    told = f"“{NOTHING}”表示没有数据。" if NOTHING in printed else ""
    return Form(
        number, TITLES.get(number, ""), heads, body, widths, numbered((*notes, told)), subject.line
    )
