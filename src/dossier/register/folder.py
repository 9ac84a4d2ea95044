"""What lies in the evidence folder, for whoever registers it: files, archives, papers."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from dossier.archives import (
    ArchiveListing,
    ListTask,
    UnpackTask,
    is_archive,
    limits,
    listed,
    unpacked,
)
from dossier.facts import Fact, replace
from dossier.faults import told_of
from dossier.finding import Code
from dossier.leftovers import sweep
from dossier.media.camera import Noted, camera_of
from dossier.media.passage import Passage
from dossier.messages import Text
from dossier.model.evidence_file import EvidenceFile
from dossier.pool import Failure, by_size, guarded
from dossier.progress import Progress
from dossier.propose import Candidate
from dossier.survey import Survey
from dossier.workspace import Workspace

_MAY_BE_ARCHIVES = {Code.FILE_TYPE, Code.FILE_ENCRYPTED}


class OpenedFolder(Fact, frozen=True):
    """An archive among the evidence, what is in it, and the folder into which it is unpacked."""

    path: str
    found: ArchiveListing
    into: str


def files_of(surveyed: Survey, progress: Progress) -> dict[str, EvidenceFile]:
    """What a survey found, by path."""
    return {
        one.path: one
        for one in surveyed.evidence_files(
            lambda done, total, name: progress("survey", done, total, name)
        )
    }


def archives_among(
    workspace: Workspace, files: Iterable[EvidenceFile], *, unpack: bool
) -> tuple[OpenedFolder, ...]:
    """The archives among `files`, listed or unpacked by processes of their own."""
    found = [
        (one, place)
        for one in files
        if one.fault in _MAY_BE_ARCHIVES
        and not one.is_unprinted
        and (place := one.file).is_file()
        and is_archive(place)
    ]
    places = [place for _, place in found]
    answers: Iterable[ArchiveListing | Failure]
    if unpack:
        sweep(workspace.evidence)  # what an unpacking that was killed has left behind
        tasks = [UnpackTask(place, place.with_suffix("")) for place in places]
        answers = guarded(unpacked, tasks, limits, 1)
    else:
        answers = guarded(listed, [ListTask(place) for place in places], limits, 1)
    return tuple(
        OpenedFolder(
            one.path,
            ArchiveListing(problem=told_of(one.path, answer)[1])
            if isinstance(answer, Failure)
            else answer,
            one.path.rpartition(".")[0],
        )
        for (one, _), answer in zip(found, answers, strict=True)
    )


def papers_of(
    files: Sequence[EvidenceFile], said: Mapping[str, Sequence[Passage]]
) -> list[Candidate]:
    """The files as papers, with what they say, and what cameras noted in pictures."""
    pictures = [one for one in files if one.is_picture]
    places = [one.file for one in pictures]
    sizes = {place: one.size for place, one in zip(places, pictures, strict=True)}
    answers = guarded(camera_of, places, lambda place: by_size(sizes[place]), 1)
    noted = {
        one.path: Noted() if isinstance(answer, Failure) else answer
        for one, answer in zip(pictures, answers, strict=True)
    }
    return [
        Candidate(
            path=one.path,
            pages=one.pages,
            said=tuple(said.get(one.path, ())),
            is_picture=one.is_picture,
            taken=noted[one.path].taken if one.path in noted else None,
            photographer=noted[one.path].photographer if one.path in noted else "",
            by_camera=one.path in noted and noted[one.path].is_camera,
        )
        for one in files
    ]


def with_words_of_scans(
    workspace: Workspace,
    papers: Sequence[Candidate],
    files: Mapping[str, EvidenceFile],
    progress: Progress,
) -> tuple[list[Candidate], list[Text]]:
    """The papers with what was read on their pages without text, and what could not be read.

    Photos of a camera are not read: what stands on them by chance is no paper's.
    """
    from dossier.assembly.scans import read_scans, with_scans  # noqa: PLC0415 - asked for by few

    wanted = [files[one.path] for one in papers if not one.by_camera]
    pages, unread = read_scans(wanted, workspace, partial(progress, "read scans"))
    said = with_scans({one.path: one.said for one in papers}, pages, by_line=True)
    return [
        replace(one, said=tuple(said.get(one.path, ())), is_scan=True) if one.path in pages else one
        for one in papers
    ], [finding.text for finding in unread]
