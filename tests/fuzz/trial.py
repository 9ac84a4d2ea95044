"""Trials: mutated files in a workspace, one run of the command, and what must hold of it.

Whatever the files are like, the command ends by itself and with an exit code that it documents,
says nothing in a library's words, and makes all that does not hang on them.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from dossier.cli import main
from dossier.convert import Job, Outcome
from dossier.files import sha256_of
from dossier.pipeline import build, inspect
from dossier.render.fields import charts_in
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.workspace import Workspace
from fuzz.cells import altered_books
from fuzz.mutations import mutated
from tables import write_book
from tiny_workspace import BOOKS, FakeEngine, Tiny, not_compared, tiny, write_pdf

ROOT = Path(__file__).parents[2]
PATIENCE = 600.0  # seconds; far beyond what the program allows itself
_LARGEST = 200_000  # bytes of a specimen: large ones only take longer
_BUILT = 20  # to build takes as long as so many checks
_FINE = {0, 1}
_OURS = ("error: ", "hint: ")
_SAMPLE_TEMPLATES = {
    "指标自评说明": "自评说明",
    **{name: name for name in ("封面", "卷内目录", "备考表", "总目录")},
}


@dataclass(frozen=True)
class Case:
    """A file to be changed by a seed: `kind` says what becomes of it."""

    kind: str
    specimen: Path
    seed: int

    def __str__(self) -> str:
        return f"{self.kind} {self.specimen.relative_to(ROOT).as_posix()} {self.seed}"

    @property
    def content(self) -> bytes:
        return mutated(self.specimen.read_bytes(), self.seed)


@dataclass(frozen=True)
class Run:
    """One run of the command, over."""

    code: int
    out: str
    err: str
    seconds: float

    def complaints(self) -> Iterator[str]:
        """What must not be, whatever the inputs are."""
        if self.code not in _FINE:
            yield f"exit code {self.code}: {self.err.strip()[-300:]}"
        if "Traceback" in self.out + self.err:
            yield "a traceback"
        for line in self.err.splitlines():
            if line and not line.startswith(_OURS):
                yield f"words that are not ours: {line[:200]}"
                break


def run(workspace: Path, *arguments: str) -> Run:
    """The command in a process of its own."""
    environ = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    began = time.monotonic()
    argv = [sys.executable, "-m", "dossier", "--quiet", "--workspace", str(workspace), *arguments]
    done = subprocess.run(
        argv,
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        env=environ,
    )
    return Run(done.returncode, done.stdout, done.stderr, time.monotonic() - began)


class Grounds:
    """Workspaces to try cases in: what they have in common is built once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tiny = tiny(folder / "tiny")
        done = run(self.tiny.root, "build")
        assert done.code == 0, done.err
        self.sample = folder / "sample"
        (self.sample / "inputs").mkdir(parents=True)
        for book in sorted((ROOT / "inputs").glob("*.xlsx")):
            shutil.copyfile(book, self.sample / "inputs" / book.name)
        shutil.copytree(ROOT / "templates", self.sample / "templates")
        (self.sample / "inputs/evidence").mkdir()
        # with all of its evidence, and one cache for all cases
        self.cells = folder / "cells"
        shutil.copytree(ROOT / "inputs", self.cells / "inputs")
        shutil.copytree(ROOT / "templates", self.cells / "templates")

    def copy(self, pristine: Path, name: str) -> Path:
        """A workspace like the `pristine` one, that can be spoilt."""
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(pristine, place)
        return place


def specimens(kind: str) -> list[Path]:
    """The files of a kind that are changed: the sample's own; for cells, all workbooks at once."""
    if kind == "cells":
        return [ROOT / "inputs"]
    folder = {"workbook": ROOT / "inputs", "template": ROOT / "templates"}.get(kind)
    if folder is not None:
        found = sorted(folder.glob("*.*"))
        return [p for p in found if kind == "workbook" or p.stem in _SAMPLE_TEMPLATES]
    every = sorted((ROOT / "inputs/evidence").rglob("*.*"))
    return [path for path in every if path.stat().st_size <= _LARGEST]


def try_workbook(grounds: Grounds, case: Case) -> list[str]:
    """A workbook of the sample is changed: `check` judges."""
    place = grounds.copy(grounds.sample, "workbook")
    (place / "inputs" / case.specimen.name).write_bytes(case.content)
    return list(run(place, "check").complaints())


