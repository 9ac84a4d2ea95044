"""What `read-scans` has read."""

from dossier.assembly.inspection import Inspection
from dossier.cli.console.screen import Screen
from dossier.finding import Code
from dossier.messages import say

_UNSURE = 0.9


def told(screen: Screen, inspection: Inspection) -> None:
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
