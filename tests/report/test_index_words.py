"""The words of a box stand beside index.html as a script: a text to an item, a page to a line."""

import json
import re

from dossier.model.item import Arranged, Paged
from dossier.report.index_words import box_words, words_of
from factories import arranged, item


def box_of(*counts: int) -> tuple[Arranged, dict[str, Paged]]:
    """A box of items of so many pages: k0, k1 …"""
    box = arranged(*(item(f"k{number}") for number in range(len(counts))))
    pages, first = {}, 1
    for placed, count in zip(box.items, counts, strict=True):
        pages[placed.item.key] = Paged.running(placed, first, count)
        first += count
    return box, pages


def told(script: str) -> list[str]:
    call = re.fullmatch(r'words\("01",\[(.*)\]\);\n', script, re.DOTALL)
    assert call
    return json.loads(f"[{call[1].rstrip().removesuffix(',')}]")


def test_a_page_is_a_line() -> None:
    """This test ensures that the line of a page is its number, whatever stands on it."""
    box, pages = box_of(3, 1, 2)
    texts = {"k0": {3: "第三页\n还是"}, "k2": {1: "甲 </script> 乙"}}
    script = "".join(box_words(box, pages, texts))
    assert told(script) == ["\n\n第三页还是", "", "甲</script>乙"]
    assert "</script>" not in script


def test_what_is_much_is_cut() -> None:
    """This test ensures that a page of a huge sheet has a bound."""
    box, pages = box_of(1)
    (text,) = told("".join(box_words(box, pages, {"k0": {1: "字" * 100_000}})))
    assert 1_000 < len(text) < 10_000


def test_the_name_of_the_file() -> None:
    """This test ensures that a number which is no file name becomes one."""
    assert words_of("03") == "index/words-03.js"
    assert "/" not in words_of("3/1").removeprefix("index/")
