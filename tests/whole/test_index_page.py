"""index.html of the sample, opened in a browser as an inspector does."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from browser import Page, opened
from sample_build import Sample

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def page(sample: Sample, tmp_path_factory: pytest.TempPathFactory):
    file = sample.workspace.build / "index.html"
    with opened(file, "", tmp_path_factory.mktemp("browser")) as shown:
        yield shown


@pytest.fixture(autouse=True)
def nothing_is_wrong(page: Page):
    """After each test: no error was logged, and nothing but the page itself was asked for."""
    yield
    page.run("document.body.dataset.last = 1")
    assert page.complaints == []
    assert {url.partition("?")[0].rpartition("/")[2] for url in page.requests} <= {
        "index.html",
        "data:,",
        ",",
    }


def texts(page: Page, selector: str) -> list[str]:
    """The words of every element that `selector` finds."""
    script = f"[...document.querySelectorAll({json.dumps(selector)})].map((n) => n.textContent)"
    return page.run(script)


def clear(page: Page) -> None:
    page.press("Escape", 27)


def stamped(sample: Sample, href: str) -> tuple[str, str]:
    """The words of the page that a link opens, and the number printed on it."""
    file, number = re.fullmatch(r"(.+)#page=(\d+)", unquote(href)).groups()
    words = PdfReader(sample.workspace.build / file).pages[int(number) - 1].extract_text()
    return words, words.split()[-1]


def test_the_numbers_are_those_of_the_report(page: Page, sample: Sample) -> None:
    """This test ensures that the head tells boxes, items, pages, gaps and problems."""
    boxes = sample.report["boxes"]
    assert [int(n) for n in re.findall(r"\d+", " ".join(texts(page, "#numbers b")))] == [
        len(boxes),
        sum(len(box["items"]) for box in boxes),
        sum(box["pages"] for box in boxes),
        sample.report["evidence"]["have"],
        sample.report["evidence"]["need"],
        sum(box["missing"] for box in boxes),
        len(sample.report["findings"]),
    ]


def test_two_clicks_lead_to_the_page(page: Page, sample: Sample) -> None:
    """This test ensures that indicator, then item, opens the box where the item begins."""
    page.run(
        "[...document.querySelectorAll('#map button.name')]"
        ".find((b) => b.textContent.startsWith('B19')).click()"
    )
    links = page.run(
        "[...document.querySelectorAll('#chosen a')].map((a) => a.getAttribute('href'))"
    )
    wanted = [
        (box, item)
        for box in sample.report["boxes"]
        for item in box["items"]
        if item["indicator"].startswith("B19")
    ]
    assert len(links) >= len(wanted) > 3
    for href in links:
        file, number = re.fullmatch(r"(.+)#page=(\d+)", href).groups()
        (box,) = (one for one in sample.report["boxes"] if one["file"] == file)
        labels = PdfReader(sample.workspace.build / file).page_labels
        firsts = {str(item["start"]) for item in box["items"]}
        assert labels[int(number) - 1] in firsts
        assert stamped(sample, href)[1] == labels[int(number) - 1]
    clear(page)


def test_a_cell_shows_what_it_counts(page: Page) -> None:
    """This test ensures that 0/1 leads to the gap, marked as one."""
    page.run("document.querySelector('#map button.missing').click()")
    assert "缺" in texts(page, "#chosen .tag")
    clear(page)
    assert page.run("document.querySelector('#chosen').hidden")


def test_search_by_keyboard(page: Page) -> None:
    """This test ensures that / and a word find titles, and Escape ends it."""
    page.press("/", 191, "/")
    page.write("体质健康")
    found = texts(page, "#found li a")
    assert any("体质健康" in title for title in found)
    assert texts(page, "#found mark")[0] == "体质健康"
    assert page.run("document.querySelector('#found h2').textContent").startswith("找到")
    clear(page)
    assert page.run("document.querySelector('#found').hidden")


def test_search_reaches_the_words_on_the_pages(page: Page, sample: Sample) -> None:
    """This test ensures that what stands only within a document is found there."""
    page.press("/", 191, "/")
    page.write("平整校园东侧")
    links = page.run(
        "[...document.querySelectorAll('#found a')].map((a) => a.getAttribute('href'))"
    )
    assert links
    titles = texts(page, "#found li a")
    assert not any("平整" in title for title in titles)
    clear(page)


def test_what_is_not_there_is_said(page: Page) -> None:
    """This test ensures that a search without result says so."""
    page.press("/", 191, "/")
    page.write("没有这样的材料")
    assert texts(page, "#found h2") == ["找到 0 件"]
    clear(page)


def test_problems_stand_under_their_owner(page: Page, sample: Sample) -> None:
    """This test ensures that each finding is shown in Chinese, under group and person."""
    heads = texts(page, "#gaps h3")
    assert any("方悦" in head for head in heads)
    assert len(texts(page, "#gaps li")) == len(sample.report["findings"])


def test_figures_show_their_working(page: Page, sample: Sample) -> None:
    """This test ensures that each computed figure is there with how it came about."""
    rows = texts(page, "#figures tbody tr")
    assert len(rows) == len(sample.report["results"])
    assert any("未达标" in row and "÷" in row for row in rows)


def test_a_search_can_be_linked_to(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that index.html?q=… opens with the search done."""
    with opened(sample.workspace.build / "index.html", "?q=课程", tmp_path) as shown:
        assert any("课程" in title for title in texts(shown, "#found li a"))
        assert shown.complaints == []
