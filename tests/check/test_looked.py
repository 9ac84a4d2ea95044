"""What was seen of files against the register."""

from datetime import date

import pytest
from sound_school import FILES, PARTS, PHOTOS, REGISTER, facts, findings

from dossier.check.run import check
from dossier.facts import replace
from dossier.finding import Code
from dossier.media.passage import Passage, clean
from dossier.messages import say
from dossier.model.evidence_file import Appearance, FileKind, Seal
from factories import evidence, evidence_file, photo

A, B, P = FILES


def told(code: Code, **changed) -> list[str]:
    return [f"{f.place}: {f.text.spoken('en')}" for f in findings(**changed) if f.code is code]


def seen(**look) -> tuple:
    """The sound files, of the first of which that was seen."""
    return replace(A, look=Appearance(**look)), B, P


def test_blank_pages():
    """the blank pages of a file are told, neighbours together."""
    assert told(Code.PAGES_BLANK, files=seen(blank=(2, 4, 5, 6))) == [
        "test.xlsx!佐证材料登记!I4: 'a.pdf' has pages that seem blank: 2、4—6"
    ]


@pytest.mark.parametrize("pages", [((1, 1),), ((3, 9),)])
def test_blank_pages_that_are_not_bound(pages):
    """blank pages outside 页次 are no matter."""
    entries = (evidence("a.pdf", row=REGISTER, pages=pages), PARTS["evidence"][1])
    assert told(Code.PAGES_BLANK, evidence=entries, files=seen(blank=(2,))) == []


def test_a_file_of_blank_pages_is_missing():
    """what cannot be bound is told as that alone, and its requirement lacks it."""
    empty = replace(A, fault=Code.FILE_EMPTY, pages=1, look=Appearance(blank=(1,)))
    assert told(Code.PAGES_BLANK, files=(empty, B, P)) == []
    assert len(told(Code.FILE_EMPTY, files=(empty, B, P))) == 1


@pytest.mark.parametrize(
    ("seal", "sealed", "count"),
    [
        (Seal.NONE, True, 1),
        (Seal.SEEN, True, 0),
        (Seal.UNKNOWN, True, 0),  # black and white
        (Seal.NONE, False, 0),
        (Seal.NONE, None, 0),
    ],
)
def test_seals(seal, sealed, count):
    """盖章=是 is told where all pages are in colour and none is sealed, and nowhere else."""
    entries = (evidence("a.pdf", row=REGISTER, sealed=sealed), PARTS["evidence"][1])
    assert len(told(Code.SEAL_UNSEEN, evidence=entries, files=seen(seal=seal))) == count


def twice(other: tuple[int, ...], sha: str = "c" * 64) -> list[str]:
    one = evidence_file(
        "p.jpg", kind=FileKind.JPEG, sha256="b" * 64, look=Appearance(hashes=(0,) * 8)
    )
    two = evidence_file("q.jpg", kind=FileKind.JPEG, sha256=sha, look=Appearance(hashes=other))
    rows = (photo("p.jpg", row=PHOTOS), photo("q.jpg", event="运动会", row=PHOTOS))
    return told(Code.PHOTO_TWICE, photos=rows, files=(A, B, one, two))


def test_one_photo_in_two_rows():
    """a photo that differs in 8 bits of 64 is the same photo."""
    assert twice((0xFF,) * 8) == [
        "test.xlsx!照片!C5: '运动会' shows the same photo as '开学典礼' in test.xlsx!照片!C5"
    ]


@pytest.mark.parametrize(
    ("hashes", "sha"), [((0xFFF,) * 8, "c" * 64), ((), "c" * 64), ((0,) * 8, "b" * 64)]
)
def test_photos_that_are_two(hashes, sha):
    """12 bits are another photo, an empty picture is like none, equal bytes are told as such."""
    assert twice(hashes, sha) == []


@pytest.mark.parametrize(
    ("taken", "dated", "count"),
    [
        (date(2021, 10, 15), date(2021, 9, 1), 1),
        (date(2021, 9, 1), date(2021, 9, 1), 0),
        (None, date(2021, 9, 1), 0),
        (date(2021, 10, 15), None, 0),
    ],
)
def test_the_day_of_the_camera(taken, dated, count):
    """the camera's day is told where it is known, and another than 时间."""
    held = replace(P, look=Appearance(taken=taken))
    rows = (photo("p.jpg", dated=dated, row=PHOTOS),)
    assert len(told(Code.DATE_CONFLICT, photos=rows, files=(A, B, held))) == count


def test_pages_on_their_heads():
    """pages that stand on their heads are told, as far as they are bound."""
    assert told(Code.PAGES_TURNED, files=seen(turned=(1, 2))) == [
        "test.xlsx!佐证材料登记!I4: 'a.pdf' has pages that stand on their heads: 1—2"
    ]
    entries = (evidence("a.pdf", row=REGISTER, pages=((3, 4),)), PARTS["evidence"][1])
    assert told(Code.PAGES_TURNED, evidence=entries, files=seen(turned=(1, 2))) == []


@pytest.mark.parametrize(
    ("look", "signed", "count"),
    [
        ({"lines": 2, "empty": (1, 3)}, True, 1),
        ({"lines": 2, "empty": (1,)}, True, 0),  # one of them is signed
        ({"lines": 0}, True, 0),
        ({"lines": 1, "empty": (1,)}, False, 0),
    ],
)
def test_empty_lines_to_sign_on(look, signed, count):
    """签字=是 is told where nothing stands on any line to sign on."""
    entries = (evidence("a.pdf", row=REGISTER, signed=signed), PARTS["evidence"][1])
    assert len(told(Code.SIGNATURE_UNSEEN, evidence=entries, files=seen(**look))) == count


@pytest.mark.parametrize(
    ("words", "pictures", "count"),
    [
        (("校长签字：________",), 0, 1),
        (("审核人签名：　　年　月　日",), 0, 1),
        (("校长签字：周明远",), 0, 0),
        (("校长签字：________",), 1, 0),  # a picture may be the signature
        (("校长签字：", "记录人签字：李芳"), 0, 0),
        (("家长签字：________",), 0, 0),
        (("学校举行签字仪式：上午九时",), 0, 0),
        ((), 0, 0),
    ],
)
def test_a_word_file_that_nobody_signed(words, pictures, count):
    """in a Word file without pictures a signature is a name behind the label."""
    held = replace(A, kind=FileKind.WORD, look=Appearance(pictures=pictures))
    passages = tuple(Passage(say("paragraph {number}", number=1), clean(one)) for one in words)
    known = replace(facts(files=(held, B, P)), texts={"a.pdf": passages})
    assert sum(one.code is Code.SIGNATURE_UNSEEN for one in check(known)) == count
