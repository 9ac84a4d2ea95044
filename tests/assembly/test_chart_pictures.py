import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from dossier.assembly import charts as drawer
from dossier.assembly.charts import draw_ahead, drawing
from dossier.chart.draw import draw
from dossier.model.chart import Margin, Margins


def chart(percent: int) -> Margins:
    return Margins("差距", (Margin("生师比", Decimal(percent), f"{percent}%", percent >= 0),))


def test_several_charts_are_drawn_as_a_single_one_is(tmp_path: Path) -> None:
    """This test ensures that other processes draw the same bytes, each chart once."""
    charts = [chart(percent) for percent in (-20, 0, 5, 30, 5)]
    draw_ahead(charts, tmp_path)
    assert len(list(tmp_path.iterdir())) == 4
    for one in charts:
        assert drawing(tmp_path)(one) == draw(one)


def test_what_is_kept_is_not_drawn_again(tmp_path: Path) -> None:
    """This test ensures that pictures are known by their chart, and by nothing else."""
    assert drawing(tmp_path)(chart(5)) == draw(chart(5))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"kept")
    draw_ahead([chart(5)], tmp_path)
    assert drawing(tmp_path)(chart(5)) == b"kept"
    assert drawing(tmp_path)(chart(6)) == draw(chart(6))


def test_other_means_draw_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a new matplotlib, font or program makes each picture again."""
    drawing(tmp_path)(chart(5))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"old")
    monkeypatch.setattr(drawer, "version", lambda _: "0")
    assert drawing(tmp_path)(chart(5)) == draw(chart(5))


def test_kept_pictures_need_no_matplotlib(tmp_path: Path) -> None:
    """This test ensures that a build whose charts did not change does not load what draws them."""
    (tmp_path / "chart").write_bytes(pickle.dumps(chart(5)))
    kept = tmp_path / "kept"
    drawn = drawing(kept)(chart(5))
    program = (
        "import pickle, sys; from pathlib import Path\n"
        "from dossier.assembly.charts import draw_ahead, drawing\n"
        "chart = pickle.loads(Path(sys.argv[1]).read_bytes()); kept = Path(sys.argv[2])\n"
        "draw_ahead([chart] * 5, kept)\n"
        "print(len(drawing(kept)(chart)), 'matplotlib' in sys.modules)"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "chart", kept],
        check=True,
        capture_output=True,
        text=True,
    )
    assert other.stdout.split() == [str(len(drawn)), "False"]
