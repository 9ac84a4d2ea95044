"""What is wrong with a dossier: a finding is a value, collected with all the others.

A code never changes its meaning; docs/findings.md has a paragraph on each.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Self

from dossier.facts import Fact
from dossier.messages import Text, Worded, say
from dossier.model.years import Year
from dossier.personal import masked_in
from dossier.source import Cell


class Severity(Worded):
    """How much a finding weighs: an error must be mended, a warning looked at, a note known.

    `text` is the word for it.
    """

    ERROR = "error", say("error")
    WARNING = "warning", say("warning")
    NOTE = "note", say("note")


class Code(Enum):
    """Every kind of finding, with its severity."""

    # the workbooks themselves
    WORKBOOK_MISSING = ("workbook-missing", Severity.ERROR)
    WORKBOOK_UNREADABLE = ("workbook-unreadable", Severity.ERROR)
    SHEET_MISSING = ("sheet-missing", Severity.ERROR)
    COLUMN_MISSING = ("column-missing", Severity.ERROR)
    VALUE_MISSING = ("value-missing", Severity.ERROR)
    VALUE_INVALID = ("value-invalid", Severity.ERROR)
    VALUE_DUPLICATE = ("value-duplicate", Severity.ERROR)
    FORMULA_UNCOMPUTED = ("formula-uncomputed", Severity.ERROR)
    CODE_UNKNOWN = ("code-unknown", Severity.ERROR)
    YEAR_UNKNOWN = ("year-unknown", Severity.ERROR)
    # the standard and its numbers
    FORMULA_INVALID = ("formula-invalid", Severity.ERROR)
    FIGURE_MISSING = ("figure-missing", Severity.ERROR)
    UNIT_MISMATCH = ("unit-mismatch", Severity.ERROR)
    RULE_INCOMPLETE = ("rule-incomplete", Severity.ERROR)
    JUDGEMENT_MISSING = ("judgement-missing", Severity.ERROR)
    JUDGEMENT_INVALID = ("judgement-invalid", Severity.ERROR)
    FIGURE_JUMP = ("figure-jump", Severity.WARNING)
    GROWTH_UNMET = ("growth-unmet", Severity.WARNING)
    FIGURE_CONFLICT = ("figure-conflict", Severity.ERROR)
    TEXT_CONFLICT = ("text-conflict", Severity.ERROR)
    SCAN_CONFLICT = ("scan-conflict", Severity.WARNING)
    SCORE_CONTRADICTED = ("score-contradicted", Severity.WARNING)
    OUTCOME_CONFLICT = ("outcome-conflict", Severity.WARNING)
    PROMISE_SHORT = ("promise-short", Severity.WARNING)
    COMPUTED_CONFLICT = ("computed-conflict", Severity.WARNING)
    SURVEY_INVALID = ("survey-invalid", Severity.ERROR)
    SURVEY_SHORT = ("survey-short", Severity.WARNING)
    INDICATOR_UNBOXED = ("indicator-unboxed", Severity.ERROR)
    BOX_TOO_THICK = ("box-too-thick", Severity.WARNING)
    ITEM_TOO_THICK = ("item-too-thick", Severity.WARNING)
    # the evidence
    ENTRY_UNCONFIRMED = ("entry-unconfirmed", Severity.WARNING)
    EVIDENCE_MISSING = ("evidence-missing", Severity.ERROR)
    FILE_MISSING = ("file-missing", Severity.ERROR)
    FILE_UNREGISTERED = ("file-unregistered", Severity.WARNING)
    FILE_EMPTY = ("file-empty", Severity.ERROR)
    FILE_DAMAGED = ("file-damaged", Severity.ERROR)
    FILE_ENCRYPTED = ("file-encrypted", Severity.ERROR)
    FILE_TYPE = ("file-type", Severity.ERROR)
    FILE_MENDED = ("file-mended", Severity.NOTE)
    FILE_TOO_DEMANDING = ("file-too-demanding", Severity.ERROR)
    SCAN_UNREAD = ("scan-unread", Severity.WARNING)
    PERSONAL_DATA = ("personal-data", Severity.WARNING)
    FILE_TWICE = ("file-twice", Severity.WARNING)
    CONTENT_DUPLICATE = ("content-duplicate", Severity.WARNING)
    DATE_OUTSIDE_YEAR = ("date-outside-year", Severity.ERROR)
    SEAL_MISSING = ("seal-missing", Severity.ERROR)
    SIGNATURE_MISSING = ("signature-missing", Severity.ERROR)
    ORIGINAL_MISSING = ("original-missing", Severity.WARNING)
    PHOTO_UNCAPTIONED = ("photo-uncaptioned", Severity.ERROR)
    # what is looked at in the material: 检查规则 may weigh each of these otherwise, or waive it
    OTHER_SCHOOL = ("other-school", Severity.WARNING)
    DATE_CONFLICT = ("date-conflict", Severity.WARNING)
    DATE_TOO_LATE = ("date-too-late", Severity.WARNING)
    DATES_OUT_OF_ORDER = ("dates-out-of-order", Severity.WARNING)
    PAGES_BLANK = ("pages-blank", Severity.WARNING)
    SEAL_UNSEEN = ("seal-unseen", Severity.WARNING)
    PAGES_TURNED = ("pages-turned", Severity.WARNING)
    SIGNATURE_UNSEEN = ("signature-unseen", Severity.WARNING)
    PHOTO_TWICE = ("photo-twice", Severity.WARNING)
    TEXT_AGAIN = ("text-again", Severity.WARNING)
    TEXT_TWICE = ("text-twice", Severity.WARNING)
    TEXT_WITHOUT_FACT = ("text-without-fact", Severity.NOTE)
    PROBLEMS_SHORT = ("problems-short", Severity.WARNING)
    NUMBER_MALFORMED = ("number-malformed", Severity.WARNING)
    SIGN_OFF_MISSING = ("sign-off-missing", Severity.WARNING)
    ROSTER_CONFLICT = ("roster-conflict", Severity.WARNING)
    ROW_TWICE = ("row-twice", Severity.WARNING)
    PHOTO_AS_DOCUMENT = ("photo-as-document", Severity.WARNING)
    VERDICT_UNPROVEN = ("verdict-unproven", Severity.WARNING)
    CHANGES_TRACKED = ("changes-tracked", Severity.WARNING)
    COMMENTS_LEFT = ("comments-left", Severity.WARNING)
    CONTENTS_STALE = ("contents-stale", Severity.WARNING)
    FIGURE_DOUBTFUL = ("figure-doubtful", Severity.WARNING)
    BLANK_UNFILLED = ("blank-unfilled", Severity.WARNING)
    CELLS_BROKEN = ("cells-broken", Severity.WARNING)
    CELLS_HIDDEN = ("cells-hidden", Severity.NOTE)
    # people, tasks and the ledger
    TASK_UNASSIGNED = ("task-unassigned", Severity.WARNING)
    TASK_UNSIGNED = ("task-unsigned", Severity.WARNING)
    CONFIRMATION_STALE = ("confirmation-stale", Severity.WARNING)
    UNMET_WITHOUT_MEASURE = ("unmet-without-measure", Severity.ERROR)
    LEDGER_EVIDENCE_UNKNOWN = ("ledger-evidence-unknown", Severity.ERROR)
    CLOSED_WITHOUT_EVIDENCE = ("closed-without-evidence", Severity.ERROR)
    LEDGER_CONTRADICTION = ("ledger-contradiction", Severity.ERROR)
    MEASURE_OVERDUE = ("measure-overdue", Severity.WARNING)
    # templates
    TEMPLATE_MISSING = ("template-missing", Severity.ERROR)
    TEMPLATE_FIELD_UNKNOWN = ("template-field-unknown", Severity.ERROR)
    TEMPLATE_FULLWIDTH_BRACE = ("template-fullwidth-brace", Severity.ERROR)
    TEMPLATE_SYNTAX = ("template-syntax", Severity.ERROR)
    # what is made
    CHAPTER_EDITED = ("chapter-edited", Severity.WARNING)
    CHAPTER_OUTDATED = ("chapter-outdated", Severity.WARNING)
    NOT_CONVERTED = ("not-converted", Severity.ERROR)
    NOT_MADE = ("not-made", Severity.ERROR)
    CONTENT_NOT_PRINTED = ("content-not-printed", Severity.ERROR)
    CONTENT_ADDED = ("content-added", Severity.ERROR)
    CHARACTERS_WITHOUT_FONT = ("characters-without-font", Severity.ERROR)
    CELLS_CUT = ("cells-cut", Severity.WARNING)
    TEXT_TOO_SMALL = ("text-too-small", Severity.WARNING)
    CONTENT_UNCHECKED = ("content-unchecked", Severity.WARNING)
    PAGE_SPARSE = ("page-sparse", Severity.NOTE)
    FONT_SUBSTITUTED = ("font-substituted", Severity.WARNING)
    NOT_ARCHIVAL = ("not-archival", Severity.WARNING)
    CONTENT_REMOVED = ("content-removed", Severity.WARNING)
    CONTENT_LOST = ("content-lost", Severity.ERROR)
    CONTENT_ADAPTED = ("content-adapted", Severity.NOTE)
    FILE_SIGNED = ("file-signed", Severity.NOTE)

    slug: str
    severity: Severity

    def __new__(cls, slug: str, severity: Severity) -> Self:
        """A code whose value is its slug, by which it is written down."""
        code = object.__new__(cls)
        code._value_ = code.slug = slug
        code.severity = severity
        return code

    def __str__(self) -> str:
        return self.slug


class Finding(Fact, frozen=True):
    """One thing that is wrong: what (`text`), where (`at` or `path`), and what to do (`hint`).

    `indicator`, `requirement` and `year` place it in the matrix; `group` and `person` own it.
    `weight` is a severity other than that of its code. `followed` counts what is not told, for it
    follows from this. `row_says` is what stands in the row of which it tells, where that row or a
    cell of it is not read: what lacks for want of it follows from this.
    """

    code: Code
    text: Text
    at: Cell | None = None
    path: str = ""
    hint: Text | None = None
    indicator: str = ""
    requirement: str = ""
    year: Year | None = None
    group: str = ""
    person: str = ""
    weight: Severity | None = None
    followed: int = 0
    row_says: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it weighs: what the workspace says in 检查规则, else what its code does."""
        return self.weight or self.code.severity

    @property
    def place(self) -> str:
        """The cell, or the file's path where no cell is at fault."""
        return str(self.at) if self.at else self.path


