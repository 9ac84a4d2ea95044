"""The house: imports only go down, every library has one home, and the core says nothing itself.

The floors are those of ARCHITECTURE.md. Every import counts, also one within a function.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 500  # a guide: one thought may take as many lines, two may not share a module

FLOORS = {
    **dict.fromkeys(("__init__", "errors", "messages", "source", "facts", "files"), 0),
    **dict.fromkeys(("profile", "pool", "installed", "log", "proof", "owners", "guardian"), 0),
    **dict.fromkeys(("together", "progress", "numbers", "text"), 0),
    **dict.fromkeys(
        (
            "model",
            "finding",
            "shipped",
            "workspace",
            "fonts",
            "fontsetup",
            "media",
            "standards",
            "store",
            "faults",
            "disk",
        ),
        1,
    ),
    **dict.fromkeys(("personal", "damage", "refusal"), 0),
    **dict.fromkeys(("leftovers", "lock", "watching"), 1),
    **dict.fromkeys(("read", "survey", "check", "assess", "plan", "propose", "archives"), 2),
    "scan": 2,
    **dict.fromkeys(("render", "chart", "convert", "typeset", "bind", "report", "verify"), 2),
    "edit": 1,
    "compare": 2,
    "printing": 2,
    "export": 2,
    "assembly": 3,
    **dict.fromkeys(("begin", "pipeline", "doctor", "register"), 4),
    **dict.fromkeys(("county", "catalogue", "desk"), 5),
    **dict.fromkeys(("cli", "__main__"), 6),
}
# Rooms of one floor that may use each other; stages never do.
OPEN_FLOORS = {0, 1, 6}

HOMES = {
    "av": {"media"},
    "PIL": {"media"},
    "click": {"cli"},
    "cv2": {"scan"},
    "distributed": {"county"},
    "docx": {"begin", "catalogue", "render"},
    "docxtpl": {"render"},
    "fontTools": {"bind"},
    "img2pdf": {"convert"},
    "jinja2": {"desk", "render"},
    "lxml": {"compare", "convert", "edit", "render"},
    "markupsafe": {"render"},
    "matplotlib": {"chart"},
    "msgspec": {"facts", "store"},
    "ofdkit": {"media"},
    "olefile": {"media"},
    "numpy": {"scan"},
    "openpyxl": {"begin", "catalogue", "report"},
    "pillow_heif": {"media"},
    "pikepdf": {"media", "bind", "printing"},
    "py7zr": {"archives"},
    "pypdf": {"verify"},
    "pypdfium2": {"media"},
    "rapidfuzz": {"check", "propose"},
    "rapidocr": {"scan"},
    "rich": {"cli"},
    "segno": {"desk", "typeset"},
    "subprocess": {"archives", "convert", "pool", "guardian"},
    "tornado": {"desk"},
    "typst": {"typeset"},
    "watchfiles": {"watching"},
}
MAY_SPEAK = {"cli", "__main__"}
SPEECH = {"print", "input", "breakpoint", "exit", "quit", "SystemExit"}
SYSTEM_SPEECH = {"stdout", "stderr", "stdin", "exit", "_exit"}
TOLD_ONCE = {"NFKC", "是/否", "（未核实）", "（未填）"}


@cache
def modules(folder: str) -> tuple[tuple[str, str], ...]:
    """Path and source of each module beneath `folder` of the repository."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return tuple(
        (path.relative_to(ROOT / folder).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    )


def room_of(module: str) -> str:
    """``read/grid.py`` → ``read``, ``cli.py`` → ``cli``."""
    return module.partition("/")[0].removesuffix(".py")


ASKED = (
    *(ast.Import, ast.ImportFrom, ast.Name, ast.Attribute),
    *(ast.arg, ast.AnnAssign, ast.Subscript, ast.Constant),
)


@cache
def nodes(source: str) -> tuple[ast.AST, ...]:
    """What the rules ask of a module's tree: each is parsed and walked once for all of them."""
    return tuple(node for node in ast.walk(ast.parse(source)) if isinstance(node, ASKED))


