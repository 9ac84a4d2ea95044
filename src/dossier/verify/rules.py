"""What a finished package is held to. docs/verify.md has a paragraph on each rule."""

from enum import Enum

from dossier.facts import Fact
from dossier.finding import Severity
from dossier.messages import Text, say

_REBUILD = say("build it again; what was changed by hand is not kept in build/")
_WHOLE = say("build all of it again, and hand that in: dossier build")
_TEMPLATE = say("look at the template 卷内目录.docx, then build the box again")
_SOURCE = say("look at the item's file in the evidence folder, then build the box again")


class Rule(Enum):
    """A rule: its id, how much breaking it weighs, and what to do then."""

    # the files
    MANIFEST_MISSING = ("manifest-missing", Severity.ERROR, _REBUILD)
    FILE_ABSENT = ("file-absent", Severity.ERROR, _REBUILD)
    FILE_CHANGED = ("file-changed", Severity.ERROR, _REBUILD)
    FILE_UNLISTED = (
        "file-unlisted",
        Severity.WARNING,
        say("take it out of the package, or register it as evidence"),
    )
    REPORT_UNREADABLE = ("report-unreadable", Severity.ERROR, _REBUILD)
    BOX_ABSENT = ("box-absent", Severity.ERROR, _REBUILD)
    BOX_DAMAGED = ("box-damaged", Severity.ERROR, _REBUILD)
    BOX_ENCRYPTED = (
        "box-encrypted",
        Severity.ERROR,
        say("hand in the box as it was built, without a password"),
    )
    CHAPTER_PAGES = ("chapter-pages", Severity.ERROR, _REBUILD)
    LABEL_ABSENT = ("label-absent", Severity.ERROR, _REBUILD)
    # the build that they are of
    BOX_STALE = ("box-stale", Severity.ERROR, _REBUILD)
    INDEX_STALE = ("index-stale", Severity.ERROR, _REBUILD)
    INPUTS_UNKNOWN = ("inputs-unknown", Severity.ERROR, _WHOLE)
    INPUT_CHANGED = ("input-changed", Severity.ERROR, _WHOLE)
    INPUT_ADDED = (
        "input-added",
        Severity.WARNING,
        say("build it again where the file belongs to the package"),
    )
    # the pages
    PAGE_COUNT = ("page-count", Severity.ERROR, _REBUILD)
    NUMBER_ABSENT = ("number-absent", Severity.ERROR, _REBUILD)
    NUMBER_WRONG = ("number-wrong", Severity.ERROR, _REBUILD)
    LABELS_WRONG = ("labels-wrong", Severity.ERROR, _REBUILD)
    PAPER_ODD = (
        "paper-odd",
        Severity.WARNING,
        say("print the item on A4 or A3, then build the box again"),
    )
    PAGE_BLANK = ("page-blank", Severity.WARNING, _SOURCE)
    PAGE_UNREAD = (
        "page-unread",
        Severity.WARNING,
        say("look at the page yourself; printing its item to PDF anew usually helps"),
    )
    FONT_UNEMBEDDED = ("font-unembedded", Severity.WARNING, _SOURCE)
    CONTENT_ACTIVE = ("content-active", Severity.ERROR, _SOURCE)
    TITLE_ABSENT = ("title-absent", Severity.WARNING, _REBUILD)
    PDFA_CLAIM = ("pdfa-claim", Severity.ERROR, _REBUILD)
    # the catalogue
    NUMBER_TWICE = ("number-twice", Severity.ERROR, _REBUILD)
    NUMBER_SKIPPED = ("number-skipped", Severity.ERROR, _REBUILD)
    PAGES_UNCLAIMED = ("pages-unclaimed", Severity.ERROR, _REBUILD)
    ROW_ABSENT = ("row-absent", Severity.ERROR, _TEMPLATE)
    ROW_EXTRA = ("row-extra", Severity.ERROR, _TEMPLATE)
    ROW_PAGES = ("row-pages", Severity.ERROR, _TEMPLATE)
    ROW_TITLE = ("row-title", Severity.ERROR, _TEMPLATE)
    GAP_UNMARKED = ("gap-unmarked", Severity.ERROR, _TEMPLATE)
    COVER_SILENT = (
        "cover-silent",
        Severity.ERROR,
        say("look at the template 封面.docx, then build the box again"),
    )
    # links and outline
    LINK_ABSENT = ("link-absent", Severity.ERROR, _TEMPLATE)
    LINK_WRONG = ("link-wrong", Severity.ERROR, _REBUILD)
    BACK_ABSENT = ("back-absent", Severity.WARNING, _REBUILD)
    LINK_DEAD = ("link-dead", Severity.WARNING, _SOURCE)
    OUTLINE_ABSENT = ("outline-absent", Severity.ERROR, _REBUILD)
    OUTLINE_WRONG = ("outline-wrong", Severity.ERROR, _REBUILD)
    OUTLINE_DEAD = (
        "outline-dead",
        Severity.WARNING,
        say("nothing need be done: the bookmark is a heading, or was dead in the item's file"),
    )

    def __init__(self, slug: str, severity: Severity, tip: Text) -> None:
        self.slug = slug
        self.severity = severity
        self.tip = tip

    def __str__(self) -> str:
        return self.slug


class Fault(Fact, frozen=True):
    """One place where a rule is broken: which file, which page (as labelled, or ''), and how.

    A fault within a box names it, and the 件号 of the item (``0012``) where it lies within one.
    """

    rule: Rule
    file: str
    text: Text
    page: str = ""
    box: str = ""
    item: str = ""

    @property
    def place(self) -> str:
        """``boxes/box-03.pdf#12``."""
        return f"{self.file}#{self.page}" if self.page else self.file
