"""Signs of Wingdings and kin, printed as what they are."""

import pypdf
import pytest

from word_file import NAMES, STYLES, paragraph, run, text


def sign(font: str, code: str) -> str:
    return f'<w:sym w:font="{font}" w:char="{code}"/>'


def set_in(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'


TICK, BOX = sign("Wingdings 2", "F052"), sign("Wingdings 2", "F0A3")


@pytest.mark.engine
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([text("是"), run(TICK), text("否"), run(BOX)], "是☑否□"),
        ([run(f"<w:t>是</w:t>{TICK}<w:t>否</w:t>")], "是☑否"),
        ([run(f"{TICK}<w:t>yes</w:t>")], "☑yes"),
        ([text("R", set_in("Wingdings 2")), text("合格"), text("£", set_in("Wingdings 2"))],
         "☑合格□"),
        ([text("完成\uf0fc", set_in("Wingdings"))], "完成✓"),
        ([text("是"), text("\uf061", set_in("Symbol")), run(sign("Symbol", "F0B3"))], "是α≥"),
        ([run(sign("Webdings", "F061")), run(sign("Wingdings 3", "F07D"))], "✔🞂"),
    ],
)  # fmt: skip
def test_a_sign_is_printed(printed, content, words):
    """a sign stands on the page as its character, alone, beside Chinese and within a run."""
    assert printed(paragraph(*content)).words == words


@pytest.mark.engine
def test_a_sign_has_a_shape(printed):
    """a tick beside Chinese is drawn with a glyph of a font and is no empty box."""
    made = printed(paragraph(text("是"), run(TICK)))
    page = pypdf.PdfReader(made.pdf).pages[0]
    named = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert any("Symbols2" in name or "DejaVu" in name for name in named)


@pytest.mark.engine
def test_signs_of_a_list_and_of_a_style(printed):
    """the bullets of a list and text whose style is in such a font are printed."""
    level = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0d8"/>'
        f"<w:rPr>{set_in('Wingdings')}</w:rPr></w:lvl>"
    )
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    style = (
        '<w:style w:type="character" w:styleId="K"><w:name w:val="勾"/>'
        f"<w:rPr>{set_in('Wingdings 2')}</w:rPr></w:style></w:styles>"
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    made = printed(
        paragraph("条目", properties=listed) + paragraph("勾", text("R", '<w:rStyle w:val="K"/>')),
        parts={"numbering.xml": numbering},
        related={"rIdN": "numbering numbering.xml"},
        styles=STYLES.replace("</w:styles>", style),
    )
    assert made.words == "➢条目勾☑"


@pytest.mark.engine
def test_characters_of_other_scripts_are_printed(printed):
    """Tibetan, Mongolian, Yi and mathematical letters are drawn and are no empty boxes."""
    made = printed(paragraph("བོད་ཡིག ᠮᠣᠩᠭᠣᠯ ꆈꌠ 𝔸𝓑"))
    page = pypdf.PdfReader(made.pdf).pages[0]
    named = " ".join(
        str(one.get_object()["/BaseFont"]) for one in page["/Resources"]["/Font"].values()
    )
    assert "ꆈꌠ" in made.words
    assert "𝔸𝓑" in made.words
    assert [name for name in ("Tibetan", "Mongolian", "Math") if name not in named] == []
