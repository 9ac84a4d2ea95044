"""The desk as a person sees it, in headless Chromium."""

import base64
import time
from collections.abc import Callable, Iterator

import pytest

from browser import Page, opened
from tiny_workspace import write_pdf

YEAR = "B01/2021—2022学年度"


@pytest.fixture
def page(desk, tmp_path) -> Iterator[Page]:
    """The overview, entered by the link that works once."""
    desk.read()
    with opened(f"{desk.origin}/?key={desk.keys.once}", "", tmp_path / "browser") as page:
        yield page
        assert page.complaints == []
        # a field for a date has its sign within the browser
        known = (f"{desk.origin}/", "data:")
        assert [url for url in page.requests if not url.startswith(known)] == []


def until(page: Page, script: str, holds: Callable[[object], bool] = bool) -> object:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        found = page.run(script)
        if holds(found):
            return found
        time.sleep(0.1)
    raise AssertionError(f"{script} is {found!r}")


SHOWN = "document.querySelector('#panel:not([hidden]) h2')?.textContent || ''"
PICTURE = "document.querySelector('#panel img')?.naturalWidth"


def test_a_cell_opens_and_closes_by_keyboard(page):
    """arrows go from cell to cell, Enter opens, Esc closes and goes back to the cell."""
    page.run("document.querySelector('[data-cell=\"B01/2020—2021学年度\"]').focus()")
    page.press("ArrowRight", 39)
    page.press("Enter", 13, "\r")
    assert "B01" in str(until(page, SHOWN))
    assert page.run("document.querySelector('#panel .sub b').textContent") == "2021—2022学年度"
    assert page.run("document.activeElement.id") == "panel"
    page.press("Escape", 27)
    until(page, "document.getElementById('panel').hidden")
    assert page.run("document.activeElement.dataset.cell") == YEAR


def test_the_address_keeps_the_cell(page, desk):
    """a page that is loaded anew shows the cell that was open, with the picture of its file."""
    page.loaded = False
    page.call("Page.navigate", url=f"{desk.origin}/todo")
    while not page.loaded:
        page._next()
    page.loaded = False
    page.call("Page.navigate", url=f"{desk.origin}/#{YEAR}")
    while not page.loaded:
        page._next()
    assert "B01" in str(until(page, SHOWN))
    until(page, PICTURE)


def test_what_is_saved_shows_in_an_open_page(page, desk):
    """a file that is deleted turns its cell, and the panel that is open, without a click."""
    page.run(f"document.querySelector('[data-cell=\"{YEAR}\"]').click()")
    until(page, PICTURE)
    (desk.here.root / "inputs/evidence/方案2021.pdf").unlink()
    until(
        page, f"document.querySelector('[data-cell=\"{YEAR}\"]').className", "state missing".__eq__
    )
    until(page, "document.querySelector('#panel .gone') !== null")
    assert page.run("document.getElementById('have').textContent") == "2"


def test_only_what_lacks_is_shown_where_that_is_wanted(page, desk):
    """rows without anything that lacks are put away, and a name is looked for."""
    page.run("document.querySelector('[name=show][value=lacking]').click()")
    assert page.run("document.querySelector('tr[data-row]').hidden") is True
    page.run("document.querySelector('[name=show][value=all]').click()")
    page.run("filter.value = 'nobody'; filter.dispatchEvent(new Event('input'))")
    assert page.run("document.getElementById('none').hidden") is False


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(page, width):
    """on a phone and on a desk the page itself never scrolls sideways."""
    page.call("Emulation.setDeviceMetricsOverride",
              width=width, height=800, deviceScaleFactor=1, mobile=False)  # fmt: skip
    page.run(f"document.querySelector('[data-cell=\"{YEAR}\"]').click()")
    until(page, SHOWN)
    assert page.run("document.documentElement.scrollWidth") <= width


def test_a_screen_reader_is_told_what_is_seen(page):
    """each cell is a button whose name begins with the words on it."""
    named = page.run(
        "[...document.querySelectorAll('[data-cell]')].map((one) => "
        "[one.textContent.replace(/\\s+/g, ''), one.ariaLabel.replace(/\\s+/g, '')])"
    )
    assert named
    assert [name for seen, name in named if not name.startswith(seen)] == []


DROP = """(async () => {
  const bytes = Uint8Array.from(atob('%s'), (one) => one.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], '新方案.pdf'));
  const cell = document.querySelector('[data-cell="%s"]');
  cell.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
})()"""


def test_a_drop_and_one_click_complete_a_cell(page, desk, tmp_path):
    """a file dropped on a cell opens it with the row to confirm; one click, and it counts."""
    content = base64.b64encode(write_pdf(tmp_path / "x.pdf", "plan").read_bytes()).decode()
    page.run(DROP % (content, YEAR))
    until(page, "document.querySelector('#panel [data-post=\"/confirm\"]') !== null")
    state = f"document.querySelector('[data-cell=\"{YEAR}\"]').className"
    until(page, state, "state unconfirmed".__eq__)
    assert page.run("document.getElementById('inbox').textContent") == "1"
    page.run("document.querySelector('#panel [data-post=\"/confirm\"]').click()")
    until(page, state, "state complete".__eq__)
    assert page.run("document.getElementById('need').textContent") == "4"


@pytest.mark.parametrize(
    "path", ["/inbox", "/todo", "/photos", "/figures", "/build", "/boxes", "/log", "/share"]
)
def test_every_page_stands_within_its_width_without_complaint(page, desk, path):
    """no page breaks the policy that it is sent with, or is wider than a phone."""
    page.call("Emulation.setDeviceMetricsOverride",
              width=390, height=800, deviceScaleFactor=1, mobile=False)  # fmt: skip
    page.loaded = False
    page.call("Page.navigate", url=f"{desk.origin}{path}")
    while not page.loaded:
        page._next()
    assert page.run("document.querySelector('main').innerText.length") > 0
    assert page.run("document.documentElement.scrollWidth") <= 390
