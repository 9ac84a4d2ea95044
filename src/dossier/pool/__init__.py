"""A pool of processes: a function of a module run over tasks, answers in the order of the tasks.

What opens a file from outside is run by :func:`guarded`, with a limit of time and memory for each
task: a file that exceeds them, or of which its process dies, costs its own answer and nothing else.
Our own work, which may take what it needs, is shared out by :func:`each`.
"""

from dossier.pool.children import interrupt, modest, processors, rest
from dossier.pool.limits import Failure, Limits, Why, by_size, usual
from dossier.pool.memory import clear_away, family, give_back, unless_memory
from dossier.pool.run import Run, apart, begun, each, guarded, guarded_one
from dossier.pool.turn import Turn

__all__ = [
    "Failure",
    "Limits",
    "Run",
    "Turn",
    "Why",
    "apart",
    "begun",
    "by_size",
    "clear_away",
    "each",
    "family",
    "give_back",
    "guarded",
    "guarded_one",
    "interrupt",
    "modest",
    "processors",
    "rest",
    "unless_memory",
    "usual",
]
