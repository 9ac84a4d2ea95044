"""Links that open the desk, and what whoever comes by one may do."""

import secrets
import time
from collections.abc import Iterable

from dossier.facts import Fact

_REDEEMABLE, _GOOD = 30 * 60, 24 * 3600  # seconds: of a link for one material; of what it opened


class Guest(Fact, frozen=True):
    """Who comes by a link that was shared: for all that a `group` is to bring, or for one material.

    That is the requirement `code` of the `cell`. `key` stands in the link, `session` in the cookie.
    """

    key: str
    session: str
    made: float
    group: str = ""
    cell: str = ""
    code: str = ""

    def may(self, group: str, cell: str, code: str) -> bool:
        """Whether a requirement of that group, in that cell, is the guest's."""
        if self.group:
            return group == self.group
        return (cell, code) == (self.cell, self.code)

    @property
    def opens(self) -> bool:
        """Whether the link still opens anything; that of a group does while the desk is open."""
        return bool(self.group) or time.monotonic() - self.made < _REDEEMABLE

    @property
    def is_good(self) -> bool:
        """Whether what it opened is still open."""
        return bool(self.group) or time.monotonic() - self.made < _GOOD


class DeskKeys:
    """What opens the desk on `port`: a link that works once, one that lasts, those that are shared.

    A link is turned into a cookie, so that no address that stays in a history opens anything to
    who has no browser open. `shared` is the address in the network, '' where there is none: over
    it come guests alone, for what goes over it can be listened to.
    """

    def __init__(self, port: int, shared: str = "") -> None:
        self.cookie = f"desk-{port}"  # cookies do not know ports
        self.own = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.shared = f"{shared}:{port}" if shared else ""
        self.lasting = _fresh()
        self._session = _fresh()
        self._once = {_fresh()}
        self._guests: dict[str, Guest] = {}

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the desk answers."""
        return self.own | ({self.shared} if self.shared else set())

    @property
    def once(self) -> str:
        """The key that works once; '' where it has been used."""
        return next(iter(self._once), "")

    @property
    def guests(self) -> tuple[Guest, ...]:
        """All links that are shared and still good for something."""
        return tuple(one for one in self._guests.values() if one.is_good)

    def redeemed(self, given: str, host: str) -> str:
        """What the cookie is to hold for a key that came under `host`; '' if it opens nothing."""
        guest = self._guests.get(given)
        if guest is not None and guest.opens:
            return guest.session
        if host not in self.own:
            return ""
        if _among(given, self._once):
            self._once.clear()
            return self._session
        return self._session if _among(given, [self.lasting]) else ""

    def is_owner(self, cookie: str, host: str) -> bool:
        """Whether a cookie is that of who opened the desk, at this computer."""
        return host in self.own and _among(cookie, [self._session])

    def guest(self, cookie: str) -> Guest | None:
        """Whose cookie it is, of the guests."""
        return next((one for one in self.guests if _among(cookie, [one.session])), None)

    def invite(self, group: str = "", cell: str = "", code: str = "") -> Guest:
        """A link to share; that of a group stays the same until it is withdrawn."""
        for known in self.guests:
            if group and known.group == group:
                return known
        made = Guest(_fresh(), _fresh(), time.monotonic(), group, cell, code)
        self._guests[made.key] = made
        return made

    def withdraw(self, key: str) -> None:
        """From now on neither the link nor what it opened is good for anything."""
        self._guests.pop(key, None)


def _fresh() -> str:
    return secrets.token_urlsafe(24)


def _among(given: str, keys: Iterable[str]) -> bool:
    return any(secrets.compare_digest(given.encode(), key.encode()) for key in keys)
