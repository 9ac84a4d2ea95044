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
def nothing_is_wrong(page: Page, sample: Sample):
    """After each test: no error was logged, and nothing but the page itself was asked for."""
    yield
    page.run("document.body.dataset.last = 1")
    assert page.complaints == []
    assert {url.partition("?")[0].rpartition("/")[2] for url in page.requests} <= {
        "index.html",
        "data:,",
        ",",
        *(f"words-{box['number']}.js" for box in sample.report["boxes"]),
    }


def texts(page: Page, selector: str) -> list[str]:
    """The words of every element that `selector` finds."""
    script = f"[...document.querySelectorAll({json.dumps(selector)})].map((n) => n.textContent)"
    return page.run(script)


def look_for(page: Page, asked: str) -> None:
    """Write into the search, and wait until the words of all boxes are there."""
    page.press("/", 191, "/")
    page.write(asked)
    page.run(
        "new Promise((done) => {"
        " const look = () => open ? setTimeout(look, 20) : done(); look(); })"
    )


def clear(page: Page) -> None:
    page.press("Escape", 27)


def stamped(sample: Sample, href: str) -> tuple[str, str]:
    """The words of the page that a link opens, and the number printed on it."""
    file, number = re.fullmatch(r"(.+)#page=(\d+)", unquote(href)).groups()
    words = PdfReader(sample.workspace.build / file).pages[int(number) - 1].extract_text()
    return words, words.split()[-1]


def test_the_numbers_are_those_of_the_report(page: Page, sample: Sample) -> None:
    """This test ensures that the head answers first: met, points, gaps, and what is red."""
    boxes, evidence = sample.report["boxes"], sample.report["evidence"]
    assert texts(page, "#numbers b") == [
        "9/10", "96/100", "96.4%", f"{evidence['have']}/{evidence['need']}",
    ]  # fmt: skip
    unmet, lost, missing, problems = texts(page, "#red p")
    assert unmet.startswith("未达标J02 生均体育运动场馆面积（初中部）8.74平方米/生，标准 ≥ 9.28")
    assert lost.startswith("扣分B02")
    assert "（2.5/3）" in lost
    assert missing.startswith(f"缺{sum(box['missing'] for box in boxes)}件")
    assert problems.startswith(f"问题{len(sample.report['findings'])}条")
    items, pages = sum(len(box["items"]) for box in boxes), sum(box["pages"] for box in boxes)
    assert texts(page, "#standard")[0].endswith(f"{len(boxes)}盒 {items}件 {pages}页")
    assert texts(page, "#numbers .parts a.no") == [""]
    assert page.run("document.querySelector('#numbers .parts a.no').getAttribute('href')") == "#J02"


