"""What is answered to each address: pages, pieces of them, and files by their keys."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tornado.web import StaticFileHandler
from tornado.websocket import WebSocketHandler

from dossier.desk.gate import POLICY, GatedHandler
from dossier.desk.pages import page
from dossier.desk.pictures import FirstPages
from dossier.desk.queue import WaitingChanges
from dossier.desk.state import DeskState
from dossier.desk.view import DeskView, ShownFile, ShownFinding
from dossier.finding import Severity
from dossier.messages import say
from dossier.model.evidence_file import FileFamily, FileKind

_CHUNK = 1 << 18
# what a browser shows by itself, and cannot be made to act
_SHOWN = {FileKind.PDF: "application/pdf", FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png"}
_PAGES_OF_FINDINGS = 200


class DeskHandler(GatedHandler):
    """A page of the desk."""

    state: DeskState
    queue: WaitingChanges

    def show(self, name: str, **values: Any) -> None:
        """Answer with a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            page(
                name,
                state=self.state,
                view=self.state.view,
                queue=self.queue,
                me=self.me,
                guest=self.guest,
                shared=self.keys.shared,
                **values,
            )
        )

    def is_theirs(self, key: str) -> bool:
        """Whether the row of a file may be seen and changed by who asks."""
        view = self.state.view
        if self.guest is None or view is None:
            return self.guest is None
        return any(
            item.key == key
            for cell in view.cells.values()
            for one in cell.requirements
            if self.guest.may(one.group, cell.key, one.code)
            for item in one.items
        )

    @property
    def me(self) -> str:
        """The name that the person has chosen, of those in people.xlsx; '' for nobody."""
        view = self.state.view
        if self.guest is not None:
            return self.guest.group or str(say("a phone"))
        chosen = self.get_cookie(f"{self.keys.cookie}-me") or ""
        names = [name for name, _ in view.people] if view else []
        return next((name for name in names if quote(name) == chosen), "")

    def asked(self) -> dict[str, Any]:
        """The body as an object of JSON; an empty one where it is none."""
        try:
            given = json.loads(bytes(self.body) or b"{}")
        except ValueError:
            return {}
        return given if isinstance(given, dict) else {}


class Overview(DeskHandler):
    """总览: indicators by year."""

    def get(self) -> None:
        """The page."""
        self.show("matrix.html", here="/")


class CellPanel(DeskHandler):
    """One cell: what is asked for, what is there, what lacks, whose it is."""

    def get(self) -> None:
        """The panel of the cell that `at` names."""
        view = self.state.view
        cell = view.cells.get(self.get_query_argument("at", "")) if view else None
        if cell is None:
            self.refuse(HTTPStatus.NOT_FOUND, say("there is no such cell"))
        else:
            self.show("panel.html", cell=cell)


class Todo(DeskHandler):
    """待办: the findings by person, one's own first."""

    def get(self) -> None:
        """The page."""
        findings = self.state.view.findings if self.state.view else ()
        self.show("todo.html", here="/todo", persons=by_person(findings, self.me))


class Me(DeskHandler):
    """Who sits here: a name chosen from people.xlsx, kept in a cookie."""

    def post(self) -> None:
        """Choose one."""
        name = str(self.asked().get("name", ""))
        view = self.state.view
        if name and (view is None or name not in dict(view.people)):
            self.refuse(HTTPStatus.BAD_REQUEST, say("people.xlsx names nobody so"))
            return
        self.set_cookie(
            f"{self.keys.cookie}-me", quote(name), httponly=True, samesite="Lax", path="/"
        )
        self.set_status(HTTPStatus.NO_CONTENT)


class FileOut(DeskHandler):
    """A file that goes out."""

    def send_as(self, kind: str | None, name: str) -> None:
        """Say what comes; a `kind` that browsers show by themselves is shown."""
        self.set_header("Content-Type", kind or "application/octet-stream")
        # a browser's own PDF viewer needs styles and scripts of its own, and is no page of ours
        self.set_header("Content-Security-Policy", "sandbox" if kind is None else _bare(kind))
        shown = "inline" if kind else "attachment"
        self.set_header("Content-Disposition", f"{shown}; filename*=UTF-8''{name}")

    async def send(self, place: Path) -> None:
        """The bytes of a file."""
        with place.open("rb") as opened:
            self.set_header("Content-Length", str(os.fstat(opened.fileno()).st_size))
            while chunk := opened.read(_CHUNK):
                self.write(chunk)
                await self.flush()


