import importlib
import importlib.util
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

import command_reference
import dossier
import kinds_reference
from dossier.errors import ExitCode
from dossier.finding import Code
from dossier.messages import CHINESE
from dossier.model.check_rules import ADJUSTABLE
from dossier.verify.rules import Rule

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_every_finding_has_its_paragraph():
    """docs/findings.md has each code once, with its severity and some words, and no other."""
    text = (DOCS / "findings.md").read_text(encoding="utf-8")
    heads = re.findall(r"^### (.*)\n\n(?=\w)", text, re.MULTILINE)

    assert sorted(heads) == sorted(f"`{code.slug}` · {code.severity.value}" for code in Code)
    assert len(re.findall(r"^###", text, re.MULTILINE)) == len(heads)


def test_every_finding_is_told_in_chinese() -> None:
    """This test ensures that docs/findings.zh-CN.md has each code, in order, with some words.

    Its heading bears the severity and a Chinese name: that by which 检查规则 knows it, if it does.
    """
    text = (DOCS / "findings.zh-CN.md").read_text(encoding="utf-8")
    heads = re.findall(r"^### `(\S+)` · (\S+) · (.+)\n\n(?=[^\n#])", text, re.MULTILINE)

    assert [head[:2] for head in heads] == [
        (code.slug, code.severity.text.spoken(CHINESE)) for code in Code
    ]
    names = {slug: name for slug, _, name in heads}
    assert len(set(names.values())) == len(names)
    assert {slug: names[slug] for slug in ADJUSTABLE} == ADJUSTABLE


def test_the_kinds_of_evidence_are_told():
    """docs/evidence.zh-CN.md has what `scripts/kinds_reference.py` writes."""
    assert kinds_reference.PAGE.read_text(encoding="utf-8") == kinds_reference.reference()


@pytest.mark.parametrize("language", command_reference.PAGES)
def test_the_commands_are_told(language: str) -> None:
    """This test ensures that both pages have what `scripts/command_reference.py` writes."""
    page = command_reference.PAGES[language].read_text(encoding="utf-8")
    assert page == command_reference.reference(language)


def test_findings_stand_in_the_order_of_the_code():
    """who reads finding.py beside docs/findings.md finds them in the same order."""
    text = (DOCS / "findings.md").read_text(encoding="utf-8")

    assert re.findall(r"^### `([a-z-]+)`", text, re.MULTILINE) == [code.slug for code in Code]


def test_exit_codes_are_documented():
    """docs/exit-codes.md lists each exit code with its number and name, and no other."""
    text = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| \S", text, re.MULTILINE)

    assert rows == [(str(code.value), code.name) for code in ExitCode]


def test_every_rule_of_verification_is_told() -> None:
    """This test ensures that docs/verify.md has the rules, in order, with what they weigh."""
    text = (DOCS / "verify.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (error|warning|note) \|", text, re.MULTILINE)
    assert told == [(rule.slug, rule.severity.value) for rule in Rule]


def found(name: str) -> object:
    """The module, class or member that `name` leads to from dossier; raises where it does not."""
    module, *rest = "dossier", *name.split(".")
    while rest and importlib.util.find_spec(f"{module}.{rest[0]}"):
        module = f"{module}.{rest.pop(0)}"
        if not hasattr(importlib.import_module(module), "__path__"):
            break
    thing: object = importlib.import_module(module)
    for member in rest:
        thing = getattr(thing, member)
    return thing


