"""What 备考表 prints of waivers."""

from datetime import date

import pytest
from small_school import boxes

from dossier.facts import replace
from dossier.model.ledger import Waiver
from dossier.render.material import Material
from dossier.render.vocabulary import box_fields
from factories import row


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "豁免：空白页（理由：原件如此；批准人：周明，2023年4月1日）。"),
        (
            {"item": "0002", "dated": None},
            "豁免：0002件　空白页（理由：原件如此；批准人：周明）。",
        ),
    ],
)
def test_a_waiver_is_printed_in_its_box(
    material: Material, fields: dict[str, str | None], line: str
) -> None:
    """This test ensures that rule, item, reason and who approved stand in this box alone."""
    box, other = boxes()
    given = dict(rule="page-blank", box=box.spec.number, item="", reason="原件如此。")
    signed = dict(approver="周明", dated=date(2023, 4, 1), row=row("豁免"))
    waiver = Waiver(**(given | signed | fields))  # type: ignore[arg-type]
    told = replace(material, dossier=replace(material.dossier, waivers=(waiver,)))
    assert box_fields(box, told)["盒内情况"] == (*box_fields(box, material)["盒内情况"], line)
    assert box_fields(other, told) == box_fields(other, material)
