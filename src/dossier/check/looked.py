"""What was seen of files against what the register says: blank pages, photos twice, days, seals."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from dossier.check.facts import Facts
from dossier.check.letters import lines
from dossier.check.registered import files_once, of_row
from dossier.finding import Code, Finding
from dossier.media.alike import distance
from dossier.media.signature import LABEL, OTHERS
from dossier.messages import say
from dossier.model.evidence import Evidence, Photo
from dossier.model.evidence_file import Appearance, EvidenceFile, FileFamily, Seal

# blanks to the end of the line, or before a day or another who signs
_NOTHING = re.compile(
    r"[\s_＿]*(?:$|[年月日]|\d{4}年|日期|时间|[\u4e00-\u9fff]{0,8}(?:签字|签名|签章|盖章))"
)
SAME = 8
"""Two photos whose hashes differ in so many bits, or fewer, are one; different ones in 12 or more.

Measured: saved again 0, half size 0, brighter 2, cut by 5 % or with a strip of words 6.
"""


def blank_pages(facts: Facts) -> Iterator[Finding]:
    """Scans with pages that seem blank; of one of nothing else the survey tells."""
    for entry, pages in _with_pages(facts, lambda look: look.blank):
        yield of_row(
            Code.PAGES_BLANK,
            entry,
            say("'{file}' has pages that seem blank: {pages}", file=entry.file, pages=pages),
            say("scan them again, or leave them out by '页次'"),
        )


def _with_pages(
    facts: Facts, of: Callable[[Appearance], Sequence[int]]
) -> Iterator[tuple[Evidence | Photo, str]]:
    """The files of which a look tells `of` pages that are bound, and these."""
    for entry, held in files_once(facts):
        asked = [
            page
            for page in of(held.look)
            if isinstance(entry, Photo) or not entry.pages or _within(page, entry)
        ]
        if asked and held.fault is None:
            yield entry, _ranges(asked)


def _within(page: int, entry: Evidence) -> bool:
    return any(first <= page <= last for first, last in entry.pages)


def _ranges(pages: list[int]) -> str:
    """``3、5—8``."""
    starts = [pages[0], *(b for a, b in pairwise(pages) if b != a + 1)]
    ends = [*(a for a, b in pairwise(pages) if b != a + 1), pages[-1]]
    return "、".join(f"{a}—{b}" if a < b else str(a) for a, b in zip(starts, ends, strict=True))


def photos_twice(facts: Facts) -> Iterator[Finding]:
    """One photo in two rows: saved again, at another size, cut a little, mirrored or turned.

    The same bytes twice are told as that.
    """
    known: list[tuple[Photo, EvidenceFile]] = []
    for photo in facts.dossier.photos:
        held = facts.evidence_files.get(photo.file)
        if held is None or not held.is_picture or not held.look.hashes:
            continue
        for other, seen in known:
            if seen.sha256 == held.sha256:
                continue
            if distance(held.look.hashes, seen.look.hashes) <= SAME:
                yield of_row(
                    Code.PHOTO_TWICE,
                    photo,
                    say(
                        "'{event}' shows the same photo as '{other}' in {cell}",
                        event=photo.event or photo.file,
                        other=other.event or other.file,
                        cell=other.row.cell("file"),
                    ),
                    say("put a photo of its own there, or delete one of the rows"),
                )
                break
        known.append((photo, held))


def days_of_cameras(facts: Facts) -> Iterator[Finding]:
    """The day on which a camera took a photo against 时间."""
    for photo in facts.dossier.photos:
        held = facts.evidence_files.get(photo.file)
        taken = held.look.taken if held else None
        if taken and photo.dated and taken != photo.dated:
            yield of_row(
                Code.DATE_CONFLICT,
                photo,
                say(
                    "the camera took '{file}' on {taken}, but {date} is registered",
                    file=photo.file,
                    taken=taken,
                    date=photo.dated,
                ),
                say("correct '时间'; where the camera's clock was wrong, say so in 检查规则"),
                "dated",
            )


def seals_unseen(facts: Facts) -> Iterator[Finding]:
    """盖章 is 是, and no page of a coloured scan or PDF bears a round red seal.

    A scan in black and white cannot be judged.
    """
    for entry, held in files_once(facts):
        if isinstance(entry, Evidence) and entry.sealed and held.look.seal is Seal.NONE:
            yield of_row(
                Code.SEAL_UNSEEN,
                entry,
                say("'{file}' is registered as sealed, and no red seal is seen on it",
                    file=entry.file),
                say("scan the sealed paper, in colour, or write 否 and have it sealed"),
                "sealed",
            )  # fmt: skip


def turned_pages(facts: Facts) -> Iterator[Finding]:
    """Pages that stand on their heads."""
    for entry, pages in _with_pages(facts, lambda look: look.turned):
        yield of_row(
            Code.PAGES_TURNED,
            entry,
            say("'{file}' has pages that stand on their heads: {pages}",
                file=entry.file, pages=pages),
            say("turn them in the program that scanned or wrote them, and save it"),
        )  # fmt: skip


def signatures_unseen(facts: Facts) -> Iterator[Finding]:
    """签字 is 是, and every line to sign on is visibly empty.

    A Word file without a picture can bear no signature: there the words behind the label count.
    """
    for entry, held in files_once(facts):
        if not isinstance(entry, Evidence) or not entry.signed or held.fault is not None:
            continue
        pages = _ranges(sorted(set(held.look.empty))) if held.look.unsigned else ""
        words = "" if pages or held.look.pictures else _unsigned_words(facts, entry, held)
        if pages or words:
            yield of_row(
                Code.SIGNATURE_UNSEEN,
                entry,
                say("'{file}' is registered as signed, and its line to sign on is empty: page "
                    "{pages}", file=entry.file, pages=pages)
                if pages
                else say("'{file}' is registered as signed, and nothing stands behind '{quoted}'",
                         file=entry.file, quoted=words),
                say("scan the signed paper, or write 否 and have it signed"),
                "signed",
            )  # fmt: skip


def _unsigned_words(facts: Facts, entry: Evidence, held: EvidenceFile) -> str:
    """The first label of a Word file where nothing stands behind any of them; '' where it does."""
    if held.kind.family is not FileFamily.WORDS:
        return ""
    first = ""
    for line in lines(facts.texts.get(entry.file, ())):
        for match in LABEL.finditer(line.text):
            if OTHERS.search(match["who"]):
                continue
            if not _NOTHING.match(line.text, match.end()):
                return ""
            first = first or match[0]
    return first
