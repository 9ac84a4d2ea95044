"""How items and pages are numbered: settings from 页号编法 to 每件起于正面."""

from collections.abc import Callable, Mapping

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.paper import paper_of
from dossier.model.scheme import Scheme, folded, scheme_of

COUNTED, PLACE, STYLE, STAMP, LATE, FRONTS = (
    "页号编法",
    "页号位置",
    "页号样式",
    "归档章",
    "增补编号",
    "每件起于正面",
)
"""The names of the settings, in the sheet 设置 of standard.xlsx; each may be absent or blank."""

PLACEHOLDER = "N"
"""What stands for the number in 页号样式: ``第N页``."""

_COUNTED = {"按盒": False, "按件": True}
_PLACES = {"右上": False, "外上角": True}
_LATE = {"插号": False, "续编": True}
_YES = {"是": True, "否": False}
_LONGEST = 8


class Numbering(Fact, frozen=True):
    """How pages and items are numbered, and what is printed on them.

    `per_item` counts the pages of each 件 from 1 (DA/T 22-2015), otherwise those of the box go
    on (GB/T 9705); `outer` puts the number of a back page at its upper left; `style` is what is
    printed, with N for the number. `stamped` prints the 归档章; `appended` numbers late items at
    the end instead of in between; `on_fronts` begins each 件 on the front of a sheet.
    """

    per_item: bool = False
    outer: bool = False
    style: str = PLACEHOLDER
    stamped: bool = False
    appended: bool = False
    on_fronts: bool = False

    def room(self, pages: int) -> int:
        """How many pages a document of so many takes up, with the blank back that it may need."""
        return pages + pages % 2 if self.on_fronts else pages


def numbering_of(settings: Mapping[str, str]) -> Numbering:
    """What `settings` ask for; where they say nothing sensible, what the scheme and paper ask for.

    DA/T 22-2015 numbers pages per 件 and has the 归档章; in print on both sides numbers stand at
    the outer corner.
    """
    archive = scheme_of(settings) is Scheme.ARCHIVE
    duplex = paper_of(settings)[0].duplex
    style = _folded_style(settings)
    return Numbering(
        per_item=_chosen(settings, COUNTED, _COUNTED, archive),
        outer=_chosen(settings, PLACE, _PLACES, duplex),
        style=style if _is_style(style) else PLACEHOLDER,
        stamped=_chosen(settings, STAMP, _YES, archive),
        appended=_chosen(settings, LATE, _LATE, False),
        on_fronts=duplex and _chosen(settings, FRONTS, _YES, False),
    )


def senseless(settings: Mapping[str, str]) -> tuple[Finding, ...]:
    """What of these settings cannot be understood, and is not taken."""
    judged: tuple[tuple[str, Callable[[str], object], Text], ...] = (
        (COUNTED, _COUNTED.__contains__, say("write 按盒 or 按件")),
        (PLACE, _PLACES.__contains__, say("write 右上 or 外上角")),
        (
            STYLE,
            lambda _: _is_style(_folded_style(settings)),
            say("write N where the number stands, once, such as 第N页"),
        ),
        (STAMP, _YES.__contains__, say("write 是 or 否")),
        (LATE, _LATE.__contains__, say("write 插号 or 续编")),
        (FRONTS, _YES.__contains__, say("write 是 or 否")),
    )
    return tuple(
        Finding(
            Code.RULE_INCOMPLETE,
            say("setting '{name}' cannot be '{found}'", name=name, found=settings[name]),
            path="standard.xlsx",
            hint=hint,
        )
        for name, is_sound, hint in judged
        if folded(settings.get(name, "")) and not is_sound(folded(settings[name]))
    )


def _chosen(
    settings: Mapping[str, str], name: str, choices: Mapping[str, bool], otherwise: bool
) -> bool:
    return choices.get(folded(settings.get(name, "")), otherwise)


def _folded_style(settings: Mapping[str, str]) -> str:
    return "".join(settings.get(STYLE, "").split()).replace("Ｎ", PLACEHOLDER)


def _is_style(style: str) -> bool:
    return (
        style.count(PLACEHOLDER) == 1
        and len(style) <= _LONGEST
        and not any(character.isdigit() for character in style)
    )
