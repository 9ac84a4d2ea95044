"""The sheet 设置: what its lines mean, and what is told of those that mean nothing."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from small_books import BOOKS

from dossier.finding import Code
from dossier.model.settings import (
    DECLARED,
    NAMES,
    BoxSplit,
    Numbering,
    Paper,
    Scheme,
    Setting,
    Settings,
)
from dossier.read.standard import read_settings
from factories import pairs

ARCHIVE, DUPLEX = {"组盒方案": "DA/T 22-2015"}, {"单双面": "双面"}


def sound(told: Mapping[str, str]) -> Settings:
    """What these lines mean, in which nothing is wrong."""
    settings, findings = read_settings(pairs(told))
    assert findings == []
    return settings


def test_nothing_is_asked() -> None:
    """This test ensures that what is blank or absent has its usual value without a word."""
    assert sound({}) == Settings()
    assert sound({setting.name: "\u3000 " for setting in DECLARED}) == Settings()


def test_what_is_usual_is_what_counts() -> None:
    """This test ensures that the reference tells the values that count where nothing is written."""
    usual = {setting.name: setting.usual.partition(";")[0] for setting in DECLARED}
    assert sound(usual) == Settings()


@pytest.mark.parametrize(
    ("told", "paper"),
    [
        ({"单双面": "双面", "标签纸": "A3"}, Paper(duplex=True, full_labels=True)),
        ({"单双面": "单面", "标签纸": "A4缩短"}, Paper()),
        ({"标签纸": "ａ４（缩短）"}, Paper()),
        ({"纸张克重": "80"}, Paper(grams=Decimal(80))),
        ({"纸张克重": "８０克"}, Paper(grams=Decimal(80))),
        ({"纸张克重": "80 g/㎡"}, Paper(grams=Decimal(80))),
        ({"纸张克重": "80g/m²"}, Paper(grams=Decimal(80))),
        ({"装盒上限": "80％"}, Paper(share=Decimal("0.8"))),
        ({"装盒上限": "100%"}, Paper(share=Decimal(1))),
    ],
)
def test_paper(told: dict[str, str], paper: Paper) -> None:
    """This test ensures that settings are taken as people write them."""
    assert sound(told).paper == paper


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(ARCHIVE, Numbering(per_item=True, stamped=True), id="by archive"),
        pytest.param(DUPLEX, Numbering(outer=True), id="both sides"),
        pytest.param(
            ARCHIVE | DUPLEX | {"页号编法": "按盒", "归档章": "否", "页号位置": "右上"},
            Numbering(),
            id="told not to",
        ),
        pytest.param(
            {"页号编法": "按件", "页号位置": "外上角", "归档章": "是", "增补编号": "续编"},
            Numbering(per_item=True, outer=True, stamped=True, appended=True),
            id="asked for",
        ),
        pytest.param({"页号编法": " 按 件 ", "归档章": "\u3000是"},
                     Numbering(per_item=True, stamped=True), id="blanks"),
        pytest.param({"增补编号": "插号"}, Numbering(), id="in between"),
        pytest.param(DUPLEX | {"每件起于正面": "是"}, Numbering(outer=True, on_fronts=True),
                     id="on fronts"),
        pytest.param({"每件起于正面": "是"}, Numbering(), id="one side has no backs"),
    ],
)  # fmt: skip
def test_numbering(told: dict[str, str], expected: Numbering) -> None:
    """This test ensures that settings count, and that what is blank follows scheme and paper."""
    assert sound(told).numbering == expected


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("第N页", "第45页"),
        ("第 Ｎ 页", "第45页"),
        ("N", "45"),
        ("-N-", "-45-"),
        ("", "45"),
        ("共N页（续）", "共45页（续）"),
    ],
)
def test_what_pages_bear(style: str, printed: str) -> None:
    """This test ensures that N stands for the number, in full width and with blanks too."""
    bears = sound({"页号样式": style}).numbering
    assert bears.printed("45") == printed
    assert bears.printed("47-1") == printed.replace("45", "47-1")


@pytest.mark.parametrize(
    ("word", "scheme"),
    [
        ("迎检", Scheme.INSPECTION),
        ("DA/T 22", Scheme.ARCHIVE),
        ("da／t22", Scheme.ARCHIVE),
        ("DA/T 22—2015", Scheme.ARCHIVE),
    ],
)
def test_the_scheme(word: str, scheme: Scheme) -> None:
    """This test ensures that it is known with and without the year of its edition."""
    assert sound({"组盒方案": word}).scheme is scheme


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("拆分", BoxSplit(splits=True, joins=False)),
        ("合并", BoxSplit(splits=False, joins=True)),
        ("拆合", BoxSplit(splits=True, joins=True)),
        ("否", BoxSplit(splits=False, joins=False)),
    ],
)
def test_parting(word: str, expected: BoxSplit) -> None:
    """This test ensures that 自动调盒 says what is done."""
    assert sound({"自动调盒": word}).box_split == expected


@pytest.mark.parametrize(("word", "asked"), [("否", False), ("是", True), ("是\u3000", True)])
def test_foreign_pdfs(word: str, asked: bool) -> None:
    """This test ensures that nothing is converted but where somebody says 是."""
    assert sound({"转为PDF/A": word}).archival is asked


@pytest.mark.parametrize(
    ("text", "part"),
    [("30%", "0.30"), ("３０％", "0.3"), ("1.5‰", "0.0015"), (" 50 %", "0.5"), ("0%", "0")],
)
def test_a_part_has_its_sign(text: str, part: str) -> None:
    """This test ensures that percent and per mille are understood, in full width as well."""
    told = sound({"波动幅度": text, "满意度抽样比例": text, "满意度家长比例": text})
    assert [told.jump, told.sample, told.parents] == [Decimal(part)] * 3


def test_a_count() -> None:
    """This test ensures that a count may be followed by its unit, and may be none."""
    told = sound({"满意度最低样本": "1,600份", "波动起点": "0"})
    assert (told.least_sample, told.jump_start) == (1600, 0)


def test_offices_keep_the_order_of_the_setting() -> None:
    """This test ensures that other marks between the offices are read, too."""
    told = sound({"机构代码": "总务处=ZWC；办公室=BGS， 教导处=J2"})
    assert [*told.offices.items()] == [("总务处", "ZWC"), ("办公室", "BGS"), ("教导处", "J2")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("办公室=BGS、教导处", {"办公室": "BGS"}),
        ("办公室=办", {}),
        ("办公室=X、教导处=X", {"办公室": "X"}),
        ("办公室=X、办公室=Y", {"办公室": "X"}),
        ("办公室=BGS、教导处=A1", {"办公室": "BGS"}),
    ],
)
def test_offices_that_are_told_and_those_that_count(text: str, codes: dict[str, str]) -> None:
    """This test ensures that one fault is found, and what can be understood is taken."""
    settings, (finding,) = read_settings(pairs({"机构代码": text}), ("A1", "B01"))
    assert finding.text.spoken("en") == f"setting '机构代码' cannot be '{text}'"
    assert settings.offices == codes


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("单双面", "两面", "write 单面 or 双面"),
        ("纸张克重", "0", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("纸张克重", "0.1毫米", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("纸张克重", "500张", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("装盒上限", "0.75", "write a percentage above 0 and up to 100%, such as 75%"),
        ("装盒上限", "0%", "write a percentage above 0 and up to 100%, such as 75%"),
        ("装盒上限", "120%", "write a percentage above 0 and up to 100%, such as 75%"),
        ("装盒上限", "75‰", "write a percentage above 0 and up to 100%, such as 75%"),
        ("标签纸", "A5", "write A4缩短 or A3"),
        ("组盒方案", "归档", "write 迎检 or DA/T 22"),
        ("自动调盒", "随便", "write 拆分, 合并, 拆合 or 否"),
        ("页号编法", "按卷", "write 按盒 or 按件"),
        ("页号位置", "左上", "write 右上 or 外上角"),
        ("页号样式", "第页", "write N where the number stands, once, such as 第N页"),
        ("页号样式", "第N页共N页", "write N where the number stands, once, such as 第N页"),
        ("页号样式", "2023年第N页", "write N where the number stands, once, such as 第N页"),
        ("页号样式", "这是特别长的第N页", "write N where the number stands, once, such as 第N页"),
        ("归档章", "要", "write 是 or 否"),
        ("增补编号", "重编", "write 插号 or 续编"),
        ("每件起于正面", "双面", "write 是 or 否"),
        ("转为PDF/A", "要", "write 是 or 否"),
        ("波动幅度", "30", "write a percentage such as 30%"),
        ("波动幅度", "0.3", "write a percentage such as 30%"),
        ("满意度抽样比例", "三成", "write a percentage such as 30%"),
        ("满意度家长比例", "-5%", "write a percentage such as 30%"),
        ("满意度家长比例", "30%左右", "write a percentage such as 30%"),
        ("满意度最低样本", "600.5", "write a whole number such as 600"),
        ("波动起点", "不多", "write a whole number such as 600"),
        ("波动起点", "9" * 40, "write a whole number such as 600"),
        ("波动幅度", "9" * 40 + "%", "write a percentage such as 30%"),
    ],
)
def test_what_cannot_be_understood(name: str, text: str, hint: str) -> None:
    """This test ensures that it is told in its cell with what may be written, and not taken."""
    settings, (finding,) = read_settings(pairs({"标准名称": "", name: text}))
    assert f"{finding.place} [{finding.code}]" == "standard.xlsx!设置!B3 [rule-incomplete]"
    assert finding.text.spoken("en") == f"setting '{name}' cannot be '{text}'"
    assert finding.hint is not None
    assert finding.hint.spoken("en") == hint
    assert settings == Settings()


def test_each_fault_is_told() -> None:
    """This test ensures that one fault does not hide another."""
    _, found = read_settings(pairs({"归档章": "要", "增补编号": "重编", "页号编法": "按件"}))
    assert [finding.code for finding in found] == [Code.RULE_INCOMPLETE] * 2


def test_the_sheet_is_read_once_and_whole(reading) -> None:
    """This test ensures that names are known in any width, and the dossier has every setting."""
    sheet = BOOKS["standard.xlsx"]["设置"] + "| 转为 ＰＤＦ／Ａ | 是 |\n| 归档章 | 或许 |\n"
    dossier, (finding,) = reading(设置=sheet)
    assert finding.place == "standard.xlsx!设置!B8"
    settings = dossier.standard.settings
    assert (settings.name, settings.archival) == ("义务教育均衡发展标准", True)
    assert settings.basis == ("教督〔2012〕3号", "川办函〔2012〕217号")
    assert [year.start for year in settings.school_years] == [2020, 2021]
    assert [year.start for year in settings.fiscal_years] == [2021]
    assert settings.pass_rule == "全部达标"


@pytest.mark.parametrize("setting", DECLARED, ids=NAMES.values())
def test_each_setting_has_its_place(setting: Setting) -> None:
    """This test ensures that what a line means reaches one field of one fact."""
    kinds = (Settings, Paper, Numbering)
    assert sum(setting.field in kind.__struct_fields__ for kind in kinds) == 1
