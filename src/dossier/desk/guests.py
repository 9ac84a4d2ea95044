"""Who is let in beside the one who opened the desk: working groups, and phones for one material."""

from collections.abc import Iterator
from http import HTTPStatus

import segno

from dossier.desk.changes import Changing
from dossier.desk.handlers import DeskHandler
from dossier.desk.keys import Guest
from dossier.desk.view import DeskView, ShownCell, ShownRequirement
from dossier.messages import say


class SharePage(DeskHandler):
    """共享: a link and a code for each working group, and who has one."""

    def get(self) -> None:
        """The page."""
        self.show(
            "share.html",
            here="/share",
            groups=_groups(self.state.view),
            invited=[(one, *_link(self.keys.shared, one)) for one in self.keys.guests],
        )


class Invite(Changing):
    """A link is made, or withdrawn."""

    def post(self) -> None:
        """Make one for a group, or for a material of a cell; or withdraw one."""
        asked, view = self.asked(), self.state.view
        group, cell, code = (str(asked.get(name, "")) for name in ("group", "cell", "code"))
        if withdrawn := str(asked.get("withdraw", "")):
            self.keys.withdraw(withdrawn)
        elif not self.keys.shared:
            self.refuse(
                HTTPStatus.CONFLICT,
                say("start the desk with --share to let others of the network in"),
            )
            return
        elif group in _groups(view) or _is_asked(view, cell, code):
            self.keys.invite(*((group, "", "") if group else ("", cell, code)))
        else:
            self.refuse(HTTPStatus.BAD_REQUEST, say("there is no such group or material"))
            return
        self.set_status(HTTPStatus.NO_CONTENT)


class GuestPage(DeskHandler):
    """What a guest sees: the materials that are theirs, and a way to add to each."""

    for_guests = True

    def get(self) -> None:
        """The page."""
        if self.guest is None:
            self.redirect("/")
            return
        self.show("guest.html", here="/guest", theirs=list(theirs(self.guest, self.state.view)))


def theirs(guest: Guest, view: DeskView | None) -> Iterator[tuple[ShownCell, ShownRequirement]]:
    """The requirements that are a guest's, those that lack something first."""
    found = [
        (cell, one)
        for cell in (view.cells.values() if view else ())
        for one in cell.requirements
        if guest.may(one.group, cell.key, one.code)
    ]
    yield from sorted(found, key=lambda one: one[1].usable >= one[1].needed)


def _groups(view: DeskView | None) -> list[str]:
    cells = view.cells.values() if view else ()
    return sorted({group for cell in cells for group in cell.groups})


def _is_asked(view: DeskView | None, at: str, code: str) -> bool:
    cell = view.cells.get(at) if view else None
    return cell is not None and any(one.code == code for one in cell.requirements)


def _link(host: str, guest: Guest) -> tuple[str, str]:
    """The address of a link, and its QR code as SVG."""
    address = f"http://{host}/guest?key={guest.key}"
    return address, segno.make(address, micro=False).svg_inline(scale=4, border=2)