def imported(source: str) -> Iterator[str]:
    """The full name of everything that `source` imports, wherever in it."""
    for node in nodes(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (f"{node.module}." if node.module else "")
            yield from (f"{base}{alias.name}" for alias in node.names)


def climbs(module: str, source: str) -> Iterator[str]:
    """Imports that go up, or from stage to stage."""
    room = room_of(module)
    if room not in FLOORS:
        yield f"{module}: '{room}' stands on no floor"
        return
    for name in imported(source):
        if name.startswith("."):
            yield f"{module}: '{name}' is a relative import"
        top, _, inner = name.partition(".")
        if top != "dossier":
            continue
        other = inner.partition(".")[0] or "__init__"
        if other.startswith("__") and other != "__main__":
            other = "__init__"  # dossier.__version__
        if other not in FLOORS:
            yield f"{module}: '{other}' stands on no floor"
        elif other != room and (
            FLOORS[other] > FLOORS[room]
            or (FLOORS[other] == FLOORS[room] and FLOORS[room] not in OPEN_FLOORS)
        ):
            yield f"{module}: '{room}' imports '{other}'"


def libraries(source: str) -> set[str]:
    """What `source` imports that is neither ours nor, but for subprocess, Python's own."""
    tops = {name.partition(".")[0] for name in imported(source)} - {"", "dossier"}
    return {top for top in tops if top in HOMES or top not in sys.stdlib_module_names}


def strays(module: str, source: str) -> Iterator[str]:
    """Libraries away from their homes."""
    for library in sorted(libraries(source)):
        if room_of(module) not in HOMES.get(library, set()):
            yield f"{module}: '{library}' is not at home here"


def voices(module: str, source: str) -> Iterator[str]:
    """Printing, asking and exiting outside the command."""
    if room_of(module) in MAY_SPEAK:
        return
    for node in nodes(source):
        match node:
            case ast.Name(id=name) if name in SPEECH:
                yield f"{module}: '{name}'"
            case ast.Attribute(value=ast.Name(id="sys" | "os"), attr=name):
                if name in SYSTEM_SPEECH:
                    yield f"{module}: '{name}'"
            case ast.ImportFrom(module="sys" | "os", names=names):
                for alias in names:
                    if alias.name in SYSTEM_SPEECH:
                        yield f"{module}: '{alias.name}'"


def too_long(module: str, source: str) -> Iterator[str]:
    """Modules in which a noun may be hiding."""
    lines = len(source.splitlines())
    if lines > LONGEST:
        yield f"{module}: lines: {lines}"


def mapped_settings(module: str, source: str) -> Iterator[str]:
    """Settings as a mapping, which whoever looks into it would have to parse: read does, once."""
    if room_of(module) == "read":
        return
    for node in nodes(source):
        match node:
            case (
                ast.arg(arg="settings", annotation=kind)
                | ast.AnnAssign(target=ast.Name(id="settings"), annotation=kind)
            ) if kind is not None and ast.unparse(kind) != "Settings":
                yield f"{module}: 'settings' is {ast.unparse(kind)}"
            case ast.Subscript(value=ast.Attribute(attr="settings") | ast.Name(id="settings")):
                yield f"{module}: 'settings' is looked into"
            case ast.Attribute(
                value=ast.Attribute(attr="settings") | ast.Name(id="settings"),
                attr="get" | "items" | "keys" | "values",
            ):
                yield f"{module}: 'settings' is looked into"


def retold(module: str, source: str) -> Iterator[str]:
    """Words and ways of folding text that have a name in text.py, spelled out once more."""
    for node in nodes(source):
        match node:
            case ast.Constant(value=str(word)) if word in TOLD_ONCE and module != "text.py":
                yield f"{module}: '{word}' has a name in text.py"


RULES = (climbs, strays, voices, too_long, mapped_settings, retold)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_is_in_order(rule):
    """no module of the package breaks a rule of the house."""
    assert [
        fault for place, source in modules("src/dossier") for fault in rule(place, source)
    ] == []


@pytest.mark.parametrize("folder", ["scripts", "tests"])
def test_scripts_and_tests_are_short_as_well(folder):
    """no module beside the package is longer than those of the package."""
    assert [fault for place, source in modules(folder) for fault in too_long(place, source)] == []


def dotted(module: str) -> str:
    """``read/grid.py`` → ``dossier.read.grid``."""
    return f"dossier.{module.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")


