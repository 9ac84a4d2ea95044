"""整改台账 joined with the results."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.indicators import assess
from dossier.assess.rectification import rectifications
from dossier.model.standard import Stage
from factories import Y20, Y21, dossier, evidence, figure, measure, photo, rectification

DATED = date(2023, 8, 20)
LATE, EARLY, FUTURE = date(2023, 6, 30), date(2023, 3, 31), date(2023, 12, 31)


def problems(*ledger, dated=DATED, **parts):
    return [
        (found.entry.problem, found.overdue)
        for found in rectifications(dossier(ledger=ledger, dated=dated, **parts), ())
    ]


def test_overdue_ones_come_first_then_open_then_closed() -> None:
    """This test ensures the order of the ledger: by deadline, and as written where it is equal."""
    ledger = (
        rectification(problem="销号", status="已销号", deadline=EARLY),
        rectification(problem="无期", deadline=None),
        rectification(problem="年底", deadline=FUTURE),
        rectification(problem="已过", deadline=LATE),
        rectification(problem="年底又一", deadline=FUTURE),
        rectification(problem="久过", deadline=EARLY, status="已完成"),
        rectification(problem="又销号", status="已销号", deadline=None),
    )
    assert problems(*ledger) == [
        ("久过", True),
        ("已过", True),
        ("年底", False),
        ("年底又一", False),
        ("无期", False),
        ("销号", False),
        ("又销号", False),
    ]


def test_a_deadline_lasts_its_whole_day_and_no_day_means_no_delay() -> None:
    """This test ensures that nothing is overdue on the day itself, or where 成文日期 is blank."""
    due = rectification(deadline=DATED)
    assert problems(due) == [("公示不及时", False)]
    assert problems(due, dated=date(2023, 8, 21)) == [("公示不及时", True)]
    assert problems(due, dated=None) == [("公示不及时", False)]


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(date(2023, 1, 1), date(2023, 12, 31)),
            st.sampled_from(("未启动", "整改中", "已完成", "已销号")),
        )
    )
)
def test_no_row_is_lost_and_none_stands_out_of_turn(rows) -> None:
    """This test ensures that every row stays, and that late, open and closed never mix."""
    ledger = tuple(
        rectification(problem=str(n), deadline=deadline, status=status)
        for n, (deadline, status) in enumerate(rows)
    )
    found = rectifications(dossier(ledger=ledger, dated=DATED), ())
    assert sorted(m.entry.problem for m in found) == sorted(e.problem for e in ledger)
    ranks = [2 if m.entry.is_closed else 0 if m.overdue else 1 for m in found]
    assert ranks == sorted(ranks)


def test_a_row_has_the_results_of_the_judged_year() -> None:
    """This test ensures that each stage of the latest year is there, and no other year."""
    rule = measure(
        "J06",
        formula="图书",
        by_stage=True,
        thresholds={Stage.PRIMARY: Decimal(15), Stage.JUNIOR: Decimal(25)},
    )
    school = dossier(
        school_years=(Y20, Y21),
        measures=(rule,),
        figures=[
            figure("图书", 20, stage=stage, year=year, unit="册/生")
            for stage in (Stage.PRIMARY, Stage.JUNIOR)
            for year in (Y20, Y21)
        ],
        ledger=(rectification("J06"), rectification("B01")),
    )
    books, other = rectifications(school, assess(school)[0])
    assert [(r.year, r.stage, r.met) for r in books.results] == [
        (Y21, Stage.PRIMARY, True),
        (Y21, Stage.JUNIOR, False),
    ]
    assert other.results == ()


def test_what_is_proven() -> None:
    """This test ensures that a row is proven only where all that it names is registered."""
    registered = {
        "evidence": (evidence("a.pdf", title="采购、验收单"),),
        "photos": (photo("p.jpg"),),
    }

    def proven(names: str) -> bool:
        (found,) = rectifications(
            dossier(ledger=(rectification(evidence=names),), **registered), ()
        )
        return found.proven

    assert proven("a.pdf")
    assert proven("采购、验收单")
    assert proven("a.pdf；p.jpg")
    assert not proven("a.pdf；合同")
    assert not proven("")
