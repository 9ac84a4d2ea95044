"""What single cells mean, whoever typed them."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import values
from dossier.model.days import Month, agrees, compact_day, dotted_day, written_day
from dossier.model.evidence import EVIDENCE
from dossier.model.standard import BOXES
from dossier.model.years import FiscalYear, SchoolYear, covers

WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


def refusal(read, value, *more) -> tuple[str, str]:
    with pytest.raises(values.Unfit) as caught:
        read(value, *more)
    hint = caught.value.hint
    return caught.value.text.spoken("en"), hint.spoken("en") if hint else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23226", "23226"),
        (23226, "23226"),
        (23226.0, "23226"),
        (" 1,234,567.50 ", "1234567.5"),
        ("１２，３４５．６", "12345.6"),
        ("1,2345,6789", "123456789"),
        ("－3", "-3"),
        (0.1 + 0.2, "0.3"),
        ("98.5%", "98.5"),
        ("９８％", "98"),
    ],
)
def test_numbers(typed, meant):
    """a number is understood in every form that a clerk types."""
    assert values.number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "7,99",
        "1,23,4567",
        "12,",
        ",123",
        "12人",
        "3.5万",
        "—",
        "#DIV/0!",
        "1.2.3",
        True,
        "nan",
        "∞",
        "有",
        "√",
    ],
)
def test_what_is_no_number(typed):
    """what is no number is refused with what was found."""
    assert refusal(values.number, typed)[0] == f"'{typed}' is not a number"


def test_an_id_number_is_no_figure():
    """a number longer than the digits that a spreadsheet keeps is refused, however typed."""
    for typed in ("510000201001011234", 510000201001011234, 5.10000201001011e17):
        assert "has more digits than a spreadsheet keeps" in refusal(values.number, typed)[0]


def test_what_is_next_to_nothing_is_no_figure():
    """a number that nothing could be measured by is refused, and quoted in short."""
    for typed in ("1e-25", 1e-25, -5e-324, "1e-99999", f"0.{'0' * 90}1"):
        assert "so little that it can only be a mistake" in refusal(values.number, typed)[0]
    assert len(refusal(values.number, f"0.{'0' * 30_000}1")[0]) < 150
    assert values.number("-0.000") == 0


def test_fifteen_digits_are_kept():
    """a number typed as text has no more digits than one that the spreadsheet keeps."""
    assert values.number("0." + "1" * 60) == values.number(1 / 9) == Decimal("0." + "1" * 15)


def test_a_count_has_a_greatest():
    """a number of copies or decimals that nobody can mean is refused."""
    assert values.count("12", 12) == 12
    assert refusal(values.count, 10**14, 12)[0] == f"'{10**14}' is more than can be meant"


@pytest.mark.parametrize(
    "typed", ["B01—B99999999999", "B1—B" + "9" * 5000, "B" + "1" * 5000 + "—B2", "B1—B2000"]
)
def test_a_range_of_codes_has_an_end(typed):
    """a range that would fill the memory is refused."""
    assert refusal(values.codes, typed)[0].endswith("is not a range of codes")


def test_a_code_is_short():
    """a text is no code: files are named by it."""
    assert refusal(values.code, "很长" * 40)[0].endswith("is too long to be a code")


@pytest.mark.parametrize(
    "typed", ["../x.docx", "/etc/x.docx", "a/../../x", "字" * 80, "a/" + "x" * 250]
)
def test_a_template_lies_in_its_folder(typed):
    """a name that leads out of the folder, or that no system takes, is refused."""
    assert refusal(values.template, typed)[0].endswith("is no file in 'templates'")
    assert values.template(" 分组/自评说明.docx ") == "分组/自评说明.docx"


@given(st.decimals(-(10**12), 10**12, places=3))
def test_numbers_survive_being_typed(number):
    """a number typed with separators or in full width is read as itself."""
    assert values.number(f"{number:,}") == number
    assert values.number(f" {number:,}".translate(WIDE)) == number


READERS = (
    values.number,
    values.count,
    values.day,
    values.deadline,
    values.year,
    values.flag,
    values.codes,
)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    """no text at all makes a reader fail otherwise than by refusing it."""
    for read in READERS:
        with suppress(values.Unfit):
            read(text)


@pytest.mark.parametrize(
    ("typed", "fits"), [("3", True), ("3.0", True), ("3.5", False), (-1, False)]
)
def test_counts(typed, fits):
    """a count is a whole number, and never negative."""
    if fits:
        assert values.count(typed) == 3
    else:
        assert refusal(values.count, typed)[0] == f"'{typed}' is not a whole number"


@pytest.mark.parametrize(
    "typed",
    [
        "2023-09-01",
        "2023-9-1",
        "2023.9.1",
        "2023.09.01",
        "2023/9/1",
        "20230901",
        20230901,
        20230901.0,
        "2023年9月1日",
        "2023年9月1",
        " ２０２３年９月１日 ",
        "2023 年 9 月 1 日",
        "2023-09-01 00:00:00",
        "2023-9-1 0:00",
        "2023-09-01T08:30:00Z",
        "23.9.1",
        "23年9月1日",
        "2023年9月1日星期五",
        "2023年9月1日（周五）",
        "二〇二三年九月一日",
        "二○二三年 九月 一日",
        datetime.fromisoformat("2023-09-01"),
        datetime.fromisoformat("2023-09-01T14:30"),
        date(2023, 9, 1),
    ],
)
def test_dates(typed):
    """1 September 2023 is understood in every form that a clerk types."""
    assert values.day(typed) == date(2023, 9, 1)


@pytest.mark.parametrize("typed", ["2023.9", 2023.9, "2023年9月", "9月1日", "上学期", "1.9.2023"])
def test_what_is_no_date(typed):
    """a date without its day is refused, and told how to write it."""
    assert refusal(values.day, typed) == (
        f"'{typed}' is not a date",
        "write year, month and day, such as 2022-09-01",
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("二〇二三年十二月三十一日", date(2023, 12, 31)),
        ("二〇二三年十月十日", date(2023, 10, 10)),
        ("二〇二三年二十月一日", None),
    ],
)
def test_dates_in_chinese_numerals(typed, meant):
    """numerals with 十 are understood, and a month that is none is told."""
    if meant is None:
        assert refusal(values.day, typed)[0] == f"'{typed}' is a day that no calendar has"
    else:
        assert values.day(typed) == meant


@pytest.mark.parametrize(
    "typed", ["2022年12月", "2022.12", "2022-12", "二〇二二年十二月", "２０２２年１２月份"]
)
def test_a_month_is_a_date_without_its_day(typed):
    """a paper that bears no more than a month is of that month, and no day is made up for it."""
    month = values.day_or_month(typed)
    assert isinstance(month, Month)
    assert (month.first_day, month.last_day) == (date(2022, 12, 1), date(2022, 12, 31))
    printed = (written_day(month), compact_day(month), dotted_day(month), f"{month}")
    assert printed == ("2022年12月", "202212", "2022.12", "2022-12")


def test_a_month_agrees_with_its_days():
    """the day that a document bears need not be told again where its month is registered."""
    assert agrees(Month(2022, 12, 1), date(2022, 12, 31))
    assert not agrees(Month(2022, 12, 1), date(2023, 1, 1))
    assert not agrees(date(2022, 12, 1), date(2022, 12, 31))


@pytest.mark.parametrize("typed", ["2022年13月", "2022年冬", 2022.1])
def test_what_is_no_month(typed):
    """a month that is none is refused as a date, and so is 2022.1, which may have been 2022.10."""
    assert refusal(values.day_or_month, typed)[0] == f"'{typed}' is not a date"


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("46台", "台", "46"),
        (" ６１２ 人", "人", "612"),
        ("612名", "人", "612"),
        ("12,345册", "册", "12345"),
        ("1.76万", "册", "17600"),
        ("1.76万册", "册", "17600"),
        ("1.76万", "万元", "1.76"),
        ("1.76万元", "万元", "1.76"),
        ("1.76万元", "元", "17600"),
        ("2.5亿元", "万元", "25000"),
        ("15亩", "平方米", "10000"),
        ("46㎡", "平方米", "46"),
        ("1.2万元/生", "元/生", "12000"),
        ("98%", "%", "98"),
        ("1e3", "元", "1000"),
    ],
)
def test_numbers_with_their_unit(typed, unit, meant):
    """a number to which somebody wrote its unit, or 万, is what it says."""
    assert values.amount(typed, unit) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "unit"), [("46台", "人"), ("3个", "台"), ("15亩", "元"), ("50人", "%")]
)
def test_numbers_in_another_unit(typed, unit):
    """a number in a unit that is another thing's is refused, with the unit of its row."""
    assert refusal(values.amount, typed, unit) == (
        f"'{typed}' is not in '{unit}', the unit of the row",
        f"write the number in '{unit}', or correct the unit",
    )


