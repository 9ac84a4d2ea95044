import pikepdf

from dossier.media.normalise import decrypted, encrypted, normalise, unnumbered
from media_zoo import pdf


def made(path, date: str, number: int, text: bytes = b"q Q"):
    """A PDF as LibreOffice might write it at a date, as so manieth of its process."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = document.make_stream(text)
        head = b"%%!FontType1-1.0: Some\n/UniqueID %d def\ncurrentfile eexec\n" % number
        body = encrypted(b"HDU /Private /UniqueID %d def charstrings" % number)
        tail = b"0" * 64 + b"\ncleartomark\n"
        font = document.make_stream(head + body + tail)
        font.Length1, font.Length2, font.Length3 = len(head), len(body), len(tail)
        page.Resources = pikepdf.Dictionary(Keep=font)
        document.docinfo["/CreationDate"] = f"D:{date}"
        document.docinfo["/Title"] = "题名"
        document.trailer["/DocChecksum"] = pikepdf.Name(f"/{number:032X}")
        document.save(path, deterministic_id=False)
    return path


def normal(path) -> bytes:
    target = path.with_suffix(".normal")
    normalise(path, target)
    return target.read_bytes()


def test_two_runs_give_the_same_bytes(tmp_path):
    """Date, /ID, checksum and the numbers of fonts leave no trace."""
    one = made(tmp_path / "a.pdf", "20230901120000Z", 4100001)
    two = made(tmp_path / "b.pdf", "20240229235959Z", 4100017)
    assert one.read_bytes() != two.read_bytes()
    assert normal(one) == normal(two)


def test_the_order_of_objects_leaves_no_trace(tmp_path):
    """The same document, its fonts numbered as they happened to lie in memory."""
    for name, order in (("a", "12345678"), ("b", "36418275")):
        with pikepdf.new() as document:
            fonts = {one: document.make_indirect(pikepdf.Dictionary(Name=one)) for one in order}
            page = document.add_blank_page()
            page.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary({f"/F{one}": fonts[one] for one in sorted(order)})
            )
            document.save(
                tmp_path / f"{name}.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate
            )
    assert normal(tmp_path / "a.pdf") == normal(tmp_path / "b.pdf")


def test_other_content_gives_another_id(tmp_path):
    """The /ID follows the content, in both halves, as none is kept from before."""
    normal(made(tmp_path / "a.pdf", "20230901120000Z", 4100001))
    normal(made(tmp_path / "b.pdf", "20230901120000Z", 4100001, b"q q Q Q"))
    with pikepdf.open(tmp_path / "a.normal") as a, pikepdf.open(tmp_path / "b.normal") as b:
        assert bytes(a.trailer.ID[0]) == bytes(a.trailer.ID[1])
        assert bytes(a.trailer.ID[0]) != bytes(b.trailer.ID[0])


def test_no_date_is_made_up_and_the_title_stays(tmp_path):
    """The time of conversion goes, what the document says of itself stays."""
    normal(made(tmp_path / "a.pdf", "20230901120000Z", 4100001))
    with pikepdf.open(tmp_path / "a.normal") as document:
        assert dict(document.docinfo) == {"/Title": "题名"}
        assert "/DocChecksum" not in document.trailer


def titles(path) -> list[str]:
    with pikepdf.open(path) as document, document.open_outline() as outline:
        return [one.title for one in outline.root]


def test_a_sheet_that_nobody_named_is_no_bookmark(tmp_path):
    """Sheet1 alone is left out; several sheets, and one with a name, keep theirs."""
    for names, kept in (
        (["Sheet1"], []),
        (["工作表 1"], []),
        (["花名册"], ["花名册"]),
        (["Sheet1", "Sheet2"], ["Sheet1", "Sheet2"]),
    ):
        path = made(tmp_path / "a.pdf", "20230901", 4100001)
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            with document.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(name, 0) for name in names)
            document.save(path)
        normal(path)
        assert titles(path.with_suffix(".normal")) == kept


def test_a_font_stays_a_font():
    """Only the number changes: the lengths of all parts stay, and what is encrypted too."""
    head = b"%!FontType1-1.0\n/UniqueID 4100003 def\neexec\n"
    body = encrypted(b"HDU /UniqueID 4100003 def and the rest")
    font = head + body + b"0000"
    changed = unnumbered(font, len(head), len(body))
    assert len(changed) == len(font)
    assert changed.endswith(b"0000")
    plain = decrypted(changed[len(head) : len(head) + len(body)])
    number = changed.split(b"/UniqueID ")[1][:7]
    assert plain == b"HDU /UniqueID " + number + b" def and the rest"
    assert 4_000_000 <= int(number) < 5_000_000


def test_fonts_that_differ_get_different_numbers():
    """A printer keeps fonts by their number: two fonts must not share one."""
    head = b"/UniqueID 4100003 def\n"
    changed = {
        unnumbered(head + (body := encrypted(b"HDU " + letter)), len(head), len(body))[10:17]
        for letter in (b"A", b"B", b"C")
    }
    assert len(changed) == 3


def test_other_documents_only_lose_their_dates(tmp_path):
    """A PDF without such fonts keeps its pages."""
    normal(pdf(tmp_path / "a.pdf", pages=4))
    with pikepdf.open(tmp_path / "a.normal") as document:
        assert len(document.pages) == 4
