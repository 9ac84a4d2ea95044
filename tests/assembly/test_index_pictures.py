"""Pictures of the pages beside the index: only where asked for, and made for their content."""

import json
import re
from pathlib import Path

from browser import opened
from tiny_workspace import BOOKS, Tiny, made_by

WITH = BOOKS["standard.xlsx"]["设置"] + "| 索引页图 | 是 |\n"


def pictures(here: Tiny) -> dict[str, int]:
    """The files of pictures that the index names, and how many pages each shows."""
    page = (here.made / "index.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])
    found = [item.get("picture") for box in data["boxes"] for item in box["items"]]
    return {one["file"]: one["pages"] for one in found if one}


def test_every_item_has_its_pages(fresh: Tiny) -> None:
    """This test ensures that the index names a file for each item, all of which are there."""
    fresh.draw(设置=WITH)
    fresh.build()
    told = pictures(fresh)
    assert told["index/pages/02-0003.webp"] == 2
    assert told["index/pages/02-0004.webp"] == 1
    assert {name for name in fresh.products() if name.endswith(".webp")} == set(told)
    assert "index/pages/02-0003.webp" in (fresh.made / "manifest-sha256.txt").read_text()


def test_only_what_changed_is_drawn_again(fresh: Tiny) -> None:
    """This test ensures that one changed file makes one file of pictures, and none makes none."""
    fresh.draw(设置=WITH)
    fresh.build()
    assert made_by(fresh.build()) == {}
    fresh.evidence("方案2021.pdf", "plan 2021 corrected")
    again = {name for name in made_by(fresh.build()) if name.endswith(".webp")}
    assert again == {"index/pages/02-0004.webp"}


def test_nobody_has_them_unasked(fresh: Tiny) -> None:
    """This test ensures that they go with the setting."""
    fresh.draw(设置=WITH)
    fresh.build()
    fresh.draw()
    fresh.build()
    assert pictures(fresh) == {}
    assert not [name for name in fresh.products() if name.endswith(".webp")]


def test_a_hit_shows_its_page(fresh: Tiny, tmp_path: Path) -> None:
    """This test ensures that the second page of an item is the second picture of its file."""
    fresh.draw(设置=WITH)
    fresh.build()
    with opened(fresh.made / "index.html", "#q=second", tmp_path / "browser") as page:
        page.run("new Promise((done) => setTimeout(done, 600))")
        shown = page.run(
            "[...document.querySelectorAll('#found .hit .small')]"
            ".map((one) => [one.style.backgroundImage, one.style.backgroundPosition])"
        )
        assert shown == [['url("index/pages/02-0003.webp")', "0px 100%"]]
        assert page.complaints == []
