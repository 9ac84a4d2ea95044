"""county.xlsx → the schools of the county in their order, and what it tells of itself."""

from pathlib import Path

from dossier.finding import Finding
from dossier.model.county import Listed
from dossier.model.school import School
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read.grid import read_grids
from dossier.read.pairs import read_pairs
from dossier.read.returns import read_returns
from dossier.read.schema import county as schema
from dossier.read.school import figures_of
from dossier.read.table import read_table
from dossier.read.yearcolumns import unheaded_years


def read_county(book: Path) -> tuple[tuple[Listed, ...], School, tuple[Finding, ...]]:
    """The list and the county's own facts, in the shape of a school's.

    Folders are given from the folder of `book`. A name or folder that stands twice is found, and
    its second row left out. Every sheet but 学校 may be absent.
    """
    grids, findings = read_grids(book)
    if not grids:
        return (), School({}, {}, {}, {}, {}), tuple(findings)
    schools = read_table(grids, schema.SCHOOLS)
    facts, faults = read_pairs(grids, schema.COUNTY_FACTS)
    figures = read_table(grids, schema.COUNTY_FIGURES)
    funds = read_table(grids, schema.COUNTY_FUNDS)
    returns, more = read_returns(grids)
    unheaded_years(figures, SchoolYear, ())
    unheaded_years(funds, FiscalYear, ())
    county = School(
        facts=facts.facts,
        cells=facts.cells,
        figures=figures_of(figures, SchoolYear),
        assessments={},
        words={},
        funds=figures_of(funds, FiscalYear),
        returns=returns,
        county=True,
    )
    listed = tuple(
        Listed(
            name=record.text("name"),
            folder=record.text("folder"),
            place=str((book.parent / record.text("folder")).resolve()),
            kind=record.text("kind"),
            row=record.row,
        )
        for record in schools.records
    )
    found = (*findings, *schools.findings, *faults, *figures.findings, *funds.findings, *more)
    return listed, county, found
