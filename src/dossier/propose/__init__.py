"""Propose: for a file that nobody registered, the row of the register that it most likely is.

What it proves is told by its folders, its name, its heading and its words, beside what the standard
asks for; a person confirms it. What is not known stays blank, and what is not likely is not said.
"""

from dossier.propose.proposal import Candidate, Confidence, DateSource, Proposal
from dossier.propose.run import proposed, proposed_for

__all__ = ["Candidate", "Confidence", "DateSource", "Proposal", "proposed", "proposed_for"]
