"""着重号: dots below the characters that are stressed."""

import pypdfium2
import pytest

from word_file import STYLES, paragraph, text

LARGE = '<w:sz w:val="32"/>'


def dots(printed) -> list[tuple[str, tuple[float, ...], tuple[float, ...], int]]:
    """Each dot of the first page: the character before it, the places of both, its dark pixels."""
    with pypdfium2.PdfDocument(printed.pdf) as document:
        page = document[0]
        image = page.render(scale=4).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0)
        height, words = page.get_height(), page.get_textpage()
        found = []
        for n, one in enumerate(words.get_text_range()):
            if one == "\u0323":
                before, box = words.get_charbox(n - 1), words.get_charbox(n)
                place = [4 * v for v in (box[0], height - box[3], box[2], height - box[1])]
                ink = image.crop(tuple(map(round, place))).histogram()[255]
                found.append((words.get_text_range(n - 1, 1), before, box, ink))
        return found


@pytest.mark.engine
@pytest.mark.parametrize("font", ["宋体", "仿宋_GB2312"])
def test_each_character_has_a_dot(printed, font):
    """characters that are stressed have a dot each below them, and the others have none."""
    look = f'<w:rFonts w:eastAsia="{font}"/>'
    stressed = f'{look}<w:em w:val="dot"/>{LARGE}'
    made = printed(paragraph(text("一二", look + LARGE), text("工中", stressed), text("三", LARGE)))
    assert made.words.replace("\u0323", "") == "一二工中三"
    found = dots(made)
    assert [one for one, *_ in found] == ["工", "中"]
    for _, character, dot, ink in found:
        assert character[0] < (dot[0] + dot[2]) / 2 < character[2]
        assert dot[3] < character[1] + 2
        assert ink > 20


@pytest.mark.engine
def test_what_is_stressed_stays_as_wide(printed):
    """what follows stands where it would stand without the dots."""
    body = text("甲", LARGE) + "{}" + text("终", LARGE)
    plain = printed(paragraph(body.format(text("重点文字", LARGE))))
    place = plain.place("终")[0]
    stressed = text("重点文字", f'<w:em w:val="dot"/>{LARGE}')
    assert printed(paragraph(body.format(stressed))).place("终")[0] == pytest.approx(place, abs=1)


DOTTED = '<w:rPr><w:em w:val="dot"/></w:rPr></w:style>'
STRESSING = STYLES.replace(
    "</w:styles>",
    f'<w:style w:type="character" w:styleId="C"><w:name w:val="重"/>{DOTTED}'
    f'<w:style w:type="paragraph" w:styleId="P"><w:name w:val="段"/>{DOTTED}</w:styles>',
)


@pytest.mark.engine
def test_what_a_style_stresses_has_dots(printed):
    """the style of characters or of a paragraph may say it, and what says otherwise has none."""
    made = printed(
        paragraph(text("甲"), text("乙", '<w:rStyle w:val="C"/>'))
        + paragraph(
            text("丙", LARGE),
            text("丁", f'{LARGE}<w:em w:val="none"/>'),
            properties='<w:pStyle w:val="P"/>',
        ),
        styles=STRESSING,
    )
    assert made.words.replace("\u0323", "") == "甲乙丙丁"
    assert [one for one, *_ in dots(made)] == ["乙", "丙"]
