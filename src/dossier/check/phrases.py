"""口径统一 in running text: a number that stands where a phrase does must be the figure."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.check.codes import near
from dossier.check.facts import Facts
from dossier.check.free_wording import free_patterns, heads, is_meant, is_near, totals
from dossier.check.quotes import SLOT, Quote, compiled, quotes
from dossier.check.scanned import as_read, look_first
from dossier.check.schools import own_names
from dossier.check.verdicts import Comparer, Correction, Speech
from dossier.facts import Fact, replace
from dossier.finding import Code, Finding
from dossier.media.passage import Passage, clean
from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.evidence import Evidence
from dossier.model.kinds import has_stage
from dossier.model.rules import Phrase
from dossier.model.school import School
from dossier.source import Cell


class Conflict(Fact, frozen=True):
    """A number in a text that is not the figure's: what was found, where, and what to say of it."""

    passage: Passage
    quote: Quote
    finding: Finding


def invalid_phrases(facts: Facts) -> Iterator[Finding]:
    """A phrase that names no figure, or has no place for its number or no words beside it."""
    for phrase in facts.dossier.rules.phrases:
        yield from _faults(phrase, facts.dossier.school)


def words_of_the_workbooks(facts: Facts) -> Iterator[Finding]:
    """报告文字, 自评说明 and 基本信息 must give the declared figures."""
    return (conflict.finding for conflict in said_by_the_school(facts.dossier))


def words_of_the_evidence(facts: Facts) -> Iterator[Finding]:
    """Documents, sheets and text PDFs must give the declared figures of the year they are of."""
    own = own_names(facts.dossier.school)
    entries: dict[str, list[Evidence]] = {}
    for entry in facts.dossier.evidence:
        entries.setdefault(entry.file, []).append(entry)
    speeches = (
        Speech(
            facts.texts[path],
            path=f"evidence/{path}",
            years=tuple(entry.year for entry in registered if entry.year is not None),
            free=all(not entry.author or own.has(entry.author) for entry in registered),
            requirement=registered[0].requirement,
        )
        for path, registered in entries.items()
        if path in facts.texts
    )
    return (conflict.finding for conflict in conflicts(tuple(speeches), facts.dossier))


def said_by_the_school(dossier: Dossier) -> Iterator[Conflict]:
    """The conflicts in the words of the workbooks."""
    return conflicts(_workbooks(dossier.school), dossier)


def conflicts(speeches: Iterable[Speech], dossier: Dossier) -> Iterator[Conflict]:
    """Every number in `speeches` that stands where a phrase does and is not the figure's.

    What is said in free wording must be far from any other meaning to be one.
    """
    school = dossier.school
    patterns = [
        compiled(phrase)
        for phrase in dossier.rules.phrases
        if has_stage(school, phrase.stage) and not any(_faults(phrase, school))
    ]
    free = free_patterns(school, dossier.rules.phrases)
    counted = heads(free)
    judge = Comparer(dossier)
    for speech in speeches:
        looked_for = [*patterns, *free] if speech.free else patterns
        for passage in speech.passages if looked_for else ():
            for found in quotes(passage, looked_for):
                verdicts = [judge.verdict(quote, speech) for quote in found]
                if None not in verdicts:
                    quote, verdict = found[0], verdicts[0]
                    assert verdict is not None
                    if quote.pattern.free and (
                        judge.is_of_any_part(quote, speech) or not is_meant(quote, verdict)
                    ):
                        continue
                    yield Conflict(passage, quote, _finding(quote, speech, passage, verdict))
        for passage, quote in totals(speech.passages, counted) if speech.free else ():
            verdict = judge.verdict(quote, speech)
            if verdict and is_near(quote, verdict) and not judge.is_of_any_part(quote, speech):
                yield Conflict(passage, quote, _finding(quote, speech, passage, verdict))


def _faults(phrase: Phrase, school: School) -> Iterator[Finding]:
    if not has_stage(school, phrase.stage):
        return
    pieces = SLOT.split(phrase.pattern)
    slots = [slot.strip() for slot in pieces[1::2]]
    example = f"{{{phrase.figure}}}"
    names = {name for name, _, _ in (*school.figures, *school.funds, *school.vacant)}
    if phrase.figure not in names:
        yield Finding(
            Code.CODE_UNKNOWN,
            say("'{name}' is no figure of '数据' or '经费'", name=phrase.figure),
            at=phrase.row.cell("figure"),
            hint=near(phrase.figure, names),
        )
    elif phrase.figure not in slots:
        yield Finding(
            Code.FORMULA_INVALID,
            say("the words have no place for '{figure}'", figure=phrase.figure),
            at=phrase.row.cell("pattern"),
            hint=say("write {example} where the number stands", example=example),
        )
    elif not clean("".join(pieces[::2])):
        yield Finding(
            Code.FORMULA_INVALID,
            say("every number would be taken for '{figure}'", figure=phrase.figure),
            at=phrase.row.cell("pattern"),
            hint=say("write the words that stand beside {example}", example=example),
        )


def _workbooks(school: School) -> Iterator[Speech]:
    for name, text in school.facts.items():
        cell = school.cells.get(name, Cell("school.xlsx", "基本信息", ""))
        yield _speech((text,), cell)
    for one in school.own_words():
        yield _speech(one.paragraphs, one.at, one.indicator, section=one.section, first=one.first)


def _speech(
    paragraphs: Sequence[str],
    at: Cell,
    indicator: str = "",
    *,
    section: str = "",
    first: int = 1,
) -> Speech:
    found = tuple(
        Passage(
            say("'{section}', paragraph {number}", section=section, number=number)
            if section
            else say("paragraph {number}", number=number),
            clean(words),
        )
        for number, words in enumerate(paragraphs, first)
    )
    return Speech(found, at=at, own=True, free=True, indicator=indicator)


def _finding(quote: Quote, speech: Speech, passage: Passage, verdict: Correction) -> Finding:
    hint = _hint(quote, speech, verdict)
    found = Finding(
        _code(quote, passage),
        say(
            "{place}: '{shown}' in '{sentence}', but '{figure}' of {stage} for {year} is {value} "
            "in {cells}",
            place=passage.place,
            shown=quote.shown,
            sentence=quote.sentence,
            figure=quote.pattern.phrase.figure,
            stage=verdict.stage.value,
            year=verdict.year,
            value=verdict.amount.said(),
            cells=verdict.amount.where(),
        ),
        at=speech.at,
        path=speech.path,
        hint=hint,
        indicator=speech.indicator,
        requirement=speech.requirement,
        year=speech.years[0] if speech.years else None,
    )
    if passage.scanned and not quote.pattern.free:
        return replace(found, hint=look_first(hint))  # its code is of scans, and weighs less
    return as_read(found, scanned=passage.scanned)


def _code(quote: Quote, passage: Passage) -> Code:
    if quote.pattern.free:
        return Code.FIGURE_DOUBTFUL
    return Code.SCAN_CONFLICT if passage.scanned else Code.TEXT_CONFLICT


def _hint(quote: Quote, speech: Speech, verdict: Correction) -> Text:
    if verdict.elsewhere is not None:
        return say("{shown} is the number for {year}", shown=quote.shown, year=verdict.elsewhere)
    if speech.own:
        return say("find out which is right, and correct the other")
    return say(
        "find out which is right: a figure can be corrected; a document of evidence is explained "
        "in 备注, never rewritten"
    )
