"""What the command `register` has to say: each row that is proposed, and what was left."""

from collections.abc import Iterator

from dossier.assembly.inspection import Inspection
from dossier.cli.console.output import Output
from dossier.cli.console.screen import Screen
from dossier.finding import Code
from dossier.messages import say
from dossier.propose import Confidence, Proposal
from dossier.register import OpenedFolder, Registered, WrittenRow
from dossier.register.rows import reasons

_SHOWN = 20  # names of an archive


def registered(done: Registered, *, dry_run: bool, mend: bool) -> Output:
    """The rows, the surest first; then files without one, files that moved, and what to do now."""
    rows = sorted(done.rows, key=lambda row: [*Confidence].index(row.proposal.confidence))
    lines = [line for row in rows for line in _row(row)]
    lines += [
        str(say("'{file}': no row is proposed: {why}", file=file, why=why))
        for file, why in done.left
    ]
    lines += [line for one in done.archives for line in _archive(one)]
    lines += [str(note) for note in done.notes]
    lines += [_moved(one.entry.file, one.path, mended=done.mended) for one in done.moved]
    return Output(
        answer={
            "rows": [_record(row) for row in done.rows],
            "left": [{"file": file, "why": why.spoken("en")} for file, why in done.left],
            "moved": [{"from": one.entry.file, "to": one.path} for one in done.moved],
            "archives": [
                {
                    "file": one.path,
                    "holds": [member.name for member in one.found.members],
                    "refused": list(one.found.refused),
                    "problem": one.found.problem.spoken("en") if one.found.problem else "",
                    "unpacked": one.found.unpacked,
                }
                for one in done.archives
            ],
            "written": done.written,
        },
        before=tuple(lines),
        after=tuple(_end(done, dry_run=dry_run, mend=mend)),
    )


def _row(row: WrittenRow) -> Iterator[str]:
    one = row.proposal
    said = say(
        "'{file}' → {code} '{name}', {year} [confidence {confidence}]",
        file=one.path,
        code=one.requirement.code,
        name=one.requirement.name,
        year=one.year or say("once"),
        confidence=one.confidence.value,
    )
    yield f"{row.at}: {said}" if row.at else str(said)
    parts = [one.title, one.author, one.number, one.dated.isoformat() if one.dated else ""]
    yield f"  {' | '.join(part for part in parts if part)}"
    yield f"  {'; '.join(str(reason) for reason in reasons(one)[1:])}"


def _archive(one: OpenedFolder) -> Iterator[str]:
    found = one.found
    if found.unpacked:
        yield str(
            say(
                "'{file}': files that were unpacked into '{folder}': {count}; take the archive out "
                "of the evidence",
                file=one.path,
                folder=one.into,
                count=found.unpacked,
            )
        )
    elif found.problem:
        yield str(say("'{file}' is an archive: {problem}", file=one.path, problem=found.problem))
    else:
        names = [member.name for member in found.members]
        more = "…" if len(names) > _SHOWN else ""
        yield str(
            say(
                "'{file}' is an archive of {count} files: {names}",
                file=one.path,
                count=len(names),
                names="、".join(names[:_SHOWN]) + more,
            )
        )
    for name in found.refused:
        yield str(say("  '{name}' in it would lead out of the folder: left out", name=name))


def _moved(before: str, now: str, *, mended: bool) -> str:
    if mended:
        return str(say("'{before}' is now '{now}': its row was mended", before=before, now=now))
    return str(say("'{before}' is now '{now}', it seems", before=before, now=now))


def _end(done: Registered, *, dry_run: bool, mend: bool) -> Iterator[str]:
    count = {
        one.value: sum(row.proposal.confidence is one for row in done.rows) for one in Confidence
    }
    yield str(
        say(
            "files without a row: {files}; rows proposed: {rows} ({confidences})",
            files=done.unregistered,
            rows=len(done.rows),
            confidences="、".join(f"{name} {number}" for name, number in count.items()),
        )
    )
    if any(not one.found.problem and not one.found.unpacked for one in done.archives):
        yield str(
            say("'dossier register --unpack' unpacks the archives, and registers what is in them")
        )
    if done.moved and not mend:
        yield str(say("'dossier register --moved' mends the rows of files that were moved"))
    if dry_run:
        yield str(say("nothing was written"))
    elif done.rows:
        yield str(
            say(
                "look at each row of evidence.xlsx that says 待确认, and write 已确认 there; until "
                "then it does not count"
            )
        )


def _record(row: WrittenRow) -> dict[str, object]:
    one: Proposal = row.proposal
    return {
        "file": one.path,
        "sheet": "照片" if one.is_photo else "佐证材料登记",
        "at": str(row.at) if row.at else "",
        "requirement": one.requirement.code,
        "confidence": one.confidence.value,
        "title": one.title,
        "author": one.author,
        "number": one.number,
        "dated": one.dated.isoformat() if one.dated else "",
        "year": str(one.year or ""),
        "grounds": [reason.spoken("en") for reason in one.grounds],
    }


_UNSURE = 0.9


def scanned(screen: Screen, inspection: Inspection) -> None:
    """Tell how many pages were read, which are doubtful, and whether anything makes use of them."""
    pages = [(path, page) for path, read in inspection.scans.items() for page in read]
    unread = [one for one in inspection.findings if one.code is Code.SCAN_UNREAD]
    doubtful = [
        (path, page) for path, page in pages if page.lines and page.score < _UNSURE
    ]  # fmt: skip
    screen.answer(
        {
            "files": len(inspection.scans),
            "pages": len(pages),
            "empty": sum(not page.lines and not page.unread for _, page in pages),
            "doubtful": [{"file": path, "page": page.number} for path, page in doubtful],
            "unread": [one.path for one in unread],
        }
    )
    screen.say(
        say(
            "pages without text: {pages} in {files} files; {empty} of them have no words at all",
            pages=len(pages),
            files=len(inspection.scans),
            empty=sum(not page.lines and not page.unread for _, page in pages),
        )
    )
    for path, page in doubtful:
        screen.say(
            say(
                "doubtful: page {page} of '{file}' ({part} % sure)",
                page=page.number,
                file=path,
                part=int(page.score * 100),
            )
        )
    for one in unread:
        screen.say(one.text)
    if pages and not inspection.dossier.standard.settings.scans:
        screen.say(
            say(
                "neither check nor build makes use of these words: write 识别扫描件 = 是 in the "
                "sheet 设置 of standard.xlsx"
            )
        )
