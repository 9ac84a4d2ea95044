"""The long texts of the sample: as long as they should be, and nothing said twice."""

import re
from collections import Counter

import docx

from sample_build import Sample

_SENTENCE = re.compile(r"[。；！？\n]")
_LONG = 12  # characters: a shorter one may well stand twice


def text_of(sample: Sample, code: str) -> str:
    (path,) = (sample.workspace.build / "chapters").glob(f"{code}-*.docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def sentences(text: str) -> list[str]:
    """The sentences that are long enough, without blanks; each table may have its note."""
    found = ("".join(one.split()) for one in _SENTENCE.split(text))
    return [one for one in found if len(one) >= _LONG and not one.startswith("注：")]


def test_texts_have_their_length(sample: Sample) -> None:
    """This test ensures a report of 5,000 to 8,000 characters and a speech of ten minutes."""
    report, speech = ("".join(text_of(sample, code).split()) for code in ("R01", "R02"))
    assert 5000 <= len(report) <= 8000
    assert 1800 <= len(speech) <= 2200


def test_nothing_is_said_twice(sample: Sample) -> None:
    """This test ensures that neither text repeats a sentence, nor the one the other's."""
    report, speech = (sentences(text_of(sample, code)) for code in ("R01", "R02"))
    assert [one for one, count in Counter(report).items() if count > 1] == []
    assert [one for one, count in Counter(speech).items() if count > 1] == []
    assert set(report) & set(speech) == set()
