"""Files put onto the page, rows confirmed and taken back: all of it stands in the workbook."""

import asyncio
import http.client
import json
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from desk_served import Served, serving
from dossier.desk.serve import serve
from dossier.desk.uploads import LARGEST
from dossier.desk.view import key_of
from dossier.errors import WorkspaceError
from tiny_workspace import BOOKS, tiny, write_pdf

YEAR = "B01/2021—2022学年度"
REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"]
LACKS = "\n".join(line for line in REGISTER.splitlines() if "方案2021" not in line)


@pytest.fixture
def lacking(tmp_path) -> Path:
    """A workspace where the row of 2021 and its file are not there."""
    here = tiny(tmp_path / "workspace")
    here.draw(佐证材料登记=LACKS)
    (here.root / "inputs/evidence/方案2021.pdf").unlink()
    return here.root


@pytest.fixture
def desk(lacking):
    """The desk of that one."""
    with serving(lacking) as served:
        served.read()
        yield served


def pdf(folder: Path, *texts: str) -> bytes:
    return write_pdf(folder / "made.pdf", *texts).read_bytes()


def put(desk: Served, name: str, content: bytes, at: str = YEAR, **headers: str | None):
    where = f"/files?at={quote(at)}" if at else "/files"
    return desk.ask("PUT", where, content, X_Name=quote(name), **headers)


def said(desk: Served, at: str, words: str) -> str:
    return desk.until(f"/cell?at={quote(at)}", lambda text: words in text)


def post(desk: Served, path: str, **body: object):
    return desk.ask("POST", path, json.dumps(body))


def evidence(desk: Served) -> list[str]:
    root = desk.here.root / "inputs/evidence"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def rows(desk: Served) -> list[tuple[str, str, bool]]:
    """Requirement, file, and whether it counts, of each row as a check reads them."""
    dossier = desk.here.inspect().dossier
    return [
        (one.requirement, one.file, not one.unconfirmed)
        for one in (*dossier.evidence, *dossier.unconfirmed)
    ]


def test_a_file_on_a_cell_becomes_a_row_and_counts_once_it_is_confirmed(desk, tmp_path):
    """it lies in the folder of its material; the cell waits, and is complete after one click."""
    answer = put(desk, "招生方案.pdf", pdf(tmp_path, "plan"))
    assert answer.status == 201
    path = "A1 入学机会/B01-1 招生方案/2021—2022学年度/招生方案.pdf"
    assert path in evidence(desk)
    page = said(desk, YEAR, "to be confirmed")
    assert "0/1" in page
    assert ("B01-1", path, False) in rows(desk)
    assert post(desk, "/confirm", keys=[key_of(path)]).status == 204
    said(desk, YEAR, "complete")
    assert ("B01-1", path, True) in rows(desk)


def test_what_is_on_no_cell_is_proposed(desk, tmp_path):
    """a file that was dropped beside all cells gets the row that its name and words speak for."""
    assert put(desk, "B01-1 招生方案 2021-09-01.pdf", pdf(tmp_path, "plan"), at="").status == 201
    page = desk.until("/inbox", lambda text: 'data-post="/confirm"' in text)
    assert "待整理/B01-1 招生方案 2021-09-01.pdf" in page
    assert ("B01-1", "待整理/B01-1 招生方案 2021-09-01.pdf", False) in rows(desk)


def test_a_name_that_is_taken_gets_a_number(desk, tmp_path):
    """two people's files of one name both stay; nothing is overwritten."""
    for text in ("one", "two"):
        assert put(desk, "招生方案.pdf", pdf(tmp_path, text)).status == 201
    desk.until(f"/cell?at={quote(YEAR)}", lambda text: "招生方案（2）.pdf" in text)
    names = [Path(path).name for path in evidence(desk)]
    assert sorted(name for name in names if "招生" in name) == ["招生方案.pdf", "招生方案（2）.pdf"]


