"""`make fuzz COUNT=N SEED=N`: try changed files, and print figures and whatever went wrong.

A case that went wrong is printed as a line for tests/fuzz/kept.txt; put there, it is tried with the
tests for ever.
"""

import sys
import tempfile
import time
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.search import KINDS, Trial, cases_of
from fuzz.trial import Grounds


@click.command()
@click.option("--count", default=600, help="cases of each kind")
@click.option("--seed", default=0, help="the first seed")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="only these kinds")
def main(count: int, seed: int, kinds: tuple[str, ...]) -> None:
    """Mutate the sample's own files and see that one bad file never ends the rest."""
    wrong = 0
    with tempfile.TemporaryDirectory() as temp:
        trial = Trial(Grounds(Path(temp)))
        for kind in kinds or KINDS:
            began = time.monotonic()
            found = list(trial.all(cases_of(kind, range(seed, seed + count))))
            wrong += len(found)
            for case, complaints in found:
                click.echo(f"{case}\n    " + "\n    ".join(complaints))
            spent = time.monotonic() - began
            click.echo(f"{kind}: {count} cases, {len(found)} wrong, {spent:.0f} s")
    sys.exit(1 if wrong else 0)


main()
