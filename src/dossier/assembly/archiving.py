"""Foreign PDFs made fit for PDF/A where the settings ask for it, each content once."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier.assembly.leaves import Progress
from dossier.bind.binding import Fitness
from dossier.bind.srgb import profile
from dossier.convert import Converted
from dossier.convert.archival import MISSING, Ghostscript, available
from dossier.facts import Fact, field, replace
from dossier.faults import CHANGED
from dossier.files import sha256_of, write_note
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.store.source_hash import content_key, source_hash

_VERSION = 1


class Outcome(Fact, frozen=True):
    """What became of a file: a `pdf` in its place, a `fault` why there is none, or neither.

    `merged` and `substituted` are those of :class:`~dossier.convert.archival.Archived`.
    """

    pdf: Converted | None = None
    fault: Text | None = None
    merged: Mapping[str, int] = field(default_factory=dict)
    substituted: tuple[str, ...] = ()


def archived(
    pdfs: Mapping[str, Converted], cache: Path, progress: Progress
) -> tuple[dict[str, Converted], list[Finding]]:
    """What stands for those of the foreign `pdfs` (by path) that are not fit, and what to tell.

    What is fit already, what is signed and what cannot be made fit stays as it is. PDFs and
    judgements are kept in cache/pdfa, failures are tried again; `progress` is told of what is
    not known yet. Raises EngineError where Ghostscript is there, but does not start.
    """
    archive = _Archive(cache / "pdfa", available())
    waiting = [path for path, one in pdfs.items() if not archive.knows(one)]
    numbers = {path: number for number, path in enumerate(waiting, 1)}
    outcomes: dict[str, Outcome] = {}
    try:
        for path, one in pdfs.items():
            outcomes[path] = archive.outcome(one)
            if path in numbers:
                progress(numbers[path], len(waiting), path)
    finally:
        archive.save()
    made = {path: done.pdf for path, done in outcomes.items() if done.pdf is not None}
    findings = [finding for path, done in outcomes.items() for finding in _told(path, done)]
    unfit = sum(done.fault is MISSING for done in outcomes.values())
    return made, [*findings, *([_missing(unfit)] if unfit else [])]


class _Archive:
    """A folder with what Ghostscript made, a note beside each, and whether files are fit.

    All of it is known by content. A note is written when its PDF is there, and vouches for it.
    """

    def __init__(self, folder: Path, program: Ghostscript | None) -> None:
        self._folder = folder
        self._program = program
        self._judge = source_hash("bind")
        self._judged: dict[str, Any] = _recalled(folder / "fit.json")
        self._before = dict(self._judged)
        self._outcomes: dict[str, Outcome] = {}

    def knows(self, one: Converted) -> bool:
        """Whether nothing has to be judged or made for a file."""
        if self._key(one) not in self._judged:
            return False
        known = self._fitness(one)
        touched = self._program is not None and known.faults and not known.signed
        return not touched or self._note(one).is_file()

    def outcome(self, one: Converted) -> Outcome:
        """What becomes of a file; of several with the same content the same."""
        if one.sha256 not in self._outcomes:
            self._outcomes[one.sha256] = self._outcome(one)
        return self._outcomes[one.sha256]

    def save(self) -> None:
        """Remember what was judged."""
        if self._judged != self._before:
            write_note(self._folder / "fit.json", self._judged)

    def _outcome(self, one: Converted) -> Outcome:
        known = self._fitness(one)
        if known.signed or not known.faults:
            return Outcome()
        if self._program is None:
            return Outcome(fault=MISSING)
        done = self._found(one) or self._made(one, self._program)
        if done.pdf is None:
            return done
        # links and page sizes stay as they are, and may be what is wrong
        if faults := self._fitness(done.pdf).faults:
            return Outcome(fault=_still(faults))
        return done

    def _fitness(self, one: Converted) -> Fitness:
        key = self._key(one)
        if key not in self._judged:
            from dossier.bind.fitness import fitness  # noqa: PLC0415 - loads pikepdf

            assert one.pdf is not None
            found = fitness(one.pdf, one.pages)
            if sha256_of(one.pdf) != one.sha256:
                return found  # of another file, by now: binding will refuse it
            self._judged[key] = [found.signed, list(found.faults)]
        signed, faults = self._judged[key]
        return Fitness(signed, tuple(faults))

    def _found(self, one: Converted) -> Outcome | None:
        """What was made earlier, if it is there and its PDF still has the size it had."""
        note, out = _recalled(self._note(one)), self._out(one)
        if note.get("version") != _VERSION or not out.is_file():
            return None
        if out.stat().st_size != note["size"]:
            return None
        pdf = replace(one, pdf=out, pages=note["pages"], sha256=note["sha256"])
        return Outcome(pdf, None, note["merged"], tuple(note["substituted"]))

    def _made(self, one: Converted, program: Ghostscript) -> Outcome:
        assert one.pdf is not None
        out = self._out(one)
        done = program.to_archival(one.pdf, out, profile())
        if done.fault is not None:
            return Outcome(fault=done.fault)
        if sha256_of(one.pdf) != one.sha256:
            return Outcome(fault=CHANGED)
        made = replace(one, pdf=out, pages=done.pages, sha256=sha256_of(out))
        note = {
            "version": _VERSION,
            "pages": made.pages,
            "sha256": made.sha256,
            "size": out.stat().st_size,
            "merged": dict(done.merged),
            "substituted": list(done.substituted),
        }
        write_note(self._note(one), note)
        return Outcome(made, None, done.merged, done.substituted)

    def _key(self, one: Converted) -> str:
        return content_key(one.sha256, self._judge)

    def _out(self, one: Converted) -> Path:
        assert self._program is not None
        return self._folder / f"{self._program.key(one.sha256, profile())}.pdf"

    def _note(self, one: Converted) -> Path:
        return self._out(one).with_suffix(".json")


def _told(path: str, done: Outcome) -> Iterator[Finding]:
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


def _recalled(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
