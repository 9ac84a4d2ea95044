"""Tasks within limits: one that exceeds them, or kills its process, costs its own answer only."""

import ctypes
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from dossier.errors import OutputError
from dossier.messages import say
from dossier.pool import (
    Failure,
    Limits,
    Why,
    by_size,
    guarded,
    guarded_one,
    interrupt,
    rest,
    unless_memory,
)

ENVIRON = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
SHORT = Limits(seconds=2, megabytes=300, most=300)


class OddError(Exception):
    """Cannot be made again from what it says."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} {other}")


def spin() -> None:
    while True:
        pass


def abort(words: bytes = b"terminate called after throwing an instance\n") -> None:
    """As a library does that finds itself wrong."""
    os.write(2, words)
    os.abort()


def fill() -> None:
    held = []
    try:
        while True:
            held.append(b"x" * ((1 << 20) + len(held)))
    except MemoryError:
        os.abort()


def refuse(error: Exception) -> None:
    raise error


HARM: dict[str, Callable[[], object]] = {
    "spin": spin,
    "sleep": partial(time.sleep, 3600),
    "abort": abort,
    "starve": partial(abort, b"what():  std::bad_alloc"),
    "fill": fill,
    "crash": partial(ctypes.string_at, 0),
    "leave": partial(os._exit, 0),
    "print": partial(os.write, 1, b"a library's own words\n" * 1000),
    "assert": partial(refuse, AssertionError("never so")),
    "error": partial(refuse, OutputError(say("'{title}' cannot be bound", title="x"))),
    "full": partial(refuse, OSError(errno.ENOSPC, "No space left on device", "box.pdf")),
    "odd": partial(refuse, OddError(1, 2)),
    "vanish": partial(Path("a file that is gone").read_bytes),
}


def harmful(what: str) -> str:
    """Does as it is told; most of it no library should."""
    name, _, megabytes = what.partition(" ")
    if name == "take":
        return str(len(bytearray(int(megabytes) << 20)) >> 20)
    if name in HARM:
        HARM[name]()
    return f"{what} done"


def whys(*tasks: str, limits: Limits = SHORT) -> list[str]:
    """What stands for each task: its answer, or why there is none."""
    found = guarded(harmful, tasks, lambda _: limits, 2)
    return [str(one.why) if isinstance(one, Failure) else one for one in found]


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("spin", Why.TIME),
        ("take 400", Why.MEMORY),
        ("starve", Why.MEMORY),
        ("abort", Why.DIED),
        ("crash", Why.DIED),
        ("leave", Why.DIED),
        ("assert", Why.RAISED),
        ("odd", Why.RAISED),
        ("vanish", Why.GONE),
    ],
)
def test_a_harmful_task_costs_its_own_answer(task: str, why: Why) -> None:
    """all others are answered, in their order, by processes that take the place of the dead."""
    tasks = ["a", "b", task, "c", task, "d"]
    assert whys(*tasks) == ["a done", "b done", why, "c done", why, "d done"]


def test_a_task_that_does_nothing_for_ever_is_ended() -> None:
    """a process that waits for something uses no processor time, and is given up all the same."""
    assert whys("sleep", "a", limits=Limits(1, 300, 300)) == [Why.TIME, "a done"]


def test_what_has_too_little_memory_is_tried_with_more() -> None:
    """how many processes share the memory does not change what can be done."""
    limits = Limits(30, 300, 600)
    assert whys("take 200", "take 400", "take 700", limits=limits) == ["200", "400", Why.MEMORY]


def test_limits_are_those_of_each_task() -> None:
    """a large file has more time than a small one, and room to be mapped."""
    assert by_size(0) == Limits()
    large = by_size(400 << 20)
    assert large.seconds == pytest.approx(Limits().seconds + (400 << 20) / 4e6)
    assert large.most == Limits().most + 400


def test_the_last_words_of_a_process_are_kept() -> None:
    """the technical text is there for the log."""
    told = guarded_one(harmful, "abort")
    assert isinstance(told, Failure)
    assert "terminate called" in told.detail
    assert "harmful" in told.detail  # where it was, by faulthandler
    raised = guarded_one(harmful, "assert")
    assert isinstance(raised, Failure)
    assert "AssertionError: never so" in raised.detail


def test_what_a_library_prints_is_no_answer() -> None:
    """answers come through beside whatever is printed."""
    assert whys("print", "a") == ["print done", "a done"]


def test_errors_of_ours_and_of_the_disk_are_raised() -> None:
    """a wrong run is no fault of a task."""
    with pytest.raises(OutputError, match="'x' cannot be bound"):
        guarded_one(harmful, "error")
    with pytest.raises(OSError, match="No space left") as caught:
        guarded_one(harmful, "full")
    assert caught.value.filename == "box.pdf"


def doubled(text: str) -> str:
    return text * 2


def test_large_tasks_and_answers_do_not_block_each_other() -> None:
    """what does not fit into a pipe is sent when it is awaited."""
    tasks = [
        letter * size for size in (10, 200_000, 20_000, 3_000_000) for letter in "abcdefgh"
    ] * 3
    assert list(guarded(doubled, tasks, workers=2)) == [task * 2 for task in tasks]


def test_what_cannot_be_sent_is_raised_in_its_turn() -> None:
    """a task that cannot be pickled stops nothing before it."""
    found = iter(guarded(doubled, ["a", lambda: None]))  # type: ignore[list-item]
    assert next(found) == "aa"
    with pytest.raises(Exception, match="lambda"):
        next(found)


def test_a_run_that_is_closed_begins_nothing_else(tmp_path: Path) -> None:
    """what is done when nobody wants the rest is finished, and no more."""
    files = [tmp_path / str(number) for number in range(200)]
    run = guarded(Path.touch, files, workers=2)
    run.answer(0)
    run.close()
    made = {file for file in files if file.exists()}
    time.sleep(0.1)
    assert {file for file in files if file.exists()} == made
    assert len(made) < 200


def process(_: int) -> int:
    return os.getpid()


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except OSError:
        return False


def test_children_go_when_they_are_let_go() -> None:
    """none is left behind by :func:`rest` or :func:`interrupt`."""
    pids = set(guarded(process, range(8), workers=2))
    rest()
    assert not any(map(alive, pids))  # type: ignore[arg-type]
    pids = set(guarded(process, range(8), workers=2))
    interrupt()
    assert not any(map(alive, pids))  # type: ignore[arg-type]


FILLED = """
from test_pool_bounds import SHORT, harmful
from dossier.pool import guarded
print(*(one.why for one in guarded(harmful, ["fill"], lambda _: SHORT)))
"""


def test_who_dies_without_a_word_for_want_of_memory_is_known_by_what_it_took() -> None:
    """a library that ends its process when it gets no memory is told of as one that takes much."""
    told = subprocess.run(
        [sys.executable, "-c", FILLED], capture_output=True, check=True, env=ENVIRON, text=True
    )
    assert told.stdout.strip() == Why.MEMORY


PARENT = """
import os, sys
from dossier.pool import guarded
from test_pool_bounds import process
print(*set(guarded(process, range(8), workers=2)), flush=True)
sys.stdin.read()
"""


def test_children_end_with_a_parent_that_is_killed() -> None:
    """who is killed cannot tell them, and they do not stay."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRON,
    )
    assert parent.stdout is not None
    pids = [int(one) for one in parent.stdout.readline().split()]
    assert pids
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    for _ in range(600):
        if not any(map(alive, pids)):
            break
        time.sleep(0.05)
    assert not any(map(alive, pids))


