"""Guests: a link opens what is its group's, or one material, and nothing else."""

import json
from urllib.parse import quote

import pytest

from desk_served import Served, serving
from dossier.desk.keys import Guest
from dossier.desk.view import key_of
from tiny_workspace import BOOKS, tiny, write_pdf

SHARED = "127.0.0.2"  # as good as another address, on the machine of a test
YEAR = "B01/2021—2022学年度"
NEEDS = BOOKS["standard.xlsx"]["材料要求"].replace(
    "| B01-2 | B01 | 接收办法 | 一次 | 1 | 否 | 否 | 否 | 档案资料组 |",
    "| B01-2 | B01 | 接收办法 | 一次 | 1 | 否 | 否 | 否 | 后勤组 |",
)


@pytest.fixture
def desk(tmp_path):
    here = tiny(tmp_path / "workspace")
    here.draw(材料要求=NEEDS)
    with serving(here.root, SHARED) as served:
        served.read()
        yield served


def invited(desk: Served, **what: str) -> Guest:
    assert desk.ask("POST", "/invite", json.dumps(what)).status == 204
    return desk.keys.guests[-1]


def as_guest(desk: Served, guest: Guest, method: str, path: str, body=None, **headers):
    host = f"{SHARED}:{desk.port}"
    return desk.ask(
        method, path, body, at=SHARED, Host=host, Origin=f"http://{host}",
        Cookie=f"{desk.keys.cookie}={guest.session}", **headers,
    )  # fmt: skip


def test_a_groups_link_opens_what_is_its_own(desk):
    """the page has the group's materials alone, and pictures of no one else's."""
    guest = invited(desk, group="后勤组")
    host = f"{SHARED}:{desk.port}"
    entered = desk.ask("GET", f"/guest?key={guest.key}", at=SHARED, Host=host, Cookie=None)
    assert (entered.status, entered.headers["Location"]) == (302, "/guest")
    page = as_guest(desk, guest, "GET", "/guest").text
    assert "B01-2" in page
    assert "B01-1" not in page
    assert "李芳" not in page
    assert as_guest(desk, guest, "GET", f"/file/{key_of('办法.docx')}").status == 200
    assert as_guest(desk, guest, "GET", f"/file/{key_of('方案2020.pdf')}").status == 404
    assert as_guest(desk, guest, "GET", f"/picture/{key_of('方案2020.pdf')}").status == 404


@pytest.mark.parametrize(
    "path", ["/", "/cell?at=B01/", "/todo", "/inbox", "/log", "/photos", "/figures", "/build",
             "/boxes", "/made/box/01", "/share", "/socket"],
)  # fmt: skip
def test_every_other_page_is_closed_to_guests(desk, path):
    """no list, name or number of a telephone goes out by a link."""
    assert as_guest(desk, invited(desk, group="后勤组"), "GET", path).status == 403


@pytest.mark.parametrize("path", ["/invite", "/build", "/register", "/change", "/undo", "/me"])
def test_a_guest_changes_nothing_else(desk, path):
    """what a guest may not do is refused before it is looked at."""
    assert as_guest(desk, invited(desk, group="后勤组"), "POST", path, "{}").status == 403


def test_a_phone_adds_to_its_material_and_to_no_other(desk, tmp_path):
    """the link of one material takes a file for it, which is to be confirmed, and for no other."""
    guest = invited(desk, cell=YEAR, code="B01-1")
    content = write_pdf(tmp_path / "x.pdf", "from a phone").read_bytes()
    name = quote("现场.pdf")
    for at, code in (("B01/", "B01-2"), (YEAR, ""), ("", "")):
        where = f"/files?at={quote(at)}&for={code}"
        assert as_guest(desk, guest, "PUT", where, content, X_Name=name).status == 403
    where = f"/files?at={quote(YEAR)}&for=B01-1"
    assert as_guest(desk, guest, "PUT", where, content, X_Name=name).status == 201
    desk.until(f"/cell?at={quote(YEAR)}", lambda text: "现场" in text)
    dossier = desk.here.inspect().dossier
    assert [one.file.rpartition("/")[2] for one in dossier.unconfirmed] == ["现场.pdf"]


def test_a_guest_confirms_only_what_is_theirs(desk, tmp_path):
    """a row of another group is not touched, whatever key is sent."""
    guest = invited(desk, group="后勤组")
    keys = json.dumps({"keys": [key_of("方案2020.pdf")]})
    assert as_guest(desk, guest, "POST", "/confirm", keys).status == 409
    assert as_guest(desk, guest, "POST", "/withdraw", keys).status == 409


def test_a_link_that_is_withdrawn_opens_nothing_at_once(desk):
    """neither the link nor the cookie that it became."""
    guest = invited(desk, group="后勤组")
    assert as_guest(desk, guest, "GET", "/guest").status == 200
    assert desk.ask("POST", "/invite", json.dumps({"withdraw": guest.key})).status == 204
    assert as_guest(desk, guest, "GET", "/guest").status == 401
    assert as_guest(desk, guest, "GET", f"/guest?key={guest.key}").status == 401


def test_the_owners_key_is_good_at_this_computer_alone(desk):
    """a network can be listened to: neither key nor cookie of the owner opens anything there."""
    host = f"{SHARED}:{desk.port}"
    for given in (f"/?key={desk.keys.lasting}", f"/?key={desk.keys.once}", "/"):
        assert desk.ask("GET", given, at=SHARED, Host=host, Origin=None).status == 401


def test_nobody_is_invited_where_nothing_is_shared(tmp_path):
    """without --share there is neither a listener in the network nor a link."""
    with serving(tiny(tmp_path / "workspace").root) as alone:
        alone.read()
        assert alone.ask("POST", "/invite", '{"group": "档案资料组"}').status == 409
        assert "--share" in alone.get("/share").text
        with pytest.raises(ConnectionRefusedError):
            alone.ask("GET", "/", at=SHARED)


def test_a_link_is_a_code_for_phones(desk):
    """the page of links shows each as a QR code, drawn in the page itself."""
    guest = invited(desk, group="后勤组")
    page = desk.get("/share").text
    assert f"http://{SHARED}:{desk.port}/guest?key={guest.key}" in page
    assert "<svg" in page
