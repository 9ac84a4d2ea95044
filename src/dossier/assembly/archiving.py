"""Foreign PDFs made fit for PDF/A where the settings ask for it, each content once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.bind.binding import Fitness
from dossier.bind.srgb import profile
from dossier.convert.archival import MISSING, Ghostscript, available
from dossier.facts import Fact, field, replace
from dossier.faults import CHANGED
from dossier.files import sha256_of
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.item import ItemPdf
from dossier.progress import Steps
from dossier.store.blobs import BlobCache
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import source_hash


class ArchivalOutcome(Fact, frozen=True):
    """What became of a file: a `pdf` in its place, a `fault` why there is none, or neither.

    `merged` and `substituted` are those of :class:`~dossier.convert.archival.Archived`.
    """

    pdf: ItemPdf | None = None
    fault: Text | None = None
    merged: Mapping[str, int] = field(default_factory=dict)
    substituted: tuple[str, ...] = ()


def archived(
    pdfs: Mapping[str, ItemPdf], cache: Path, progress: Steps
) -> tuple[dict[str, ItemPdf], list[Finding]]:
    """What stands for those of the foreign `pdfs` (by path) that are not fit, and what to tell.

    What is fit already, what is signed and what cannot be made fit stays as it is. PDFs and
    judgements are kept in `cache`, failures are tried again; `progress` is told of what is
    not known yet. Raises EngineError where Ghostscript is there, but does not start.
    """
    archive = _ArchivalRun(cache, available())
    waiting = [path for path, one in pdfs.items() if not archive.knows(one)]
    numbers = {path: number for number, path in enumerate(waiting, 1)}
    outcomes: dict[str, ArchivalOutcome] = {}
    whole = False
    try:
        for path, one in pdfs.items():
            outcomes[path] = archive.outcome(one)
            if path in numbers:
                progress(numbers[path], len(waiting), path)
        whole = True
    finally:
        archive.judged.save(forget=whole)
    made = {path: done.pdf for path, done in outcomes.items() if done.pdf is not None}
    findings = [finding for path, done in outcomes.items() for finding in _told(path, done)]
    unfit = sum(done.fault is MISSING for done in outcomes.values())
    return made, [*findings, *([_missing(unfit)] if unfit else [])]


class _Made(Fact, frozen=True):
    """What is known of a PDF that Ghostscript made."""

    pages: int
    sha256: str
    merged: Mapping[str, int]
    substituted: tuple[str, ...]


class _ArchivalRun:
    """What Ghostscript made, and which files are fit as they are; all of it by content."""

    def __init__(self, cache: Path, program: Ghostscript | None) -> None:
        self._made_before = BlobCache(cache / "pdfa", _Made)
        self._program = program
        self.judged = KeyedMemo(cache / "fit.json", Fitness, source_hash("bind"))
        self._outcomes: dict[str, ArchivalOutcome] = {}

    def knows(self, one: ItemPdf) -> bool:
        """Whether nothing has to be judged or made for a file."""
        known = self.judged.get(one.sha256)
        if known is None:
            return False
        touched = self._program is not None and known.faults and not known.signed
        return not touched or self._found(one) is not None

    def outcome(self, one: ItemPdf) -> ArchivalOutcome:
        """What becomes of a file; of several with the same content the same."""
        if one.sha256 not in self._outcomes:
            self._outcomes[one.sha256] = self._outcome(one)
        return self._outcomes[one.sha256]

    def _outcome(self, one: ItemPdf) -> ArchivalOutcome:
        known = self._fitness(one)
        if known.signed or not known.faults:
            return ArchivalOutcome()
        if self._program is None:
            return ArchivalOutcome(fault=MISSING)
        done = self._found(one) or self._made(one, self._program)
        if done.pdf is None:
            return done
        # links and page sizes stay as they are, and may be what is wrong
        if faults := self._fitness(done.pdf).faults:
            return ArchivalOutcome(fault=_still(faults))
        return done

    def _fitness(self, one: ItemPdf) -> Fitness:
        known = self.judged.get(one.sha256)
        if known is None:
            from dossier.bind.fitness import fitness  # noqa: PLC0415 - loads pikepdf

            known = fitness(one.pdf, one.pages)
            # of another file, by now: binding will refuse it
            if sha256_of(one.pdf) == one.sha256:
                self.judged.put(one.sha256, known)
        return known

    def _found(self, one: ItemPdf) -> ArchivalOutcome | None:
        """What was made earlier."""
        key = self._key(one)
        made = self._made_before.find(key)
        return None if made is None else self._done(one, key, made)

    def _made(self, one: ItemPdf, program: Ghostscript) -> ArchivalOutcome:
        key = self._key(one)
        out = self._made_before.place(key)
        done = program.to_archival(one.pdf, out, profile())
        if done.fault is not None:
            return ArchivalOutcome(fault=done.fault)
        if sha256_of(one.pdf) != one.sha256:
            return ArchivalOutcome(fault=CHANGED)
        made = _Made(done.pages, sha256_of(out), done.merged, done.substituted)
        return self._done(one, key, self._made_before.keep(key, made))

    def _done(self, one: ItemPdf, key: str, made: _Made) -> ArchivalOutcome:
        pdf = replace(one, pdf=self._made_before.place(key), pages=made.pages, sha256=made.sha256)
        return ArchivalOutcome(pdf, None, made.merged, made.substituted)

    def _key(self, one: ItemPdf) -> str:
        assert self._program is not None
        return self._program.key(one.sha256, profile())


def _told(path: str, done: ArchivalOutcome) -> Iterator[Finding]:
    """What there is to tell of the file `path`; that Ghostscript is missing is told once."""
    if done.fault is not None and done.fault is not MISSING:
        yield Finding(
            Code.NOT_ARCHIVAL,
            say("'{file}' cannot be made fit for PDF/A, and is bound as it is", file=path),
            path=path,
            hint=done.fault,
        )
    for what, count in _merged(done.merged):
        yield Finding(
            Code.CONTENT_REMOVED,
            say(
                "'{file}' was made fit for PDF/A; part of its pages are now {what}: {count}",
                file=path,
                what=what,
                count=count,
            ),
            path=path,
            hint=say("nothing need be done where the file in the evidence folder is kept"),
        )
    if done.substituted:
        yield Finding(
            Code.FONT_SUBSTITUTED,
            say(
                "'{file}' does not hold all its fonts; look-alikes stand for {fonts}",
                file=path,
                fonts="、".join(done.substituted),
            ),
            path=path,
            hint=say("look at its pages in the box, or save it as PDF anew with its fonts"),
        )


def _merged(merged: Mapping[str, int]) -> Iterator[tuple[Text, int]]:
    """What it is called, and how many there are; kinds of annotations are not told apart."""
    annotations = sum(n for kind, n in merged.items() if kind.startswith("annotation:"))
    for what, count in (
        (say("comments, stamps and the like"), annotations),
        (say("form fields"), merged.get("fields", 0)),
        (say("layers"), merged.get("layers", 0)),
    ):
        if count:
            yield what, count


def _missing(count: int) -> Finding:
    return Finding(
        Code.NOT_ARCHIVAL,
        say("PDFs that are not fit for PDF/A are bound as they are: {count}", count=count),
        path="standard.xlsx",
        hint=MISSING,
    )


def _still(faults: tuple[str, ...]) -> Text:
    return say(
        "it would still hold what PDF/A does not allow ({faults}): save or print it as PDF anew",
        faults="、".join(faults),
    )
