"""A workspace of files made to harm, built whole: memory, time and connections.

    python bench/hostile.py [--keep FOLDER] [--only NAME …] [--together]

The files are those of tests/hostile_evidence.py and tests/hostile_office.py, each registered as
evidence: bombs of every kind, and documents that ask to fetch something. Memory is the greatest sum
of the proportional sets (Pss of smaps_rollup) of the command and all that it starts, LibreOffice
with it, looked at twenty times a second. Connections are calls of connect(2) and sendto(2) that
lead to another address family than AF_UNIX, by strace, in a second build from nothing; the first
one is measured without it. The longest time of one file is that of building a workspace with that
file alone, less one without any; `--together` leaves that out, which takes as long as all else.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

import hostile_evidence as hostile  # noqa: E402 - of the tests
import hostile_office  # noqa: E402
from hostile_build import built, fates, workspace  # noqa: E402

_MOST_MB = 1500
_LONGEST = 300  # seconds: six times the bound of processor time, and its margin
_NOWHERE = "http://127.0.0.1:9"  # the port of discard, where nobody listens
_CALL = re.compile(r"(?:connect|sendto)\(.*sa_family=AF_(?!UNIX|LOCAL|NETLINK|UNSPEC)\w+")


def files() -> Mapping[str, bytes]:
    """The whole set, by name."""
    bombs = {**hostile.FILES, **hostile_office.BOMBS}
    made = {name: make() for name, make in bombs.items()}
    calling = {f"calling-{name}": make(_NOWHERE) for name, make in hostile_office.CALLING.items()}
    return made | calling


def connections(place: Path) -> list[str]:
    """The calls to elsewhere of a build from nothing."""
    trace = place.with_suffix(".strace")
    shutil.rmtree(place / "build", ignore_errors=True)
    built(place, "strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", str(trace))
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if _CALL.search(line)]


def main(keep: Path, only: Sequence[str], *, together: bool) -> int:
    """Measure, and print tables."""
    every = {name: made for name, made in files().items() if not only or name in only}
    whole = workspace(keep / "whole", every)
    seconds, peak, fault = built(whole)
    calls = connections(whole) if shutil.which("strace") else None
    alone = {} if together else each_alone(keep, every)
    print("| measure | value | goal |\n| --- | --- | --- |")
    print(f"| files | {len(every)} | |")
    print(f"| peak of the whole build, MB | {peak:.0f} | ≤ {_MOST_MB} |")
    print(f"| whole build, s | {seconds:.0f} | |")
    if alone:
        slowest = max(alone, key=lambda name: alone[name][0])
        longest = alone[slowest][0]
        print(f"| longest time of one file ({slowest}), s | {longest:.0f} | ≤ {_LONGEST} |")
    print(f"| connections | {'not measured' if calls is None else len(calls)} | ≤ 0 |\n")
    more = " s | MB alone |" if alone else ""
    print(f"| file | what became of it |{more}\n| --- | --- |{' --- | --- |' if alone else ''}")
    told = dict(fates(whole))
    for name in every:
        measured = f" {alone[name][0]:.0f} | {alone[name][1]:.0f} |" if alone else ""
        print(f"| {name} | {told.get(name, 'its row is lost')} |{measured}")
    for name, trouble in (("the whole", fault), *((n, one[2]) for n, one in alone.items())):
        if trouble:
            print(f"\n{name} did not end well: {trouble}")
    for call in calls or ():
        print(f"\n    {call}")
    return 0


def each_alone(keep: Path, every: Mapping[str, bytes]) -> dict[str, tuple[float, float, str]]:
    """Seconds, megabytes and trouble of each file, in a workspace with that file alone."""
    none = built(workspace(keep / "none", {}))[0]
    found = {}
    for name, made in every.items():
        seconds, most, trouble = built(workspace(keep / "one", {name: made}))
        found[name] = seconds - none, most, trouble
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--together", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temp:
        sys.exit(main(given.keep or Path(temp), given.only, together=given.together))
