"""Who may come in: checked of every request before anything else, its body unread.

A page under another name reaches 127.0.0.1 as well (DNS rebinding), so the name in Host must be
ours; another page in the same browser has our cookie, so whatever changes something, and the
socket, must come from our own page (Origin). Nothing is changed by GET.
"""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError, RequestHandler, stream_request_body

from dossier.desk.keys import DeskKeys, Guest
from dossier.faults import noted
from dossier.messages import Text, say

_READING = {"GET", "HEAD"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_MOST = 64 << 10  # bytes of a body that is no file


@stream_request_body
class GatedHandler(RequestHandler):
    """A request that has come through the gate. Tornado never parses a form of it."""

    keys: DeskKeys
    needs_origin = False
    """Whether a GET, too, must come from our own page: that of the socket."""
    for_guests = False
    """Whether who came by a shared link may ask; which of it is theirs the handler sees to."""

    def initialize(self, **given: Any) -> None:
        """Take what all handlers are given: `keys`, and what a kind of them needs."""
        for name, value in given.items():
            setattr(self, name, value)
        self.body = bytearray()
        self.let_in = False
        self.guest: Guest | None = None

    def set_default_headers(self) -> None:
        """What each answer says to the browser, refusals as well."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def refuse(self, status: HTTPStatus, why: Text) -> None:
        """Answer with a sentence. The charset is told: without it browsers show garbage."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(why))

    def prepare(self) -> None:
        """Host, then Origin, then the key; the body has not been read yet."""
        request, keys = self.request, self.keys
        own = request.headers.get("Origin") == f"http://{request.host}"
        if request.host not in keys.hosts:
            self.refuse(HTTPStatus.MISDIRECTED_REQUEST, say("this is not the address of the desk"))
        elif not own and (self.needs_origin or request.method not in _READING):
            self.refuse(HTTPStatus.FORBIDDEN, say("the request comes from another page"))
        elif request.method == "GET" and (given := self.get_query_argument("key", "")):
            self._redeem(given)
        elif keys.is_owner(cookie := self.get_cookie(keys.cookie) or "", request.host):
            self._let_in()
        elif (guest := keys.guest(cookie)) is None:
            self.refuse(
                HTTPStatus.UNAUTHORIZED,
                say("open the desk by the link that 'dossier desk' has printed or you were given"),
            )
        elif not self.for_guests:
            self.refuse(
                HTTPStatus.FORBIDDEN, say("the link that you were given does not open this")
            )
        else:
            self.guest = guest
            self._let_in()

    def _let_in(self) -> None:
        self.let_in = True
        self.begin()

    def _redeem(self, given: str) -> None:
        session = self.keys.redeemed(given, self.request.host)
        if not session:
            self.refuse(
                HTTPStatus.UNAUTHORIZED,
                say("this link is not good any more: ask for a new one"),
            )
            return
        self.set_cookie(self.keys.cookie, session, httponly=True, samesite="Lax", path="/")
        self.redirect(self.request.path)

    def begin(self) -> None:
        """What a handler does before the body comes; by default it bounds it."""

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """A piece of the body: small ones are kept, larger ones refused."""
        if self.let_in and not self._finished:
            self.body += chunk
            if len(self.body) > _MOST:
                self.let_in = False
                self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, say("that is too much at once"))
        return None

    def log_exception(self, *raised: Any) -> None:
        """Into our log, not among what the command prints."""
        if isinstance(raised[1], Exception) and not isinstance(raised[1], HTTPError):
            noted("desk", raised[1])

    def write_error(self, status_code: int, **_: Any) -> None:
        """A sentence in place of Tornado's page."""
        if status_code == HTTPStatus.NOT_FOUND:
            self.refuse(HTTPStatus.NOT_FOUND, say("there is nothing at this address"))
        elif status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.refuse(HTTPStatus.METHOD_NOT_ALLOWED, say("this cannot be done here"))
        else:
            self.refuse(HTTPStatus(status_code), say("the desk could not do that: try it again"))
