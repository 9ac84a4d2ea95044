"""How often `dossier register` is right: folders whose truth is known, and the emptied sample.

    python bench/register.py [--seed 1] [--keep FOLDER] [--no-scans]

Three folders of 120 files each: sorted by indicator, by school year, and all in one. Names,
headings and words are those of register_names.py, in two halves: the rules may have been looked at
beside the first, never beside the second. A tenth of the papers are scans without a word of text,
of which only the name can tell anything; a tenth have names that say nothing. A right date counts
where anything in the file or its name tells one. In the end, all rows of the sample are taken away,
and what is proposed is compared with what they said, without its scans read and with. Last come
bare names from standards and published lists, some of them of papers that nobody asks for.
"""

# ruff: noqa: INP001, T201, S311, PLR2004 - a program, not a package; its shares and chances
import argparse
import io
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import typst
from docx import Document
from openpyxl import Workbook
from PIL import Image
from register_names import KNOWN, LISTED, PHOTOS, UNSEEN

from dossier import fonts
from dossier.facts import replace
from dossier.media.camera import camera_of
from dossier.model.dossier import Dossier
from dossier.model.evidence import Evidence
from dossier.progress import silent
from dossier.propose import Candidate, Confidence, Proposal, proposed
from dossier.read.workbooks import read
from dossier.register.folder import files_of, with_words_of_scans
from dossier.survey import begun, survey
from dossier.survey.texts import texts
from dossier.workspace import Workspace

_HOME = Path(__file__).parents[1]
_LAYOUTS = ("by indicator", "by year", "all in one")
_DOCUMENTS, _PHOTOS = 104, 16
_FIRST = date(2020, 9, 1)
_SCHOOL = "星光实验学校"
_OFFICES = ("教导处", "总务处", "德育处", "办公室", "")
_BARE = ("扫描件{n}", "附件{n}", "新建文档({n})", "{n}", "文档{n}最终版")


class Truth(NamedTuple):
    """What a file is."""

    path: str
    requirement: str
    dated: date | None  # where anything tells it
    unseen: bool
    scan: bool


def school_year(day: date) -> int:
    """The year in which the school year of a day began."""
    return day.year if day.month >= 9 else day.year - 1


