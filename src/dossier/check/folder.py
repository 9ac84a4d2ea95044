"""The register against the evidence folder."""

from collections.abc import Iterator

from dossier.check.facts import Facts
from dossier.check.filenames import FileNames
from dossier.check.schools import OwnNames, own_names
from dossier.facts import replace
from dossier.finding import Code, Finding, Severity
from dossier.messages import Text, say
from dossier.model.evidence import Evidence, Photo, Ranges, spelled
from dossier.workspace import is_litter


def _name(entry: Evidence | Photo) -> str:
    return entry.title if isinstance(entry, Evidence) else entry.event


def _finding(code: Code, entry: Evidence | Photo, text: Text, hint: Text | None) -> Finding:
    return Finding(
        code,
        text,
        at=entry.row.cell("file"),
        path=entry.file,
        hint=hint,
        requirement=entry.requirement,
        year=entry.year,
    )


def missing_files(facts: Facts) -> Iterator[Finding]:
    """Registered, but not in the folder; of a whole folder that cannot be opened, told once."""
    entries = (*facts.dossier.entries, *facts.dossier.unconfirmed)
    names = FileNames(facts.evidence_files, {entry.file for entry in entries})
    shut = _shut(facts)
    within: dict[str, list[Evidence | Photo]] = {}
    for entry in entries:
        if entry.file in facts.evidence_files:
            continue
        folder = next((one for one in shut if entry.file.startswith(f"{one}/")), "")
        within.setdefault(folder, []).append(entry)
    for entry in within.pop("", ()):
        yield _finding(Code.FILE_MISSING, entry, *_missing(entry.file, names))
    for folder, lost in within.items():
        text = say("'{file}' is registered, but its folder is not looked into", file=lost[0].file)
        found = _finding(Code.FILE_MISSING, lost[0], text, facts.evidence_files[folder].remedy)
        yield replace(found, followed=len(lost) - 1)


def _shut(facts: Facts) -> list[str]:
    """What stands in the place of a folder with registered files: a link that leads elsewhere."""
    above = {
        entry.file[:place]
        for entry in facts.dossier.entries
        for place, sign in enumerate(entry.file)
        if sign == "/"
    }
    return sorted(above & facts.evidence_files.keys())


def _missing(file: str, names: FileNames) -> tuple[Text, Text]:
    """What to say of a name that no file has, and what to do."""
    near, several, file = names.near(file), names.several(file), " ".join(file.split())
    if names.leads_out(file):
        return say("'{file}' does not lie in inputs/evidence, as all evidence must", file=file), (
            say("write '{near}', which is there", near=near)
            if near
            else say("copy the file into inputs/evidence, and write only its name there")
        )
    if several:
        hint = say(
            "give each file a row of its own: {names}",
            names="、".join(f"'{one}'" for one in several),
        )
    elif is_litter(file.rpartition("/")[2]):
        hint = _no_evidence(file.rpartition("/")[2])
    elif names.is_folder(file):
        hint = say("it is a folder: give each file in it a row of its own")
    elif near.replace("\\", "/") == file:
        hint = _unpacked(near, file)
    elif near:
        hint = say("did you mean '{near}'?", near=near)
    else:
        hint = say("put it into inputs/evidence, or correct the name")
    return say("'{file}' is registered, but not in the folder", file=file), hint


def _unpacked(path: str, meant: str) -> Text:
    """What to do with a file whose name holds the folders that it should lie in."""
    folder, _, name = meant.rpartition("/")
    return say(
        "the name '{file}' holds '\\', as after unpacking a zip made on Windows: rename the file "
        "to '{name}', and put it into the folder '{folder}'",
        file=path,
        name=name,
        folder=folder,
    )


def _no_evidence(name: str) -> Text:
    """What to do about the name of a file that nobody looks at."""
    if name.startswith("~$"):
        return say(
            "'{name}' is there only while somebody has the document open: name the document itself",
            name=name,
        )
    return say("'{name}' is a file of the system, and no evidence: delete the row", name=name)


def unregistered_files(facts: Facts) -> Iterator[Finding]:
    """In the folder, but in no register: it would be bound nowhere."""
    dossier = facts.dossier
    registered = {entry.file for entry in (*dossier.entries, *dossier.unconfirmed)}
    shut = _shut(facts)
    for path in sorted(set(facts.evidence_files) - registered):
        evidence_file = facts.evidence_files[path]
        meant = path.replace("\\", "/")
        if (meant in registered and meant not in facts.evidence_files) or path in shut:
            continue  # told where it is registered
        hint = None if evidence_file.sha256 else evidence_file.remedy  # it could not be opened
        if meant != path:
            hint = _unpacked(path, meant)
        yield Finding(
            Code.FILE_UNREGISTERED,
            say("'{file}' is in the folder, but not registered", file=path),
            path=f"evidence/{path}",
            hint=hint
            or say(
                "'dossier register' proposes a row; or add one to '佐证材料登记' or '照片' of "
                "evidence.xlsx, or take it out"
            ),
        )