_STRUCTURE = {
    *(Code.WORKBOOK_MISSING, Code.WORKBOOK_UNREADABLE, Code.SHEET_MISSING, Code.COLUMN_MISSING),
}
_YEARLY = {"数据", "经费"}  # the sheets in which a year heads a column
_BLANK = {Code.VALUE_MISSING, Code.VALUE_INVALID}


def is_cause(finding: Finding) -> bool:
    """Whether much else may follow: a workbook, sheet, column, year or setting is not there."""
    if finding.code in _BLANK:
        return finding.at is not None and finding.at.sheet == "设置"
    if finding.code in {Code.FILE_TOO_DEMANDING, Code.NOT_MADE}:
        return finding.at is not None and not finding.at.sheet  # a workbook as a whole
    if finding.code is Code.YEAR_UNKNOWN:
        return finding.at is not None and finding.at.sheet in _YEARLY
    return finding.code in _STRUCTURE


def of_years(same: Sequence[Finding]) -> Text:
    """What several findings say of one material that lacks, each in a year of its own, at once."""
    counts = [dict(one.text.values) for one in same]
    return say(
        "{code} '{name}' for {years}: {have} of {need} registered",
        code=counts[0]["code"],
        name=counts[0]["name"],
        years="、".join(one.year.span for one in same if one.year),
        have=sum(int(str(one["have"])) for one in counts),
        need=sum(int(str(one["need"])) for one in counts),
    )


class Remark(Fact, frozen=True):
    """What there is to say of the content of one file, wherever it is bound, and what to do.

    It becomes a :class:`Finding` where the name of the file is known; kept with what was made.
    """

    code: Code
    text: Text
    hint: Text | None = None

    def of(self, file: str) -> Finding:
        """The finding of it for `file`."""
        return Finding(self.code, self.text, path=file, hint=self.hint)

    def masked(self) -> "Remark":
        """The remark as it may be kept: without numbers of persons."""
        return Remark(self.code, masked_in(self.text), masked_in(self.hint) if self.hint else None)
