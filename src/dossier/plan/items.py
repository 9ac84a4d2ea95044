"""Every 件 that belongs into the boxes: chapters, evidence, photo sheets, and what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.facts import replace
from dossier.finding import Code
from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage, Evidence, Photo, beyond, spelled
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, Item, Origin, Placed, items_of
from dossier.model.standard import Chapter
from dossier.model.years import Year

EvidenceFiles = Mapping[str, EvidenceFile]

_LOST = "互见的原件缺："

# What pages of a box say of a file, in the words of an archive. What is to be done with the file,
# and with which program, stands in findings and in missing.xlsx.
_REASONS = {
    Code.FILE_EMPTY: "为空，待补",
    Code.FILE_DAMAGED: "损坏，待补",
    Code.FILE_ENCRYPTED: "设有密码，待补",
    Code.FILE_TYPE: "的格式不能装订，待补",
    Code.FILE_TOO_DEMANDING: "过大，待补",
    Code.NOT_MADE: "未能读取，待补",
}
_UNKNOWN = "不能装订，待补"
_UNPRINTED = "版式文件（OFD）原件另存，纸质件待补"


def items(
    dossier: Dossier,
    chapters: Sequence[Chapter],
    coverage: Sequence[Coverage],
    evidence_files: EvidenceFiles,
) -> tuple[Item, ...]:
    """All items, chapters first, then in the order of the register.

    An entry whose file is not there or cannot be opened stays, as a gap; a requirement with too
    few entries gives a gap for each copy that it lacks. Where a document serves further
    requirements (互见), each has an item that refers to it; a reference to what is missing is
    missing, too.
    """
    found = [
        *(_of_chapter(dossier, chapter) for chapter in chapters if chapter.indicator),
        *_of_evidence(dossier, evidence_files),
        *_of_photos(dossier, evidence_files),
        *_of_shortfalls(dossier, coverage),
    ]
    return tuple(_gaped(found, {}))


def _gaped(found: Iterable[Item], faults: Mapping[str, str]) -> Iterator[Item]:
    found = list(found)
    gaps = dict(faults) | {item.key: item.gap for item in found if item.origin is Origin.GAP}
    gaps |= {item.key: _LOST + gaps[item.target] for item in found if item.target in gaps}
    for item in found:
        gap = gaps.get(item.key)
        yield item if gap is None else replace(item, origin=Origin.GAP, gap=gap)


def with_gaps(boxes: Sequence[Arranged], faults: Mapping[str, str]) -> tuple[Arranged, ...]:
    """`boxes` in which what is by now known not to come is missing, each item in its place.

    `faults` tells by item key, in Chinese, why: chapters without a template, failed conversions.
    What refers to a missing document is missing, too.
    """
    gaped = _gaped(items_of(boxes), faults)
    return referred(
        [
            replace(box, items=tuple(replace(one, item=next(gaped)) for one in box.items))
            for box in boxes
        ]
    )


def referred(boxes: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """`boxes` with the mark of its document in each reference, which is known only by now.

    A document that no box holds cannot be referred to: its references are missing.
    """
    marks = {placed.item.key: placed.mark for box in boxes for placed in box.items}
    return tuple(
        replace(box, items=tuple(_referring(placed, marks) for placed in box.items))
        for box in boxes
    )


def _referring(placed: Placed, marks: Mapping[str, str]) -> Placed:
    item = placed.item
    if not item.target:
        return placed
    see = marks.get(item.target, "")
    if not see and item.origin is Origin.REFERENCE:
        item = replace(item, origin=Origin.GAP, gap=f"{_LOST}其所属指标未列入档案盒")
    return replace(placed, item=replace(item, see=see))


def _of_chapter(dossier: Dossier, chapter: Chapter) -> Item:
    return Item(
        key=chapter.key,
        indicator=chapter.indicator,
        title=chapter.title,
        origin=Origin.CHAPTER,
        ref=chapter.code,
        author=dossier.school.name,
        number=chapter.number,
        dated=chapter.dated,
    )


def _of_evidence(dossier: Dossier, evidence_files: EvidenceFiles) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for entry in dossier.evidence:
        requirement = dossier.standard.requirements.get(entry.requirement)
        if requirement is None:
            continue  # the check reports the unknown code
        key = f"evidence:{entry.requirement}:{_span(entry.year)}:{entry.file}"
        if entry.pages:
            key += f":{spelled(entry.pages)}"
        seen[key] += 1
        if seen[key] > 1:
            key += f"#{seen[key]}"
        gap = _fault(entry, evidence_files)
        item = Item(
            key=key,
            indicator=requirement.indicator,
            title=entry.title,
            origin=Origin.GAP if gap else Origin.FILE,
            ref=entry.file,
            year=entry.year,
            requirement=requirement.code,
            author=entry.author,
            number=entry.number,
            dated=entry.dated,
            retention=entry.retention,
            secrecy=entry.secrecy,
            note=entry.note,
            gap=gap,
            responsible=_responsible(dossier, requirement.group, requirement.indicator),
            pages=entry.pages,
        )
        yield item
        yield from _of_references(dossier, entry, item)


def _of_references(dossier: Dossier, entry: Evidence, item: Item) -> Iterator[Item]:
    """An item for each further requirement that the document of `entry` serves."""
    for code in entry.also:
        requirement = dossier.standard.requirements.get(code)
        if requirement is None or code == entry.requirement:
            continue  # the check reports it
        yield replace(
            item,
            key=f"see:{code}:{item.key}",
            indicator=requirement.indicator,
            origin=Origin.REFERENCE,
            ref="",
            year=entry.year_for(requirement),
            requirement=code,
            note="",
            gap="",
            responsible=_responsible(dossier, requirement.group, requirement.indicator),
            pages=(),
            target=item.key,
        )


def _of_photos(dossier: Dossier, evidence_files: EvidenceFiles) -> Iterator[Item]:
    """One item for the photos of a requirement in one year."""
    sheets: dict[tuple[str, Year | None], list[Photo]] = {}
    for photo in dossier.photos:
        if photo.requirement in dossier.standard.requirements:
            sheets.setdefault((photo.requirement, photo.year), []).append(photo)
    for (code, year), photos in sheets.items():
        requirement = dossier.standard.requirements[code]
        usable = [
            p for p in photos if p.file in evidence_files and evidence_files[p.file].is_picture
        ]
        yield Item(
            key=f"photos:{code}:{_span(year)}",
            indicator=requirement.indicator,
            title=f"{year or ''}{requirement.name}（{len(photos)}张）",
            origin=Origin.PHOTOS if usable else Origin.GAP,
            year=year,
            requirement=code,
            author=dossier.school.name,
            dated=max((p.dated for p in photos if p.dated), default=None),
            photos=tuple(photos),
            gap="" if usable else "照片原件未归入，待补",
            responsible=_responsible(dossier, requirement.group, requirement.indicator),
        )


def _of_shortfalls(dossier: Dossier, coverage: Sequence[Coverage]) -> Iterator[Item]:
    for cover in coverage:
        requirement = cover.requirement
        for n in range(cover.registered + 1, cover.needed + 1):
            yield Item(
                key=f"gap:{requirement.code}:{_span(cover.year)}:{n}",
                indicator=requirement.indicator,
                title=requirement.name + (f"（{cover.year}）" if cover.year else ""),
                origin=Origin.GAP,
                year=cover.year,
                requirement=requirement.code,
                gap=f"应有{cover.needed}件，已登记{cover.registered}件",
                responsible=_responsible(dossier, requirement.group, requirement.indicator),
            )


def _fault(entry: Evidence, evidence_files: EvidenceFiles) -> str:
    evidence_file = evidence_files.get(entry.file)
    if evidence_file is None:
        return "已登记，原件未归入，待补"
    if evidence_file.fault is None:
        return beyond(entry.pages, evidence_file.pages) if evidence_file.pages else ""
    if evidence_file.is_unprinted:
        return _UNPRINTED
    return f"文件{_REASONS.get(evidence_file.fault, _UNKNOWN)}"


def _responsible(dossier: Dossier, group: str, indicator: str) -> str:
    return " ".join(part for part in dossier.answers_for(indicator, group) if part)


def _span(year: Year | None) -> str:
    return year.span if year else ""
