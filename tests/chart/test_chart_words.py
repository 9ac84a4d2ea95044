from decimal import Decimal

from chart_zoo import margin, schools, years

from dossier.model.chart import Bar, Bars, Group, Margins, Panel
from dossier.store.source_hash import content_key


def test_a_chart_says_in_words_what_it_shows() -> None:
    """This test ensures that who cannot see a chart learns every number, gap and verdict."""
    bars = (Bar(Decimal("5.0"), "5.0"), Bar(None), Bar(Decimal("2.1"), "2.1", striking=True))
    panel = Panel("图书", "册/生", (Group("小学部", bars, Decimal(3), "标准≥ 3"),))
    chart = Bars("三年对比", ("2020", "2021", "2022"), (panel,))
    assert chart.words == (
        "三年对比（2020、2021、2022）：图书（册/生）：小学部（标准≥ 3）：5.0、无数据、2.1（未达标）"
    )


def test_margins_and_schools_say_who_misses_the_line() -> None:
    """This test ensures that the verdict is a word in each kind of chart."""
    told = Margins("差距", (margin("-5.8", "图书"), margin("2", "用房"))).words
    assert told == (
        "差距：图书（实际 8.74㎡/生，标准 ≥ 9.28㎡/生）-5.8%（未达标）；"
        "用房（实际 8.74㎡/生，标准 ≥ 9.28㎡/生）+2%"
    )
    assert schools(1).words == (
        "生均图书（册/生）：全县平均18.70、达标值≥ 15；云岭县第0中心小学校1.00（未达标）"
    )


def test_a_chart_is_hashed_by_what_it_says() -> None:
    """This test ensures that equal charts have one key, and that any number changes it."""
    assert content_key(years()) == content_key(years())
    keys = {
        content_key(years()),
        content_key(years(7)),
        content_key(schools(3)),
        content_key(schools(4)),
    }
    assert len(keys) == 4
