"""Write docs/commands.md and docs/commands.zh-CN.md from what the command says with --help.

A test compares the pages with what this makes. The command speaks one language from its start on,
and so each page is made in a process of its own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from dossier.messages import CHINESE, ENGLISH, locale_language

_DOCS = Path(__file__).parents[1] / "docs"
PAGES = {ENGLISH: _DOCS / "commands.md", CHINESE: _DOCS / "commands.zh-CN.md"}
_INTRODUCTIONS = {
    ENGLISH: """\
# Commands

[中文](commands.zh-CN.md)

Every command and option, in the words of `dossier --help`. This page is written by
`python scripts/command_reference.py`. What stands in [ ] may be left out. In a checkout,
`make check` does what `dossier check` does (README). What a command ends with:
[exit-codes.md](exit-codes.md).
""",
    CHINESE: """\
# 全部命令和选项

[English](commands.md)

内容与 `dossier --help` 显示的相同。本页由 `python scripts/command_reference.py` 生成。
[ ] 里的可以不写；大写的英文词（如 FOLDER）换成您的文件夹、名称或代码。
第一次用，请先看[教程](tutorial.zh-CN.md)。退出码见 [exit-codes.md](exit-codes.md)。
""",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {"heads": "option | what it does", "more": "More: {pages}"},
    CHINESE: {"heads": "选项 | 作用", "more": "详见 {pages}"},
}
_MORE = {
    "county": "scale",
    "desk": "desk",
    "doctor": "setup",
    "export": "export",
    "freeze": "boxes",
    "import": "catalogue",
    "new": "tutorial",
    "register": "register",
    "reprint": "boxes",
    "tasks": "tasks",
    "template": "templates",
    "unpack": "export",
    "verify": "verify",
}
"""The page in docs/ that tells more of a command."""


def reference(language: str) -> str:
    """The page in one of the two languages, as text."""
    return subprocess.run(
        [sys.executable, __file__, "--print"],
        env=os.environ | {"LANGUAGE": language, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def _page() -> str:
    """The page in the language of this process."""
    from dossier.cli import main  # noqa: PLC0415 - it speaks the language of its first import

    language = locale_language()
    top = click.Context(main, info_name="dossier")
    return _INTRODUCTIONS[language] + "".join(
        f"\n{section}" for section in _sections(main, top, language)
    )


def _sections(command: click.Command, ctx: click.Context, language: str) -> Iterator[str]:
    """What there is to say of a command, then of those below it."""
    words = _WORDS[language]
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    options = [one for one in command.params if isinstance(one, click.Option)]
    records = [record for one in options if (record := one.get_help_record(ctx))]
    table = "".join(f"| `{name}` | {_cell(told)} |\n" for name, told in records)
    more = [_named(stem, language) for stem in [_MORE.get(ctx.info_name or "")] if stem]
    parts = [
        f"## {ctx.command_path}\n",
        f"    {usage}\n",
        f"{command.help}\n",
        f"| {words['heads']} |\n| --- | --- |\n{table}" if table else "",
        words["more"].format(pages=", ".join(more)) + "\n" if more else "",
    ]
    yield "\n".join(part for part in parts if part)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.commands[name]
            yield from _sections(below, click.Context(below, ctx, name), language)


def _cell(text: str) -> str:
    """`text` in a cell of a table, where a bar would end it."""
    return text.replace("|", "、")


def _named(stem: str, language: str) -> str:
    """The link to a page: in this language where there is one."""
    chinese = f"{stem}.zh-CN.md"
    is_there = language == CHINESE and (_DOCS / chinese).exists()
    name = chinese if is_there else f"{stem}.md"
    return f"[{name}]({name})"


def main() -> None:
    """Write the pages; with ``--print``, say that of this language."""
    if "--print" in sys.argv:
        sys.stdout.write(_page())
        return
    for language, page in PAGES.items():
        page.write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
