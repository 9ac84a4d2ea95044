"""ID and mobile numbers are masked in all words that are kept; other numbers are not."""

import pytest

from dossier.check.run import owned_all
from dossier.finding import Code, Finding, Remark
from dossier.media.passage import clean
from dossier.messages import say
from dossier.personal import MASKED, masked
from factories import dossier

NUMBERS = [
    ("身份证号510107200901011230。", "身份证号5101**********1230。"),
    ("11010519491231002X", "1101**********002X"),
    ("510107200901011239", "510107200901011239"),  # its check digit is wrong
    ("510107201313011234", "510107201313011234"),  # no such month
    ("510107090101123", "5101*******1123"),
    ("510107091301123", "510107091301123"),
    ("电话13812345678，", "电话138****5678，"),
    ("12812345678", "12812345678"),
    ("卡号6222020200012345670。", "卡号6222***********5670。"),
    ("6222 0202 0001 2345 670", "6222***********5670"),
    ("6222020200012345679", "6222020200012345679"),  # its check digit is wrong
    ("4111111111111111", "4111********1111"),
    ("41111111111111111", "41111111111111111"),  # no card is as long but of UnionPay
    ("订单213812345678", "订单213812345678"),
    ("13812345678.5", "138****5678.5"),
    ("0.13812345678", "0.13812345678"),
    ("校长周明13912345678，主任陈映15812345678", "校长周明139****5678，主任陈映158****5678"),
]


@pytest.mark.parametrize(("said", "kept"), NUMBERS)
def test_numbers_of_persons_are_masked(said: str, kept: str) -> None:
    """This test ensures that they are known by their form (GB 11643-1999) and check digit."""
    assert masked(said) == kept
    assert clean(said) == kept
    assert bool(MASKED.search(kept)) == (said != kept)


def test_what_a_remark_quotes_is_masked_where_it_is_kept() -> None:
    """This test ensures that sentences about cells and pages have no such number, however deep."""
    quoted = say("page {page}", page="13912345678")
    remark = Remark(Code.CONTENT_ADDED, say("{text} ({place})", text="13812345678", place=quoted))
    assert str(remark.masked().text) == "138****5678 (page 139****5678)"


def test_findings_quote_numbers_masked() -> None:
    """This test ensures that what is told of a cell shows no such number, nor does its hint."""
    finding = Finding(
        Code.VALUE_INVALID, say("'{text}' is no number", text="510107200901011230"),
        hint=say("did you mean {text}", text=13812345678),
    )  # fmt: skip
    (told,) = owned_all([finding], dossier())
    assert str(told.text) == "'5101**********1230' is no number"
    assert str(told.hint) == "did you mean 138****5678"
