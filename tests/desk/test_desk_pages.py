"""What the pages say of a workspace, and that they say it anew when something is saved."""

import asyncio
import json
import re
import time

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from dossier.desk.view import key_of
from tiny_workspace import BOOKS, write_pdf

REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"]


def panel(desk, at: str) -> str:
    return desk.get(f"/cell?at={at}").text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_overview_has_a_cell_for_each_need(desk):
    """each indicator and period says in words and numbers how much is there."""
    page = desk.read()
    assert 'data-cell="B01/2020—2021学年度"' in page
    assert re.findall(r'class="state (\w+)" data-cell="([^"]*)"', page) == [
        ("complete", "B01/"),
        ("complete", "B01/2020—2021学年度"),
        ("complete", "B01/2021—2022学年度"),
    ]


def test_a_cell_tells_what_is_asked_and_what_is_there(desk):
    """the panel names the requirement, whose it is, the file with its date, and its cell."""
    desk.read()
    told = words(panel(desk, "B01/2020%E2%80%942021%E5%AD%A6%E5%B9%B4%E5%BA%A6"))
    assert "B01-1 招生方案" in told
    assert "needed 1" in told
    assert "档案资料组 李芳" in told
    assert "2020年招生方案 2020-09-01 2 pages no seal is seen registered as not sealed" in told
    assert "方案2020.pdf evidence.xlsx!佐证材料登记!E" in told


def test_the_first_page_is_a_picture(desk):
    """a PDF is seen before it is opened; a Word file has none."""
    desk.read()
    drawn = desk.get(f"/picture/{key_of('方案2020.pdf')}")
    assert (drawn.status, drawn.headers["Content-Type"]) == (200, "image/jpeg")
    assert drawn.body[:2] == b"\xff\xd8"
    assert desk.get(f"/picture/{key_of('办法.docx')}").status == 404


def test_a_file_is_opened_by_its_key(desk):
    """a PDF is shown; a Word file, which a browser cannot show, is saved, and may not act."""
    desk.read()
    shown = desk.get(f"/file/{key_of('方案2020.pdf')}")
    assert shown.body == (desk.here.root / "inputs/evidence/方案2020.pdf").read_bytes()
    assert shown.headers["Content-Disposition"].startswith("inline")
    saved = desk.get(f"/file/{key_of('办法.docx')}")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    "path",
    ["/file/../../evidence.xlsx", "/file/..%2f..%2fevidence.xlsx", "/file/evidence.xlsx",
     "/static/../pages/base.html", "/static/..%2fgate.py", "/picture/%2e%2e"],
)  # fmt: skip
def test_no_address_leads_out_of_the_evidence(desk, path):
    """addresses hold keys, never paths."""
    desk.read()
    assert desk.get(path).status == 404


def test_a_link_out_of_the_evidence_is_not_followed(desk):
    """a file of the evidence that is a link to elsewhere is not handed out."""
    secret = desk.here.root / "secret.pdf"
    write_pdf(secret, "secret")
    link = desk.here.root / "inputs/evidence/方案2021.pdf"
    link.unlink()
    link.symlink_to(secret)
    desk.read()
    assert desk.get(f"/file/{key_of('方案2021.pdf')}").status == 404


@pytest.mark.parametrize("name", ["网页.html", "图.svg"])
def test_what_may_act_is_never_shown_as_a_page(desk, name):
    """a web page or SVG among the evidence would be a page of ours."""
    (desk.here.root / "inputs/evidence" / name).write_text("<svg onload=alert(1)></svg>")
    desk.read()
    desk.until("/todo", lambda text: name in text)
    answer = desk.get(f"/file/{key_of(name)}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_what_a_workbook_says_is_text(desk):
    """a title that is markup is shown as it is written."""
    title = "<img src=x onerror=alert(1)>"
    desk.here.draw(佐证材料登记=REGISTER.replace("随迁子女接收办法", title))
    desk.read()
    desk.until("/cell?at=B01/", lambda text: "&lt;img src=x onerror=alert(1)&gt;" in text)
    assert title not in panel(desk, "B01/")


def test_what_has_to_be_done_stands_under_its_person(desk):
    """a finding is told under who can mend it, with what to do and its cell; one's own first."""
    (desk.here.root / "inputs/evidence/方案2021.pdf").unlink()
    desk.read()
    told = words(desk.until("/todo", lambda text: "方案2021.pdf" in text))
    assert "to do 李芳 档案资料组 error" in told
    assert "→" in told


def test_who_sits_here_is_chosen_from_the_people(desk):
    """a name of people.xlsx is taken, another one refused."""
    desk.read()
    chosen = desk.ask("POST", "/me", json.dumps({"name": "李芳"}))
    assert chosen.status == 204
    cookie = f"{desk.cookie}; {chosen.headers['Set-Cookie'].partition(';')[0]}"
    assert "<option selected>李芳</option>" in desk.get("/", Cookie=cookie).text
    assert desk.ask("POST", "/me", json.dumps({"name": "无此人"})).status == 400


def test_a_change_is_told_to_open_pages(desk):
    """what is saved by another program changes the cell in every page that is open."""
    desk.read()

    async def heard() -> list:
        request = HTTPRequest(
            f"ws://127.0.0.1:{desk.port}/socket",
            headers={"Cookie": desk.cookie, "Origin": desk.origin},
        )
        socket = await websocket_connect(request)
        first = json.loads(await socket.read_message())
        (desk.here.root / "inputs/evidence/方案2021.pdf").unlink()
        while True:
            message = json.loads(await asyncio.wait_for(socket.read_message(), 40))
            if message[0] == "view":
                socket.close()
                return [first, message]

    life, (_, value) = asyncio.run(heard())
    assert life[0] == "life"
    assert list(value["cells"]) == ["B01/2021—2022学年度"]
    assert "state missing" in value["cells"]["B01/2021—2022学年度"]
    assert "<i>" not in value["cells"]["B01/2021—2022学年度"]  # that it lacks is told already
    assert (value["have"], value["need"]) == (2, 3)
    assert value["inbox"] == 0


def test_it_is_there_at_once(desk):
    """the first page is there while the workspace is still being read, and later with cells."""
    began = time.monotonic()
    assert desk.get("/").status == 200
    assert time.monotonic() - began < 2
    desk.read()


def test_a_figure_tells_its_working_and_cells(desk):
    """each value stands with its arithmetic and the cells it comes from, and what would lift it."""
    desk.here.draw(计算指标="""
        | 代码 | 公式 | 单位 | 口径 | 比较 | 小学标准 | 小数位 | 核实 |
        | B01 | 学生数 | 人 | 分学段 | ≥ | 500 | 0 | 已核实 |
    """)  # fmt: skip
    desk.read()
    told = words(desk.until("/figures", lambda text: "school.xlsx!数据" in text))
    assert "not met" in told
    assert "166" in told