def test_the_same_file_again_is_told(desk):
    """the same bytes are not taken a second time; where they lie is said."""
    known = (desk.here.root / "inputs/evidence/方案2020.pdf").read_bytes()
    answer = put(desk, "又一份.pdf", known)
    assert (answer.status, "方案2020.pdf" in answer.text) == (409, True)
    assert not any("又一份" in path for path in evidence(desk))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\x.pdf", "x.pdf"),
        ("../../../etc/x.pdf", "x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a:b|c?.pdf", "a_b_c_.pdf"),
    ],
)
def test_no_name_leads_out_of_the_folder(desk, tmp_path, name, kept):
    """what a browser calls a file is no path, and no name that Windows keeps for a device."""
    before = {path for path in desk.here.root.rglob("*") if path.is_file()}
    assert put(desk, name, pdf(tmp_path, "x")).status == 201
    new = {path for path in desk.here.root.rglob("*") if path.is_file()} - before
    found = [path for path in new if path.suffix == ".pdf"]
    assert [path.name for path in found] == [kept]
    assert found[0].is_relative_to(desk.here.root / "inputs/evidence/A1 入学机会")


@pytest.mark.parametrize(
    ("name", "content"),
    [("程序.exe", b"MZ" + bytes(99)), ("程序.pdf", b"MZ" + bytes(99)), ("空.pdf", b""),
     (".htaccess", b"x"), ("", b"%PDF-1.4")],
)  # fmt: skip
def test_what_is_no_evidence_is_refused(desk, name, content):
    """programs, under whatever name, empty files and hidden ones leave nothing behind."""
    before = evidence(desk)
    assert put(desk, name, content).status == 415
    assert evidence(desk) == before


def test_what_is_too_large_is_refused_by_its_header(desk):
    """the answer comes before a byte of it is read."""
    before = evidence(desk)
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
    connection.putrequest("PUT", f"/files?at={quote(YEAR)}")
    for name, value in (("Cookie", desk.cookie), ("Origin", desk.origin), ("X-Name", "x.pdf"),
                        ("Content-Length", str(LARGEST + 1))):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    assert evidence(desk) == before


def test_half_a_file_leaves_nothing(desk):
    """a connection that breaks off leaves neither a file nor a row."""
    before = evidence(desk)
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
    connection.putrequest("PUT", f"/files?at={quote(YEAR)}")
    for name, value in (("Cookie", desk.cookie), ("Origin", desk.origin), ("X-Name", "x.pdf"),
                        ("Content-Length", "1000")):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders(b"%PDF-1.4 half")
    until = time.monotonic() + 20
    while len(evidence(desk)) == len(before) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(evidence(desk)) == len(before) + 1
    connection.close()
    while evidence(desk) != before and time.monotonic() < until:
        time.sleep(0.05)
    assert evidence(desk) == before


def test_an_open_workbook_makes_it_wait_and_nothing_is_lost(desk, tmp_path):
    """while Excel has evidence.xlsx open the row waits, the page says who, then it is written."""
    owner = desk.here.root / "inputs/~$evidence.xlsx"
    owner.write_bytes(b"\x09" + "王老师".encode() + bytes(40))
    book = desk.here.root / "inputs/evidence.xlsx"
    before = book.read_bytes()
    assert put(desk, "招生方案.pdf", pdf(tmp_path, "plan")).status == 201
    assert "王老师" in desk.until("/", lambda text: "is open, by" in text)
    assert book.read_bytes() == before
    owner.unlink()
    said(desk, YEAR, "to be confirmed")
    desk.until("/", lambda text: '<p id="waits" role="status" hidden>' in text)


