"""What is known before anything is made, what is asked of a build, and what it has made."""

from collections.abc import Collection, Mapping, Sequence

from dossier.assembly.edited import EditedChapters
from dossier.assembly.templates import Templates
from dossier.facts import Fact, field
from dossier.files import sha256_if_readable
from dossier.finding import Finding
from dossier.model.assessment import Assessment
from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, Paged
from dossier.model.number import Frozen
from dossier.model.standard import Chapter
from dossier.model.table import Form
from dossier.plan.box_split import split_boxes
from dossier.plan.items import referred
from dossier.render.material import Material
from dossier.scan.words import ScannedPage
from dossier.store.products import Products
from dossier.workspace import Workspace

BROKEN = "未能生成，待补"
"""What a page prints in place of what a template was to give."""

UNFED = "所需数据未填报，待补"
"""The same, where the template is sound and the figures that it prints are not there."""


class Inspection(Fact, frozen=True):
    """Everything that is known before anything is made.

    `faulty` are the templates that cannot be filled in, `unfed` those of them that could be if the
    figures of the school were read. `scans` has what was read on pages without text, by the paths
    of their files. `edited` are the chapters that a person edited.
    """

    workspace: Workspace
    dossier: Dossier
    evidence_files: Mapping[str, EvidenceFile]
    coverage: tuple[Coverage, ...]
    assessment: Assessment
    chapters: tuple[Chapter, ...]
    boxes: tuple[Arranged, ...]
    findings: tuple[Finding, ...]
    templates: Templates
    faulty: frozenset[str]
    unfed: frozenset[str] = frozenset()
    forms: tuple[Form, ...] = ()
    frozen: Frozen | None = None
    scans: Mapping[str, tuple[ScannedPage, ...]] = field(default_factory=dict)
    edited: EditedChapters = EditedChapters()

    def material(self, boxes: tuple[Arranged, ...], pages: Mapping[str, Paged]) -> Material:
        """What the documents may speak of."""
        return Material(self.dossier, self.assessment, boxes, self.chapters, pages, self.forms)

    def split(self, boxes: tuple[Arranged, ...], counts: Mapping[str, int]) -> tuple[Arranged, ...]:
        """`boxes`, those that are too thick in several, by the pages of their items.

        Once numbers are frozen they stay as they are.
        """
        if self.frozen:
            return boxes
        standard = self.dossier.standard
        settings = standard.settings
        return referred(split_boxes(boxes, counts, settings.paper, standard, settings.box_split))

    @property
    def broken(self) -> dict[str, str]:
        """The items that cannot come because the template of their chapter is faulty, and why."""
        return {
            c.key: self.why_not(c.template)
            for c in self.chapters
            if c.template in self.faulty and c.code not in self.edited.used
        }

    def why_not(self, template: str) -> str:
        """What a page prints in place of what that template was to give."""
        return UNFED if template in self.unfed else BROKEN

    def sources(self) -> dict[str, str]:
        """The files that everything is made from, with their hashes; names as people know them."""
        return {
            **{name: sha256_if_readable(file) for name, file in self.workspace.papers()},
            **{
                f"inputs/evidence/{path}": held.sha256 for path, held in self.evidence_files.items()
            },
        }


class Target(Fact, frozen=True):
    """What to make: everything, one chapter with the boxes that hold it, or one box."""

    chapter: str = ""
    box: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not self.chapter and not self.box

    def boxes(self, boxes: Sequence[Arranged], speaking: Collection[str]) -> list[Arranged]:
        """Those of `boxes` to bind: asked for, or holding one of the items `speaking`.

        These are the keys of the chapters that every change of pages touches.
        """
        if self.whole:
            return list(boxes)
        held = {f"chapter:{self.chapter}", *speaking}
        return [
            box
            for box in boxes
            # 03-1 and 03-2 are parts of 03
            if self.box in {box.spec.number, box.spec.number.partition("-")[0]}
            or any(p.item.key in held for p in box.items)
        ]

    def free(self, boxes: Sequence[Arranged], speaking: Collection[str]) -> list[Arranged]:
        """Those of :meth:`boxes` that hold none of the items `speaking`: their pages are known."""
        return [
            box
            for box in self.boxes(boxes, speaking)
            if not any(p.item.key in speaking for p in box.items)
        ]

    def renders(self, chapter: Chapter, boxes: Sequence[Arranged]) -> bool:
        """Whether it asks for a chapter that speaks of no pages; `boxes` are those it binds."""
        if self.whole or self.chapter:
            return self.whole or chapter.code == self.chapter
        return any(placed.item.key == chapter.key for box in boxes for placed in box.items)


class Built(Fact, frozen=True):
    """What a build made: products with causes, boxes left out of date, and all findings."""

    products: Products
    boxes: tuple[Arranged, ...]
    pages: Mapping[str, Paged]
    findings: tuple[Finding, ...]
    stale: tuple[str, ...]
