"""Documents of which a part is taken away at random: how much of that is found."""

import random
from pathlib import Path

import pytest
from office_files import PHRASES, book, kind_of, table, word

from dossier.compare.run import compare

pytestmark = pytest.mark.engine

TRIALS = 16
SURNAMES, NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "明华丽芳强军敏静杰涛超勇艳秀兰霞"
POSTS = ("校长", "副校长", "教导主任", "班主任", "语文教师", "数学教师", "总务", "会计")


def rows(chance: random.Random, count: int) -> list[list[str]]:
    """A list of people as schools write it."""
    return [
        [
            str(number),
            chance.choice(SURNAMES) + chance.choice(NAMES) + chance.choice(NAMES),
            chance.choice(POSTS),
            f"{chance.randrange(1980, 2020)}年{chance.randrange(1, 13)}月",
            str(chance.randrange(10_000, 99_999)),
        ]
        for number in range(1, count + 1)
    ]


def paragraphs(chance: random.Random, count: int) -> list[str]:
    """Sentences in some order, each with a number of its own."""
    return [
        f"{chance.choice(PHRASES)}共{chance.randrange(10, 9999)}人次{chance.choice(NAMES)}"
        for _ in range(count)
    ]


def found(pairs: list[tuple[Path, Path]], printed) -> int:
    """In how many pairs the PDF of the second file is found to lack something of the first."""
    pdfs = printed(*(less for _, less in pairs))
    return sum(
        bool(compare(whole, kind_of(whole), pdf))
        for (whole, _), pdf in zip(pairs, pdfs, strict=True)
    )


def test_a_row_that_is_taken_away_is_found(tmp_path: Path, printed) -> None:
    """This test ensures that one lost row of a table is found, whichever it is."""
    pairs = []
    for trial in range(TRIALS):
        chance = random.Random(trial)
        listed = rows(chance, chance.randrange(8, 60))
        gone = chance.randrange(len(listed))
        less = listed[:gone] + listed[gone + 1 :]
        pairs.append(
            (
                word(tmp_path / f"w{trial}.docx", *PHRASES, table(listed)),
                word(tmp_path / f"l{trial}.docx", *PHRASES, table(less)),
            )
        )
    assert found(pairs, printed) == TRIALS


def test_paragraphs_that_are_taken_away_are_found(tmp_path: Path, printed) -> None:
    """This test ensures that one to six lost paragraphs are found."""
    pairs = []
    for trial in range(TRIALS):
        chance = random.Random(trial)
        said = paragraphs(chance, chance.randrange(12, 80))
        gone = set(chance.sample(range(len(said)), chance.randrange(1, 7)))
        less = [one for place, one in enumerate(said) if place not in gone]
        pairs.append(
            (word(tmp_path / f"w{trial}.docx", *said), word(tmp_path / f"l{trial}.docx", *less))
        )
    assert found(pairs, printed) == TRIALS


def test_cells_that_are_taken_away_are_found(tmp_path: Path, printed) -> None:
    """This test ensures that one to four lost cells of a sheet are found."""
    pairs = []
    for trial in range(TRIALS):
        chance = random.Random(trial)
        listed: list[list[object]] = [
            [int(one[0]), *one[1:4], int(one[4])] for one in rows(chance, chance.randrange(8, 80))
        ]
        gone = [(chance.randrange(len(listed)), chance.randrange(1, 5)) for _ in range(4)]
        less = [list(row) for row in listed]
        for row, column in gone[: chance.randrange(1, 5)]:
            less[row][column] = None
        pairs.append(
            (book(tmp_path / f"w{trial}.xlsx", *listed), book(tmp_path / f"l{trial}.xlsx", *less))
        )
    assert found(pairs, printed) == TRIALS


def test_nothing_is_found_in_what_is_whole(tmp_path: Path, printed) -> None:
    """This test ensures that random documents with their own PDFs give no remark."""
    files = []
    for trial in range(TRIALS):
        chance = random.Random(trial)
        listed = rows(chance, chance.randrange(8, 60))
        said = paragraphs(chance, 20)
        files += [
            word(tmp_path / f"w{trial}.docx", *said, table(listed)),
            book(tmp_path / f"b{trial}.xlsx", *listed),
        ]
    pdfs = printed(*files)
    assert [
        (one.name, remark.text.spoken("en"))
        for one, pdf in zip(files, pdfs, strict=True)
        for remark in compare(one, kind_of(one), pdf)
    ] == []
