"""Small subjects of the official forms, and forms as they are seen."""

from decimal import Decimal

from dossier.facts import replace
from dossier.model.assessment import (
    Assessment,
    Growth,
    Result,
)
from dossier.model.rules import (
    FormLine,
    Rules,
)
from dossier.model.standard import Family, Stage
from dossier.model.table import Form, placed
from dossier.plan.forms import (
    Subject,
    forms,
    school_alone,
)
from factories import Y21, dossier, figure, indicator, measure, row

P, J, WHOLE = Stage.PRIMARY, Stage.JUNIOR, Stage.SCHOOL


CONDITIONS = (
    indicator("J01", name="生均用房", family=Family.CONDITIONS, level="C"),
    indicator("J06", name="生均图书", family=Family.CONDITIONS, level="C"),
)


BALANCE = (
    indicator("H05", name="生均图书册数", family=Family.BALANCE, level="C"),
    indicator("H06", name="师生比", family=Family.BALANCE, level="C"),
)


MEASURES = (
    measure("J01", by_stage=True, unit="㎡/生"),
    measure("J06", by_stage=False),
    measure("H05", by_stage=True, places=2),
    measure("H06", by_stage=True, places=3, unit="师/生"),
)


def grid(form: Form) -> list[list[str]]:
    """Head and body as they are seen: merged cells repeat their text, dark ones begin with ■."""
    columns = len(form.widths)
    lines: list[list[str]] = []
    for rows in (form.head, form.body):
        part = [[""] * columns for _ in rows]
        for line, column, cell in placed(rows, columns):
            for down in range(cell.down):
                for across in range(cell.across):
                    part[line + down][column + across] = ("■" if cell.dark else "") + cell.text
        lines += part
    return lines


def body(form: Form) -> list[list[str]]:
    return grid(form)[len(form.head) :]


def by_number(subject: Subject) -> dict[str, Form]:
    return {form.number: form for form in forms(subject)}


def result(code: str, stage: Stage, shown: str, met: bool | None = None, **more) -> Result:
    given = dict(
        threshold=None if met is None else Decimal(25),
        shown_threshold="" if met is None else "≥ 25册/生",
        margin="", working="", cells=(), value=Decimal(1), year=Y21,
    )  # fmt: skip
    of = next(one for one in MEASURES if one.code == code)
    return Result(measure=of, stage=stage, met=met, shown=shown, **(given | more))


def nine_year(results: tuple[Result, ...], **more) -> Subject:
    facts = dict(
        indicators=(*CONDITIONS, *BALANCE),
        measures=MEASURES,
        figures=(
            figure("学生数", 798, P), figure("学生数", 439, J),
            figure("教学班数", 18, P), figure("教学班数", 9, J),
        ),
    )  # fmt: skip
    made = dossier(**(facts | more))
    subject = school_alone(made, Assessment(results=results))
    assert subject is not None
    return subject


def line(form: str, number: int, caption: str, take: str, **more) -> FormLine:
    given = dict(stage=WHOLE, unit="", places=0, row=row("表册", take=f"D{number}"))
    return FormLine(form, f"L{number}", caption, take, **(given | more))


def listed(*lines: FormLine, growths: tuple[Growth, ...] = (), **school) -> dict[str, Form]:
    funds = {(f.name, f.stage, f.year): f for f in school.pop("funds", ())}
    fiscal = school.pop("fiscal_years", ())
    made = dossier(fiscal_years=fiscal, **school)
    made = replace(made, rules=Rules(forms=lines), school=replace(made.school, funds=funds))
    subject = school_alone(made, Assessment(growths=growths))
    assert subject is not None
    return by_number(subject)


TREE = (
    indicator("A1", level="A", name="入学机会"),
    indicator("B01", parent="A1", name="随迁子女"),
    indicator("B02", parent="A1", name="留守儿童", verified=False),
    indicator("A2", level="A", name="保障机制"),
    indicator("B03", parent="A2", name="三个增长"),
)
