"""Fields of the 评估验收表册: all forms, each by its number, and the list of them."""

from collections.abc import Iterable
from functools import partial

from dossier.model.table import Form
from dossier.render.fields import Forms, Makers, Rows, columns
from dossier.render.material import Material
from dossier.render.words import clean

# what a clerk types → how the number of the form begins
_NUMBERS = {
    "表一": "表Ⅰ",
    "表二": "表Ⅱ",
    "表二小学": "表Ⅱ-1",
    "表二初中": "表Ⅱ-2",
    "表三": "表Ⅲ",
    "表三小学": "表Ⅲ-1",
    "表三初中": "表Ⅲ-2",
    "表四": "表Ⅳ",
    "表五": "表Ⅴ",
    "表六": "表Ⅵ",
    "表七": "表Ⅶ",
}
_LISTED = columns("表号", "名称")


def form_fields(material: Material) -> Makers:
    """表册 and 表一 to 表七; a form that is not there prints nothing, and is no in a condition."""
    forms = material.forms
    return {
        "表册": lambda: Forms(forms),
        "表册目录": lambda: Rows(
            ({"表号": clean(form.number), "名称": clean(form.title)} for form in forms),
            like=_LISTED,
        ),
        **{name: partial(_of, forms, number) for name, number in _NUMBERS.items()},
    }


def _of(forms: Iterable[Form], number: str) -> Forms:
    """The form of that number, or those that it is divided into: 表Ⅱ-1 and 表Ⅱ-2 are 表Ⅱ."""
    return Forms(
        form for form in forms if form.number == number or form.number.startswith(f"{number}-")
    )