class _Engine(FakeEngine):
    """One that takes workbooks, too."""

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            write_pdf(job.target, sha256_of(job.source)[:12])
            yield Outcome(job)


def try_cells(grounds: Grounds, case: Case) -> list[str]:
    """Cells of all workbooks are changed: whatever may be asked of them has an answer.

    `check` judges, within this process; all that documents may print is worked out, and of one
    case in twenty everything is built.
    """
    place, began = Workspace(grounds.cells), time.monotonic()
    altered_books(case.specimen, place.inputs, case.seed)
    log = place.cache / "log.txt"
    log.unlink(missing_ok=True)
    done = CliRunner().invoke(main, ["--quiet", "--workspace", str(grounds.cells), "check"])
    told = [*Run(done.exit_code, done.stdout, done.stderr, time.monotonic() - began).complaints()]
    try:
        _work_out(place)
        if case.seed % _BUILT == 0:
            with not_compared():
                build(inspect(place), _Engine())
    except Exception as error:  # noqa: BLE001 - whatever it is, it should not be
        told.append("".join(traceback.format_exception(error)[-3:]))
    # what a library says of a damaged file of the sample stands there as well
    if log.exists() and "Traceback" in (written := log.read_text(encoding="utf-8")):
        told.append(written[-500:])
    return told


def _work_out(workspace: Workspace) -> None:
    """All that chapters and sheets of boxes may print."""
    seen = inspect(workspace)
    material = seen.material(seen.boxes, {})
    every = [
        *(chapter_fields(chapter, material) for chapter in seen.chapters),
        *(box_fields(box, material) for box in seen.boxes),
    ]
    for fields in every:
        list(charts_in({name: fields[name] for name in fields}))


def try_template(grounds: Grounds, case: Case) -> list[str]:
    """A template is changed: all boxes are bound, with a page for whatever cannot be made."""
    place = grounds.copy(grounds.tiny.root, "template")
    name = _SAMPLE_TEMPLATES[case.specimen.stem]
    (place / f"templates/{name}.docx").write_bytes(case.content)
    done = run(place, "build")
    return [*done.complaints(), *_bound(Tiny(place))]


def try_evidence(grounds: Grounds, cases: Sequence[Case]) -> list[str]:
    """Many changed files of evidence at once: each is bound or told, all others are bound."""
    here = Tiny(grounds.copy(grounds.tiny.root, "evidence"))
    named = {f"{n:03d}{case.specimen.suffix}": case for n, case in enumerate(cases)}
    for name, case in named.items():
        (here.root / "inputs/evidence" / name).write_bytes(case.content)
    register = BOOKS["evidence.xlsx"]
    rows = "\n".join(f"| B01-2 | {name} | 2021-09-01 | | {name} | 是 |" for name in named)
    sheets = register | {"佐证材料登记": f"{register['佐证材料登记'].rstrip()}\n{rows}\n"}
    write_book(here.root / "inputs/evidence.xlsx", sheets)
    done = run(here.root, "build")
    return [*done.complaints(), *_bound(here), *_each(here, named)]


def _report(here: Tiny) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads((here.made / "report.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return report


def _bound(here: Tiny) -> Iterator[str]:
    """What does not hang on the changed file and yet is not there."""
    boxes = _report(here).get("boxes", [])
    items = {item["title"]: item for box in boxes for item in box["items"]}
    for title in ("2020年招生方案", "2021年招生方案", "随迁子女接收办法"):
        if title not in items or items[title]["missing"]:
            yield f"'{title}' is not bound"
    for box in boxes:
        if not (here.made / box["file"]).is_file():
            yield f"{box['file']} is not there"


def _each(here: Tiny, named: Mapping[str, Case]) -> Iterator[str]:
    """The changed files that are neither bound nor told."""
    report = _report(here)
    items = {item["title"]: item for box in report.get("boxes", []) for item in box["items"]}
    told = {name for f in report.get("findings", []) for name in named if name in str(f)}
    for name, case in named.items():
        item = items.get(name)
        if item is None:
            yield f"{case}: its row is lost"
        elif item["missing"] and name not in told:
            yield f"{case}: missing without a word"
        elif not item["missing"] and not item["pages"]:
            yield f"{case}: bound without pages"
