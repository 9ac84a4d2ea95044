"""A template by itself: what is wrong with it, what it may name, what it looks like."""

import pytest

from dossier.assembly.single import faults, known_fields, names, preview, use_of
from dossier.errors import UnknownTargetError
from dossier.render.meanings import MEANINGS
from dossier.render.school import FACTS, SECTIONS
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.render.words import field_name
from tiny_workspace import Tiny, lines_of, not_compared


def filled(here: Tiny, name: str, code: str = ""):
    inspection = here.inspect()
    with not_compared():
        return preview(
            inspection, here.engine, name, use_of(inspection, name, code), lambda *_: None
        )


def test_every_fault_is_told_with_its_place(fresh: Tiny) -> None:
    """This test ensures that one run tells all of them, of a template that nothing uses, too."""
    fresh.template("新通知", "{{ 学校名 }}", "{{ 校长 }}", "｛｛标题｝｝")
    inspection = fresh.inspect()
    found = faults(inspection, names(inspection))

    assert {name for name, ones in found.items() if ones} == {"新通知"}
    told = [str(one.text.spoken("en")) for one in found["新通知"]]
    assert any("paragraph 1" in one and "'学校名'" in one for one in told)
    assert any("paragraph 3" in one and "full-width" in one for one in told)


def test_fields_have_kind_meaning_and_value(fresh: Tiny) -> None:
    """This test ensures that who writes a template sees what each field would print now."""
    inspection = fresh.inspect()
    use = use_of(inspection, "自评说明", "B01")
    known = {one.name: one for one in known_fields(inspection, "自评说明", use)}

    assert known["自评结论"].value == "达标"
    assert known["自评结论"].used
    assert not known["校长"].used
    assert known["校长"].value == "周明"
    assert known["领导小组"].kind.spoken("en") == "table"
    assert known["领导小组"].columns == ("职务", "姓名", "现任职务", "电话")
    assert all(one.meaning for one in known.values())


def test_every_field_has_a_meaning_and_no_other(fresh: Tiny) -> None:
    """This test ensures that a new field is told, and that one that has gone is not."""
    inspection = fresh.inspect()
    material = inspection.material(inspection.boxes, {})
    chapter = next(one for one in inspection.chapters if one.subject)
    fields = {*chapter_fields(chapter, material), *box_fields(inspection.boxes[0], material)}
    for name in ("任务单", "签字确认单"):
        fields |= set(use_of(inspection, name).fields)
    own = {field_name(one) for one in (*FACTS, *SECTIONS, *inspection.dossier.school.facts)}

    assert fields - own - {*MEANINGS} == set()
    assert {*MEANINGS} - fields == set()


def test_a_preview_makes_one_document(fresh: Tiny) -> None:
    """This test ensures that the chapter is there as Word and PDF, and nothing else is."""
    made = filled(fresh, "自评说明", "B01")

    assert made.docx is not None
    assert made.pdf is not None
    assert made.pdf.is_file()
    assert lines_of(made.docx) == ["随迁子女就学自评说明：达标", "统一入学。"]
    assert not (fresh.made / "chapters").exists()
    assert not (fresh.made / "boxes").exists()


def test_a_preview_of_a_box_has_its_fields(fresh: Tiny) -> None:
    """This test ensures that the sheets of a box are filled in with the box that is asked for."""
    made = filled(fresh, "封面", "02")

    assert made.docx is not None
    assert lines_of(made.docx)[0] == "第02盒 入学机会"


def test_a_faulty_template_is_told_instead(fresh: Tiny) -> None:
    """This test ensures that nothing is made of it, and that its faults are told."""
    fresh.template("自评说明", "{{ 没有的 }}")
    made = filled(fresh, "自评说明")

    assert made.docx is None
    assert [one.code.slug for one in made.findings] == ["template-field-unknown"]


@pytest.mark.parametrize(("name", "code"), [("没有", ""), ("自评说明", "77")])
def test_what_is_not_there_is_told(fresh: Tiny, name: str, code: str) -> None:
    """This test ensures that an unknown template or chapter ends with what there is."""
    with pytest.raises(UnknownTargetError):
        use_of(fresh.inspect(), name, code)
