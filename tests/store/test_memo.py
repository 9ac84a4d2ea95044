"""What is kept from run to run: it comes back as it was, or it is absent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import log
from dossier.facts import Fact
from dossier.finding import Code, Remark
from dossier.messages import say
from dossier.store.memo import KeyedMemo, Memo, from_plain, to_plain


class Known(Fact, frozen=True):
    """Something that is worth keeping."""

    pages: int
    names: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


REMARK = Remark(
    Code.CELLS_CUT,
    say("{count} cells of {sheet}", count=3, sheet=say("sheet '{sheet}'", sheet="表")),
    say("make the column wider"),
)
VALUE = Known(3, ("甲", "乙\n"), (REMARK,))


@pytest.fixture
def memo(tmp_path: Path) -> Memo[Known]:
    return Memo(tmp_path / "cache" / "known.json", Known, "1")


@pytest.fixture
def file(tmp_path: Path, memo: Memo[Known]) -> Path:
    """The file of the memo, with a value in it."""
    memo.write(VALUE)
    return tmp_path / "cache" / "known.json"


def test_what_is_kept_comes_back(memo: Memo[Known], file: Path) -> None:
    """This test ensures that facts, codes and sentences are what they were, in any language."""
    again = memo.read()
    assert again == VALUE
    assert again.remarks[0].text.spoken("en") == "3 cells of sheet '表'"
    assert json.loads(file.read_text(encoding="utf-8"))["value"]["pages"] == 3


def test_nothing_is_known_at_first(memo: Memo[Known]) -> None:
    """This test ensures that a memo without a file is empty."""
    assert memo.read() is None


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\0" * 400, '{"pages": 3}', "\udcff"])
def test_what_is_no_memo_is_none(memo: Memo[Known], file: Path, content: str) -> None:
    """This test ensures that whatever else stands in the file counts for nothing, and is mended."""
    file.write_bytes(content.encode(errors="surrogateescape"))
    assert memo.read() is None
    memo.write(VALUE)
    assert memo.read() == VALUE


def test_half_a_memo_is_none(memo: Memo[Known], file: Path) -> None:
    """This test ensures that a file is believed whole or not at all, wherever it was cut."""
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert memo.read() is None


def test_an_altered_memo_is_none(memo: Memo[Known], file: Path) -> None:
    """This test ensures that a value which fits its type, but was not written so, is not taken."""
    file.write_text(file.read_text(encoding="utf-8").replace('"pages":3', '"pages":4'), "utf-8")
    assert memo.read() is None


def test_another_edition_is_none(memo: Memo[Known], file: Path) -> None:
    """This test ensures that what another program kept is not taken for ours, and is replaced."""
    newer = Memo(file, Known, "2")
    assert newer.read() is None
    newer.write(VALUE)
    assert (newer.read(), memo.read()) == (VALUE, None)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (dict[str, object], {}),
        (dict[str, object], {"pages": "3"}),
        (dict[str, object], {"pages": 3, "names": [1]}),
        (dict[str, object], {"pages": 3, "remarks": [{"code": "no-such-code", "text": {}}]}),
        (list[int], [3]),
        (type(None), None),
    ],
)
def test_a_value_of_another_type_is_none(memo: Memo[Known], file: Path, kind, value) -> None:
    """This test ensures that a value is taken only where all of it is of the declared type."""
    Memo(file, kind, "1").write(value)
    assert Memo(file, kind, "1").read() == value
    assert memo.read() is None


def test_a_folder_in_its_place_costs_time_alone(
    memo: Memo[Known], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that nothing is kept there, nothing is deleted, and the log tells it."""
    monkeypatch.setattr(log, "_file", [tmp_path / "log.txt"])
    (tmp_path / "cache" / "known.json" / "mine").mkdir(parents=True)
    memo.write(VALUE)
    assert memo.read() is None
    assert [path.name for path in (tmp_path / "cache").rglob("*")] == ["known.json", "mine"]
    assert "known.json\nit cannot be kept" in (tmp_path / "log.txt").read_text(encoding="utf-8")


def test_a_place_that_can_only_be_read_costs_time_alone(
    memo: Memo[Known], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that what stands there is read, and that writing stops no command."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "touch", refused)  # whom the tests run as may write anywhere
    memo.write(Known(4))
    assert memo.read() == VALUE
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_is_told(memo: Memo[Known], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a command learns of the disk what it has to tell."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        memo.write(VALUE)


def test_half_a_character_is_not_kept(memo: Memo[Known]) -> None:
    """This test ensures that text which no file can hold stops nothing."""
    memo.write(Known(1, ("\ud800",)))
    assert memo.read() is None


def test_what_is_private_is_its_owners(tmp_path: Path) -> None:
    """This test ensures that nobody else can read it."""
    Memo(tmp_path / "a.json", int, private=True).write(1)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600


def test_two_processes_at_once_leave_one_whole(tmp_path: Path) -> None:
    """This test ensures that a memo which two write is at any time what one of them wrote."""
    file = tmp_path / "memo.json"
    program = (
        "import sys\nfrom pathlib import Path\nfrom dossier.store.memo import Memo\n"
        "memo = Memo(Path(sys.argv[1]), list[int])\n"
        "for _ in range(150):\n"
        "    memo.write([int(sys.argv[2])] * 5000)\n"
        "    assert (memo.read() or [0] * 5000) in ([1] * 5000, [2] * 5000)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(file), str(number)])
        for number in (1, 2)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert Memo(file, list[int]).read() in ([1] * 5000, [2] * 5000)
    assert list(tmp_path.iterdir()) == [file]


def keyed(tmp_path: Path) -> KeyedMemo[int]:
    return KeyedMemo(tmp_path / "keyed.json", int)


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    """This test ensures that a memo by keys grows no longer than what is asked for."""
    memo = keyed(tmp_path)
    for number, key in enumerate("abc"):
        memo.put(key, number)
    memo.save()
    memo = keyed(tmp_path)
    assert (memo.get("a"), memo.peek("b"), memo.get("nobody")) == (0, 1, None)
    memo.put("d", 3)
    memo.save()
    assert [keyed(tmp_path).get(key) for key in "abcd"] == [0, None, None, 3]


def test_a_run_cut_short_forgets_nothing(tmp_path: Path) -> None:
    """This test ensures that what an interrupted run did not come to is still known to the next."""
    memo = keyed(tmp_path)
    memo.put("a", 1)
    memo.save()
    memo = keyed(tmp_path)
    memo.put("b", 2)
    memo.save(forget=False)
    assert [keyed(tmp_path).get(key) for key in "ab"] == [1, 2]


def test_what_is_as_it_was_is_not_written(tmp_path: Path) -> None:
    """This test ensures that asking alone leaves the file alone."""
    memo = keyed(tmp_path)
    memo.put("a", 1)
    memo.save()
    before = (tmp_path / "keyed.json").stat().st_ino
    memo = keyed(tmp_path)
    memo.get("a")
    memo.save()
    assert (tmp_path / "keyed.json").stat().st_ino == before


def test_a_value_within_other_json() -> None:
    """This test ensures that facts can stand in a record of another kind, and nothing else can."""
    plain = json.loads(json.dumps(to_plain([VALUE])))
    assert from_plain(plain, list[Known]) == [VALUE]
    assert from_plain(None, list[Known]) is None
    assert from_plain([["content-removed"]], list[Known]) is None
