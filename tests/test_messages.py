import importlib.util
from pathlib import Path

import pytest

from dossier.messages import locale_language, say

SCRIPT = Path(__file__).parents[1] / "scripts" / "messages.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("messages_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sentences(script):
    return script.gather(script.SOURCES)[0]


@pytest.fixture(scope="module")
def po(script):
    return script.LOCALE / "zh_CN" / "LC_MESSAGES" / "dossier.po"


@pytest.fixture(scope="module")
def catalogue(script, sentences, po):
    return script.updated(po.read_bytes(), sentences, "zh_CN")


def test_every_sentence_can_be_translated(script):
    """every say() has a literal sentence, and the values that it names."""
    assert script.gather(script.SOURCES)[1] == []


def test_no_sentence_is_missing_or_left_over(script, catalogue, po):
    """the catalogue is as `python scripts/messages.py` leaves it."""
    assert script.po_of(catalogue).decode() == po.read_text(encoding="utf-8")


def test_every_sentence_is_translated(script, catalogue):
    """no sentence is without Chinese, and none has Chinese that nobody has confirmed."""
    assert script.wanting(catalogue) == []


def test_translations_have_the_same_places(script, catalogue):
    """a translation names every value of its sentence and no other."""
    differing = [
        entry.id for entry in catalogue if script.places(entry.id) != script.places(entry.string)
    ]

    assert differing == []


def test_compiled_catalogue_is_the_written_one(script, catalogue, po):
    """the command speaks as the translators wrote."""
    assert po.with_suffix(".mo").read_bytes() == script.mo_of(catalogue)


def test_what_click_says_is_translated(script):
    """every sentence that click gives to gettext has Chinese, and the catalogue is compiled."""
    po = script.LOCALE / "zh/LC_MESSAGES/click.po"
    sentences = script.gathered_of_click()
    assert {"Usage:", "Show this message and exit.", "No such option {name!r}."} <= sentences

    catalogue = script.updated(po.read_bytes(), sentences, "zh", "click")

    assert script.wanting(catalogue) == []
    assert script.po_of(catalogue).decode() == po.read_text(encoding="utf-8")
    assert po.with_suffix(".mo").read_bytes() == script.mo_of(catalogue)


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("say(sentence)", "say() takes one string literal"),
        ("say(f'{name} is gone')", "say() takes one string literal"),
        ("say('one ' + 'two')", "say() takes one string literal"),
        ("say()", "say() takes one string literal"),
        ("say('')", "say() takes one string literal"),
        ("messages.say(sentence)", "say() takes one string literal"),
        ("say('{name} is gone')", "the values are not the places"),
        ("say('{name} is gone', nam=name)", "the values are not the places"),
        ("say('gone', name=name)", "the values are not the places"),
        ("say('{name} is gone', **values)", "the values are not the places"),
    ],
)
def test_careless_say(script, tmp_path, call, fault):
    """what could not be translated, or not be printed, is named with its line."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "one.py").write_text(f"\n{call}\n")

    _, faults = script.gather(tmp_path)

    assert len(faults) == 1
    assert faults[0].startswith(f"room/one.py:2: {fault}")


def test_gathered_sentences(script, tmp_path):
    """literals are gathered from every module, once, joined and with their braces."""
    (tmp_path / "one.py").write_text("a = say('{comment}', comment=c)\nb = say('it ' 'is full')")
    (tmp_path / "two.py").write_text(
        "f\"{say('type {{{{ }}}}')}\" if say('it is full') else screen.say(x)"
    )

    found, faults = script.gather(tmp_path)

    assert faults == []
    assert found == {"{comment}", "it is full", "type {{{{ }}}}"}


def test_update_keeps_marks_and_drops(script):
    """a translation stays; that of a changed sentence is to be confirmed; what is gone goes."""
    before = """
msgid "the box {box} is full"
msgstr "第{box}盒已满"

msgid "the workbook cannot be opened"
msgstr "工作簿无法打开"

msgid "gone"
msgstr "没有了"
""".encode()
    sentences = {"the box {box} is full", "the workbook cannot be opened now", "new"}

    catalogue = script.updated(before, sentences, "zh_CN")

    assert {entry.id: (entry.string, entry.fuzzy) for entry in catalogue if entry.id} == {
        "the box {box} is full": ("第{box}盒已满", False),
        "the workbook cannot be opened now": ("工作簿无法打开", True),
        "new": ("", False),
    }
    assert script.wanting(catalogue) == ["new", "the workbook cannot be opened now"]
    assert "工作簿".encode() not in script.mo_of(catalogue)


def test_update_of_an_update(script):
    """a catalogue that is up to date is written again byte for byte, whatever the day."""
    sentences = {"use {{%p … %}} for paragraphs", "{place}: {fault}", "a"}
    once = script.po_of(script.updated(b"", sentences, "zh_CN"))

    assert script.po_of(script.updated(once, sentences, "zh_CN")) == once
    assert b"Date" not in once


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (
            say("'{file}' is registered, but not in the folder", file="采购合同.pdf"),
            "'采购合同.pdf' is registered, but not in the folder",
            "“采购合同.pdf”已登记，但文件夹中没有",
        ),
        (
            say("'{code}' is no {kind}", code="B99", kind=say("indicator")),
            "'B99' is no indicator",
            "没有“B99”这一指标",
        ),
        (
            say("use {{%p … %}} for paragraphs"),
            "use {%p … %} for paragraphs",
            "段落请用 {%p … %}",
        ),
        (say("{comment}", comment="填“是”。"), "填“是”。", "填“是”。"),
    ],
)
def test_spoken(text, english, chinese):
    """a sentence and the sentences within it come out in the language that is asked for."""
    assert text.spoken("en") == english
    assert text.spoken("zh_CN") == chinese
    assert text.spoken("eo") == english


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "", "LANGUAGE": ""}, "zh_CN"),
    ],
)
def test_locale_language(monkeypatch, environment, language):
    """the environment's variables count in gettext's order, and blank ones not at all."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert locale_language() == language


def test_text_follows_the_locale(monkeypatch):
    """str() speaks the language of the environment at the time of printing."""
    text = say("leave the year blank")

    monkeypatch.setenv("LANGUAGE", "en")
    assert str(text) == "leave the year blank"
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert str(text) == "年度请留空"
