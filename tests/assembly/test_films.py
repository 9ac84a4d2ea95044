"""A film is an item of its box: a page tells of it, and the file lies beside the boxes."""

import hashlib
import json
import re
import struct
from pathlib import Path

from pypdf import PdfReader

from tiny_workspace import BOOKS, Tiny

REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"].replace("方案2021.pdf", "专题片 #1.mp4")
FILM = "films/02-0004-专题片 #1.mp4"


def film(path: Path) -> bytes:
    """A film of 3 minutes and 25 seconds, as far as its head goes."""
    head = bytes(4) + struct.pack(">IIII", 0, 0, 1000, 205_000) + bytes(80)
    movie = struct.pack(">I4s", 8 + len(head), b"mvhd") + head
    content = struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0)
    content += struct.pack(">I4s", 8 + len(movie), b"moov") + movie
    path.write_bytes(content)
    return content


def with_film(here: Tiny) -> bytes:
    """Let the document of 2021 be a film."""
    (here.root / "inputs/evidence/方案2021.pdf").unlink()
    content = film(here.root / "inputs/evidence/专题片 #1.mp4")
    here.draw(佐证材料登记=REGISTER)
    return content


def test_a_film_has_a_page_and_lies_beside(fresh: Tiny) -> None:
    """This test ensures that a film is no gap: its page tells all of it, and the file is there."""
    content = with_film(fresh)
    built = fresh.build()
    assert built.findings == ()
    page = "".join(PdfReader(fresh.box("02")).pages[6].extract_text().split())
    digest = hashlib.sha256(content).hexdigest()
    for part in ("音像", "专题片#1.mp4", "视频", "3分25秒", digest):
        assert part in page
    assert (fresh.made / FILM).read_bytes() == content
    assert f"{digest}  {FILM}\n" in (fresh.made / "manifest-sha256.txt").read_text("utf-8")


def test_the_index_leads_to_the_film(fresh: Tiny) -> None:
    """This test ensures that the record of the index names the file of the item, and no other."""
    with_film(fresh)
    fresh.build()
    index = (fresh.made / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall("<script[^>]*application/json[^>]*>(.*?)</script>", index, re.DOTALL)
    items = [item for box in json.loads(data)["boxes"] for item in box["items"]]
    assert [item["film"] for item in items if "film" in item] == [FILM]


def test_a_film_that_goes_takes_its_copy_along(fresh: Tiny) -> None:
    """This test ensures that a second build changes nothing, and no copy outlives its item."""
    with_film(fresh)
    fresh.build()
    assert fresh.build().products.causes == []
    (fresh.root / "inputs/evidence/专题片 #1.mp4").unlink()
    fresh.build()
    assert not (fresh.made / FILM).exists()
