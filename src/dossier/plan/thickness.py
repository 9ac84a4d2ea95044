"""How thick a box is, which spine holds it, and what would burst it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, Item, Origin, Paged, Placed
from dossier.model.settings import MOST_PAGES, NAMES, Paper
from dossier.model.standard import Standard

SPINES = (20, 30, 40, 50)
"""The spines of archive boxes in mm (DA/T 22-2015, 档案盒), narrowest first."""

# A line of 卷内目录 in 13 mm: how many items a page of it lists, where it is not laid out yet.
_LISTED = 15


class Volume(Fact, frozen=True):
    """What a box holds: numbered `pages`, all `sheets`, and their `thickness` in mm.

    `spine` is the narrowest spine in mm that holds them, the widest where none does; `most` is
    what may be filled of it, in mm.
    """

    pages: int
    sheets: int
    thickness: Decimal
    spine: int
    most: Decimal

    @property
    def fits(self) -> bool:
        """Whether the widest spine holds it."""
        return self.thickness <= self.most


def volume(counts: Sequence[int], paper: Paper, front: int | None = None) -> Volume:
    """The volume of a box whose items have `counts` pages, each on sheets of its own.

    `front` is how many pages stand before page 1 (cover and 卷内目录); where it is None, as many
    as such a box is likely to have. Beside them a box has the sheet of its 备考表. Every page
    counts as A4: a folded A3 sheet is twice as thick as is computed here.
    """
    if front is None:
        front = 1 + max(1, -(-len(counts) // _LISTED))
    # the cover is printed on one side, whatever follows
    around = (1 + paper.sheets(front - 1) if front else 0) + 1
    sheets = around + sum(paper.sheets(count) for count in counts)
    thickness = sheets * paper.sheet
    spine = next((width for width in SPINES if thickness <= width * paper.share), SPINES[-1])
    return Volume(sum(counts), sheets, thickness, spine, spine * paper.share)


def volume_of(
    box: Arranged, pages: Mapping[str, Paged], paper: Paper, front: int | None = None
) -> Volume:
    """The volume of `box`, all items of which are counted in `pages` (by item key)."""
    return volume([pages[placed.item.key].count for placed in box.items], paper, front)


def too_thick(
    boxes: Sequence[Arranged],
    pages: Mapping[str, Paged],
    dossier: Dossier,
    evidence_files: Mapping[str, EvidenceFile],
    fronts: Mapping[str, int] | None = None,
) -> Iterator[Finding]:
    """Boxes that no spine holds, and items of more than 200 pages.

    `fronts` is how many pages stand before page 1, by the number of the box. Files whose pages are
    known from `evidence_files` are left to the check, which tells of them before anything is made.
    """
    paper = dossier.standard.settings.paper
    for box in boxes:
        if any(placed.item.key not in pages for placed in box.items):
            continue
        front = (fronts or {}).get(box.spec.number)
        found = volume_of(box, pages, paper, front)
        if not found.fits:
            moved = () if box.year else overflow(box, pages, dossier.standard, paper, front)
            yield _burst(box, found, _remedy(box, moved, pages, dossier.standard, paper))
        for placed in box.items:
            held = (
                evidence_files.get(placed.item.ref) if placed.item.origin is Origin.FILE else None
            )
            count = pages[placed.item.key].count
            if count > MOST_PAGES and not (held and held.pages):
                yield _heavy(placed, count, box, dossier)


def overflow(
    box: Arranged,
    pages: Mapping[str, Paged],
    standard: Standard,
    paper: Paper,
    front: int | None = None,
) -> tuple[str, ...]:
    """The last indicators of a box that is too thick, to be moved so that what stays fits.

    Those that its row lists; where it lists one, those right below it. The first always stays, so
    that what stays may still be too thick; none, where everything hangs on one indicator.
    """
    groups = [
        (code, [pages[placed.item.key].count for placed in there])
        for code, there in groupby(box.items, lambda placed: unit_of(placed.item, box, standard))
    ]
    kept: list[int] = []
    for at, (_, counts) in enumerate(groups):
        kept += counts
        if at and not volume(kept, paper, front).fits:
            return tuple(code for code, _ in groups[at:])
    return ()


def unit_of(item: Item, box: Arranged, standard: Standard) -> str:
    """The indicator under `box` that would take `item` along if it got a box of its own."""
    listed, line = box.spec.indicators, standard.lineage(item.indicator)
    at = next((n for n, code in enumerate(line) if code in listed), 0)
    if len(listed) == 1 and at:
        at -= 1
    return line[at] if line else item.indicator


def _burst(box: Arranged, found: Volume, hint: Text) -> Finding:
    return Finding(
        Code.BOX_TOO_THICK,
        say(
            "box {box} has {pages} pages on {sheets} sheets, {thickness} mm; "
            "a spine of {spine} mm holds {most} mm",
            box=box.spec.number,
            pages=found.pages,
            sheets=found.sheets,
            thickness=f"{found.thickness:.1f}",
            spine=found.spine,
            most=f"{found.most:.1f}",
        ),
        at=box.spec.row.cell("indicators"),
        hint=hint,
    )


def _remedy(
    box: Arranged,
    moved: Sequence[str],
    pages: Mapping[str, Paged],
    standard: Standard,
    paper: Paper,
) -> Text:
    if moved:
        return say(
            "move {codes} ({pages} pages) to a further box: a new row of '档案盒'",
            codes="、".join(moved),
            pages=sum(
                pages[placed.item.key].count
                for placed in box.items
                if unit_of(placed.item, box, standard) in moved
            ),
        )
    if box.year:
        return say("spread it over two boxes by hand; its numbers go on in the second")
    if paper.duplex:
        return say("give part of its items an indicator and a box of their own")
    return say(
        "print on both sides (setting '{name}'), or give part of its items an indicator "
        "and a box of their own",
        name=NAMES["duplex"],
    )


def _heavy(placed: Placed, count: int, box: Arranged, dossier: Dossier) -> Finding:
    entry = next((one for one in dossier.evidence if one.file == placed.item.ref), None)
    return Finding(
        Code.ITEM_TOO_THICK,
        say(
            "'{title}' has {pages} pages; an item should have {most} at most",
            title=placed.item.title,
            pages=count,
            most=MOST_PAGES,
        ),
        at=entry.row.cell("file") if entry else box.spec.row.cell("indicators"),
        hint=say("part it, and register each part as an item: （一）, （二）"),
        indicator=placed.item.indicator,
        requirement=placed.item.requirement,
        year=placed.item.year,
    )
