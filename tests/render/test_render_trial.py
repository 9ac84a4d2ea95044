"""Templates that render into an error, or hide tags where nobody looks: each told at its place."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from test_render_lint import FIELDS, template

from dossier.finding import Code
from dossier.render.fields import Rows, columns
from dossier.render.lint import lint, names_used
from dossier.render.word import render
from media_zoo import compound

ROWS = Rows(({"指标": f"J{n:02}", "值": str(n)} for n in range(9)), like=columns("指标", "值"))


def told(path: Path) -> list[tuple[Code, str]]:
    return [(f.code, f.text.spoken("en")) for f in lint(path, {**FIELDS, "行表": ROWS})]


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ 学校名称 + 1 }}", "a text cannot be reckoned with"),
        ("{{ 学校名称|round }}", "a text cannot be reckoned with"),
        ("{{ 1 / 0 }}", "it divides by zero"),
        ("{% if 1 / 0 %}好{% endif %}", "it divides by zero"),
        ("{{ 'a' * 10**10 }}", "are for numbers alone"),
        ("{{ 'a' * 9 }}", "are for numbers alone"),
        ("{{ '%999999999s' % 学校名称 }}", "are for numbers alone"),
        ("{{ 学校名称[0:1] - 2 }}", "a text cannot be reckoned with"),
    ],
)
def test_tags_that_cannot_be_worked_out(tmp_path, tag, why):
    """an expression that fails is told with its paragraph, before anything is made of it."""
    (fault,) = told(template(tmp_path, "标题", f"我校{tag}好", "{{ 学校名称 }}"))
    assert fault[0] is Code.TEMPLATE_SYNTAX
    assert fault[1].startswith("paragraph 2 (“我校")
    assert any(part in fault[1] for part in why.split("|"))


def test_every_tag_that_cannot_be_worked_out(tmp_path):
    """of several tags that fail each is told with its paragraph, and none that is sound."""
    faults = told(
        template(
            tmp_path, "甲{{ 学校名称 + 1 }}", "乙{{ 1 / 0 }}", "丙{{ 学校名称 }}",
            "{% if 1 / 0 %}丁{% endif %}", "戊{{ 没有这个 }}", "己{{ 学校名称 * 9 }}",
            "庚{{ 学校名称 | }}",
        )
    )  # fmt: skip
    assert sorted(text[:11] for _, text in faults) == [
        f"paragraph {number}" for number in (1, 2, 4, 5, 6, 7)
    ]


def test_the_cell_of_a_tag_that_cannot_be_worked_out(tmp_path):
    """a fault within a loop over rows is told with its cell."""
    cells = (
        ("{%tr for 行 in 行表 %}", ""),
        ("{{ 行.指标 }}", "{{ 行.值 + 1 }}"),
        ("{%tr endfor %}", ""),
    )
    (fault,) = told(template(tmp_path, cells=cells))
    assert fault[1].startswith("table 1, row 2, cell 2 (“{{ 行.值 + 1 }}”): ")


@pytest.mark.parametrize("filter_", ["center(10**9)", "format(1)", "indent(999999999)", "safe"])
def test_filters_that_are_refused(tmp_path, filter_):
    """filters that make much of little, or let marks of XML through, are not there."""
    faults = told(template(tmp_path, f"{{{{ 学校名称|{filter_} }}}}"))
    assert {code for code, _ in faults} == {Code.TEMPLATE_FIELD_UNKNOWN}


@pytest.mark.parametrize("depth", [100, 5000])
def test_tags_that_are_too_deeply_nested(tmp_path, depth):
    """brackets within brackets are told, and end nothing."""
    faults = told(template(tmp_path, "{{ " + "(" * depth + "学校名称" + ")" * depth + " }}"))
    assert depth == 100 or {code for code, _ in faults} == {Code.TEMPLATE_SYNTAX}


def test_blocks_that_are_too_deeply_nested(tmp_path):
    """Python knows only so many loops in each other."""
    opened = "".join(f"{{% for a{n} in 行表 %}}" for n in range(30))
    (fault,) = told(template(tmp_path, opened + "好" + "{% endfor %}" * 30))
    assert fault[0] is Code.TEMPLATE_SYNTAX


def hidden(kind: str, path: Path, tag: str) -> Path:
    """A template with the tag in a place of Word that is no text."""
    document = Document(str(path))
    paragraph = document.paragraphs[-1]
    run = paragraph.add_run()._r
    if kind in {"instrText", "delText"}:
        element = OxmlElement(f"w:{kind}")
        element.text = tag
        if kind == "delText":
            deleted = OxmlElement("w:del")
            paragraph._p.append(deleted)
            run = OxmlElement("w:r")
            deleted.append(run)
        run.append(element)
    elif kind == "bookmarkStart":
        element = OxmlElement("w:bookmarkStart")
        element.set(qn("w:id"), "7")
        element.set(qn("w:name"), tag)
        paragraph._p.append(element)
    else:
        sdt, properties, name = (OxmlElement(f"w:{n}") for n in ("sdt", "sdtPr", kind))
        name.set(qn("w:val"), tag)
        properties.append(name)
        sdt.append(properties)
        paragraph._p.append(sdt)
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("instrText", "field code"),
        ("alias", "name of a content control"),
        ("tag", "name of a content control"),
        ("bookmarkStart", "name of a bookmark"),
    ],
)
def test_unknown_fields_out_of_sight(tmp_path, kind, place):
    """a tag in a field, a bookmark or a content control is read like any other, and told there."""
    path = hidden(kind, template(tmp_path, "{{ 学校名称 }}"), "{{ 校名 }}")
    assert told(path) == [
        (Code.TEMPLATE_FIELD_UNKNOWN, f"{place} (“{{{{ 校名 }}}}”): there is no field '校名'")
    ]


def test_unknown_fields_in_alternative_text(tmp_path):
    """so is one in the alternative text of a picture."""
    from PIL import Image

    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    document = Document()
    document.add_picture(str(tmp_path / "a.png"))
    document.inline_shapes[0]._inline.docPr.set("descr", "{{ 校名 }}徽标")
    document.save(str(tmp_path / "图.docx"))
    (fault,) = told(tmp_path / "图.docx")
    assert fault[1].startswith(
        "alternative text of a picture (“{{ 校名 }}徽标”): there is no field"
    )


def test_known_fields_out_of_sight_are_filled_in(tmp_path):
    """a known field in a bookmark's name is filled in as anywhere."""
    path = hidden("alias", template(tmp_path, "好"), "{{ 学校名称 }}")
    assert told(path) == []
    assert names_used(path) == {"学校名称"}
    render(path, FIELDS, tmp_path / "out.docx")
    assert (
        "星光实验学校" in zipfile.ZipFile(tmp_path / "out.docx").read("word/document.xml").decode()
    )