@pytest.mark.parametrize("typed", ["约46", "1.76万", "四十六"])
def test_what_is_no_percentage(typed):
    """what is no number stays refused, and 万 makes none of a percentage."""
    assert refusal(values.amount, typed, "%")[0] == f"'{typed}' is not a number"


@pytest.mark.parametrize(
    ("typed", "meant"), [("长期", "30年"), ("短期", "10年"), ("三十年", "30年"), ("D10", "10年")]
)
def test_older_words_for_how_long_a_paper_is_kept(typed, meant):
    """the terms before 2006 and the codes of 档号 are understood in the register and in boxes."""
    for sheet in (EVIDENCE, BOXES):
        assert sheet.by_header["保管期限"].read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2023年4月", date(2023, 4, 30)),
        ("2023-2", date(2023, 2, 28)),
        ("二〇二四年二月底", date(2024, 2, 29)),
        ("2023年4月5日", date(2023, 4, 5)),
    ],
)
def test_deadlines(typed, meant):
    """a month alone as a deadline means its last day."""
    assert values.deadline(typed) == meant


@pytest.mark.parametrize("typed", ["2023-02-29", "20230931", "2023年13月1日", "0000-01-01"])
def test_days_that_are_none(typed):
    """a day that no calendar has is told apart from what is no date."""
    assert refusal(values.day, typed)[0] == f"'{typed}' is a day that no calendar has"


