"""Work shared out among processes."""

import gc
import logging
import os
import time
import warnings
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.pool import apart, clear_away, each, guarded, modest, processors, rest


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def refused(number: int) -> int:
    raise ValueError(f"not {number}")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier.pool.run.processors", lambda: 2)


@pytest.mark.usefixtures("two")
def test_answers_come_in_order_from_other_processes() -> None:
    """This test ensures that who does the work changes nothing in the answers."""
    found = list(each(doubled, range(200), worth=10))
    assert [number for number, _ in found] == [2 * n for n in range(200)]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.usefixtures("two")
def test_after_a_rest_others_go_on() -> None:
    """This test ensures that processes can be let go, and work goes on in new ones."""
    before = {process for _, process in each(doubled, range(50), worth=1)}
    rest()
    rest()
    after = {process for _, process in each(doubled, range(50), worth=1)}
    assert not before & after


@pytest.mark.usefixtures("two")
def test_little_work_is_done_here() -> None:
    """This test ensures that a few tasks start no process."""
    assert {process for _, process in each(doubled, range(9), worth=10)} == {os.getpid()}


@pytest.mark.usefixtures("two")
def test_what_goes_wrong_is_raised_here() -> None:
    """This test ensures that an error in another process is an error of this one."""
    with pytest.raises(ValueError, match="not 0"):
        list(each(refused, range(50), worth=1))


def test_work_apart_has_a_process_of_its_own_that_ends_with_it() -> None:
    """This test ensures that one process does it all, and takes its memory with it."""
    found = list(apart(doubled, range(3)))
    assert [number for number, _ in found] == [0, 2, 4]
    (process,) = {process for _, process in found}
    assert process != os.getpid()
    assert _soon(lambda: not Path(f"/proc/{process}").exists())


def test_work_apart_goes_on_while_nobody_asks(tmp_path: Path) -> None:
    """This test ensures that it is done beside other work, not when its answers are asked for."""
    made = apart(Path.touch, [tmp_path / "a", tmp_path / "b"])
    assert _soon((tmp_path / "b").exists)
    assert list(made) == [None, None]


def test_what_goes_wrong_apart_is_raised_here() -> None:
    """This test ensures that an error there is an error of this process."""
    with pytest.raises(ValueError, match="not 0"):
        list(apart(refused, range(2)))


def _soon(true: Callable[[], bool]) -> bool:
    """Whether it becomes `true` within a time that only a fault takes."""
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


class Tree:
    """Refers to itself, as the elements and parts of a document do."""

    def __init__(self) -> None:
        self.root = self


def test_what_refers_to_itself_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the tree of a document that is done with does not stay in memory."""
    given_back: list[bool] = []
    gc.disable()  # or chance might clear it away before
    try:
        tree = weakref.ref(Tree())
        assert tree() is not None
        monkeypatch.setattr(
            "dossier.pool.memory.give_back", lambda: given_back.append(tree() is None)
        )
        clear_away()
    finally:
        gc.enable()
    assert given_back == [True]


def loud(number: int) -> int:
    logging.getLogger("library").warning("told by a library")
    warnings.warn("told by a library", stacklevel=1)
    return number


@pytest.mark.usefixtures("two")
def test_what_libraries_say_is_not_printed(capfd) -> None:
    """This test ensures that lines of libraries do not stand among those of this program."""
    rest()  # so that all have their streams from here
    assert list(each(loud, range(20), worth=1)) == list(range(20))
    assert list(apart(loud, range(3))) == [0, 1, 2]
    rest()
    assert capfd.readouterr() == ("", "")


def test_a_modest_process_has_one_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a process among others like it takes one processor, while it is so."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(4)))
    with modest(), modest():
        assert processors() == 1
        found = list(guarded(doubled, range(40)))
    assert [number for number, _ in found] == [2 * n for n in range(40)]
    assert len({process for _, process in found}) == 1
    assert processors() == 4
