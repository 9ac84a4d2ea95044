"""One text handed in for two years: the same sentences, with other years and days in them."""

import re
from collections.abc import Iterator, Sequence

from dossier.check.facts import Facts
from dossier.check.letters import lines
from dossier.check.registered import of_row
from dossier.check.scanned import as_read
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.media.passage import Passage
from dossier.messages import say
from dossier.model.evidence import Evidence

ALIKE = 90
"""Two texts that are this much the same (in %, years and days masked) are one; honest plans of two
years are the same to less than 60 %, measured on the sample."""

_LEAST = 150  # characters of prose: less is a form, or too little to tell
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]")
_DAYS = re.compile(
    r"[12]\d{3}\s*(?:[-—–~～至]+\s*\d{2,4})?\s*年?|[二〇○零一三四五六七八九]{4}年|\d{1,2}月(?:\d{1,2}日)?"
    r"|第[一二]学期|[上下]学期|[春秋冬夏]季?学期|〔\d{4}〕\d*号?|(?:小|初|高)?[一二三四五六七八九]年级"
)
_ABOVE = re.compile(r"局|厅|政府|委员会|督导|[县市省]人民")


class _Prose(Fact, frozen=True):
    entry: Evidence
    text: str
    scanned: bool = False


def texts_again(facts: Facts) -> Iterator[Finding]:
    """Documents of different years whose sentences are the same but for the years.

    Rows of tables are let be, for forms are alike each year; so is what a body above hands down.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - few schools have two such texts to compare

    told: set[str] = set()
    written: list[_Prose] = []
    for entry in facts.dossier.evidence:
        if entry.file in told or entry.year is None or _ABOVE.search(entry.author):
            continue
        told.add(entry.file)
        passages = facts.texts.get(entry.file, ())
        text = prose(passages)
        if len(text) >= _LEAST:
            written.append(_Prose(entry, text, any(passage.scanned for passage in passages)))
    for number, one in enumerate(written):
        for other in written[:number]:
            if other.entry.year == one.entry.year or _content(facts, one) == _content(facts, other):
                continue
            shorter, longer = sorted((len(one.text), len(other.text)))
            if 2 * shorter < (shorter + longer) * ALIKE / 100:
                continue  # so different in length that they cannot be as much alike
            alike = ratio(one.text, other.text, score_cutoff=ALIKE)
            if alike:
                read = one.scanned or other.scanned
                yield as_read(_finding(one, other, int(alike)), scanned=read)
                break


def prose(passages: Sequence[Passage]) -> str:
    """The sentences of a document, without years, days and terms."""
    sentences = (found for line in lines(passages) for found in _SENTENCE.findall(line.text))
    return _DAYS.sub("", "".join(sentences))


def _content(facts: Facts, one: _Prose) -> str:
    held = facts.evidence_files.get(one.entry.file)
    return held.sha256 if held else one.entry.file


def _finding(one: _Prose, other: _Prose, alike: int) -> Finding:
    first = re.match(r".{0,24}", one.text)
    return of_row(
        Code.TEXT_AGAIN,
        one.entry,
        say(
            "'{title}' of {year} and '{other}' of {before} are the same text to {percent}%: "
            "'{quoted}…'",
            title=one.entry.title,
            year=one.entry.year or "",
            other=other.entry.title,
            before=other.entry.year or "",
            percent=alike,
            quoted=first[0] if first else "",
        ),
        say("look for the document of that year, or say in 检查规则 why they are the same"),
    )
