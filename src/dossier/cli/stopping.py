"""TERM and HUP stop a command as Ctrl-C does: in order, with all that it has started."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

_ASKED = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Within it, a signal that asks this process to end raises KeyboardInterrupt, once.

    One that is ignored stays so: that is what ``nohup`` asks for.
    """
    before = {}
    if current_thread() is main_thread():
        for number in _ASKED:
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in _ASKED:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
