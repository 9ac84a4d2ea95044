"""index.html is written in pieces, for it holds the words of a whole school."""

import json

import pytest

from dossier.report.index import index_page


@pytest.mark.parametrize("count", [0, 1, 3])
def test_pieces_come_to_the_page(count: int) -> None:
    """This test ensures that the page holds the record whole, and no piece more than one box."""
    boxes = [{"number": f"{n:02d}", "items": [{"text": "甲</script>@DATA@"}]} for n in range(count)]
    record = {"school": "星光学校", "boxes": boxes}
    pieces = list(index_page(record))
    page = "".join(pieces)
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(data) == record
    assert max(piece.count('"number"') for piece in pieces) <= 1