def glossary() -> list[str]:
    """The names in the tables of docs/glossary.md."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    names = [name for row in rows for name in re.findall(r"`((?:\w+\.)+\w+)`", row)]
    return [name for name in names if not name.endswith(".xlsx")]


@pytest.mark.parametrize("name", glossary())
def test_the_glossary_names_what_is_there(name: str) -> None:
    """This test ensures that whoever looks for a term finds it in the code."""
    assert found(name) is not None


def test_a_name_that_is_gone_is_seen() -> None:
    """This test ensures that the glossary would not keep a name that was changed."""
    assert len(glossary()) > 50
    with pytest.raises(AttributeError):
        found("model.item.Item.shelf")
    with pytest.raises(AttributeError):
        found("model.shelf")


_REFERENCE = re.compile(r":(?:func|class|meth|mod|data|attr|exc):`[~!]?([\w.]+)`")


def leads_somewhere(reference: str, module: ModuleType) -> bool:
    """Whether a reference in a docstring names something: of its module, a class there, or ours."""
    if reference.startswith("dossier."):
        try:
            return found(reference.removeprefix("dossier.")) is not None
        except AttributeError:
            return False
    classes = [one for one in vars(module).values() if isinstance(one, type)]
    return any(has(thing, reference.split(".")) for thing in (module, *classes))


def has(thing: object, path: Sequence[str]) -> bool:
    for name in path:
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def test_what_docstrings_refer_to_is_there() -> None:
    """This test ensures that a renamed function is not left under its old name in a docstring."""
    lost = []
    for file in sorted((ROOT / "src/dossier").rglob("*.py")):
        references = set(_REFERENCE.findall(file.read_text(encoding="utf-8")))
        parts = file.relative_to(ROOT / "src").with_suffix("").parts
        if references:
            module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
            lost += [
                f"{file.name}: {one}" for one in references if not leads_somewhere(one, module)
            ]
    assert lost == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_the_guides_name_files_that_are_there(name: str) -> None:
    """This test ensures that who reads them finds every file, folder and make target they name."""
    text = re.sub(r"(?m)^    .*$", "", (ROOT / name).read_text(encoding="utf-8"))
    paths = re.findall(r"`([\w./-]+(?:\.(?:py|md|sh|po|yml|yaml|toml|lock|txt)|/))`", text)
    paths += re.findall(r"\]\(([\w./-]+)\)", text)
    assert len(paths) > 10
    homes = (ROOT, ROOT / "src/dossier")
    assert [path for path in paths if not any((home / path).exists() for home in homes)] == []
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z]+)", text)) <= set(targets)


def test_each_promise_names_tests_that_are_there() -> None:
    """This test ensures that docs/reliability.md promises nothing without what shows it.

    In each row stand tests that are there, or targets of make.
    """
    rows = re.findall(
        r"^\| (?!promise|---)(.*) \| (.*) \|$",
        (DOCS / "reliability.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) > 40
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for promise, shown in rows:
        named = re.findall("`([^`]+)`", shown)
        assert named, promise
        for one in named:
            target = re.match("make ([a-z]+)", one)
            there = target[1] in targets if target else (ROOT / "tests" / one).exists()
            assert there, (promise, one)


ROOMS = sorted(place.parent.name for place in (ROOT / "src/dossier").glob("*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_told(room: str) -> None:
    """This test ensures that ARCHITECTURE.md and the package's docstring name each room."""
    assert f"`{room}/`" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"*{room}*" in (dossier.__doc__ or "")


def links(page: Path) -> list[str]:
    """Where a page leads to within the project, pictures too, without the place in it."""
    found = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    return [one for one in found if "://" not in one]


PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    """This test ensures that no page leads to one, or shows a picture, that is not there."""
    assert [one for one in links(page) if not (page.parent / one).exists()] == []


def test_the_list_of_pages_is_whole() -> None:
    """This test ensures that docs/ has a list of its pages, to which READMEs lead."""
    listed = links(DOCS / "README.md")
    assert sorted({*listed, "README.md"}) == sorted(page.name for page in DOCS.glob("*.md"))
    for name in ("README.md", "README.zh-CN.md"):
        assert {"docs/README.md", "docs/tutorial.zh-CN.md"} <= {*links(ROOT / name)}, name


def test_pictures_are_shown_and_small() -> None:
    """This test ensures that each picture is shown somewhere, and that all are soon loaded."""
    pictures = sorted((DOCS / "images").iterdir())
    shown = {(page.parent / one).resolve() for page in PAGES for one in links(page)}
    assert [one.name for one in pictures if one.resolve() not in shown] == []
    assert len(pictures) >= 5
    assert sum(one.stat().st_size for one in pictures) < 1_500_000


@pytest.mark.parametrize("name", ["howto.md", "howto.zh-CN.md"])
def test_each_case_is_in_the_list_above(name: str) -> None:
    """This test ensures that the list of cases leads to every one of them, in order."""
    text = (DOCS / name).read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    places = [re.sub(r"[^\w-]", "", head.lower().replace(" ", "-")) for head in heads]
    assert re.findall(r"^- \[.*\]\(#(.*)\)$", text, re.MULTILINE) == places
    assert len(places) == 8


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_commands_that_are_named_are_there(page: Path) -> None:
    """This test ensures that no page tells a clerk to type a command or an option that is none."""
    known = command_reference.PAGES["en"].read_text(encoding="utf-8")
    commands = set(re.findall(r"^## dossier (.*)$", known, re.MULTILINE))
    options = {"--help", "--workspace", *re.findall(r"--[a-z-]+", known)}
    text = page.read_text(encoding="utf-8")
    for told in re.findall(r"`dossier ([^`\n]+)`|^(?:    |\$ )dossier (.+)$", text, re.MULTILINE):
        words = re.split(r" {2,}|#", "".join(told))[0].split()
        while words and words[0].startswith("--"):
            words = words[2:] if words[0] == "--workspace" else words[1:]
        if not words or not re.fullmatch("[a-z-]+", words[0]):
            continue
        assert words[0] in commands, told
        assert {one for one in words if re.fullmatch("--[a-z-]+", one)} <= options, told