class Maker:
    """Makes the files of one folder."""

    def __init__(self, root: Path, layout: str, seed: int, dossier: Dossier) -> None:
        self.root, self.layout = root, layout
        self.chance = random.Random(f"{layout} {seed}")
        self.dossier = dossier
        self.truth: list[Truth] = []
        self.press = typst.Compiler(font_paths=[fonts.folder()], ignore_system_fonts=True)

    def make(self) -> list[Truth]:
        """Make them all, and tell what each is."""
        papers = [(code, *paper, False) for code, paper in KNOWN.items()]
        unseen = [(code, *paper, True) for code, paper in UNSEEN.items()]
        half = _DOCUMENTS // 2
        chosen = self.chance.sample(papers, half) + self.chance.sample(unseen, half)
        for number, paper in enumerate(chosen):
            self._document(number, *paper)
        for number in range(_PHOTOS):
            self._photo(number)
        return self.truth

    def _day(self) -> date:
        return _FIRST + timedelta(days=self.chance.randrange(3 * 365 - 30))

    def _folder(self, code: str, day: date) -> str:
        standard = self.dossier.standard
        if self.layout == "all in one":
            return ""
        start = school_year(day)
        if self.layout == "by year":
            year = self.chance.choice(
                (f"{start}-{start + 1}学年", f"{start}—{start + 1}学年度", f"{start}学年")
            )
            return f"{year}/{self.chance.choice(('', '教务/', '德育/', '后勤/'))}"
        line = standard.lineage(standard.requirements[code].indicator)
        names = [standard.indicators[one] for one in reversed(line)]
        if self.chance.random() < 0.5:
            return "/".join(f"{one.code}{one.name[:12]}" for one in names) + "/"
        return f"{names[-1].name[:15]}/"

    def _document(
        self, number: int, code: str, stem: str, heading: str, body: str, unseen: bool
    ) -> None:
        chance, day = self.chance, self._day()
        start = school_year(day)
        every = self.dossier.standard.requirements[code].every.value
        label = chance.choice((f"{start}—{start + 1}学年度", f"{start}-{start + 1}"))
        if every == "每财政年度":
            day = date(day.year, max(day.month, 3), min(day.day, 28))
        given = {"y": label, "f": f"{day.year}年度"}
        name, title = stem.format(**given), heading.format(**given)
        scan = chance.random() < 0.1
        dated_name = chance.random() < (0.6 if scan else 0.35)
        if dated_name:
            name += chance.choice(
                (
                    f" {day.year}.{day.month}.{day.day}",
                    f"_{day:%Y%m%d}",
                    f"（{day.year}年{day.month}月{day.day}日）",
                )
            )
        if not scan and chance.random() < 0.1:
            name, dated_name = chance.choice(_BARE).format(n=number), False
        elif chance.random() < 0.2:
            name = f"{number % 20 + 1}.{name}"
        shown = chance.random() < 0.85  # some papers begin with their table at once
        closing = chance.random() < 0.9
        kind = "scan" if scan else chance.choice(("docx", "docx", "xlsx", "pdf"))
        lines = [
            title if shown else "",
            *([f"星光校〔{day.year}〕{number + 1}号"] if chance.random() < 0.25 else []),
            f"根据{day.year - 1}年{day.month}月{min(day.day, 28)}日会议精神，" + body,
            f"{_SCHOOL}{chance.choice(_OFFICES)}" if closing else "",
            f"{day.year}年{day.month}月{day.day}日" if closing else "",
        ]
        folder = self._folder(code, day)
        told = (closing and not scan) or dated_name
        path = f"{folder}{name}.{'pdf' if scan else kind}"
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        {"docx": self._word, "xlsx": self._sheet, "pdf": self._pdf, "scan": self._scan}[kind](
            place, [line for line in lines if line]
        )
        self.truth.append(Truth(path, code, day if told else None, unseen, scan))

    def _photo(self, number: int) -> None:
        chance, day = self.chance, self._day()
        code = chance.choice(list(PHOTOS))
        stem = chance.choice(PHOTOS[code])
        exif = chance.random() < 0.6
        form = chance.choice(("{s}{n}", "IMG_{d}_{s}", "{s} {p}", "{p} {s}"))
        if not exif and form == "{s}{n}":
            form = "{s} {p}"
        name = form.format(
            s=stem, n=number, d=f"{day:%Y%m%d}", p=f"{day.year}.{day.month}.{day.day}"
        )
        folder = self._folder(code, day) or chance.choice(("照片/", ""))
        path = f"{folder}{name}.jpg"
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.new("RGB", (640, 480), tuple(chance.randrange(256) for _ in range(3)))
        picture.putpixel((number, 0), (number, 0, 0))
        noted = Image.Exif()
        if exif:
            noted[271] = "Camera"
            noted.get_ifd(0x8769)[36867] = f"{day:%Y:%m:%d} 10:00:00"
        picture.save(place, exif=noted)
        self.truth.append(Truth(path, code, day, number % 2 == 1, False))

    def _word(self, place: Path, lines: Sequence[str]) -> None:
        made = Document()
        for line in lines:
            made.add_paragraph(line)
        made.save(str(place))

    def _sheet(self, place: Path, lines: Sequence[str]) -> None:
        book = Workbook()
        page = book.active
        assert page is not None
        for line in lines[:-2]:
            page.append(line.split(" "))
        page.append([f"填报单位：{lines[-2]}", None, f"填报日期：{lines[-1]}"])
        book.save(place)

    def _pdf(self, place: Path, lines: Sequence[str]) -> None:
        words = json.dumps("\n\n".join(lines), ensure_ascii=False)
        source = place.with_suffix(".typ")
        source.write_text(
            '#set text(font: ("FandolFang R", "FandolFang"), size: 16pt)\n'
            f'#for line in {words}.split("\\n\\n") [ #line #parbreak() ]',
            encoding="utf-8",
        )
        self.press.compile(input=source, output=place, root=source.parent, format="pdf")
        source.unlink()

    def _scan(self, place: Path, lines: Sequence[str]) -> None:
        picture = Image.new("L", (600, 850), 240)
        picture.putpixel((sum(map(len, lines)) % 600, len(place.name)), 0)
        out = io.BytesIO()
        picture.save(out, "PDF")
        place.write_bytes(out.getvalue())


def papers(folder: Path, cache: Path) -> list[Candidate]:
    """All files of a folder, as the command looks at them."""
    found = survey(folder, cache / "survey.json")
    said = texts(found, cache)
    made = []
    for one in found:
        noted = camera_of(one.file) if one.is_picture else None
        made.append(
            Candidate(
                path=one.path,
                pages=one.pages,
                said=said.get(one.path, ()),
                is_picture=one.is_picture,
                taken=noted.taken if noted else None,
                by_camera=bool(noted and noted.is_camera),
            )
        )
    return made


def judged(name: str, truth: Sequence[Truth], made: Sequence[Proposal], *, loud: bool) -> list[str]:
    """A row of the table."""
    by_path = {one.path: one for one in made}
    right = dates = datable = wrong_high = high = 0
    for one in truth:
        proposal = by_path.get(one.path)
        hit = proposal is not None and proposal.requirement.code == one.requirement
        right += hit
        if one.dated:
            datable += 1
            dates += proposal is not None and proposal.dated == one.dated
        if proposal is not None and proposal.confidence is Confidence.HIGH:
            high += 1
            wrong_high += not hit
        if loud and (not hit or (one.dated and proposal.dated != one.dated)):
            print(one, "→", proposal and (proposal.requirement.code, proposal.confidence.value,
                  round(proposal.score, 2), proposal.dated), file=sys.stderr)  # fmt: skip
    return [
        name, str(len(truth)), _share(right, len(truth)), _share(dates, datable),
        _share(high, len(truth)), _share(wrong_high, high),
    ]  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"


