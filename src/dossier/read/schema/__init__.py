"""What the five workbooks look like: the one description that reading and the sample share.

Headers, their aliases, the comment that each header carries, and what a cell may hold.
"""

from dossier.read.schema.columns import YES_NO, Column, Holds, Sheet
from dossier.read.schema.evidence import EVIDENCE, PHOTOS
from dossier.read.schema.filing import BOXES, CHAPTERS, REQUIREMENTS
from dossier.read.schema.ledger import LEDGER
from dossier.read.schema.people import DUTIES, GROUPS, LEADERS, OFFICE, TASKS
from dossier.read.schema.school import FIGURES, SCHOOL_FACTS, SELF_ASSESSMENTS, WORDS
from dossier.read.schema.standard import INDICATORS, MEASURES, SETTINGS

__all__ = [
    "BOXES",
    "CHAPTERS",
    "DUTIES",
    "EVIDENCE",
    "FIGURES",
    "GROUPS",
    "INDICATORS",
    "LEADERS",
    "LEDGER",
    "MEASURES",
    "OFFICE",
    "PHOTOS",
    "REQUIREMENTS",
    "SCHOOL_FACTS",
    "SELF_ASSESSMENTS",
    "SETTINGS",
    "SHEETS",
    "TASKS",
    "WORDS",
    "YES_NO",
    "Column",
    "Holds",
    "Sheet",
]

SHEETS: tuple[Sheet, ...] = (
    SETTINGS,
    INDICATORS,
    MEASURES,
    REQUIREMENTS,
    CHAPTERS,
    BOXES,
    SCHOOL_FACTS,
    FIGURES,
    SELF_ASSESSMENTS,
    WORDS,
    EVIDENCE,
    PHOTOS,
    LEADERS,
    OFFICE,
    GROUPS,
    DUTIES,
    TASKS,
    LEDGER,
)
