"""What 备考表 and the catalogues tell of a box since it was printed."""

import small_school

from dossier.facts import replace
from dossier.model.item import Arranged, Origin
from dossier.model.number import Number, Slot
from dossier.render.fields import Fields
from dossier.render.vocabulary import box_fields
from factories import Y21, arranged, item

PLACEHOLDER = Slot(
    Number((2,)), "gap:B01-1:1", "应有的通知", "B01-1", str(Y21), (Number((5,)), Number((6,))),
    missing=True,
)  # fmt: skip
PAPER = replace(PLACEHOLDER, key="evidence:a.pdf", title="通知", requirement="B09-9", missing=False)
NOTICE = item("evidence:a.pdf", title="通知", requirement="B01-1", year=Y21)


def fields(slot: Slot, *elsewhere: Arranged) -> Fields:
    """The vocabulary of box 01, in which `slot` is vacant, beside other boxes."""
    box = replace(arranged(item("evidence:b.pdf", requirement="B01-2")), vacant=(slot,))
    material = replace(small_school.material(), boxes=(box, *elsewhere))
    return box_fields(box, material)


def told(slot: Slot, *elsewhere: Arranged) -> tuple[str, str]:
    """What 备考表 says of it, and the remark of its row in the catalogue."""
    found = fields(slot, *elsewhere)
    (line,) = found["移出情况"]
    return line, found["卷内目录"][-1]["备注"]


def test_a_paper_that_is_gone_was_taken_out() -> None:
    """This test ensures that 已移出 is said of a document that no box holds any more."""
    assert told(PAPER) == ("空号0002件　通知（原第5—6页），已移出。", "已移出")


def test_a_paper_in_another_box_has_moved() -> None:
    """This test ensures that a document that lies elsewhere is told with its place."""
    assert told(PAPER, arranged(NOTICE, number="03")) == (
        "空号0002件　通知（原第5—6页），已移至03盒0001件。",
        "已移至03盒0001件",
    )


def test_a_placeholder_is_not_taken_out() -> None:
    """This test ensures that of a placeholder it is told where its document went."""
    line = "空号0002件　应有的通知（原第5—6页），材料已归入03盒0001件。"
    assert told(PLACEHOLDER, arranged(NOTICE, number="03"))[0] == line
    still = replace(NOTICE, origin=Origin.GAP)
    assert told(PLACEHOLDER, arranged(still, number="03"))[1] == "占位页已撤销"


def test_what_came_and_what_was_filled() -> None:
    """This test ensures that 补充情况 names late items and filled gaps, and nothing else."""
    box = arranged(item("a", title="方案"), item("b", title="通知"), item("c", title="名册"))
    late, filled, own = box.items
    box = replace(box, items=(replace(late, late=True), replace(filled, filled=True), own))
    found = box_fields(box, replace(small_school.material(), boxes=(box,)))
    assert found["补充情况"] == ("补充0001件　方案。", "补齐0002件　通知，印制时缺。")
    assert found["移出情况"] == ()
    assert not any("方案" in line or "通知" in line for line in found["盒内情况"])
