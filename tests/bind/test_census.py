"""Nothing is lost on the way into a box: what is counted before is there after."""

from collections.abc import Callable
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, Stream, String

import dossier.bind.box
from dossier.bind.binding import Bound, ItemAccount
from dossier.bind.box import bind
from dossier.finding import Code


def look(pdf: Pdf) -> Dictionary:
    form = Stream(pdf, b"0 g 0 0 9 9 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    return Dictionary(N=pdf.make_indirect(form))


def annotated(path: Path) -> Path:
    """Comments and marks of several kinds, on a page that is turned and cropped."""
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf, zoo.text("page"), Rotate=90, CropBox=Array([9, 9, 500, 800]))
        page.Annots = Array(
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([9, 9, 18, 18]),
                           Contents=String("批注"), F=4, AP=look(pdf))
            )
            for kind in ("Text", "Highlight", "Highlight", "FreeText", "Stamp", "Ink")
        )  # fmt: skip
        pdf.save(path)
    return path


def buttons(path: Path) -> Path:
    """A group of two radio buttons, and a field with a name below a name."""
    with Pdf.new() as pdf:
        page = zoo.add_page(pdf)
        group = pdf.make_indirect(
            Dictionary(FT=Name.Btn, T=String("性别"), Ff=32768, V=Name.M, Kids=Array())
        )
        above = pdf.make_indirect(Dictionary(T=String("家长"), Kids=Array()))
        kids = [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([9, y, 18, y + 9]),
                           F=4, Parent=parent, **more)
            )
            for y, parent, more in (
                (9, group, {"AS": Name.M}),
                (29, group, {"AS": Name.Off}),
                (49, above, {"T": String("姓名"), "FT": Name.Tx, "V": String("周")}),
            )
        ]  # fmt: skip
        group.Kids, above.Kids = Array(kids[:2]), Array(kids[2:])
        page.Annots = Array(kids)
        pdf.Root.AcroForm = Dictionary(Fields=Array([group, above]))
        pdf.save(path)
    return path


def signpost(path: Path) -> Path:
    """Bookmarks to a name, to a page's index, to the web and to nowhere; links likewise."""
    with Pdf.new() as pdf:
        first, second = zoo.add_page(pdf), zoo.add_page(pdf)
        tree = NameTree.new(pdf)
        tree["_Toc1"] = Array([second, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=tree.obj)
        web = Dictionary(S=Name.URI, URI=String("https://moe.gov.cn/"))
        with pdf.open_outline() as outline:
            outline.root += [
                OutlineItem("named", String("_Toc1")),
                OutlineItem("index", Array([1, Name.Fit])),
                OutlineItem("web", action=web),
                OutlineItem("nowhere", String("_Toc9")),
            ]
            outline.root[0].children.append(OutlineItem("plain", 1))
        first.Annots = Array(
            pdf.make_indirect(zoo.link(**one))
            for one in (
                {"Dest": String("_Toc1")},
                {"Dest": Array([1, Name.Fit])},
                {"Dest": String("_Toc9")},
                {"A": web},
            )
        )
        pdf.save(path)
    return path


def dark(path: Path, *, state: bool = True) -> Path:
    """Three layers: on though all are off, off, and off by what it belongs to; a fourth unused."""
    with Pdf.new() as pdf:
        layers = [
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "abcd"
        ]
        either = pdf.make_indirect(
            Dictionary(Type=Name.OCMD, OCGs=Array([layers[1], layers[2]]), P=Name.AllOn)
        )
        page = zoo.add_page(pdf, b"/OC /A BDC EMC /OC /B BDC " + zoo.DARK + b" EMC")
        page.Resources.Properties = Dictionary(A=layers[0], B=either)
        config = Dictionary(BaseState=Name.OFF, ON=Array([layers[0]]), Order=Array(layers))
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=config if state else Dictionary())
        pdf.save(path)
    return path


def account(tmp_path: Path, *parts: Path) -> Bound:
    return bind(zoo.binding(*parts), tmp_path / "box.pdf")


HELD: dict[str, tuple[Callable[[Path], Path], dict[str, int]]] = {
    "plain": (zoo.plain, {"pages": 1}),
    "annotations": (
        annotated,
        {"pages": 1, "annotation:Text": 1, "annotation:Highlight": 2, "annotation:FreeText": 1,
         "annotation:Stamp": 1, "annotation:Ink": 1},
    ),
    "radio buttons": (buttons, {"pages": 1, "annotation:Widget": 3, "fields": 2}),
    "bookmarks": (
        signpost,
        {"pages": 2, "outline": 5, "annotation:Link": 4, "internal_links": 2, "external_links": 1},
    ),
    "names of 1996": (
        lambda path: zoo.named_links(path, "a", old=True),
        {"pages": 2, "annotation:Link": 1, "internal_links": 1},
    ),
    "layers": (dark, {"pages": 1, "layers": 3, "hidden_layers": 2}),
    "one page twice": (zoo.shared, {"pages": 2}),
}  # fmt: skip


@pytest.mark.parametrize(("make", "held"), HELD.values(), ids=HELD)
def test_what_an_item_holds_is_in_the_box(
    tmp_path: Path, make: Callable[[Path], Path], held: dict[str, int]
) -> None:
    """This test ensures that each kind of thing is counted, and there also in the second item."""
    path = make(tmp_path / "a.pdf")
    told = account(tmp_path, path, zoo.plain(tmp_path / "b.pdf"), path)
    assert [dict(one.before) for one in told.accounts] == [held, {"pages": 1}, held]
    assert [dict(one.after) for one in told.accounts] == [held, {"pages": 1}, held]
    assert told.findings == ()


