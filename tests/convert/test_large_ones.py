"""Of several programs that take much memory, one does at a time; time that others wait is free."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

from dossier.convert import watch
from dossier.convert.watch import Watch
from dossier.pool import Turn, guarded_one
from dossier.pool.limits import Limits

# it takes 150 MB for each line that it is sent, and answers when it has them
GROWS = """
import sys
held = []
for _ in sys.stdin:
    held.append(b"x" * 150_000_000)
    print(len(held), flush=True)
"""

Program = subprocess.Popen[str]


@pytest.fixture
def program() -> Iterator[Callable[[], Program]]:
    """Starts programs that grow, each in a group of its own."""
    begun: list[Program] = []

    def begin() -> Program:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", GROWS], text=True, start_new_session=True, bufsize=1, **pipes
            )
        )
        return begun[-1]

    yield begin
    for one in begun:
        one.kill()
        one.communicate()


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "USUAL_MB", 100)
    monkeypatch.setattr(watch, "MOST_MB", 1000)


def grow(one: Program) -> None:
    assert one.stdin is not None
    one.stdin.write("\n")


def answered(one: Program) -> str:
    assert one.stdout is not None
    return one.stdout.readline().strip()


def state(one: Program) -> str:
    return Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split()[0]


def until(is_so: Callable[[], bool]) -> bool:
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_a_second_large_one_stands_still(program: Callable[[], Program]) -> None:
    """This test ensures that it goes on, its time not spent, when the first one is at its end."""
    first, second = program(), program()
    turns, exceeded = (Turn(), Turn()), list[bool]()
    patience = 2.0
    watches = [Watch(first.pid, 600, exceeded.append, turns[0])]
    grow(first)
    assert answered(first) == "1"
    assert until(lambda: turns[0].taken)
    watches.append(Watch(second.pid, patience, exceeded.append, turns[1]))
    grow(second)
    assert until(lambda: state(second) == "T")
    assert state(first) != "T"
    grow(first)  # who has the turn may take more
    assert answered(first) == "2"
    time.sleep(patience * 1.5)
    assert state(second) == "T"
    first.kill()
    turns[0].give_back()
    assert answered(second) == "1"
    assert until(lambda: turns[1].taken)
    assert exceeded == []
    for one in watches:
        one.cancel()
    turns[1].give_back()


def test_small_ones_run_beside_each_other(program: Callable[[], Program]) -> None:
    """This test ensures that nobody waits who takes what is usual."""
    taken, both = Turn(), [program(), program()]
    assert taken.take()
    watches = [Watch(one.pid, 600, lambda _: None, Turn()) for one in both]
    time.sleep(0.5)
    assert [state(one) != "T" for one in both] == [True, True]
    for one in watches:
        one.cancel()
    taken.give_back()


def test_one_that_stands_still_can_be_given_up(program: Callable[[], Program]) -> None:
    """This test ensures that the end of a watch lets its program go on, without the turn."""
    taken, turn, one = Turn(), Turn(), program()
    assert taken.take()
    over = Watch(one.pid, 600, lambda _: None, turn)
    grow(one)
    assert until(lambda: state(one) == "T")
    over.cancel()
    assert answered(one) == "1"
    assert not turn.taken
    taken.give_back()


def test_the_pool_waits_for_its_turn() -> None:
    """This test ensures that a task that needs much is large when no program is."""
    turn = Turn()
    assert turn.take()
    began = time.monotonic()
    Timer(1.0, turn.give_back).start()
    assert guarded_one(_much, 600, Limits(30, 300, 900)) == 600
    assert time.monotonic() - began >= 1.0
    assert guarded_one(_much, 10, Limits(30, 300, 900)) == 10


def _much(megabytes: int) -> int:
    return len(bytearray(megabytes << 20)) >> 20


def test_a_turn_is_taken_once() -> None:
    """This test ensures that nobody waits for himself, nor gives back what another one has."""
    one, other = Turn(), Turn()
    assert [one.take(), one.take(), other.take(), other.take(0.01)] == [True, True, False, False]
    other.give_back()
    assert not other.take()
    one.give_back()
    one.give_back()
    assert other.take()
    other.give_back()