def test_a_server_that_is_ended_goes_on_with_what_waits(lacking, tmp_path):
    """what was taken is on the disk before it is answered."""
    owner = lacking / "inputs/~$evidence.xlsx"
    owner.write_bytes(b"")
    with serving(lacking) as desk:
        desk.read()
        assert put(desk, "招生方案.pdf", pdf(tmp_path, "plan")).status == 201
        desk.until("/", lambda text: "another program" in text)
    with serving(lacking) as later:
        later.until("/", lambda text: "another program" in text)
        owner.unlink()
        said(later, YEAR, "to be confirmed")
    assert sum(file.endswith("招生方案.pdf") for _, file, _ in rows(desk)) == 1


def test_what_was_done_can_be_taken_back(desk, tmp_path):
    """a confirmation, then the row with its file, which is moved aside; and that again, too."""
    put(desk, "招生方案.pdf", pdf(tmp_path, "plan"))
    said(desk, YEAR, "to be confirmed")
    path = next(path for path in evidence(desk) if "招生" in path)
    post(desk, "/confirm", keys=[key_of(path)])
    said(desk, YEAR, "complete")

    def undo() -> None:
        page = desk.until("/log", lambda text: "data-undo" in text)
        assert post(desk, "/undo", key=page.split('data-undo="')[1].split('"')[0]).status == 204

    undo()
    said(desk, YEAR, "to be confirmed")
    assert post(desk, "/withdraw", keys=[key_of(path)]).status == 204
    said(desk, YEAR, "missing")
    assert path not in evidence(desk)
    aside = list((desk.here.root / "inputs/.desk/withdrawn").rglob("*.pdf"))
    assert [one.name for one in aside] == ["招生方案.pdf"]
    assert [file for _, file, _ in rows(desk)] == ["方案2020.pdf", "办法.docx"]
    undo()
    said(desk, YEAR, "to be confirmed")
    assert path in evidence(desk)


def test_a_row_that_says_something_else_by_now_is_let_be(desk, tmp_path):
    """what another person wrote meanwhile is not undone."""
    put(desk, "招生方案.pdf", pdf(tmp_path, "plan"))
    said(desk, YEAR, "to be confirmed")
    path = next(path for path in evidence(desk) if "招生" in path)
    post(desk, "/confirm", keys=[key_of(path)])
    said(desk, YEAR, "complete")
    assert post(desk, "/withdraw", keys=[key_of(path)]).status == 409
    assert path in evidence(desk)


def test_who_did_what_is_on_record(desk, tmp_path):
    """the record names the person, the time, the file and what stood there."""
    chosen = post(desk, "/me", name="李芳").headers["Set-Cookie"].partition(";")[0]
    put(desk, "招生方案.pdf", pdf(tmp_path, "plan"), Cookie=f"{desk.cookie}; {chosen}")
    said(desk, YEAR, "to be confirmed")
    lines = (desk.here.root / "inputs/.desk/log.jsonl").read_text().splitlines()
    told = json.loads(lines[0])["operation"]
    assert (told["what"], told["who"], told["year"]) == ("register", "李芳", "2021—2022学年度")
    assert told["path"].endswith("招生方案.pdf")
    assert "李芳" in desk.get("/log").text


def test_a_row_that_another_program_saved_over_is_asked_about(desk, tmp_path):
    """a file whose row is gone is offered its row, and nothing is put back silently."""
    book = desk.here.root / "inputs/evidence.xlsx"
    before = book.read_bytes()
    put(desk, "招生方案.pdf", pdf(tmp_path, "plan"))
    said(desk, YEAR, "to be confirmed")
    book.write_bytes(before)
    page = desk.until("/inbox", lambda text: "saved over it" in text)
    key = page.split('data-post="/register" data-key="')[1].split('"')[0]
    assert post(desk, "/register", keys=[key]).status == 204
    desk.until("/inbox", lambda text: 'data-post="/confirm"' in text)


