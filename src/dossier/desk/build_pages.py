"""生成 and 档案盒: a build is begun and stopped, its products open at their pages."""

from http import HTTPStatus
from urllib.parse import quote, unquote

from dossier.desk.building import DeskBuild, causes, package, product_of
from dossier.desk.handlers import DeskHandler, FileOut
from dossier.messages import say
from dossier.pipeline import Target


class BuildPage(DeskHandler):
    """生成: everybody sees how far it is; one can run at a time."""

    build: DeskBuild

    def get(self) -> None:
        """The page."""
        self.show(
            "build.html",
            here="/build",
            build=self.build,
            causes=causes(self.state.workspace),
            made=_made(package(self.state.workspace).get("chapters", ()), "code"),
        )

    def post(self) -> None:
        """Begin one, of everything, of a chapter or of a box that there is; or stop it."""
        asked, view = self.asked(), self.state.view
        what, code = str(asked.get("what", "")), str(asked.get("code", ""))
        known = {
            "all": [""],
            "stop": [""],
            "chapter": [one[0] for one in view.chapters] if view else [],
            "box": [one[0] for one in view.boxes] if view else [],
        }
        if code not in known.get(what, ()):
            self.refuse(HTTPStatus.BAD_REQUEST, say("there is nothing of that name to be made"))
            return
        if what == "stop":
            self.build.stop()
        elif not self.build.start(
            Target(code if what == "chapter" else "", code if what == "box" else "")
        ):
            self.refuse(HTTPStatus.CONFLICT, say("something is being made already"))
            return
        self.set_status(HTTPStatus.NO_CONTENT)


class BoxesPage(DeskHandler):
    """档案盒: the boxes with their items, each a link to its page."""

    build: DeskBuild

    def get(self) -> None:
        """The page."""
        told = package(self.state.workspace).get("boxes", ())
        self.show("boxes.html", here="/boxes", build=self.build, made=_made(told, "number"))


class MadeOut(FileOut):
    """The PDF of a box or chapter."""

    async def get(self, kind: str, code: str) -> None:
        """Its bytes; only what the last build says that it made."""
        place = product_of(self.state.workspace, kind, unquote(code))
        if place is None:
            self.refuse(HTTPStatus.NOT_FOUND, say("it has not been made yet"))
            return
        self.send_as("application/pdf", quote(place.name))
        await self.send(place)


def _made(told: object, by: str) -> dict[str, object]:
    return {str(one[by]): one for one in told} if isinstance(told, list) else {}
