"""Several boxes at once give what one after the other gives."""

from pathlib import Path

import pytest

from dossier.assembly.boxes import bound_each
from dossier.assembly.item_pdf import Unbound
from dossier.bind.binding import Binding, Bound, Part
from dossier.finding import Code
from local_pool import tasks_here
from tiny_workspace import write_pdf


def boxes(tmp_path: Path) -> list[Binding]:
    """Three boxes of one, two and three pages."""
    made = []
    for number in (1, 2, 3):
        item = write_pdf(tmp_path / f"{number}.pdf", *[f"box {number}"] * number)
        part = Part(item, tuple("123"[:number]), 1, "0001", "材料", "B01", "", f"0{number}盒0001件")
        made.append(Binding("盒", f"0{number}", "学校", (), (), (part,), (), f"{number}" * 64))
    return made


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that who binds a box changes nothing in it, nor the order of answers."""
    bindings = boxes(tmp_path)
    alone = [tmp_path / f"alone-{n}.pdf" for n in range(3)]
    shared = [tmp_path / f"shared-{n}.pdf" for n in range(3)]
    told = list(bound_each(bindings, alone, workers=1))
    assert list(bound_each(bindings, shared, workers=2)) == told
    assert [one.read_bytes() for one in shared] == [one.read_bytes() for one in alone]
    assert [dict(one.accounts[0].after)["pages"] for one in told if isinstance(one, Bound)] == [
        1,
        2,
        3,
    ]


def test_a_box_that_cannot_be_bound_costs_itself(tmp_path: Path) -> None:
    """This test ensures that what is wrong with an item is told, and other boxes are bound."""
    bindings = boxes(tmp_path)
    (tmp_path / "2.pdf").write_bytes(b"%PDF-1.7\nbroken")
    files = [tmp_path / f"out-{n}.pdf" for n in range(3)]
    first, second, third = bound_each(bindings, files, workers=2)
    assert isinstance(first, Bound)
    assert isinstance(second, Unbound)
    assert isinstance(third, Bound)
    assert second.code is Code.NOT_MADE
    assert "'材料' cannot be bound" in str(second.remedy)
    assert [file.exists() for file in files] == [True, False, True]


def test_memory_is_given_back_after_each_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that what a box took does not stand beside those bound after it."""
    files = [tmp_path / f"out-{n}.pdf" for n in range(3)]
    there: list[int] = []
    tasks_here(monkeypatch)
    monkeypatch.setattr(
        "dossier.assembly.boxes.give_back", lambda: there.append(sum(f.exists() for f in files))
    )
    list(bound_each(boxes(tmp_path), files, workers=1))
    assert there == [1, 2, 3]


def test_documents_are_cleared_away_before_others_bind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the trees of rendered documents do not stand beside the boxes."""
    cleared: list[bool] = []
    monkeypatch.setattr("dossier.assembly.boxes.clear_away", lambda: cleared.append(True))
    files = [tmp_path / f"out-{n}.pdf" for n in range(3)]
    list(bound_each(boxes(tmp_path), files, workers=1))
    assert not cleared
    list(bound_each(boxes(tmp_path), files, workers=2))
    assert cleared == [True]
