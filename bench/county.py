"""What a school costs: `dossier county` timed as a whole process over 10, 100 and 1,000 schools.

    python bench/county.py [--sizes 10,100,1000] [--workers 2] [--keep FOLDER]

Every size is run cold (nothing surveyed before) and warm, in one go on one machine, so that it is
the ratios that tell: the cost of a school should not grow with their number. `--workers` runs the
largest size once more on a Dask cluster of so many processes at 127.0.0.1.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from schools import county  # noqa: E402 - it lies beside this file


@dataclass(frozen=True)
class Run:
    """One measured run: seconds of wall clock and of processor, and the largest memory in MB."""

    name: str
    schools: int
    wall: float
    cpu: float
    memory: float

    def line(self) -> str:
        """A row of the table in docs/scale.md."""
        each = 1000 * self.wall / self.schools
        return (
            f"| {self.name} | {self.schools:,} | {self.wall:.1f} | {self.cpu:.1f} "
            f"| {each:.0f} | {self.memory:.0f} |"
        )


def timed(name: str, schools: int, book: Path, into: Path, *more: str) -> Run:
    """Run the command once; exit code 1 only says that there are findings."""
    command = [sys.executable, "-m", "dossier", "--quiet", "county", "--list", str(book)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([*command, "--into", str(into), *more], check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in {0, 1}, done
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(name, schools, wall, cpu, after.ru_maxrss / 1024)


def on_cluster(schools: int, workers: int, book: Path, into: Path) -> Run:
    """The same on a cluster, which is started before the clock; its processor time is not ours."""
    from distributed import LocalCluster  # noqa: PLC0415 - an optional extra

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        address = str(cluster.scheduler_address)
        return timed(f"{workers} Dask workers", schools, book, into, "--scheduler", address)


def main() -> None:
    """Generate, run and print the table."""
    parser = argparse.ArgumentParser(description="what a school costs")
    parser.add_argument("--sizes", default="10,100,1000")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the schools, to be used again")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        base = asked.keep or Path(scratch)
        print("| run | schools | wall s | cpu s | ms per school | peak MB |")
        print("| --- | --- | --- | --- | --- | --- |")
        for size in sizes:
            folder = base / str(size)
            book = county(folder, size, ROOT / "templates")
            for cache in folder.glob("*/build"):
                shutil.rmtree(cache)
            for name in ("cold", "warm"):
                print(timed(name, size, book, base / f"out-{size}").line(), flush=True)
        if asked.workers:
            print(on_cluster(size, asked.workers, book, base / "out-dask").line())


if __name__ == "__main__":
    main()
