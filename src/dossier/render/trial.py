"""Filling in a template for trial: what no look at its tags can tell, such as ``1 / 0``.

Only tags are worked out, part by part as docxtpl fills them in, without the text around them:
compiling that takes several times as long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError, UndefinedError

from dossier import log
from dossier.messages import Text, say
from dossier.render.blocks import Tag, TemplateFault, tags_of
from dossier.render.fields import Rows, Value
from dossier.render.jinja import ForbiddenError, TooLongError, environment
from dossier.render.passages import Paragraph

_MOST = 20  # faults of a part
_ENOUGH = 3  # rows of a table that are tried
_AROUND = 300  # characters of XML around the words of a paragraph, at least
_SOURCE = "<template>"  # what Jinja calls the file of a template that is given as a text
_WRITTEN = ("cellbg", "colspan")  # docxtpl prints what follows into an attribute


def tried(
    parts: Iterable[Iterable[Paragraph]], values: Mapping[str, Value], *, whole: bool = False
) -> Iterator[tuple[Tag | None, TemplateFault]]:
    """The faults of a template that show once it is filled in with `values`, each at its tag.

    The tag is None where it is not found which one it is; the passage then is the first one. Of
    long tables the first rows are tried; on the `whole`, all rows, with about as much XML around
    the tags as Word has.
    """
    given = values if whole else {name: _small(value) for name, value in values.items()}
    for part in parts:
        tags = [tag for passage in part for tag in tags_of(passage) if tag.sign != "#"]
        lines = _padded(part) if whole else [*map(_plain, tags)]
        for _ in tags[:_MOST]:
            error = _error(lines, given)
            if error is None:
                break
            number = _line(error)
            tag = tags[number - 1] if 0 < number <= len(tags) else None
            if isinstance(error, TooLongError):
                tag = _deepest_loop(tags)
            yield tag, TemplateFault(_told(tag, error), _mend(error), (tag or tags[0]).passage)
            idle = _idle(tag) if tag else ""
            if not idle or isinstance(error, TooLongError) or lines[number - 1] == idle:
                break
            lines[number - 1] = idle  # what follows is tried without it


def _error(lines: Iterable[str], given: Mapping[str, Value]) -> Exception | None:
    """What filling in comes to an end with; None where it does not."""
    try:
        environment().from_string("\n".join(lines)).render(given)
    except MemoryError:
        raise  # there may be more of it
    except Exception as error:  # noqa: BLE001 - whatever a template makes happen is its fault
        return error
    return None


def _idle(tag: Tag) -> str:
    """A tag in its place that works nothing out; '' where there is none."""
    if tag.sign == "{" or tag.word in _WRITTEN:
        return "{{ '' }}"
    name, _, _ = tag.rest.partition("=" if tag.word == "set" else " in ")
    return {
        "if": "{% if false %}",
        "elif": "{% elif false %}",
        "for": f"{{% for {name} in [] %}}",
        "set": f"{{% set {name} = '' %}}",
    }.get(tag.word, "")


def _plain(tag: Tag) -> str:
    """A tag as Jinja knows it, in one line."""
    body = " ".join(tag.body.split())
    if tag.word in _WRITTEN:
        return f"{{{{ {tag.rest} }}}}"
    return f"{{{{ {body} }}}}" if tag.sign == "{" else f"{{% {body} %}}"


def _padded(part: Iterable[Paragraph]) -> list[str]:
    """The tags, a line each, and after those of a paragraph what Word writes around it."""
    lines: list[str] = []
    for passage in part:
        lines += [_plain(tag) for tag in tags_of(passage) if tag.sign != "#"]
        if lines:
            lines[-1] += " " * (_AROUND + len(passage.text))
    return lines


def _deepest_loop(tags: Sequence[Tag]) -> Tag | None:
    """The first loop that stands in more loops than any other."""
    deepest, most, depth = None, 0, 0
    for tag in tags:
        depth += {"for": 1, "endfor": -1}.get(tag.word, 0)
        if depth > most:
            deepest, most = tag, depth
    return deepest


def _small(value: Any) -> Any:
    """A value of the same shape with few rows."""
    if isinstance(value, Rows):
        return Rows((_small(row) for row in value[:_ENOUGH]), like=value.like)
    if isinstance(value, Mapping):
        return {name: _small(part) for name, part in value.items()}
    if type(value) is tuple:
        return tuple(_small(part) for part in value[:_ENOUGH])
    return value


def _line(error: BaseException) -> int:
    """The line of the template at which it happened, counted from 1; 0 where that is not told."""
    number = getattr(error, "lineno", None) or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {_SOURCE, "<unknown>"}:
            number = trace.tb_lineno
        trace = trace.tb_next
    return int(number)


def _told(tag: Tag | None, error: Exception) -> Text:
    if isinstance(error, TooLongError):
        why = say("it gives more text than a document can hold")
    elif isinstance(error, ZeroDivisionError):
        why = say("it divides by zero")
    elif isinstance(error, TypeError):
        why = say("a text cannot be reckoned with")
    elif isinstance(error, ForbiddenError):
        why = say("'*' and '%' are for numbers alone, and there are no powers")
    elif isinstance(error, SecurityError):
        why = say("templates may not do that")
    elif isinstance(error, UndefinedError):
        why = say("it names something that is not there")
    elif isinstance(error, RecursionError | MemoryError | SyntaxError):
        why = say("it is too deeply nested")
    else:
        why = say("it is nothing that can be printed")
    log.note(tag.source if tag else "template", f"{type(error).__name__}: {error}")
    if tag:
        return say("'{tag}' cannot be worked out: {why}", tag=tag.source, why=why)
    return say("it cannot be filled in: {why}", why=why)


def _mend(error: Exception) -> Text:
    if isinstance(error, TypeError):
        return say("fields are texts, ready to be printed: print them as they are")
    if isinstance(error, TooLongError):
        return say(
            "a loop within a loop goes through all its rows for each row of the other: choose some "
            "with 'if', or take one loop out"
        )
    return say("docs/templates.md shows what a tag can do: print the field as it is")