def leaving(megabytes: int) -> int:
    """Leaves behind what only refers to itself."""
    held: list[object] = [b"x" * (megabytes << 20)]
    held.append(held)
    return os.getpid()


def test_what_tasks_leave_does_not_count_against_others() -> None:
    """a child that has done much has as much room as a new one."""
    limits = Limits(30, 400, 400)
    answers = list(guarded(leaving, [100] * 12, lambda _: limits, 1))
    assert [one for one in answers if isinstance(one, Failure)] == []
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    "words",
    ["out of memory: line 1, column 7", "Error -4 while decompressing data", "std::bad_alloc"],
)
def test_lack_of_memory_is_no_damage(words: str) -> None:
    """This test ensures that what a library says of memory is not told of the file."""
    with pytest.raises(MemoryError):
        unless_memory(ValueError(words))
    unless_memory(ValueError("not well-formed (invalid token): line 1, column 7"))


def test_lack_of_memory_that_has_a_number_alone_is_no_damage() -> None:
    """This test ensures that the same is so of libxml2, which calls it an unknown error."""
    spoilt = etree.XMLSyntaxError("unknown error (<string>, line 0)", 2, 0, 0)
    with pytest.raises(MemoryError):
        unless_memory(spoilt)
    unless_memory(etree.XMLSyntaxError("Opening and ending tag mismatch", 76, 1, 7))
    with pytest.raises(ET.ParseError) as raised:  # of expat 2 is an error of syntax
        ET.fromstring("<")
    unless_memory(raised.value)
