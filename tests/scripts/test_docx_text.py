"""scripts/docx_text.py: a Word file as text, so that a change of a template can be reviewed."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts/docx_text.py"
TEMPLATES = sorted((*ROOT.glob("templates/*.docx"), *ROOT.glob("src/dossier/county/*.docx")))
FORM = ROOT / "templates/封面.docx"


@pytest.fixture(scope="module")
def lines_of():
    sys.path.insert(0, str(SCRIPT.parent))
    import docx_text

    sys.path.remove(str(SCRIPT.parent))
    return docx_text.lines_of


def changed(source: Path, target: Path, member: str, old: str, new: str) -> Path:
    """A copy of `source` in which the first `old` of a member is `new`."""
    with zipfile.ZipFile(source) as came, zipfile.ZipFile(target, "w") as made:
        for name in came.namelist():
            data = came.read(name)
            if name == member:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            made.writestr(name, data)
    return target


def run(*names: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *names], capture_output=True, encoding="utf-8", check=False
    )


def differing(ours: Path, theirs: Path) -> list[str]:
    """The lines that one file has and the other has not."""
    told = run(ours, theirs)
    assert told.returncode == 1, told.stderr
    return [line for line in told.stdout.splitlines() if re.match(r"[-+](?![-+])", line)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_placeholder_stands_in_the_text(path: Path, lines_of) -> None:
    """This test ensures that all that a template asks for can be read in the review."""
    text = "\n".join(lines_of(path))
    with zipfile.ZipFile(path) as file:
        document = ET.fromstring(file.read("word/document.xml"))
    words = "".join(document.itertext())
    placeholders = re.findall(r"\{[{%#].*?[}%#]\}", words)
    assert placeholders
    assert [one for one in placeholders if one not in text] == []


@pytest.mark.parametrize(
    ("member", "old", "new", "told"),
    [
        ("word/document.xml", "全宗名称", "立档单位", "立档单位"),
        ("word/document.xml", 'w:pStyle w:val="CoverLabel"', 'w:pStyle w:val="Text"', "[Text]"),
        ("word/document.xml", "<w:cantSplit/>", "", "row trHeight"),
        ("word/document.xml", "<w:tcPr>", "<w:tcPr><w:vMerge/>", "vMerge"),
        ("word/document.xml", "<w:r>", "<w:r><w:br/></w:r><w:r>", "↵"),
        ("word/document.xml", "<w:rPr>", "<w:rPr><w:b/>", "⟦b: "),
        ("word/styles.xml", 'w:line="560"', 'w:line="540"', "line=540"),
        ("word/settings.xml", "<w:evenAndOddHeaders/>", "<w:mirrorMargins/>", "mirrorMargins"),
        ("docProps/core.xml", "<dc:title>", "<dc:creator>张三</dc:creator><dc:title>", "张三"),
    ],
)  # fmt: skip
def test_a_change_is_told(member: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    """This test ensures that a change of text or look is seen, on the lines that it touches."""
    lines = differing(FORM, changed(FORM, tmp_path / "new.docx", member, old, new))
    assert told in "".join(line for line in lines if line[0] == "+")
    assert len(lines) <= 3


def places(root: ET.Element) -> list[tuple[ET.Element, str]]:
    """Every attribute of a part, and the text of every element that has one."""
    found = [(element, key) for element in root.iter() for key in element.attrib]
    texts = [(element, "") for element in root.iter() if (element.text or "").strip()]
    return [(element, key) for element, key in found if not key.endswith("space")] + texts


@settings(max_examples=60)
@given(st.sampled_from(("word/document.xml", "word/styles.xml", "word/footer1.xml")), st.data())
def test_nothing_is_left_out(lines_of, tmp_path_factory, member: str, data: st.DataObject) -> None:
    """This test ensures that no attribute and no text can change unseen."""
    source = ROOT / "templates/自查报告.docx"
    with zipfile.ZipFile(source) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    root = ET.fromstring(parts[member])
    element, key = data.draw(st.sampled_from(places(root)))
    if key:
        element.set(key, element.get(key, "") + "1")
    else:
        element.text = f"{element.text}1"
    target = tmp_path_factory.mktemp("changed") / "new.docx"
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, ET.tostring(root) if name == member else content)
    assert list(lines_of(target)) != list(lines_of(source))


def test_a_picture_is_told_by_its_hash(tmp_path: Path) -> None:
    """This test ensures that another picture under the same name is seen."""
    paths = []
    for number in (1, 2):
        paths.append(tmp_path / f"{number}.docx")
        shutil.copy(FORM, paths[-1])
        with zipfile.ZipFile(paths[-1], "a") as file:
            file.writestr("word/media/image1.png", bytes([number]))
    lines = differing(*paths)
    assert len(lines) == 2
    assert all("1 bytes, SHA-256 " in line for line in lines)


def test_what_word_leaves_of_its_sessions_is_no_change(tmp_path: Path) -> None:
    """This test ensures that saving a file again without a change gives nothing to review."""
    with zipfile.ZipFile(FORM) as file:
        document = file.read("word/document.xml").decode()
    saved = document.replace("<w:p>", '<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">')
    first = re.search(r"<w:r>(<w:rPr>.*?</w:rPr>)<w:t[^>]*>(..)", saved)
    assert first
    cut = (
        first[0]
        + f'</w:t></w:r><w:proofErr w:type="spellStart"/><w:r>{first[1]}<w:t xml:space="preserve">'
    )
    saved = saved.replace(first[0], cut, 1)
    target = changed(FORM, tmp_path / "saved.docx", "word/document.xml", document, saved)
    told = run(FORM, target)
    assert (told.returncode, told.stdout) == (0, "")


def test_what_is_no_word_file_is_said(tmp_path: Path) -> None:
    """This test ensures that a broken file gives a sentence with its name, and no traceback."""
    (tmp_path / "broken.docx").write_bytes(b"PK")
    told = run(tmp_path / "broken.docx")
    assert told.returncode == 2
    assert re.fullmatch(r"'.*broken\.docx' cannot be read as a Word file: .*\n", told.stderr)


def test_git_shows_templates_as_text(tmp_path: Path) -> None:
    """This test ensures that 'git diff' prints words, set up as CONTRIBUTING.md says."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (setting,) = re.findall(r'git config diff\.docx\.textconv "(.*)"', guide)
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    shutil.copy(FORM, tmp_path / "form.docx")

    def git(*words: str) -> str:
        return subprocess.run(
            ["git", "-c", "core.quotepath=off", "-c", f"diff.docx.textconv={setting}", *words],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip

    git("init", "--quiet")
    git("add", ".")
    changed(FORM, tmp_path / "form.docx", "word/document.xml", "全宗名称", "立档单位")
    assert re.search(r"^\+.*立档单位$", git("diff"), re.MULTILINE)