class EvidenceFileOut(FileOut):
    """A file of the evidence, by its key: no address holds a path."""

    for_guests = True

    def found(self, key: str) -> ShownFile | None:
        """The file of a key, where it still lies in the evidence folder; refuses where not."""
        view = self.state.view
        file = view.files.get(key) if view else None
        evidence = self.state.workspace.evidence.resolve()
        if (
            file
            and self.is_theirs(key)
            and file.place.is_file()
            and file.place.resolve().is_relative_to(evidence)
        ):
            return file
        self.refuse(HTTPStatus.NOT_FOUND, say("this file is not there any more"))
        return None

    async def get(self, key: str) -> None:
        """Its bytes; what might act like a page is only ever saved to the disk."""
        file = self.found(key)
        if file is None:
            return
        kind = _SHOWN.get(file.kind)
        name = quote(file.path.rpartition("/")[2])
        self.send_as(kind, name)
        await self.send(file.place)


def _bare(kind: str) -> str:
    return "frame-ancestors 'none'" if kind == "application/pdf" else POLICY


class FirstPage(EvidenceFileOut):
    """The first page of a file as a picture, drawn by a process with bounds."""

    pictures: FirstPages

    async def get(self, key: str) -> None:
        """A JPEG."""
        file = self.found(key)
        if file is None:
            return
        drawn = None
        if file.kind.family in {FileFamily.PDF, FileFamily.PICTURE}:
            drawn = await self.pictures.of(file)
        if drawn is None:
            self.refuse(HTTPStatus.NOT_FOUND, say("there is no picture of it"))
            return
        self.set_header("Content-Type", "image/jpeg")
        self.finish(drawn)


class Socket(DeskHandler, WebSocketHandler):
    """Tells a page what has changed. A page only listens."""

    needs_origin = True

    def open(self, *_: str) -> None:
        """Say which server this is, and how far it is."""
        self.state.listen(self.hear)
        self._send("life", f"{self.state.life}.{self.state.version}")

    def hear(self, what: str, value: Any) -> None:
        """Tell the page."""
        if what == "view":
            before, now = value
            self._send("view", changes(before, now, self.state.version))
        else:
            self._send(what, value)

    def on_message(self, message: str | bytes) -> None:  # noqa: ARG002 - whatever it says
        """Pages have nothing to say here."""
        self.close()

    def on_close(self) -> None:
        """Nobody listens any more."""
        self.state.leave(self.hear)

    def _send(self, what: str, value: Any) -> None:
        self.write_message(json.dumps([what, value], ensure_ascii=False))


class GatedStatic(GatedHandler, StaticFileHandler):
    """Style and script."""

    for_guests = True

    def initialize(self, path: str, **given: Any) -> None:  # type: ignore[override]
        """Take the folder, and what all handlers are given."""
        StaticFileHandler.initialize(self, path)
        GatedHandler.initialize(self, **given)


def changes(before: DeskView | None, now: DeskView | None, version: int) -> dict[str, Any]:
    """What a page that showed `before` must replace: whole cells; or that it must load anew."""
    if before is None or now is None or (before.rows, before.periods) != (now.rows, now.periods):
        return {"version": version, "anew": True}
    differing = {
        key: page("cell.html", cell=cell)
        for key, cell in now.cells.items()
        if cell != before.cells.get(key)
    }
    return {
        "version": version,
        "anew": before.cells.keys() != now.cells.keys(),
        "cells": differing,
        "have": now.have,
        "need": now.need,
        "inbox": now.inbox,
    }


def by_person(
    findings: Sequence[ShownFinding], me: str
) -> list[tuple[str, str, list[ShownFinding], Counter[Severity]]]:
    """Person and group with what they have to do, `me` first, who has most to mend next."""
    order = list(Severity)
    owned: dict[tuple[str, str], list[ShownFinding]] = {}
    for finding in findings:
        owned.setdefault((finding.person, finding.group), []).append(finding)
    told = [
        (
            person,
            group,
            sorted(own, key=lambda one: order.index(one.severity))[:_PAGES_OF_FINDINGS],
            Counter(one.severity for one in own),
        )
        for (person, group), own in owned.items()
    ]
    return sorted(
        told, key=lambda one: (not me or one[0] != me, -one[3][Severity.ERROR], one[1], one[0])
    )