def _rows(title: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for row in (title, ["---"] * len(title), *rows):
        print(f"| {' | '.join(row)} |")


def folders(dossier: Dossier, room: Path, seed: int, *, loud: bool) -> None:
    """Measure the three folders."""
    rows, whole, all_made = [], [], []
    for layout in _LAYOUTS:
        folder = room / layout
        truth = Maker(folder, layout, seed, dossier).make()
        bare = replace(dossier, evidence=(), photos=())
        made, _ = proposed(bare, papers(folder, room / f"cache {layout}"))
        rows.append(judged(layout, truth, made, loud=loud))
        whole += [one._replace(path=f"{layout}/{one.path}") for one in truth]
        all_made += [replace(one, path=f"{layout}/{one.path}") for one in made]
    for name, part in (
        ("first half of the names", [one for one in whole if not one.unseen]),
        ("second half of the names", [one for one in whole if one.unseen]),
        ("scans without text", [one for one in whole if one.scan]),
        ("all", whole),
    ):
        rows.append(judged(name, part, all_made, loud=False))
    title = ["folder", "files", "right requirement", "right date", "高", "wrong of 高"]
    _rows(title, rows)
    print()
    goals = {"right requirement": (2, "≥ 85"), "right date": (3, "≥ 90"), "wrong of 高": (5, "≤ 2")}
    told = [[what, rows[-1][at].removesuffix(" %"), goal] for what, (at, goal) in goals.items()]
    _rows(["of all", "%", "goal"], told)


def sample(dossier: Dossier, room: Path, *, scans: bool) -> None:
    """Measure the emptied sample, and once more with its scans read, where asked."""
    found = papers(_HOME / "inputs/evidence", room / "cache sample")
    _sample(dossier, found, "")
    if scans:
        workspace = Workspace(room / "sample")
        workspace.root.mkdir()
        workspace.inputs.symlink_to(_HOME / "inputs")
        files = files_of(begun(workspace), silent)
        read_too, _ = with_words_of_scans(workspace, found, files, silent)
        _sample(dossier, read_too, ", its scans read")


def _sample(dossier: Dossier, found: Sequence[Candidate], how: str) -> None:
    truth = {entry.file: entry for entry in dossier.entries}
    made, left = proposed(replace(dossier, evidence=(), photos=()), found)
    hits: Counter[str] = Counter()
    for one in made:
        entry = truth.get(one.path)
        if entry is None:
            continue
        title = entry.title if isinstance(entry, Evidence) else entry.event
        same = {
            "requirement": one.requirement.code == entry.requirement,
            "year": one.year == entry.year,
            "date": one.dated == entry.dated,
            "title": one.title == title,
            "sheet": one.is_photo != isinstance(entry, Evidence),
        }
        if isinstance(entry, Evidence):
            same["author"] = one.author == entry.author
            same["文号"] = one.number == entry.number
        for what, is_same in same.items():
            hits[what] += is_same
        hits["requirement, year and sheet"] += (
            same["requirement"] and same["year"] and same["sheet"]
        )
        hits["all of it but title and author"] += all(
            is_same for what, is_same in same.items() if what not in {"title", "author"}
        )
        hits["wrong with 高"] += one.confidence is Confidence.HIGH and not same["requirement"]
    print(f"\nThe sample, emptied{how}: {len(truth)} files, {len(left)} without a proposal.\n")
    told = [[what, str(count), _share(count, len(truth))] for what, count in hits.items()]
    _rows(["right", "rows", "share"], told)


def listed(dossier: Dossier) -> None:
    """Measure names that stand in lists."""
    made, _ = proposed(
        replace(dossier, evidence=(), photos=()), [Candidate(path=f"{name}.pdf") for name in LISTED]
    )
    found = {one.path.removesuffix(".pdf"): one for one in made}
    rows = []
    for kind, names in (
        ("asked for", [name for name, code in LISTED.items() if code]),
        ("not asked for", [name for name, code in LISTED.items() if not code]),
    ):
        right = sum(
            found[name].requirement.code == LISTED[name] if name in found else not LISTED[name]
            for name in names
        )
        by = Counter(found[name].confidence if name in found else None for name in names)
        shares = [str(by[one]) for one in (*Confidence, None)]
        rows.append([kind, str(len(names)), _share(right, len(names)), *shares])
    print("\nNames from lists, without a word of text:\n")
    _rows(["names", "", "right", *(one.value for one in Confidence), "not proposed"], rows)


def main() -> None:
    """Make, propose, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--loud", action="store_true", help="name what is wrong")
    parser.add_argument("--scans", action=argparse.BooleanOptionalAction, default=True,
                        help="read the sample's scans, too")  # fmt: skip
    given = parser.parse_args()
    dossier, _ = read(_HOME / "inputs")
    with tempfile.TemporaryDirectory() as passing:
        room = given.keep or Path(passing)
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(parents=True, exist_ok=True)
        folders(dossier, room, given.seed, loud=given.loud)
        sample(dossier, room, scans=given.scans)
        listed(dossier)


if __name__ == "__main__":
    main()
