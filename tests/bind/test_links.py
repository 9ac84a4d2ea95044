"""Named destinations become places before an item leaves its file."""

import pdf_zoo as zoo
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dossier.bind.links import make_explicit


def test_an_action_that_follows_another_leads_to_its_place_too() -> None:
    """This test ensures that a name is resolved anywhere in a chain, a circle included."""
    with pikepdf.new() as pdf:
        page, target = zoo.add_page(pdf, zoo.DARK), zoo.add_page(pdf, zoo.DARK)
        pdf.Root.Dests = Dictionary(There=Array([target, Name.Fit]))
        second = pdf.make_indirect(Dictionary(S=Name.GoTo, D=Name.There))
        first = pdf.make_indirect(Dictionary(S=Name.URI, URI=String("https://a.cn"), Next=second))
        second.Next = Array([first])
        page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=first)])
        make_explicit(pdf)
        assert second.D[0].objgen == target.objgen
