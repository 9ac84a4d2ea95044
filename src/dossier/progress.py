"""How far a run is: what it tells to whoever shows it."""

from collections.abc import Callable, Mapping

from dossier.messages import Text, say

Steps = Callable[[int, int, str], None]
"""Of one stage: (done, of how many, what was just done)."""

Progress = Callable[[str, int, int, str], None]
"""Of a run: (stage, done, of how many, what was just done)."""


def silent_steps(_done: int, _total: int, _name: str) -> None:
    """Show nothing of a stage."""


def silent(_stage: str, _done: int, _total: int, _name: str) -> None:
    """Show nothing of a run."""


STAGES: Mapping[str, Text] = {
    "survey": say("looking through the evidence"),
    "verify": say("verifying boxes"),
    "hide": say("taking numbers of persons out of copies"),
    "read texts": say("looking for figures in texts"),
    "read scans": say("reading scans"),
    "schools": say("assessing schools"),
    "convert evidence": say("converting evidence"),
    "convert chapters": say("converting chapters"),
    "convert catalogues": say("converting covers and catalogues"),
    "bind": say("binding boxes"),
    "look": say("looking at what is printed"),
}
"""The stages of a run, in words."""
