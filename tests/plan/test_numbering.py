"""How pages and items are numbered: what the settings ask for, and what cannot be understood."""

import pytest

from dossier.bind.binding import Style
from dossier.finding import Code
from dossier.model.numbering import Numbering, numbering_of, senseless

ARCHIVE, DUPLEX = {"组盒方案": "DA/T 22-2015"}, {"单双面": "双面"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, Numbering(), id="nothing asked"),
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
        pytest.param(dict.fromkeys(("页号编法", "页号样式", "归档章", "增补编号"), " "),
                     Numbering(), id="blank"),
    ],
)  # fmt: skip
def test_what_is_asked_for(settings: dict[str, str], expected: Numbering) -> None:
    """This test ensures that settings count, and that what is blank follows scheme and paper."""
    assert numbering_of(settings) == expected
    assert senseless(settings) == ()


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
    settings = {"页号样式": style}
    assert Style(numbering_of(settings).style).printed("45") == printed
    assert senseless(settings) == ()


def test_a_number_in_between_is_printed_whole() -> None:
    """This test ensures that 47-1 stays in one piece."""
    assert Style(numbering_of({"页号样式": "第N页"}).style).printed("47-1") == "第47-1页"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("页号编法", "按卷"),
        ("页号位置", "左上"),
        ("页号样式", "第页"),
        ("页号样式", "第N页共N页"),
        ("页号样式", "2023年第N页"),
        ("页号样式", "这是特别长的第N页"),
        ("归档章", "要"),
        ("增补编号", "重编"),
        ("每件起于正面", "双面"),
    ],
)
def test_what_cannot_be_understood_is_told_and_not_taken(name: str, value: str) -> None:
    """This test ensures that a senseless setting is a finding, and the usual one counts."""
    (finding,) = senseless({name: value})
    assert finding.code is Code.RULE_INCOMPLETE
    assert finding.text.spoken("en") == f"setting '{name}' cannot be '{value}'"
    assert finding.path == "standard.xlsx"
    assert finding.hint is not None
    assert numbering_of({name: value}) == Numbering()


def test_each_senseless_setting_is_told() -> None:
    """This test ensures that one fault does not hide another."""
    found = senseless({"归档章": "要", "增补编号": "重编", "页号编法": "按件"})
    assert len(found) == 2
