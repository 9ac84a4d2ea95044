"""Every sheet of a school's workbooks, in the order in which they stand there.

Each is declared beside the facts that its rows become (:mod:`~dossier.model.columns`).
"""

from dossier.model.catalogue import CATALOGUE
from dossier.model.check_rules import CHECK_RULES
from dossier.model.columns import Sheet
from dossier.model.confirmation import CONFIRMATIONS
from dossier.model.evidence import EVIDENCE, PHOTOS
from dossier.model.layout import LAYOUTS
from dossier.model.ledger import LEDGER, WAIVERS
from dossier.model.people import DUTIES, GROUPS, LEADERS, OFFICE, TASKS
from dossier.model.returns import (
    EXPLANATIONS,
    JUDGEMENTS,
    PROJECTIONS,
    SUGGESTIONS,
    SURVEY,
    UNIT_COSTS,
)
from dossier.model.rules import (
    AGREEMENTS,
    FORMS,
    GROWTH,
    PASS_RULES,
    PHRASES,
    SCORING,
    THRESHOLDS,
)
from dossier.model.school import FIGURES, FUNDS, SCHOOL_FACTS, SELF_ASSESSMENTS, WORDS
from dossier.model.settings import SETTINGS
from dossier.model.standard import (
    BOXES,
    CHAPTERS,
    FIGURE_SPECS,
    INDICATORS,
    MEASURES,
    REQUIREMENTS,
    WORDING,
)

SHEETS: tuple[Sheet, ...] = (
    *(SETTINGS, INDICATORS, MEASURES, THRESHOLDS, PASS_RULES, SCORING, GROWTH, FORMS),
    *(
        AGREEMENTS,
        PHRASES,
        REQUIREMENTS,
        CHAPTERS,
        BOXES,
        FIGURE_SPECS,
        WORDING,
        LAYOUTS,
        CATALOGUE,
    ),
    *(SCHOOL_FACTS, FIGURES, FUNDS, SELF_ASSESSMENTS, WORDS, JUDGEMENTS, SURVEY),
    *(SUGGESTIONS, EXPLANATIONS, UNIT_COSTS, PROJECTIONS),
    *(EVIDENCE, PHOTOS),
    *(LEADERS, OFFICE, GROUPS, DUTIES, TASKS, CONFIRMATIONS),
    *(LEDGER, WAIVERS, CHECK_RULES),
)
