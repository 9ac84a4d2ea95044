"""The outline of a box: 封面, 卷内目录, indicator → year → item → its own outline, 备考表."""

from collections.abc import Sequence

from pikepdf import Dictionary, OutlineItem, Pdf

from dossier.bind.binding import Part
from dossier.bind.links import top_of

_DEPTH = 64


def take_outline(pdf: Pdf) -> list[OutlineItem]:
    """The whole outline of `pdf`, which is left without one."""
    with pdf.open_outline(max_depth=_DEPTH) as outline:
        taken = list(outline.root)
        outline.root.clear()
    return taken


def write_outline(
    pdf: Pdf,
    front: Sequence[tuple[str, Dictionary]],
    parts: Sequence[tuple[Part, Dictionary, list[OutlineItem]]],
    back: Sequence[tuple[str, Dictionary]],
) -> None:
    """Give `pdf` its outline; each entry comes with its first page, a part with its own outline."""
    root = [OutlineItem(title, top_of(page)) for title, page in front]
    heading: OutlineItem | None = None
    subheading: OutlineItem | None = None
    for part, page, own in parts:
        if heading is None or heading.title != part.heading:
            heading, subheading = OutlineItem(part.heading, top_of(page)), None
            root.append(heading)
        if not part.subheading:
            subheading = None
        elif subheading is None or subheading.title != part.subheading:
            subheading = OutlineItem(part.subheading, top_of(page))
            heading.children.append(subheading)
        title = f"{part.number:04d} {part.title}" + ("（缺）" if part.missing else "")
        item = OutlineItem(title, top_of(page))
        item.children, item.is_closed = own, bool(own)
        (subheading or heading).children.append(item)
    root.extend(OutlineItem(title, top_of(page)) for title, page in back)
    with pdf.open_outline(max_depth=_DEPTH + 3) as outline:
        outline.root.extend(root)
