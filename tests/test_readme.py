"""The two READMEs against what there is: the Makefile and the command `dossier`."""

import re
from pathlib import Path

import click
import pytest

from dossier.cli import main

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def commands() -> dict[str, click.Command]:
    """Every command by its words: ``check``, ``standard use``."""
    found: dict[str, click.Command] = {}
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            found |= {f"{name} {one}": below for one, below in command.commands.items()}
        else:
            found[name] = command
    return found


def table(readme: str) -> list[str]:
    """The rows of the table of commands, with what is done taken away."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    rows = [re.split(r" *\| *", line)[1:3] for line in text.splitlines() if line.startswith("| ")]
    told = [" ".join(cells) for cells in rows]
    return [one for one in told if re.search(r"`(make|dossier) ", one)]


@pytest.mark.parametrize("readme", READMES)
def test_the_table_lists_every_target_and_no_other(readme: str) -> None:
    """This test ensures that whoever reads it learns of all that make does."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    listed = re.findall(r"`make ([a-z]+)", "\n".join(table(readme)))
    assert sorted(listed) == sorted(phony[1].split())


@pytest.mark.parametrize("readme", READMES)
def test_the_table_lists_every_command_and_no_other(readme: str) -> None:
    """This test ensures that every command of `dossier` stands there once."""
    listed: list[str] = []
    for row in table(readme):
        words = re.findall(r"`dossier ((?:(?:standard|template) )?[a-z][a-z-]*)", row)
        group, _, below = words[0].partition(" ") if words else ("", "", "")
        if below:
            words += [f"{group} {one}" for one in re.findall(r"[,、] ?`([a-z]+)", row)]
        listed += words
    assert sorted(listed) == sorted(commands())


@pytest.mark.parametrize("readme", READMES)
def test_options_that_are_named_are_there(readme: str) -> None:
    """This test ensures that no option is named that the command does not have."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    known = {
        option
        for command in (main, *commands().values())
        for parameter in command.params
        for option in parameter.opts
    }
    named = set(re.findall(r"(?<=[`\[ ])--[a-z]+", text)) - {"--help"}
    assert "--bagit" in named
    assert named <= known


def test_both_tell_the_same() -> None:
    """This test ensures that commands and products stand in both, row by row."""
    one, other = (
        [
            re.findall("[a-z-]+", re.sub(r"\[?(NAME|DIR|名称|文件夹)", "", row))
            for row in table(name)
        ]
        for name in READMES
    )
    assert one == other
    one, other = (
        [re.findall(r"`([\w./-]+)`", row.split(" | ")[0]) for row in products(name)]
        for name in READMES
    )
    assert one == other


def products(readme: str) -> list[str]:
    """The rows of the table of what comes out."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    rows = text.partition("| `boxes/")[2].partition("\n\n")[0]
    assert rows
    return f"| `boxes/{rows}".splitlines()
