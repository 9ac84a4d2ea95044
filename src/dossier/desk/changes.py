"""What a person changes: rows confirmed, proposed, withdrawn, and all of it taken back."""

from collections.abc import Iterator
from http import HTTPStatus

from dossier.desk.handlers import DeskHandler
from dossier.desk.operations import (
    CHANGE,
    CONFIRM,
    REGISTER,
    WITHDRAW,
    Operation,
    Recorded,
    confirmation,
)
from dossier.desk.view import ShownItem
from dossier.messages import Text, say
from dossier.model.evidence import UNCONFIRMED
from dossier.numbers import grouped

_LONGEST = 500  # characters of a field

SAID: dict[str, Text] = {
    REGISTER: say("row proposed"),
    CONFIRM: say("row confirmed"),
    CHANGE: say("row changed"),
    WITHDRAW: say("file withdrawn"),
}
"""What was done, in a word."""


class Inbox(DeskHandler):
    """收件: what waits to be confirmed, and files that have no row."""

    def get(self) -> None:
        """The page."""
        view = self.state.view
        waiting = [one for one in view.items.values() if one.unconfirmed] if view else []
        paths = [view.files[key].path for key in view.unregistered] if view else []
        self.show("inbox.html", here="/inbox", waiting=waiting, lost=self.queue.lost(paths))


class Log(DeskHandler):
    """记录: who did what when, and what can be taken back."""

    def get(self) -> None:
        """The page."""
        self.show(
            "log.html",
            here="/log",
            said=SAID,
            done=[(one, self.queue.can_be_undone(one)) for one in self.queue.done],
        )


class Changing(DeskHandler):
    """A request that puts operations into the queue, which is on the disk when it is answered."""

    def items(self) -> list[ShownItem]:
        """The rows that are named by the keys of their files."""
        view = self.state.view
        keys = [key for key in self.keys_asked() if self.is_theirs(key)]
        return [view.items[key] for key in keys if key in view.items] if view else []

    def keys_asked(self) -> list[str]:
        """The keys that the body names."""
        keys = self.asked().get("keys")
        return [str(key) for key in keys] if isinstance(keys, list) else []

    def take(self, operations: list[Operation]) -> None:
        """Put them into the queue; nothing to do is said."""
        if not operations:
            self.refuse(
                HTTPStatus.CONFLICT, say("that is done already, or cannot be done any more")
            )
            return
        self.queue.add(operations)
        self.set_status(HTTPStatus.NO_CONTENT)


class Confirm(Changing):
    """Rows that a person has looked at."""

    for_guests = True

    def post(self) -> None:
        """Confirm them."""
        fields, seen = confirmation()
        self.take(
            [
                self.queue.operation(CONFIRM, self.me, one.file, fields=fields, seen=seen)
                for one in self.items()
                if one.unconfirmed
            ]
        )


class ProposeRows(Changing):
    """Files that have no row: one is proposed."""

    def post(self) -> None:
        """Propose rows."""
        view = self.state.view
        self.take(
            [
                self.queue.operation(REGISTER, self.me, view.files[key].path)
                for key in self.keys_asked()
                if view and key in view.unregistered
            ]
        )


class Withdraw(Changing):
    """A row that nobody has confirmed goes, and its file is moved aside."""

    for_guests = True

    def post(self) -> None:
        """Withdraw them."""
        self.take(
            [
                self.queue.operation(WITHDRAW, self.me, one.file, seen={"unconfirmed": UNCONFIRMED})
                for one in self.items()
                if one.unconfirmed
            ]
        )


class ChangeFields(Changing):
    """Fields of a row: title, date, author, 文号; of a photo its six elements."""

    def post(self) -> None:
        """Set those that differ from what the page showed, which the row must still say."""
        asked = self.asked()
        view, given, seen = self.state.view, asked.get("fields"), asked.get("seen")
        item = view.items.get(str(asked.get("key", ""))) if view else None
        if item is None or not isinstance(given, dict) or not isinstance(seen, dict):
            self.refuse(HTTPStatus.BAD_REQUEST, say("this file is not there any more"))
            return
        fields = {
            name: str(given[name]).strip()[:_LONGEST]
            for name in item.fields
            if name in given and str(given[name]).strip() != str(seen.get(name, ""))
        }
        self.take(
            [
                self.queue.operation(
                    CHANGE,
                    self.me,
                    item.file,
                    fields=fields,
                    seen={name: str(seen.get(name, "")) for name in fields},
                )
            ]
            if fields
            else []
        )


class PhotosPage(DeskHandler):
    """照片: one large, its six elements beside it; those that lack some first."""

    def get(self) -> None:
        """The page, with the photo that `at` names, or the first that lacks something."""
        items = self.state.view.items.values() if self.state.view else ()
        photos = sorted(
            (one for one in items if one.is_photo), key=lambda one: (not one.lacking, one.file)
        )
        asked = self.get_query_argument("at", "")
        at = next((n for n, one in enumerate(photos) if one.key == asked), 0)
        self.show("photos.html", here="/photos", photos=photos, at=at)


class FiguresPage(DeskHandler):
    """数据: each result with its working and cells, and what would lift those that are unmet."""

    def get(self) -> None:
        """The page."""
        self.show("figures.html", here="/figures", grouped=grouped)


class Undo(Changing):
    """The inverse of something that was done, while the row still says what was written."""

    def post(self) -> None:
        """Take it back."""
        recorded = self.queue.find(str(self.asked().get("key", "")))
        self.take([*self._inverse(recorded)] if recorded else [])

    def _inverse(self, recorded: Recorded) -> Iterator[Operation]:
        one = recorded.operation
        if not self.queue.can_be_undone(recorded):
            return
        given: dict[str, object] = {"undoes": one.key}
        if one.what == REGISTER:
            what, given["seen"] = WITHDRAW, {"unconfirmed": UNCONFIRMED}
        elif one.what == WITHDRAW:
            code = recorded.before.get("requirement", "")
            what = REGISTER
            given |= {
                "requirements": (code,) if code else (),
                "year": recorded.before.get("year", ""),
            }
        else:
            what = one.what
            given |= {"fields": dict(recorded.before), "seen": dict(one.fields)}
        yield self.queue.operation(what, self.me, one.path, **given)
