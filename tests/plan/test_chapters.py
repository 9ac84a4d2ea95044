"""Which chapters there are."""

from dossier.model.standard import Family, Scope
from dossier.plan.run import chapters
from factories import chapter_spec, dossier, indicator

TREE = (
    indicator("A1", level="A", name="入学机会"),
    indicator("B02", parent="A1", name="留守儿童"),
    indicator("B01", parent="A1", name="随迁子女"),
    indicator("C011", parent="B01", level="C", name="公示"),
    indicator("J06", family=Family.CONDITIONS, name="图书"),
)


def test_each_b_level_indicator_of_the_county_has_its_chapter():
    """每个B级指标 is spelt out, in the order of the sheet, with its own name, code and place."""
    spec = chapter_spec("B", title="{指标}自评说明", template="自评.docx", scope=Scope.EACH_B)
    made = chapters(dossier(indicators=TREE, chapters=(spec,)).standard)
    assert [(c.code, c.title, c.subject, c.indicator) for c in made] == [
        ("B02", "留守儿童自评说明", "B02", "B02"),
        ("B01", "随迁子女自评说明", "B01", "B01"),
    ]
    assert {(c.template, c.row) for c in made} == {("自评.docx", spec.row)}


def test_a_chapter_of_the_school_is_one():
    """全校 is one chapter, as its row says, without a subject, and the order of rows is kept."""
    specs = (
        chapter_spec("R02", title="工作汇报", indicator="A1"),
        chapter_spec("B", scope=Scope.EACH_B),
        chapter_spec("R01"),
    )
    made = chapters(dossier(indicators=TREE[:2], chapters=specs).standard)
    assert [(c.code, c.title, c.subject, c.indicator, c.key) for c in made] == [
        ("R02", "工作汇报", "", "A1", "chapter:R02"),
        ("B02", "自查报告", "B02", "B02", "chapter:B02"),
        ("R01", "自查报告", "", "", "chapter:R01"),
    ]
