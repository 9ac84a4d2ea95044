"""What the sheets of a standard hold: data/<name>/<sheet>.txt, in the order of the columns."""

from pathlib import Path

from common.tables import Rows, read_rows
from dossier.model.settings import SETTINGS
from dossier.model.sheets import SHEETS

DATA = Path(__file__).parent / "data"
NAMES = tuple(sorted(folder.name for folder in DATA.iterdir() if folder.is_dir()))


def standard(name: str) -> dict[str, Rows]:
    """Sheet → rows, for each sheet of standard.xlsx that the folder `name` has a table for."""
    tables = {path.stem: path for path in (DATA / name).glob("*.txt")}
    names = [sheet.name for sheet in SHEETS if sheet.book == SETTINGS.book]
    strays = sorted(tables.keys() - set(names))
    if strays:
        raise ValueError(f"{name}: no sheet is called {strays}")
    return {sheet: read_rows(tables[sheet]) for sheet in names if sheet in tables}
