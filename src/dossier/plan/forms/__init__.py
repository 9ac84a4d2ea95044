"""评估验收表册: the official forms 表Ⅰ–表Ⅶ (县域义务教育均衡发展督导评估 申报表及填报说明).

Made of plain facts, for a school alone and for a county with its schools alike. A form for which
there is nothing is left out; what a form asks for and nobody declared is blank or —.
"""

from collections.abc import Iterator

from dossier.model.standard import Stage
from dossier.model.table import Form
from dossier.plan.forms.county import county_work
from dossier.plan.forms.figures import ROMAN, listed, listed_form
from dossier.plan.forms.schools import balance, conditions
from dossier.plan.forms.subject import (
    SchoolRow,
    ShownValue,
    Subject,
    school_alone,
    school_row,
    summary_row,
)
from dossier.plan.forms.taking import faults
from dossier.plan.forms.words import measures_taken, satisfaction

__all__ = [
    "SchoolRow",
    "ShownValue",
    "Subject",
    "faults",
    "forms",
    "school_alone",
    "school_row",
    "summary_row",
]


def forms(subject: Subject) -> tuple[Form, ...]:
    """All forms that can be filled in, by number.

    Where the standard's sheet 表册 lists the columns of a form, it is made of these.
    """
    lines = listed(subject)
    made = [listed_form(number, columns, subject) for number, columns in lines.items()]
    mains = {_main(number) for number in lines}
    made += [form for form in _of_results(subject) if _main(form.number) not in mains]
    return tuple(sorted(made, key=_order))


def _of_results(subject: Subject) -> Iterator[Form]:
    """The forms that are made of results, whatever the standard lists."""
    for form in (
        conditions(subject, Stage.PRIMARY),
        conditions(subject, Stage.JUNIOR),
        balance(subject, Stage.PRIMARY),
        balance(subject, Stage.JUNIOR),
        county_work(subject),
        satisfaction(subject),
        measures_taken(subject),
    ):
        if form is not None:
            yield form


def _main(number: str) -> str:
    """表Ⅱ of 表Ⅱ-1."""
    return number.partition("-")[0]


def _order(form: Form) -> tuple[int, str]:
    """By number, forms of other names last."""
    place = ROMAN.find(form.number[1:2]) if form.number[1:2] else -1
    return (place if place >= 0 else len(ROMAN), form.number)
