"""A folder with a file of every kind: what is bound of each, and what is told of the others."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from dossier.convert.libreoffice import LibreOffice
from dossier.finding import Code, Finding
from dossier.media.examine import examine
from dossier.model.evidence_file import FileFamily, FileKind
from kind_zoo import Bound, Gap, Outcome, Recorded, zoo
from tiny_workspace import BOOKS, Tiny, lines_of, tiny

pytestmark = pytest.mark.engine

# several files have the same content here, and the fonts are those of any machine
_BESIDE = {Code.CONTENT_DUPLICATE, Code.FONT_SUBSTITUTED}


class Zoo(NamedTuple):
    """The built workspace: what should come of each file, and what came of it, by its name.

    `items` are those of the index; `places` are the pages of each in the PDF of its box, from 0,
    and `pages` the words on them.
    """

    here: Tiny
    wanted: Mapping[str, Outcome]
    items: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, tuple[int, ...]]
    pages: Mapping[str, tuple[str, ...]]
    told: Mapping[str, tuple[Finding, ...]]
    filed: str


@pytest.fixture(scope="module")
def built(office: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    """All files registered for one requirement, and bound with the real engine."""
    here = tiny(tmp_path_factory.mktemp("kinds"))
    here.engine, here.compares = office, True
    evidence = here.root / "inputs/evidence"
    wanted = zoo(evidence)
    rows = "".join(f"| B01-2 | {n} | 2021-08-20 | | {n} | 否 |\n" for n in wanted)
    here.draw(佐证材料登记=f"{BOOKS['evidence.xlsx']['佐证材料登记'].rstrip()}\n{rows}")
    findings = here.build().findings
    told = defaultdict(list)
    for finding in findings:
        # what is told of a row names its file
        named = re.findall("'([^']*)'", finding.text.spoken("en"))[:1] or [finding.path]
        told[named[0]].append(finding)
    boxes = {
        box["number"]: box
        for box in json.loads((here.made / "report.json").read_text(encoding="utf-8"))["boxes"]
    }
    index = (here.made / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall("<script[^>]*application/json[^>]*>(.*?)</script>", index, re.DOTALL)
    (shown,) = (box for box in json.loads(data)["boxes"] if box["number"] == "02")
    items = {item["title"]: item for item in shown["items"]}
    places = {
        one["title"]: tuple(range(first, first + len(one["pages"])))
        for one in boxes["02"]["items"]
        for first in [shown["front"] + one["start"] - 1]
    }
    with pypdfium2.PdfDocument(here.box("02")) as pdf:
        words = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pages = {name: tuple(words[at] for at in found) for name, found in places.items()}
    filed = "".join(lines_of(here.made / "cache/front/02-备考表.docx"))
    return Zoo(here, wanted, items, places, pages, {n: tuple(f) for n, f in told.items()}, filed)


def of(built: Zoo, kind: type) -> dict[str, Any]:
    """The files of which such a thing should come."""
    return {name: wanted for name, wanted in built.wanted.items() if isinstance(wanted, kind)}


def told(built: Zoo, name: str) -> set[Code]:
    return {finding.code for finding in built.told.get(name, ())} - _BESIDE


def test_every_kind_is_there(built: Zoo) -> None:
    """This test ensures that the folder holds a file of each kind that the table knows."""
    evidence = built.here.root / "inputs/evidence"
    found = {examine(evidence / name).kind for name in built.wanted}
    assert set(FileKind) == found


def test_what_can_be_bound_is_bound(built: Zoo) -> None:
    """This test ensures that every sound file has its pages, with all its words upon them."""
    for name, wanted in of(built, Bound).items():
        assert not built.items[name]["missing"], name
        assert len(built.pages[name]) == wanted.pages, name
        said = "".join(built.pages[name])
        assert all(word in said for word in wanted.words), (name, said)
        assert told(built, name) == set(wanted.told), name


def test_what_is_seen_has_ink(built: Zoo) -> None:
    """This test ensures that no page of a picture is blank: its middle has a colour."""
    names = [name for name, wanted in of(built, Bound).items() if not wanted.words]
    assert len(names) > 10
    with pypdfium2.PdfDocument(built.here.box("02")) as pdf:
        for name in names:
            for place in built.places[name]:
                shown = pdf[place].render(scale=0.5).to_pil().convert("RGB")
                middle = shown.getpixel((shown.width // 2, shown.height // 2))
                assert max(middle) - min(middle) > 30, (name, middle)


def test_what_cannot_be_bound_is_a_gap_in_the_words_of_an_archive(built: Zoo) -> None:
    """This test ensures that placeholder and 备考表 say what lacks, and the finding what to do.

    No page names a program or a library, or says anything in English but the name of the file.
    """
    for name, wanted in of(built, Gap).items():
        assert told(built, name) == {wanted.code}, name
        (finding,) = (one for one in built.told[name] if one.code is wanted.code)
        assert finding.hint is not None
        (page,) = built.pages[name]
        assert wanted.said in page, name
        latin = set(re.findall("[A-Za-z]{2,}", page.replace(name, "")))
        assert latin <= {"OFD", "PDF"}, (name, latin)
        assert built.items[name]["missing"]
    assert "LibreOffice" not in built.filed
    assert not re.search("[a-z]{5,}", re.sub("“[^”]*”", "", built.filed))


def test_films_and_sound_have_a_page_and_lie_beside(built: Zoo) -> None:
    """This test ensures that their page tells kind, length and hash of the file in films/."""
    films = {name: item["film"] for name, item in built.items.items() if "film" in item}
    wanted = of(built, Recorded)
    assert films.keys() == wanted.keys()
    for name, recorded in wanted.items():
        (page,) = built.pages[name]
        copy = built.here.made / films[name]
        digest = hashlib.sha256(copy.read_bytes()).hexdigest()
        assert all(part in page for part in (recorded.kind, recorded.length, digest)), name
        assert copy.suffix in FileKind.FILM.suffixes + FileKind.SOUND.suffixes
        assert told(built, name) == set()


def test_slides_stand_on_a4(built: Zoo) -> None:
    """This test ensures that no presentation brings sheets that no printer has."""
    evidence = built.here.root / "inputs/evidence"
    with pypdfium2.PdfDocument(built.here.box("02")) as pdf:
        for name in of(built, Bound):
            if examine(evidence / name).kind.family is FileFamily.SLIDES:
                size = pdf[built.places[name][0]].get_size()
                assert sorted(map(round, size)) == [595, 842], name


def test_originals_that_are_not_printed_are_handed_over(built: Zoo) -> None:
    """This test ensures that an OFD file is in the package as it is, named by the manifest."""
    (kept,) = (built.here.made / "originals").glob("*.ofd")
    assert kept.read_bytes() == (built.here.root / "inputs/evidence/公文.ofd").read_bytes()
    listed = Path(built.here.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert f"originals/{kept.name}\n" in listed