@given(st.dates())
def test_dates_survive_being_typed(day):
    """every day is read back from each of the forms."""
    y, m, d = f"{day.year:04d}", day.month, day.day
    for typed in (f"{y}.{m}.{d}", f"{y}{m:02d}{d:02d}", f"{y}年{m}月{d}日", f"{y}/{m:02d}/{d:02d}"):
        assert values.day(typed) == day
        assert values.day(typed.translate(WIDE)) == day


@pytest.mark.parametrize(
    "typed",
    [
        "2020—2021学年度",
        "2020-2021",
        "2020-21",
        "2020—21学年",
        "2020–2021学年度",
        "2020～2021学年",
        "2020－2021 学年度",
        "2020年至2021年",
        "2020年—2021年学年度",
        "２０２０—２０２１学年度",
        "20-21学年",
        "20—21",
        "2020/2021学年度",
        "20/21",
        "2020学年",
        "2020 学年度",
        "2020一2021学年",
        "二〇二〇—二〇二一学年度",
    ],
)
def test_school_years(typed):
    """the school year is understood in every form that a clerk types."""
    assert values.year(typed) == SchoolYear(2020)


@pytest.mark.parametrize(
    "typed", ["2021年度", "2021", 2021, 2021.0, "2021年", "２０２１年度", "二〇二一年"]
)
def test_fiscal_years(typed):
    """a single year is a financial year."""
    assert values.year(typed) == FiscalYear(2021)


@pytest.mark.parametrize("typed", ["2020-2022", "2021-2020", "2020-2020", "2020—20", "2020-3021"])
def test_years_that_span_more_than_one(typed):
    """two years that do not follow each other are no school year."""
    assert refusal(values.year, typed)[0] == f"'{typed}' does not span one school year"


@pytest.mark.parametrize("typed", ["去年", "20年度", "2020学年度下期", "0000年度", "9999年-0000年"])
def test_what_is_no_year(typed):
    """what is no year is refused, and told how to write it."""
    assert refusal(values.year, typed) == (
        f"'{typed}' is not a school year or financial year",
        "write 2020—2021学年度, or 2021年度 for money",
    )


