"""Templates are read once; what was found sound stays so only as long as nothing changes."""

import pytest

from tiny_workspace import BOOKS, Tiny

WITH_MOTTO = BOOKS["school.xlsx"]["基本信息"].rstrip() + "\n            | 校训 | 求真 |"


def codes(here: Tiny) -> list[str]:
    """The findings of a look at the workspace."""
    return [finding.code.slug for finding in here.inspect().findings]


def test_a_field_that_goes_is_missed_by_a_template_read_before(fresh: Tiny) -> None:
    """This test ensures that a template is sound only with the fields that it was read with."""
    fresh.draw(基本信息=WITH_MOTTO)
    fresh.template("自评说明", "{{ 标题 }}", "{% if 未核实 %}{{ 校训 }}{% endif %}")
    assert (codes(fresh), codes(fresh)) == ([], [])
    fresh.draw()
    assert codes(fresh) == ["template-field-unknown"] == codes(fresh)
    fresh.draw(基本信息=WITH_MOTTO)
    assert codes(fresh) == []


def test_a_template_that_changes_is_read_again(fresh: Tiny) -> None:
    """This test ensures that a fault in a template that was sound is found, and its mending."""
    assert codes(fresh) == []
    fresh.template("自评说明", "{{ 标体 }}")
    assert codes(fresh) == ["template-field-unknown"] == codes(fresh)
    fresh.template("自评说明", "{{ 标题 }}")
    assert codes(fresh) == []


def test_a_column_that_a_table_lacks_is_found_the_second_time(fresh: Tiny) -> None:
    """This test ensures that a fault is told in every run, not in the first one only."""
    fresh.template("卷内目录", "{%p for 行 in 卷内目录 %}", "{{ 行.页马 }}", "{%p endfor %}")
    assert codes(fresh) == ["template-field-unknown"] == codes(fresh)


@pytest.mark.parametrize("kept", ["", "[]", '{"program": "", "templates": {}}'])
def test_a_broken_memory_is_as_good_as_none(fresh: Tiny, kept: str) -> None:
    """This test ensures that what cannot be understood does no harm."""
    fresh.template("自评说明", "{{ 标体 }}")
    memory = fresh.made / "cache/templates.json"
    first = codes(fresh)
    memory.write_text(kept, encoding="utf-8")
    assert codes(fresh) == first == ["template-field-unknown"]


def test_what_is_remembered_makes_the_same_documents(built: Tiny) -> None:
    """This test ensures that a build with and one without that memory agree in every byte."""
    built.template("自评说明", "{{ 标题 }}", "{{ 指标 }}")
    built.build()
    warm = built.products()
    (built.made / "cache/templates.json").unlink()
    (built.made / "chapters").rename(built.root / "old")
    built.build()
    assert built.products() == warm