def test_two_clicks_lead_to_the_page(page: Page, sample: Sample) -> None:
    """This test ensures that indicator, then item, opens the box where the item begins."""
    page.run(
        "[...document.querySelectorAll('#map button.name')]"
        ".find((b) => b.textContent.startsWith('B19')).click()"
    )
    links = page.run(
        "[...document.querySelectorAll('#chosen a[target]')].map((a) => a.getAttribute('href'))"
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
    look_for(page, "平整校园东侧")
    links = page.run(
        "[...document.querySelectorAll('#found a')].map((a) => a.getAttribute('href'))"
    )
    assert links
    titles = texts(page, "#found li a")
    assert not any("平整" in title for title in titles)
    words = [stamped(sample, href)[0] for href in links]
    # the first link of an item opens it, those beneath it the very pages
    assert any("平整校园东侧" in "".join(text.split()) for text in words)
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
    assert len(texts(page, "#figures .value")) == len(sample.report["results"])
    rows = texts(page, "#figures tbody tr")
    assert len(rows) == len({(one["indicator"], one["stage"]) for one in sample.report["results"]})
    assert any("✗" in row and "差距" in row and "÷" in row for row in rows)


def test_a_search_can_be_linked_to(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that index.html?q=… opens with the search done."""
    with opened(sample.workspace.build / "index.html", "?q=课程", tmp_path) as shown:
        assert any("课程" in title for title in texts(shown, "#found li a"))
        assert shown.complaints == []


def opened_at(sample: Sample, tmp_path: Path, place: str):
    return opened(sample.workspace.build / "index.html", place, tmp_path)


def test_results_are_seen_wherever_one_is(page: Page) -> None:
    """This test ensures that a search from the end of the page shows what it finds."""
    page.run("window.scrollTo(0, document.body.scrollHeight)")
    page.press("/", 191, "/")
    page.write("课程")
    box = page.run("JSON.stringify(document.querySelector('#found').getBoundingClientRect())")
    seen = json.loads(box)
    assert 0 < seen["top"] < page.run("innerHeight") - 100
    clear(page)
    page.run("window.scrollTo(0, 0)")


@pytest.mark.parametrize("asked", ["指标7", "J07", "7", "j7", "教师编制"])
def test_an_indicator_is_found_by_number_and_name(page: Page, asked: str) -> None:
    """This test ensures that the code, a bare number and words of the name lead to it."""
    page.press("/", 191, "/")
    page.write(asked)
    assert any(title.startswith("指标 J07") for title in texts(page, "#found li a"))
    clear(page)


def test_the_very_number_of_a_document_comes_first(page: Page, sample: Sample) -> None:
    """This test ensures that an exact 文号 or title ranks before what only mentions it."""
    document = page.run("items.findLast((item) => item.document).document")
    for asked in (document, "2021—2022学年度随迁子女花名册"):
        page.press("/", 191, "/")
        page.write(asked)
        papers = [told for told in texts(page, "#found li") if not told.startswith("指标")]
        assert asked in papers[0]
        clear(page)


def test_arrows_walk_through_the_results(page: Page) -> None:
    """This test ensures that results are reached by keys, and Escape goes back to the words."""
    page.press("/", 191, "/")
    page.write("课程")
    page.press("ArrowDown", 40)
    page.press("ArrowDown", 40)
    at = "[...document.querySelectorAll('#found a')].indexOf(document.activeElement)"
    assert page.run(at) == 1
    page.press("ArrowUp", 38)
    assert page.run(at) == 0
    page.press("Escape", 27)
    assert page.run("document.activeElement.id") == "search"
    assert page.run("document.querySelector('#search').value") == "课程"
    clear(page)


def test_the_search_is_two_tabs_away(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that who has no mouse need not walk through the whole matrix."""
    with opened_at(sample, tmp_path, "") as shown:
        shown.press("Tab", 9)
        assert shown.run("document.activeElement.textContent") == "跳到搜索"
        shown.press("Tab", 9)
        assert shown.run("document.activeElement.id") == "search"


def test_an_indicator_can_be_linked_to(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that #B18 opens what proves it: the rule, years, points, who, papers."""
    with opened_at(sample, tmp_path, "#B18") as shown:
        assert texts(shown, "#chosen h2") == ["B18 小学、初中巩固率达到省级规定标准"]
        assert texts(shown, "#chosen .verdict div")[:3] == ["自评结论达标", "分值4", "自评分4"]
        told = texts(shown, "#chosen")[0]
        for words in ("要求", "邓志强", "99.28%", "97.37%", "÷", "≥"):
            assert words in told
        top = shown.run("document.querySelector('#chosen').getBoundingClientRect().top")
        assert top >= shown.run("document.querySelector('nav').getBoundingClientRect().bottom")
        assert shown.complaints == []


def test_a_search_can_be_sent(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that #q=… opens with the search done."""
    with opened_at(sample, tmp_path, "#q=课程") as shown:
        assert any("课程" in title for title in texts(shown, "#found li a"))


def test_every_indicator_with_a_figure_has_its_row(page: Page, sample: Sample) -> None:
    """This test ensures that those that are only watched are there as well."""
    rows = {title.split()[0] for title in texts(page, "#map button.name")}
    assert {"H03", "H04", "H05", "H06", "H07", "H08"} <= rows
    standing = page.run(
        "Object.fromEntries([...document.querySelectorAll('#map tbody tr')].map((row) =>"
        " [row.querySelector('button').dataset.code, row.querySelector('.standing').textContent]))"
    )
    told = {code: standing[code] for code in ("A5", "B17", "B18", "J01", "J02", "H03")}
    assert told == {
        "A5": "", "B17": "4/5分", "B18": "4/4分", "J01": "达标", "J02": "未达标", "H03": "监测",
    }  # fmt: skip
    assert {result["indicator"] for result in sample.report["results"]} <= rows


def test_figures_lead_to_their_proof(page: Page, sample: Sample) -> None:
    """This test ensures that every figure leads to the pages that prove it."""
    links = page.run(
        "[...document.querySelectorAll('#figures tbody td:has(.value)')]"
        ".map((cell) => [...cell.querySelectorAll('a')].map((a) => a.getAttribute('href')))"
    )
    assert len(links) == len(sample.report["results"])
    assert all(hrefs for hrefs in links)
    assert all(re.fullmatch(r"boxes/.+#page=\d+", href) for hrefs in links for href in hrefs)


def test_what_an_inspector_notes_is_kept(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that ticks and notes are listed, and can be taken along as a file."""
    with opened_at(sample, tmp_path, "#B18") as shown:
        shown.run("document.querySelector('#chosen input').click()")
        shown.run(
            "{ const note = document.querySelector('#chosen textarea');"
            " note.value = '再看名册'; note.onchange(); }"
        )
        assert texts(shown, "#marks li") == ["☑ B18 小学、初中巩固率达到省级规定标准再看名册"]

        assert any(one.startswith("☑ B18") for one in texts(shown, "#map button.name"))
        shown.run(
            "HTMLAnchorElement.prototype.click = function () {"
            " window.saved = [this.download, decodeURIComponent(this.href)]; }"
        )
        shown.run("document.querySelector('#save').click()")
        name, text = shown.run("window.saved")
        assert name == "星光实验学校查看记录.txt"
        assert "已看\tB18 小学、初中巩固率达到省级规定标准\t再看名册\n" in text
        shown.loaded = False
        shown.call("Page.reload")
        while not shown.loaded:
            shown.run("0")
        assert texts(shown, "#marks li") == ["☑ B18 小学、初中巩固率达到省级规定标准再看名册"]
        assert shown.complaints == []


def test_what_is_unmet_has_its_plan(page: Page) -> None:
    """This test ensures that the page of an unmet indicator tells what lacks, and what is done."""
    page.run("location.hash = 'J02'")
    page.run("new Promise((done) => setTimeout(done, 50))")
    told = texts(page, "#chosen")[0]
    for words in ("达标所缺", "整改台账", "整改中", "改扩建"):
        assert words in told
    clear(page)


def test_what_belongs_to_an_indicator_alone_is_shown_with_it(page: Page) -> None:
    """This test ensures that an indicator has the page to itself, and Escape leads back."""
    page.run("location.hash = 'J02'")
    page.run("new Promise((done) => setTimeout(done, 50))")
    shown = "getComputedStyle(document.querySelector('#map')).display"
    assert page.run(shown) == "none"
    told = texts(page, "#chosen")[0]
    for words in ("结论未达标", "≥ 9.28", "差距 −0.54", "公式", "运动场地面积", "出处", "王德成"):
        assert words in told
    clear(page)
    assert page.run(shown) == "block"


def test_brackets_and_widths_do_not_count(page: Page, sample: Sample) -> None:
    """This test ensures that a 文号 is found however its brackets are typed."""
    document = page.run("items.find((item) => item.document.includes('〔')).document")
    asked = document.replace("〔", "[").replace("〕", "］")
    look_for(page, asked)
    papers = [told for told in texts(page, "#found li") if not told.startswith("指标")]
    assert document in papers[0]
    clear(page)


def test_a_hit_is_a_page(page: Page, sample: Sample) -> None:
    """This test ensures that a hit opens the page of its words, and calls it as it is numbered."""
    look_for(page, "平整校园东侧")
    hits = page.run(
        "[...document.querySelectorAll('#found .hit a')]"
        ".map((a) => [a.textContent, a.getAttribute('href')])"
    )
    assert hits
    for called, href in hits:
        words, number = stamped(sample, href)
        assert "平整校园东侧" in "".join(words.split())
        assert called == f"第{number}页"
    clear(page)


def test_what_cannot_be_searched_is_told(page: Page) -> None:
    """This test ensures that who finds nothing knows that some items have no words."""
    look_for(page, "没有这样的材料")
    assert re.search(r"\d+件没有可搜索的文字", texts(page, "#reach")[0])
    clear(page)


def test_words_that_were_left_behind_are_told(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that the page alone still finds titles, and says what it cannot find."""
    alone = tmp_path / "index.html"
    alone.write_bytes((sample.workspace.build / "index.html").read_bytes())
    with opened(alone, "#q=课程", tmp_path / "browser") as shown:
        shown.run("new Promise((done) => setTimeout(done, 500))")
        assert any("课程" in title for title in texts(shown, "#found li a"))
        assert "正文没有随附" in texts(shown, "#reach")[0]


def test_a_telephone_shows_it_whole(sample: Sample, tmp_path: Path) -> None:
    """This test ensures that nothing stands beyond the edge at 390 pixels, on either page."""
    for place in ("", "#B18", "#J02"):
        with opened_at(sample, tmp_path / (place.strip("#") or "all"), place) as shown:
            shown.call("Emulation.setDeviceMetricsOverride", width=390, height=800,
                       deviceScaleFactor=1, mobile=True)  # fmt: skip
            assert shown.run("document.documentElement.scrollWidth") <= 390