def test_all_other_parts_of_the_workbook_stay(desk, tmp_path):
    """the XML of one sheet is changed, every other part is the same bytes."""
    import zipfile

    book = desk.here.root / "inputs/evidence.xlsx"

    def parts() -> dict[str, bytes]:
        with zipfile.ZipFile(book) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    before = parts()
    put(desk, "招生方案.pdf", pdf(tmp_path, "plan"))
    said(desk, YEAR, "to be confirmed")
    after = parts()
    assert before.keys() == after.keys()
    assert sum(before[name] != after[name] for name in before) == 1


def test_a_photo_gets_its_caption(desk, tmp_path):
    """what is typed beside a photo stands in its row; what another has changed since is let be."""
    root = desk.here.root / "inputs/evidence"
    Image.new("RGB", (40, 30), "red").save(root / "活动.jpg")
    desk.here.draw(
        佐证材料登记=LACKS,
        照片="""
            | 材料代码 | 学年度 | 文件 | 事由 | 时间 | 地点 | 人物 | 背景 | 摄影者 |
            | B01-2 | | 活动.jpg | 报名 | 2021年9月 | | | | |
        """,
    )
    key = key_of("活动.jpg")
    page = desk.until("/photos", lambda text: "活动.jpg" in text)
    assert "lacks 4" in page
    seen = {"event": "报名", "place": ""}
    assert post(desk, "/change", key=key, fields={"event": "现场报名", "place": "校门"}, seen=seen)
    desk.until("/photos", lambda text: 'value="现场报名"' in text and 'value="校门"' in text)
    (photo,) = desk.here.inspect().dossier.photos
    assert (photo.event, photo.place, photo.people) == ("现场报名", "校门", "")
    assert post(desk, "/change", key=key, fields={"event": "又改"}, seen=seen).status == 204
    log = desk.until("/log", lambda text: "报名 → 现场报名" in text and "data-undo" in text)
    assert "又改" not in log
    post(desk, "/undo", key=log.split('data-undo="')[1].split('"')[0])
    desk.until(
        "/photos",
        lambda text: 'value="报名"' in text and 'name="place" type="text" value=""' in text,
    )


def test_a_day_that_is_none_is_refused(desk):
    """what cannot be read as a day never reaches the workbook."""
    key = key_of("方案2020.pdf")
    before = (desk.here.root / "inputs/evidence.xlsx").read_bytes()
    seen = {"dated": "2020-09-01"}
    assert post(desk, "/change", key=key, fields={"dated": "明天"}, seen=seen).status == 204
    desk.until("/", lambda text: '<p id="waits" role="status" hidden>' in text)
    assert (desk.here.root / "inputs/evidence.xlsx").read_bytes() == before


def test_a_workspace_has_one_desk(desk):
    """a second one is told where the first is open."""
    with pytest.raises(WorkspaceError) as told:
        asyncio.run(serve(desk.here.workspace, 0, lambda *_: None, asyncio.Event()))
    assert str(told.value.hint) == f"open it at {desk.origin}/ in its browser"


def test_an_endless_upload_is_cut_off(desk, monkeypatch):
    """bytes are counted while they come, whatever length was told; nothing of them stays."""
    monkeypatch.setattr("dossier.desk.uploads.LARGEST", 100_000)
    before = evidence(desk)
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as endless:
        head = (
            f"PUT /files?at={quote(YEAR)} HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n"
            f"Cookie: {desk.cookie}\r\nOrigin: {desk.origin}\r\nX-Name: x.pdf\r\n"
            "Transfer-Encoding: chunked\r\n\r\n"
        )
        endless.sendall(head.encode())
        chunk = b"4000\r\n" + b"%" * 0x4000 + b"\r\n"
        sent = 0
        with suppress(OSError):  # it is cut off
            while sent < 32_000_000:
                endless.sendall(chunk)
                sent += 0x4000
    assert sent < 32_000_000
    until = time.monotonic() + 20
    while evidence(desk) != before and time.monotonic() < until:
        time.sleep(0.05)
    assert evidence(desk) == before