def unusable_files(facts: Facts) -> Iterator[Finding]:
    """Registered and there, but empty, damaged, locked, too short or of a kind that is no use."""
    for entry in facts.dossier.entries:
        evidence_file = facts.evidence_files.get(entry.file)
        if evidence_file and evidence_file.fault:
            yield _finding(
                evidence_file.fault,
                entry,
                say("'{file}' cannot be bound", file=entry.file),
                evidence_file.remedy,
            )
        elif isinstance(entry, Photo) and evidence_file and not evidence_file.is_picture:
            yield _finding(
                Code.FILE_TYPE,
                entry,
                say("'{file}' is registered as a photo, but is no picture", file=entry.file),
                say("register it in '佐证材料登记'"),
            )
        elif (
            evidence_file
            and evidence_file.pages
            and _pages(entry)
            and _pages(entry)[-1][1] > evidence_file.pages
        ):
            yield replace(
                _finding(
                    Code.VALUE_INVALID,
                    entry,
                    say(
                        "pages {pages} are asked for, and '{file}' has {count}",
                        pages=spelled(_pages(entry)),
                        file=entry.file,
                        count=evidence_file.pages,
                    ),
                    say("count the pages of the PDF, the first sheet being page 1"),
                ),
                at=entry.row.cell("pages"),
            )


def odd_files(facts: Facts) -> Iterator[Finding]:
    """Registered and bound, with something to be told of the file; of each but once.

    Tracked changes are an error in what the school itself wrote.
    """
    own = own_names(facts.dossier.school)
    told = set()
    for entry in facts.dossier.entries:
        evidence_file = facts.evidence_files.get(entry.file)
        if evidence_file and entry.file not in told:
            told.add(entry.file)
            for remark in evidence_file.remarks:
                text = say("'{file}': {what}", file=entry.file, what=remark.text)
                found = _finding(remark.code, entry, text, remark.hint)
                if remark.code is Code.CHANGES_TRACKED and _is_own(entry, own):
                    found = replace(found, weight=Severity.ERROR)
                yield found


def _is_own(entry: Evidence | Photo, own: OwnNames) -> bool:
    """Whether the school wrote a document, or the register names no other who did."""
    if not isinstance(entry, Evidence):
        return False
    return not entry.author or any(one in entry.author for one in own.names)


def _pages(entry: Evidence | Photo) -> Ranges:
    """The pages of its file that an entry asks for, where these are not all."""
    return entry.pages if isinstance(entry, Evidence) else ()


def files_registered_twice(facts: Facts) -> Iterator[Finding]:
    """One file under two entries is bound twice, unless these are excerpts of other pages."""
    before: dict[str, list[Evidence | Photo]] = {}
    for entry in facts.dossier.entries:
        others = before.setdefault(entry.file, [])
        pages = _pages(entry)
        other = next((o for o in others if not (pages and _pages(o)) or pages == _pages(o)), None)
        others.append(entry)
        if other is not None:
            yield _finding(
                Code.FILE_TWICE,
                entry,
                say(
                    "'{file}' is registered already in {cell}",
                    file=entry.file,
                    cell=other.row.cell("file"),
                ),
                _instead(entry, other),
            )


def _instead(entry: Evidence | Photo, other: Evidence | Photo) -> Text | None:
    """What to do with the second row of a document that serves two requirements."""
    if isinstance(entry, Photo) or isinstance(other, Photo):
        return None
    if entry.requirement == other.requirement:
        return say("delete one of the rows, or tell in '页次' which pages each of them means")
    return say(
        "keep the first row alone, and name {code} in its column '互见': it is bound once then",
        code=entry.requirement,
    )


def duplicate_contents(facts: Facts) -> Iterator[Finding]:
    """Two files with the same bytes under two titles: the same paper used twice."""
    first: dict[str, Evidence | Photo] = {}
    for entry in facts.dossier.entries:
        evidence_file = facts.evidence_files.get(entry.file)
        if evidence_file is None or not evidence_file.size or not evidence_file.sha256:
            continue
        other = first.setdefault(evidence_file.sha256, entry)
        if other.file != entry.file:
            yield _finding(
                Code.CONTENT_DUPLICATE,
                entry,
                say(
                    "'{title}' has the same content as '{other}' in {cell}",
                    title=_name(entry),
                    other=_name(other),
                    cell=other.row.cell("file"),
                ),
                say("see whether the wrong file was put here"),
            )