def test_what_was_deleted_is_ignored(tmp_path):
    """a tag in deleted text is nobody's, whatever it names."""
    path = hidden("delText", template(tmp_path, "{{ 学校名称 }}"), "{{ 标题 + 1 }}")
    assert told(path) == []
    assert names_used(path) == {"学校名称"}
    render(path, FIELDS, tmp_path / "out.docx")
    assert [p.text for p in Document(str(tmp_path / "out.docx")).paragraphs] == ["星光实验学校"]


def broken(path: Path, part: str, change) -> Path:
    """The template with one part changed, or left out."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/document.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/document.xml", lambda _: None),
        ("word/document.xml", lambda _: b""),
        ("word/styles.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/_rels/document.xml.rels", lambda xml: xml[:90]),
        ("[Content_Types].xml", lambda _: None),
        ("_rels/.rels", lambda _: b"<a/>"),
    ],
)
def test_damaged_templates(tmp_path, part, change):
    """whatever is damaged in a template, it is one finding with what to do, and no crash."""
    path = broken(template(tmp_path, "{{ 学校名称 }}"), part, change)
    (finding,) = lint(path, FIELDS)
    assert finding.code is Code.TEMPLATE_SYNTAX
    assert finding.hint is not None
    assert names_used(path) == frozenset()


def old_office(path: Path, stream: str) -> None:
    compound(path, {stream: bytes(64)})


@pytest.mark.parametrize(
    ("made", "hint"),
    [
        (lambda path: old_office(path, "WordDocument"), "it is: old Word or WPS document; save"),
        (lambda path: old_office(path, "Workbook"), "it is: old Excel or WPS workbook; save"),
        (lambda path: old_office(path, "EncryptedPackage"), "password"),
        (lambda path: path.write_text("模板", encoding="utf-8"), "it is: plain text; save"),
        (lambda path: Image.new("RGB", (9, 9)).save(path, "PNG"), "it is: PNG picture; save"),
        (lambda path: path.write_bytes(b""), "no content"),
    ],
)
def test_templates_that_are_something_else(tmp_path, made, hint):
    """an old .doc, a workbook, one with a password, a text … are told as what they are."""
    path = tmp_path / "试用.docx"
    made(path)
    (finding,) = lint(path, FIELDS)
    assert finding.code is Code.TEMPLATE_SYNTAX
    assert hint in finding.hint.spoken("en")
