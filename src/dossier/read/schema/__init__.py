"""What the five workbooks look like: the one description that reading and the sample share.

Headers, their aliases, the comment that each header carries, and what a cell may hold.
"""

from dossier.read.schema.columns import YES_NO, Column, Holds, Sheet
from dossier.read.schema.evidence import EVIDENCE, PHOTOS
from dossier.read.schema.filing import BOXES, CHAPTERS, REQUIREMENTS
from dossier.read.schema.ledger import LEDGER, WAIVERS
from dossier.read.schema.people import DUTIES, GROUPS, LEADERS, OFFICE, TASKS
from dossier.read.schema.returns import (
    EXPLANATIONS,
    FUNDS,
    JUDGEMENTS,
    PROJECTIONS,
    SUGGESTIONS,
    SURVEY,
    UNIT_COSTS,
)
from dossier.read.schema.rules import (
    AGREEMENTS,
    FORMS,
    GROWTH,
    PASS_RULES,
    PHRASES,
    SCORING,
    THRESHOLDS,
)
from dossier.read.schema.school import FIGURES, SCHOOL_FACTS, SELF_ASSESSMENTS, WORDS
from dossier.read.schema.standard import INDICATORS, MEASURES, SETTINGS

__all__ = [
    "AGREEMENTS",
    "BOXES",
    "CHAPTERS",
    "DUTIES",
    "EVIDENCE",
    "EXPLANATIONS",
    "FIGURES",
    "FORMS",
    "FUNDS",
    "GROUPS",
    "GROWTH",
    "INDICATORS",
    "JUDGEMENTS",
    "LEADERS",
    "LEDGER",
    "MEASURES",
    "OFFICE",
    "PASS_RULES",
    "PHOTOS",
    "PHRASES",
    "PROJECTIONS",
    "REQUIREMENTS",
    "SCHOOL_FACTS",
    "SCORING",
    "SELF_ASSESSMENTS",
    "SETTINGS",
    "SHEETS",
    "SUGGESTIONS",
    "SURVEY",
    "TASKS",
    "THRESHOLDS",
    "UNIT_COSTS",
    "WAIVERS",
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
    THRESHOLDS,
    PASS_RULES,
    SCORING,
    GROWTH,
    FORMS,
    AGREEMENTS,
    PHRASES,
    REQUIREMENTS,
    CHAPTERS,
    BOXES,
    SCHOOL_FACTS,
    FIGURES,
    FUNDS,
    SELF_ASSESSMENTS,
    WORDS,
    JUDGEMENTS,
    SURVEY,
    SUGGESTIONS,
    EXPLANATIONS,
    UNIT_COSTS,
    PROJECTIONS,
    EVIDENCE,
    PHOTOS,
    LEADERS,
    OFFICE,
    GROUPS,
    DUTIES,
    TASKS,
    LEDGER,
    WAIVERS,
)
