"""How the tags of a template nest: every block closes, and closes where Word's structure allows.

docxtpl replaces the whole row, cell or paragraph around a `{%tr`, `{%tc` or `{%p` tag by the tag;
whatever else stands there would be lost without a word, so it must stand alone.
"""

import re
from collections.abc import Iterator

from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.render.passages import Paragraph, own_text

_TAG = re.compile(r"\{([{%#])(?:(tr|tc|p|r)(?=\s))?(.*)[}%#]\}", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # Word sets them; docxtpl takes them back
_LEVELS = {"p": say("paragraph"), "tr": say("row"), "tc": say("cell")}
OPENERS = ("for", "if")
MIDDLES = ("elif", "else")
ENDS = {"endfor": "for", "endif": "if"}
OTHERS = ("set", "cellbg", "colspan")
_KNOWN = (*OPENERS, *MIDDLES, *ENDS, *OTHERS)


class Tag(Fact, frozen=True):
    """One tag: `sign` is what follows the brace, `level` '' or tr, tc, p, r, `body` the rest."""

    source: str
    sign: str
    level: str
    body: str
    passage: Paragraph

    @property
    def word(self) -> str:
        """The first word of a statement (for, if, endfor and so on), '' of what is none."""
        return (self.body.split(maxsplit=1) or [""])[0] if self.sign == "%" else ""

    @property
    def rest(self) -> str:
        """What follows the first word."""
        return self.body[len(self.word) :].strip()

    @property
    def known(self) -> bool:
        """Whether it is a tag that templates may use."""
        return self.sign != "%" or self.word in _KNOWN


class TemplateFault(Fact, frozen=True):
    """Something wrong with the form of a template, and how to mend it."""

    text: Text
    hint: Text | None
    passage: Paragraph


def tags_of(passage: Paragraph) -> Iterator[Tag]:
    """The tags of a passage, in order."""
    for source in passage.tags:
        found = _TAG.fullmatch(source)
        if found:
            body = found[3].translate(_QUOTES).strip()
            yield Tag(source, found[1], found[2] or "", body, passage)


def faults_of_tag(tag: Tag) -> Iterator[TemplateFault]:
    """What is wrong with a tag by itself, whatever stands before and after it."""
    if tag.level == "r" or (tag.sign == "{" and tag.level):
        yield TemplateFault(
            say("'{tag}' is not supported", tag=tag.source),
            say("print a field with {{{{ … }}}}; links come by themselves"),
            tag.passage,
        )
    elif tag.body.startswith(("-", "+")) or tag.body.endswith(("-", "+")):
        yield TemplateFault(
            say("'{tag}' is not supported", tag=tag.source),
            say("write the tag without '-' and '+'"),
            tag.passage,
        )
    elif not tag.known:
        yield TemplateFault(
            say("'{word}' in '{tag}' is not known", word=tag.word, tag=tag.source),
            say("known are: {words}", words=", ".join(_KNOWN)),
            tag.passage,
        )
    elif tag.level:
        yield from _alone(tag)


def _alone(tag: Tag) -> Iterator[TemplateFault]:
    """A tag of a row, cell or paragraph must be all that there is in it."""
    passage = tag.passage
    if tag.level != "p" and passage.cell is None:
        yield TemplateFault(
            say("'{tag}' stands outside a table", tag=tag.source),
            say("use {{%p … %}} for paragraphs"),
            passage,
        )
        return
    text = passage.text
    if tag.level != "p":
        holder = passage.row if tag.level == "tr" else passage.cell
        text = "".join(own_text(paragraph) for paragraph in holder.iter("{*}p"))
    if text.strip() != tag.source:
        yield TemplateFault(
            say("'{tag}' is not alone in its {what}", tag=tag.source, what=_LEVELS[tag.level]),
            say("all other text there would be lost; give the tag a place of its own"),
            passage,
        )


def faults_of_nesting(opener: Tag, closer: Tag) -> Iterator[TemplateFault]:
    """What is wrong between a tag and the one that continues or closes it."""
    if opener.level != closer.level:
        yield TemplateFault(
            say("'{closer}' belongs to '{opener}'", closer=closer.source, opener=opener.source),
            say("use the same letters after '{{%' in both"),
            closer.passage,
        )
        return
    here, there = opener.passage, closer.passage
    together = {
        "": here is there,
        "p": here.parent is there.parent,
        "tr": here.table is there.table,
        "tc": here.row is there.row,
    }
    if not together.get(opener.level, True):
        yield TemplateFault(
            say(
                "'{opener}' and '{closer}' stand in different places",
                opener=opener.source,
                closer=closer.source,
            ),
            say("use {{%p … %}} over paragraphs, {{%tr … %}} over rows, {{%tc … %}} over cells"),
            closer.passage,
        )