def circles(sources: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Modules that need one another, by any import: each list goes round and ends where it began.

    A package needs its own modules; these do not thereby need the package.
    """
    names = {dotted(module) for module, _ in sources}
    needs = {
        dotted(module): sorted(
            {name if name in names else name.rpartition(".")[0] for name in imported(source)}
            & (names - {dotted(module)})
        )
        for module, source in sources
    }
    found: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(names):
        way, waiting = [start], [iter(needs[start])]
        while waiting and start not in done:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                done.add(way.pop())
            elif following in way:
                found.append([*way[way.index(following) :], following])
            elif following not in done:
                way.append(following)
                waiting.append(iter(needs[following]))
    return found


def homonyms(sources: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that more than one class bears, with or without the mark of what is private."""
    bearers: dict[str, list[str]] = {}
    for module, source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                bearers.setdefault(node.name.lstrip("_"), []).append(module)
    return {name: places for name, places in bearers.items() if len(places) > 1}


def test_each_file_of_tests_has_a_name_of_its_own():
    """pytest takes two of one name, in whatever folders, for one module, and reads neither."""
    files = (ROOT / "tests").rglob("*.py")
    names = Counter(path.name for path in files if path.stem not in {"conftest", "__main__"})
    assert [name for name, count in names.items() if count > 1] == []


def test_no_modules_import_each_other():
    """each module can be read with those alone that it imports, wherever it imports them."""
    assert circles(modules("src/dossier")) == []


def test_a_circle_is_found_wherever_its_imports_stand():
    """a circle through a function, and through a package, turns the rule red."""
    apart = [("a/__init__.py", "from dossier.a import b"), ("a/b.py", "import dossier.c")]
    assert circles([*apart, ("c.py", "")]) == []
    assert circles([*apart, ("c.py", "def f():\n    from dossier.a.b import g")]) == [
        ["dossier.a.b", "dossier.c", "dossier.a.b"]
    ]
    assert circles([*apart, ("c.py", "from dossier.a import g")]) == [
        ["dossier.a", "dossier.a.b", "dossier.c", "dossier.a"]
    ]


def test_a_class_has_a_name_of_its_own():
    """the name of a class says which one is meant, in whatever module it stands."""
    assert homonyms(modules("src/dossier")) == {}
    planted = [("a.py", "class Box: pass"), ("b.py", "def f():\n    class _Box: pass")]
    assert homonyms(planted) == {"Box": ["a.py", "b.py"]}


def test_no_home_and_no_room_is_empty():
    """the floors and homes name only what is there, so that they stay tight."""
    used: dict[str, set[str]] = {}
    rooms = set()
    for place, source in modules("src/dossier"):
        rooms.add(room_of(place))
        for library in libraries(source):
            used.setdefault(library, set()).add(room_of(place))
    assert used == HOMES
    assert rooms == set(FLOORS)


@pytest.mark.parametrize(
    ("rule", "module", "source", "fault"),
    [
        (climbs, "messages.py", "from dossier.finding import Code", "'messages' imports 'finding'"),
        (climbs, "model/item.py", "import dossier.plan.items", "'model' imports 'plan'"),
        (climbs, "read/grid.py", "from dossier import check", "'read' imports 'check'"),
        (climbs, "render/word.py", "if x:\n    import dossier.bind.box", "'render' imports 'bind'"),
        (climbs, "check/run.py", "import dossier.pipeline", "'check' imports 'pipeline'"),
        (climbs, "assembly/build.py", "from dossier.cli import main", "'assembly' imports 'cli'"),
        (climbs, "pipeline.py", "from dossier import doctor", "'pipeline' imports 'doctor'"),
        (climbs, "read/grid.py", "from . import values", "'.values' is a relative import"),
        (climbs, "province/map.py", "", "'province' stands on no floor"),
        (climbs, "cli.py", "from dossier.province import run", "'province' stands on no floor"),
        (strays, "check/run.py", "import openpyxl.utils", "'openpyxl' is not at home here"),
        (strays, "render/word.py", "import subprocess", "'subprocess' is not at home here"),
        (strays, "bind/box.py", "def f():\n    import pypdf", "'pypdf' is not at home here"),
        (strays, "pipeline.py", "from click import echo", "'click' is not at home here"),
        (voices, "plan/items.py", "print('done')", "'print'"),
        (voices, "plan/items.py", "def f(say=print): pass", "'print'"),
        (voices, "pipeline.py", "import sys\nsys.exit(1)", "'exit'"),
        (voices, "pipeline.py", "from sys import stderr", "'stderr'"),
        (voices, "bind/box.py", "raise SystemExit(2)", "'SystemExit'"),
        (voices, "bind/box.py", "import os\nos._exit(2)", "'_exit'"),
        (too_long, "bind/box.py", "\n" * 501, "lines: 501"),
        (mapped_settings, "plan/x.py", "def f(settings: dict[str, str]): pass",
         "'settings' is dict[str, str]"),
        (mapped_settings, "model/x.py", "class A:\n    settings: Mapping[str, str] = {}",
         "'settings' is Mapping[str, str]"),
        (mapped_settings, "plan/x.py", "a = standard.settings['标签纸']",
         "'settings' is looked into"),
        (mapped_settings, "plan/x.py", "a = standard.settings.get('标签纸')",
         "'settings' is looked into"),
        (retold, "plan/x.py", "mark = '（未核实）'", "'（未核实）' has a name in text.py"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(rule, module, source, fault):
    """each rule turns red where it is broken."""
    assert list(rule(module, source)) == [f"{module}: {fault}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("report/books.py", "import openpyxl\nfrom dossier.report import workbook"),
        ("read/grid.py", "from dossier import finding, messages\nimport json, zipfile"),
        ("finding.py", "from dossier.model.years import Year"),
        (
            "cli.py",
            "import click, sys\nfrom dossier import __version__, pipeline\nprint(sys.stdout)",
        ),
        ("pipeline.py", "from dossier.read.workbooks import read\nfrom dossier import fonts"),
        ("bind/box.py", "import pikepdf\n" + "\n" * 499),
        ("plan/items.py", "def words(fingerprint): return '# print('"),
        ("read/standard.py", "def f(settings: dict[str, str]): return settings['标签纸']"),
        ("plan/x.py", "def f(settings: Settings): return settings.paper.duplex"),
    ],
)
def test_what_is_in_order_is_let_be(module, source):
    """the rules find nothing in what they allow."""
    assert [fault for rule in RULES for fault in rule(module, source)] == []
