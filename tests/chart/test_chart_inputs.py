from pathlib import Path

import pytest
from chart_zoo import years
from docx import Document

from dossier import fonts
from dossier.assembly.templates import Templates
from dossier.render.fields import Fields


def template(folder: Path, text: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(str(folder / "报告.docx"))


@pytest.mark.parametrize(("text", "drawn"), [("{{ 图 }}", True), ("{{ 校名 }}", False)])
def test_only_what_prints_charts_depends_on_how_they_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, drawn: bool
) -> None:
    """This test ensures that new fonts or drawing code redo chapters with charts, and no others."""
    template(tmp_path, text)
    fields = Fields({"图": years, "校名": lambda: "星光实验学校"})
    before = Templates(tmp_path).inputs("报告", fields)
    monkeypatch.setattr(fonts, "identity", lambda: "other fonts")
    after = Templates(tmp_path).inputs("报告", fields)
    assert ("charts" in before) is drawn
    assert (before != after) is drawn


def test_a_changed_number_in_a_chart_changes_its_key(tmp_path: Path) -> None:
    """This test ensures that a chapter is made again where a chart of it tells something else."""
    template(tmp_path, "{{ 图 }}")
    inputs = [
        Templates(tmp_path).inputs("报告", Fields({"图": lambda n=n: years(n)})) for n in (2, 3)
    ]
    assert inputs[0]["field 图"] != inputs[1]["field 图"]
