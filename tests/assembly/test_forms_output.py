"""forms.xlsx as a product."""

from pathlib import Path

from dossier.assembly.outputs import FORMS, write_forms_book
from dossier.model.table import Form, FormCell
from dossier.store.products import Products


def form(text: str) -> Form:
    return Form("表Ⅰ", "基本情况", (), ((FormCell(text),),), (1,))


def test_the_forms_are_made_again_only_where_one_changed(tmp_path: Path) -> None:
    """This test ensures that forms.xlsx is a product with its causes."""
    reasons = []
    for text in ("甲", "甲", "乙"):
        products = Products.remembered(tmp_path)
        write_forms_book((form(text),), products)
        products.save()
        reasons.append([(cause.product, cause.reasons) for cause in products.causes])
    assert reasons == [[(FORMS, ("new",))], [], [(FORMS, ("forms",))]]


def test_without_forms_there_is_no_workbook(tmp_path: Path) -> None:
    """This test ensures that a standard which asks for no form leaves none behind."""
    for forms in ((form("甲"),), ()):
        products = Products.remembered(tmp_path)
        write_forms_book(forms, products)
        products.sweep()
        products.save()
    assert not (tmp_path / FORMS).exists()