@given(st.integers(1000, 2998))
def test_years_survive_being_typed(start):
    """every year is read back from its printed forms, and has a first and a last day."""
    for year in (SchoolYear(start), FiscalYear(start)):
        assert values.year(str(year)) == values.year(year.span) == year
        assert covers(year, year.first)
        assert covers(year, year.last)
    assert values.year(f"{start}-{(start + 1) % 100:02d}") == SchoolYear(start)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            (word, True)
            for word in ("是", " 是 ", "有", "√", "✔", "Y", "yes", "１", 1, True, "已盖章")
        ),
        *((word, False) for word in ("否", "无", "×", "X", "No", 0, 0.0, False, "未签字")),
    ],
)
def test_yes_and_no(typed, meant):
    """yes and no are understood in every form that a clerk types."""
    assert values.flag(typed) is meant


def test_neither_yes_nor_no():
    """what is neither yes nor no is refused."""
    assert refusal(values.flag, "待定")[0] == "'待定' is neither 是 nor 否"


def test_choices():
    """a choice is found whatever its width and spaces, and otherwise the nearest is offered."""
    allowed = ("每学年度", "每财政年度", "一次")
    assert values.choice(" 每学 年度", allowed) == "每学年度"
    assert values.choice("３０ 年", ("永久", "30年")) == "30年"
    assert refusal(values.choice, "每学年", allowed) == (
        "'每学年' is not one of 每学年度、每财政年度、一次",
        "did you mean '每学年度'?",
    )
    assert refusal(values.choice, "?", allowed)[1] == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("B01", ["B01"]),
        ("B01、B03，B02；A1", ["B01", "B03", "B02", "A1"]),
        ("B01—B03", ["B01", "B02", "B03"]),
        ("B09-B11、B10", ["B09", "B10", "B11"]),
        ("C1~3", ["C1", "C2", "C3"]),
        ("Ｂ０１至Ｂ０２", ["B01", "B02"]),
        (" A1  A2\nA3 ", ["A1", "A2", "A3"]),
    ],
)
def test_lists_of_codes(typed, meant):
    """codes are parted by whatever parts them, and ranges are spelt out, each code once."""
    assert values.codes(typed) == tuple(meant)


@pytest.mark.parametrize("typed", ["B03—B01", "B01—C03"])
def test_ranges_that_are_none(typed):
    """a range that runs backwards or changes its letters is refused."""
    assert refusal(values.codes, typed)[0] == f"'{typed}' is not a range of codes"


@given(st.sampled_from("ABCJ"), st.integers(0, 99), st.integers(0, 30), st.sampled_from("—-~至"))
def test_ranges_survive_being_typed(letter, low, length, dash):
    """a range holds its two ends and everything between, in order."""
    ends = f"{letter}{low:03d}{dash}{letter}{low + length:03d}"
    assert values.codes(ends) == tuple(f"{letter}{n:03d}" for n in range(low, low + length + 1))


@pytest.mark.parametrize(
    ("typed", "meant"), [("Ｂ０７－１", "B07-1"), (" B07—1 ", "B07-1"), (7.0, "7"), ("R 01", "R01")]
)
def test_single_codes(typed, meant):
    """a code is the same however wide it is typed and whatever its hyphen."""
    assert values.code(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("题名  ", "题名"),
        ("一\u3000二\n三", "一 二 三"),
        (12.0, "12"),
        (12.5, "12.5"),
        (datetime.fromisoformat("2023-09-01"), "2023-09-01"),
    ],
)
def test_text(typed, meant):
    """text is one line without spaces around it, and a typed number keeps its look."""
    assert values.text(typed) == meant


def test_paragraphs():
    """each line of a cell that says something is a paragraph."""
    assert values.paragraphs("　　一。\n\n  二。 \r\n三。") == ("一。", "二。", "三。")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e\u0301té.pdf", "été.pdf"),
        (" B07\\采购　合同  1.pdf ", "B07/采购　合同  1.pdf"),
        ("./方案.pdf", "方案.pdf"),
        (".\\.//方案.pdf", "方案.pdf"),
        ('"D:\\材料\\方案.pdf"', "D:/材料/方案.pdf"),
        ("“方案.pdf”", "方案.pdf"),
        ("　方案.pdf　", "方案.pdf"),
    ],
)
def test_paths(typed, meant):
    """a file is named as the survey names it: NFC, plain slashes, and its own spaces kept."""
    assert values.path(typed) == meant
