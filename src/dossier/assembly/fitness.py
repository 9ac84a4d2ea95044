"""Whether a file would let its box be PDF/A, asked before any box is bound."""

from pathlib import Path

from dossier.bind.binding import Binding, Part
from dossier.errors import OutputError
from dossier.facts import Fact
from dossier.files import passing_folder
from dossier.finding import Code
from dossier.store.source_hash import content_key


class Fitness(Fact, frozen=True):
    """What a box has against a file: `faults` as docs/report.md lists them, none where it is fit.

    `signed` tells whether it bears an electronic signature, which nothing else may touch.
    """

    signed: bool
    faults: tuple[str, ...]


def fitness(pdf: Path, pages: int) -> Fitness:
    """The fitness of the PDF with so many pages: it is bound alone, for a trial.

    Only so are the judge's eyes on what a box would hold, without what binding takes out.
    """
    from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

    labels = tuple(map(str, range(1, pages + 1)))
    trial = Binding(
        title="",
        number="",
        author="",
        keywords=(),
        front=(),
        parts=(Part(pdf, labels, 1, "0001", pdf.name, "", "", ""),),
        back=(),
        identity=content_key(),
    )
    with passing_folder() as temp:
        try:
            bound = bind(trial, Path(temp) / "box.pdf")
        except OutputError:  # binding tells what is wrong with it, with the name of its item
            return Fitness(signed=False, faults=("malformed",))
    signed = any(finding.code is Code.FILE_SIGNED for finding in bound.findings)
    return Fitness(signed, tuple(sorted({*bound.accounts[0].reasons, *bound.reasons})))
