"""What to do about a figure that is not there."""

from collections.abc import Collection
from difflib import get_close_matches

from dossier.messages import Text, say
from dossier.model.amounts import PUPILS, declared, splits
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year


def lacking(school: School, name: str, stage: Stage, year: Year) -> Text:
    """What to do about an amount that is None."""
    whole = declared(school, name, Stage.SCHOOL, year)
    if whole and stage is not Stage.SCHOOL:
        if isinstance(year, SchoolYear) and splits(whole):
            return say("splitting it needs '{pupils}' of each part of the school", pupils=PUPILS)
        return say("give it for each part of the school; only what the parts share is split")
    sheet = "经费" if isinstance(year, FiscalYear) else "数据"
    table = school.funds if isinstance(year, FiscalYear) else school.figures
    names = {key[0] for key in table}
    guess = None if name in names else near(name, sorted(names))
    return guess or say("add it to the sheet '{sheet}' of school.xlsx", sheet=sheet)


def near(word: str, known: Collection[str]) -> Text | None:
    """'did you mean …?', where something known is near."""
    found = get_close_matches(word, known, n=1)
    return say("did you mean '{near}'?", near=found[0]) if found else None
