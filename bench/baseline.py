"""The script that people write to file the same evidence: what bench/whole.py measures against.

    python bench/baseline.py JOBS OUT

JOBS is a JSON file: `office`, `pictures` and `pdfs` are paths of evidence, `chapters` and `boxes`
how many reports are filled in and how many boxes are bound, `pages` how many text pages a report
has. docxtpl fills in reports, covers and catalogues; soffice is started for each file; Pillow puts
a picture on a page; pypdf lays a number over each page (`merge_page`) and writes the boxes. The
page with the number is put together by hand here: that is less work than to have it drawn.

Printed is JSON: seconds of the clock by step. It checks nothing, knows of no link or bookmark, and
makes everything anew each time, as such scripts do.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import io
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

_WORDS = "学校把义务教育均衡发展作为中心工作，加强领导，落实责任，补齐短板。" * 4


def template(path: Path, paragraphs: int, rows: bool) -> Path:
    """A Word template with a title, so many paragraphs, and a table that grows where `rows`."""
    import docx  # noqa: PLC0415 - timed with the rest, here and below

    document = docx.Document()
    document.add_heading("{{ title }}", 1)
    for number in range(paragraphs):
        document.add_paragraph("{{ text }}" if number % 2 else _WORDS)
    if rows:
        table = document.add_table(4, 3, style="Table Grid")
        table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "件号", "题名", "页次"
        table.cell(1, 0).text = "{%tr for one in items %}"
        cells = table.rows[2].cells
        cells[0].text, cells[1].text, cells[2].text = (
            "{{ one.number }}", "{{ one.title }}", "{{ one.page }}",
        )  # fmt: skip
        table.cell(3, 0).text = "{%tr endfor %}"
    document.save(path)
    return path


def fill(source: Path, out: Path, facts: dict[str, object]) -> Path:
    """The template filled in."""
    from docxtpl import DocxTemplate  # noqa: PLC0415

    document = DocxTemplate(source)
    document.render(facts)
    document.save(out)
    return out


def to_pdf(source: Path, folder: Path) -> Path:
    """What soffice makes of a file, started for this one."""
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)],  # noqa: S607
        check=True,
        capture_output=True,
    )
    return folder / f"{source.stem}.pdf"


def on_page(source: Path, folder: Path) -> Path:
    """A picture as a PDF."""
    from PIL import Image  # noqa: PLC0415

    out = folder / f"{source.stem}.pdf"
    with Image.open(source) as picture:
        picture.convert("RGB").save(out, resolution=200)
    return out


def numbered(width: float, number: int) -> bytes:
    """A PDF of one page with nothing but a number at the bottom."""
    stream = f"BT /F1 10 Tf {width - 60:.0f} 30 Td ({number:04d}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Contents 4 0 R/Resources 6 0 R>>" % width,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    )
    body, places = b"%PDF-1.4\n", []
    for index, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (index, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(body))
    )


def bind(files: Sequence[Path], out: Path) -> int:
    """One box, every page numbered: how many pages."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer, numbers = PdfWriter(), count(1)
    for file in files:
        for source in PdfReader(file).pages:
            page = writer.add_page(source)
            overlay = PdfReader(io.BytesIO(numbered(float(page.mediabox.width), next(numbers))))
            page.merge_page(overlay.pages[0])
    writer.write(out)
    return len(writer.pages)


def main() -> None:
    """Do it, and print how long each step took."""
    jobs, out = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    evidence, parts = out / "evidence", out / "parts"
    for folder in (out, evidence, parts):
        folder.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}
    start = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal start
        now = time.perf_counter()
        seconds[name] = seconds.get(name, 0.0) + now - start
        start = now

    made = [to_pdf(Path(name), evidence) for name in jobs["office"]]
    lap("office")
    made += [on_page(Path(name), evidence) for name in jobs["pictures"]]
    lap("pictures")
    made += [Path(name) for name in jobs["pdfs"]]
    report = template(parts / "report-template.docx", 8 * jobs["pages"], rows=False)
    cover = template(parts / "cover-template.docx", 2, rows=False)
    contents = template(parts / "contents-template.docx", 0, rows=True)
    remarks = template(parts / "remarks-template.docx", 3, rows=False)
    for number in range(jobs["chapters"]):
        facts: dict[str, object] = {"title": f"第{number}章", "text": _WORDS}
        made.append(to_pdf(fill(report, parts / f"report-{number}.docx", facts), parts))
    lap("chapters")
    shares = [made[number :: jobs["boxes"]] for number in range(jobs["boxes"])]
    fronts = []
    for number, share in enumerate(shares):
        items = [{"number": n, "title": path.stem, "page": n} for n, path in enumerate(share, 1)]
        facts = {"title": f"第{number}盒", "text": _WORDS, "items": items}
        fronts.append(
            [
                to_pdf(fill(source, parts / f"{source.stem}-{number}.docx", facts), parts)
                for source in (cover, contents, remarks)
            ]
        )
    lap("fronts")
    pages = 0
    for number, (share, front) in enumerate(zip(shares, fronts, strict=True)):
        pages += bind([*front, *share], out / f"box-{number:02d}.pdf")
    lap("bind")
    print(json.dumps({"seconds": seconds, "pages": pages}))


if __name__ == "__main__":
    main()
