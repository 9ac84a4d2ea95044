"""Templates that ask for more than there is: each is a finding and a gap, and all else is made."""

from pathlib import Path

import pytest

from tiny_workspace import Tiny, tiny, told


@pytest.mark.parametrize(
    "line",
    ["{{ 'a' * 10 ** 10 }}", "{{ '%9999999999d' % 1 }}", "{{ 'a'.ljust(10 ** 10) }}"],
)
def test_a_template_that_fills_the_memory_costs_its_chapter(tmp_path: Path, line: str) -> None:
    """what would fill the memory of the machine is told by the check, and the boxes come."""
    here: Tiny = tiny(tmp_path / "workspace")
    here.template("自评说明", line)
    built = here.build()
    (fault,) = told(built)
    assert fault.startswith("templates/自评说明.docx")
    assert fault.endswith("[template-syntax]")
    assert here.box("01").exists()
    assert here.box("02").exists()


def test_a_template_that_never_ends_costs_its_chapter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """loops within loops are ended."""
    monkeypatch.setattr("dossier.pool.limits._SECONDS", 3.0)
    monkeypatch.setattr("dossier.pool.run.Limits", _short)
    here: Tiny = tiny(tmp_path / "workspace")
    digits = "'0123456789'"
    loops = "".join("{% for " + name + " in " + digits + " %}" for name in "abcdefghijkl")
    here.template("自评说明", loops + "{% if a == 'x' %}{% endif %}" + "{% endfor %}" * 12)
    (fault,) = told(here.build())
    assert fault.endswith("[template-syntax]")
    assert here.box("02").exists()


def _short():
    from dossier.pool.limits import Limits

    return Limits(seconds=5)
