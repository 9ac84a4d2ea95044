"""A build from the desk: begun, seen by everybody, stopped; its boxes open at their pages."""

import json
import time
from urllib.parse import quote

import pytest

from desk_served import Served, serving
from tiny_workspace import tiny

pytestmark = pytest.mark.engine


@pytest.fixture
def desk(tmp_path):
    with serving(tiny(tmp_path / "workspace").root) as served:
        served.read()
        yield served


def build(desk: Served, what: str, code: str = ""):
    return desk.ask("POST", "/build", json.dumps({"what": what, "code": code}))


def made(desk: Served) -> str:
    return desk.until("/build", lambda text: 'data-running="false"' in text, seconds=150)


def test_one_click_makes_the_boxes_and_they_open_at_their_pages(desk):
    """a build that is begun says how far it is; then each item is a link to its page of the box."""
    assert build(desk, "all").status == 204
    assert build(desk, "all").status == 409
    assert 'data-build="stop"' in desk.get("/build").text
    page = made(desk)
    assert "boxes/box-01.pdf" in page
    assert "not made before" in page
    assert (desk.here.made / "boxes/box-02.pdf").is_file()
    boxes = desk.get("/boxes").text
    report = json.loads((desk.here.made / "report.json").read_text())
    item = report["boxes"][1]["items"][0]
    at = report["boxes"][1]["front"] + item["start"]
    assert report["boxes"][1]["front"] > 0
    assert f'href="/made/box/02#page={at}"' in boxes
    pdf = desk.get("/made/box/02")
    assert (pdf.status, pdf.headers["Content-Type"]) == (200, "application/pdf")
    assert pdf.body == (desk.here.made / "boxes/box-02.pdf").read_bytes()
    assert desk.get("/made/chapter/R01").status == 200
    for path in ("/made/box/..%2f..%2finputs%2fevidence.xlsx", "/made/box/99", "/made/chapter/x"):
        assert desk.get(path).status == 404


def test_a_build_can_be_stopped(desk):
    """it ends in order, the lock is free again, and what was stopped is said."""
    assert build(desk, "all").status == 204
    desk.until("/build", lambda text: "/" in text.split('id="stage"')[-1].split("</p>")[0])
    began = time.monotonic()
    assert build(desk, "stop").status == 204
    assert "stopped; what was made is kept" in made(desk)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("what", "code"), [("box", "99"), ("chapter", "../x"), ("rm", ""), ("", "")]
)
def test_only_what_there_is_can_be_made(desk, what, code):
    """a build is told by codes of the workbooks; nothing of a request reaches a command."""
    assert build(desk, what, code).status == 400
    assert 'data-running="false"' in desk.get(f"/build?{quote(what)}").text