def test_the_whole_zoo_in_one_box(tmp_path: Path) -> None:
    """This test ensures that odd inputs do not get into each other's way: nothing is lost."""
    paths = [make(tmp_path / f"{n}.pdf") for n, (make, _) in enumerate(HELD.values())]
    paths += [zoo.form(tmp_path / f"{name}.pdf", name) for name in ("周明", "李芳")]
    told = account(tmp_path, *paths, *reversed(paths))
    assert all(one.before == one.after for one in told.accounts)
    assert told.findings == ()
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert len(set(names)) == len(names) == 8
        values = [str(field.V) for field in pdf.Root.AcroForm.Fields if "/V" in field]
        assert sorted(values) == sorted(["/M", "/M", *2 * ["周明", "李芳"]])


def test_bookmarks_keep_their_targets(tmp_path: Path) -> None:
    """This test ensures that bookmarks lead to the pages they led to, within their own item."""
    account(tmp_path, zoo.plain(tmp_path / "a.pdf", 3), signpost(tmp_path / "b.pdf"))
    with pikepdf.open(tmp_path / "box.pdf") as pdf, pdf.open_outline() as outline:
        own = outline.root[0].children[1].children
        last = pdf.pages[4].obj
        assert [item.title for item in own] == ["named", "index", "web", "nowhere"]
        assert [item.destination is not None and item.destination[0] == last for item in own] == [
            True, True, False, False,
        ]  # fmt: skip
        assert str(own[2].action.URI) == "https://moe.gov.cn/"


def test_what_was_taken_out_is_no_loss(tmp_path: Path) -> None:
    """This test ensures that the census tells of what was removed, and no finding repeats it."""
    told = account(tmp_path, zoo.active(tmp_path / "a.pdf"))
    (one,) = told.accounts
    assert one.before["external_links"] - one.after["external_links"] == 1
    assert {finding.code for finding in told.findings} == {Code.CONTENT_REMOVED}
    assert one.altered


def test_an_untouched_item_is_not_altered(tmp_path: Path) -> None:
    """This test ensures that no original is kept where the box holds all of it."""
    (one,) = account(tmp_path, zoo.outlined(tmp_path / "a.pdf")).accounts
    assert not one.altered


def test_what_goes_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a difference which nothing explains is an error, kind by kind."""
    lay = dossier.bind.box.append_item

    def losing(pdf, part):
        laid = lay(pdf, part)
        laid.outline.pop()
        laid.pages[0].Annots = Array(list(laid.pages[0].Annots)[1:])
        return laid

    monkeypatch.setattr(dossier.bind.box, "append_item", losing)
    told = account(tmp_path, signpost(tmp_path / "a.pdf"))
    assert [finding.code for finding in told.findings] == [Code.CONTENT_LOST] * 3
    assert [finding.text.spoken("en") for finding in told.findings] == [
        "'材料1' has another number of annotations (Link) in the box than in its file: 3, not 4",
        "'材料1' has another number of links within it in the box than in its file: 1, not 2",
        "'材料1' has another number of bookmarks in the box than in its file: 4, not 5",
    ]
    assert isinstance(told.accounts[0], ItemAccount)


def test_the_way_back_to_the_catalogue_is_not_the_items(tmp_path: Path) -> None:
    """This test ensures that the link that binding adds is not counted as one of the item."""
    rows = zoo.catalogue(tmp_path / "k.pdf", "dossier:item/0001")
    box = zoo.binding(zoo.plain(tmp_path / "a.pdf"), front=(("卷内目录", rows),))
    told = bind(box, tmp_path / "box.pdf")
    assert dict(told.accounts[0].after) == {"pages": 1}
    assert told.findings == ()


def test_a_signed_item_is_told_of(tmp_path: Path) -> None:
    """This test ensures that a signature is a note, its look kept and its value not."""
    told = account(tmp_path, zoo.signed(tmp_path / "a.pdf"))
    (found,) = told.findings
    assert found.code is Code.FILE_SIGNED
    assert "(2)" in found.text.spoken("en")
    assert told.accounts[0].altered
    assert dict(told.accounts[0].after) == {"pages": 1, "annotation:Stamp": 1}
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        assert b"ByteRange" not in b"".join(one.unparse() for one in pdf.objects)
        assert pdf.pages[0].obj.Annots[0].AP.N.read_bytes().startswith(b"1 0 0 rg")


def test_a_signature_that_stands_nowhere_is_told_of(tmp_path: Path) -> None:
    """This test ensures that a field without a widget on any page is a signature, too."""
    with Pdf.open(zoo.plain(tmp_path / "p.pdf")) as pdf:
        value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=value))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.save(tmp_path / "a.pdf")
    told = account(tmp_path, tmp_path / "a.pdf")
    assert [finding.code for finding in told.findings] == [Code.FILE_SIGNED]


def test_layers_of_two_items_keep_their_state(tmp_path: Path) -> None:
    """This test ensures that layers which are on in one item do not switch on another's."""
    account(tmp_path, dark(tmp_path / "a.pdf", state=False), dark(tmp_path / "b.pdf"))
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        layers = pdf.Root.OCProperties
        assert len(layers.OCGs) == 6
        hidden = [str(group.Name) for group in layers.D.OFF]
        assert sorted(hidden) == ["b", "c"]
        assert str(layers.D.Name) == "Default"
