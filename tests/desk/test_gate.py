"""Who is let in, and what answers say to the browser: each rule has its case here."""

import hashlib
import http.client
import socket
import time
from pathlib import Path

import pytest

from dossier.desk.gate import POLICY

ROUTES = (
    "/",
    "/cell?at=B01/",
    "/todo",
    "/inbox",
    "/log",
    "/share",
    "/guest",
    "/invite",
    "/photos",
    "/figures",
    "/change",
    "/build",
    "/boxes",
    "/made/box/01",
    "/files",
    "/confirm",
    "/undo",
    "/me",
    "/socket",
    "/file/00000000000000000000",
    "/picture/00000000000000000000",
    "/static/desk.js",
    "/nothing",
)
"""An address of each kind."""


@pytest.mark.parametrize(
    "path", ["/", "/cell?at=B01/", "/todo", "/static/desk.js", "/socket", "/x"]
)
def test_another_name_is_refused_with_a_good_cookie(desk, path):
    """a page that reaches this machine under a name of its own is told nothing (DNS rebinding)."""
    answer = desk.get(path, Host=f"evil.example:{desk.port}")
    assert (answer.status, b"data-cell" in answer.body) == (421, False)


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
def test_what_changes_something_comes_from_our_own_page(desk, origin):
    """another page in the same browser, which has our cookie, can change nothing."""
    assert desk.ask("POST", "/me", '{"name": ""}', Origin=origin).status == 403
    assert desk.ask("POST", "/me", '{"name": ""}').status == 204


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example"])
def test_the_socket_is_for_our_own_page(desk, origin):
    """a socket from another page, or from none, is refused; one from ours is not."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert desk.get("/socket", Origin=origin, **upgrade).status == 403
    assert desk.get("/socket", Cookie=None, **upgrade).status == 401
    assert desk.get("/socket", **upgrade).status == 101


@pytest.mark.parametrize("path", ROUTES)
def test_nobody_is_let_in_without_the_key(desk, path):
    """without the cookie, or with a wrong one, every address is refused."""
    assert desk.get(path, Cookie=None).status == 401
    assert desk.get(path, Cookie=f"{desk.keys.cookie}=wrong").status == 401


def test_the_key_that_the_browser_is_given_works_once(desk):
    """the link becomes a cookie that scripts cannot read, and opens nothing a second time."""
    once = desk.keys.once
    first = desk.get(f"/?key={once}", Cookie=None, Origin=None)
    assert (first.status, first.headers["Location"]) == (302, "/")
    given = first.headers["Set-Cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert desk.get("/", Cookie=given.partition(";")[0]).status == 200
    assert desk.get(f"/?key={once}", Cookie=None).status == 401
    assert desk.get("/?key=wrong", Cookie=None).status == 401


def test_the_link_that_is_printed_lasts(desk):
    """a browser that was closed is let in again by the printed link, also from another site."""
    for _ in range(2):
        answer = desk.get(f"/?key={desk.keys.lasting}", Cookie=None, Origin=None)
        assert answer.status == 302


def test_two_desks_do_not_sign_each_other_out(desk):
    """the name of the cookie bears the port, for browsers send it to all ports."""
    assert desk.keys.cookie == f"desk-{desk.port}"


def test_reading_changes_nothing(desk):
    """no address changes the workspace when it is read."""
    desk.read()

    def state():
        return {
            path: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((desk.here.root / "inputs").rglob("*"))
            if path.is_file()
        }

    before = state()
    for path in ROUTES:
        desk.get(path)
    assert state() == before


@pytest.mark.parametrize("path", ["/", "/todo", "/cell?at=none", "/nothing", "/static/desk.css"])
def test_answers_tell_the_browser_to_be_strict(desk, path):
    """pages run no script but ours, are framed by nobody, and are kept nowhere."""
    headers = desk.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in headers


def test_a_refusal_says_its_charset(desk):
    """browsers show a Chinese sentence without a charset as garbage."""
    assert desk.get("/", Cookie=None).headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_stranger_is_refused_before_the_body_is_read(desk):
    """the answer to who has no key comes to the headers alone, and no form is parsed."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
    connection.putrequest("POST", "/me")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", "780000")
    connection.putheader("Origin", desk.origin)
    connection.endheaders()
    began = time.monotonic()
    answer = connection.getresponse()
    assert answer.status == 401
    assert time.monotonic() - began < 5
    connection.close()


def test_a_body_has_a_bound(desk):
    """what is no file may have 64 kB."""
    assert desk.ask("POST", "/me", b"x" * 70_000).status == 413


def test_it_listens_on_this_machine_alone(desk):
    """no other address of the machine answers."""
    listening = [
        line.split()
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    own = {at[1].split(":")[0] for at in listening if int(at[1].split(":")[1], 16) == desk.port}
    assert own == {"0100007F"}


def test_a_slow_client_delays_nobody(desk):
    """one who dribbles a header does not keep another waiting."""
    with socket.create_connection(("127.0.0.1", desk.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        began = time.monotonic()
        assert desk.get("/static/desk.css").status == 200
        assert time.monotonic() - began < 5
