"""What the command `register` has to say: each row that is proposed, and what was left."""

from collections.abc import Iterator

from dossier.messages import say
from dossier.propose import Confidence, Proposal
from dossier.register import Registered, Row
from dossier.register.rows import reasons
from dossier.screen.output import Output


def registered(done: Registered, *, dry_run: bool, mend: bool) -> Output:
    """The rows, the surest first; then files without one, files that moved, and what to do now."""
    rows = sorted(done.rows, key=lambda row: [*Confidence].index(row.proposal.confidence))
    lines = [line for row in rows for line in _row(row)]
    lines += [
        str(say("'{file}': no row is proposed: {why}", file=file, why=why))
        for file, why in done.left
    ]
    lines += [_moved(one.entry.file, one.path, mended=done.mended) for one in done.moved]
    return Output(
        answer={
            "rows": [_record(row) for row in done.rows],
            "left": [{"file": file, "why": why.spoken("en")} for file, why in done.left],
            "moved": [{"from": one.entry.file, "to": one.path} for one in done.moved],
            "written": done.written,
        },
        before=tuple(lines),
        after=tuple(_end(done, dry_run=dry_run, mend=mend)),
    )


def _row(row: Row) -> Iterator[str]:
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


def _record(row: Row) -> dict[str, object]:
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
