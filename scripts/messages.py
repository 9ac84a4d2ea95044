"""`python scripts/messages.py`: bring the catalogues of messages up to date with the code.

Every ``say("…")`` in src/dossier becomes an entry of each
src/dossier/locale/LANGUAGE/LC_MESSAGES/dossier.po. Translations that are there are kept, a sentence
that has changed a little keeps its old translation marked fuzzy, and what is said no longer is
dropped. Then dossier.mo, which the command reads, is compiled; fuzzy entries are left out of it.
What still needs a translator is printed, and the exit code is 1 until nothing does.

What click says itself (usage, headings, what is wrong with an option) is kept in the same way, in
src/dossier/locale/LANGUAGE/LC_MESSAGES/click.po: one for all countries of a language, for gettext
looks them up itself (:func:`dossier.messages.speak_for_click`).

A new language begins with an empty dossier.po in its folder. The files hold no dates and no line
numbers: they change only where a sentence does.
"""

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import click
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = Path(__file__).resolve().parents[1] / "src/dossier"
LOCALE = SOURCES / "locale"
_CLICK = Path(click.__file__).parent
_COMMENT = "# The sentences of {of}. 'python scripts/messages.py' keeps this file and compiles it."

Sentence = str | tuple[str, str]
"""What is said; or of one thing, and of several."""


class _Steady(Catalog):
    """A catalogue whose header says nothing that differs from one day or machine to the next."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header entry: what gettext needs to read the file."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def places(sentence: str) -> set[str]:
    """The names in braces: ``a {b}`` → ``{'b'}``. Raises ValueError where a brace is alone."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def gather(folder: Path) -> tuple[set[str], list[str]]:
    """The first argument of every ``say()`` in the modules under `folder`, and what is wrong.

    A first argument that is not a literal cannot be translated, and values that are not the places
    of their sentence would fail only when somebody reads it.
    """
    found: set[str] = set()
    faults: list[str] = []
    for module in sorted(folder.rglob("*.py")):
        for call in _calls(ast.parse(module.read_text(encoding="utf-8"))):
            where = f"{module.relative_to(folder).as_posix()}:{call.lineno}"
            match call.args:
                case [ast.Constant(value=str(sentence))] if sentence:
                    found.add(sentence)
                    if places(sentence) != {keyword.arg for keyword in call.keywords}:
                        faults.append(f"{where}: the values are not the places of {sentence!r}")
                case _:
                    faults.append(f"{where}: say() takes one string literal; to repeat, use Text()")
    return found, faults


def gathered_of_click() -> set[Sentence]:
    """What click says: the literals that it gives to gettext, but for those to programmers."""
    found: set[Sentence] = set()
    for module in _CLICK.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(one))]):
                    found.add(one)
                case ast.Call(
                    func=ast.Name(id="ngettext"),
                    args=[ast.Constant(value=str(one)), ast.Constant(value=str(several)), _],
                ):
                    found.add((one, several))
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="say")):
                yield node
            case ast.Call(func=ast.Attribute(value=ast.Name(id="messages"), attr="say")):
                yield node


def updated(
    po: bytes, sentences: Iterable[Sentence], language: str, of: str = "dossier"
) -> Catalog:
    """The catalogue in `po` with an entry for each of `sentences` and no other."""
    old = read_po(io.BytesIO(po))
    wanted = Catalog()
    for sentence in sorted(sentences, key=str):
        wanted.add(sentence)
    old.update(wanted)
    steady = _Steady(locale=language, header_comment=_COMMENT.format(of=of), fuzzy=False)
    for entry in old:
        if entry.id:
            fuzzy = {"fuzzy"} & entry.flags
            added = steady.add(
                entry.id, entry.string or "", flags=fuzzy, user_comments=entry.user_comments
            )
            # '{{% if %}}' looks like printf to Babel
            added.flags.discard("python-format")
    return steady


def po_of(catalog: Catalog) -> bytes:
    """The catalogue as translators read it, sorted, one line to a sentence."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, sort_output=True, ignore_obsolete=True)
    return out.getvalue()


def mo_of(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def wanting(catalog: Catalog) -> list[str]:
    """The sentences without a translation, or with one that nobody has confirmed."""
    entries = [entry for entry in catalog if entry.id]
    return sorted(str(entry.id) for entry in entries if entry.fuzzy or not any(entry.string or ()))


def main() -> int:
    """Update and compile every catalogue; 1 where the code or a translation is at fault."""
    sentences, todo = gather(SOURCES)
    said: dict[str, Iterable[Sentence]] = {"click": gathered_of_click(), "dossier": sentences}
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        language, of = po.parts[-3], po.stem
        catalog = updated(po.read_bytes(), said[of], language, of)
        po.write_bytes(po_of(catalog))
        po.with_suffix(".mo").write_bytes(mo_of(catalog))
        todo += [f"{language}: to be translated: {sentence}" for sentence in wanting(catalog)]
    print("\n".join(todo) or f"messages: {len(sentences)}, all translated")
    return 1 if todo else 0


if __name__ == "__main__":
    sys.exit(main())
