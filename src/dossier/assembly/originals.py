"""The files of items that went into a box without something they held, kept beside the boxes."""

import shutil
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from dossier.assembly.boxes import account_of
from dossier.assembly.inspection import Inspection
from dossier.errors import OutputError
from dossier.faults import CHANGED
from dossier.files import safe_name, sha256_of, written_aside
from dossier.messages import say
from dossier.model.holding import Holding
from dossier.model.item import Arranged, Origin, Placed
from dossier.store.products import Products

FOLDER = "originals"


def keep_originals(
    boxes: Sequence[Arranged], seen: Inspection, repainted: Collection[str], products: Products
) -> None:
    """Copy what each altered item of `boxes` was made from to build/originals/.

    An item is altered where binding took something out of it, or dropped its signature, or where
    its file is among the `repainted` ones. Raises OutputError where a file was changed during the
    build.
    """
    for box in boxes:
        told = account_of(box, products).get("items", {})
        for placed in box.items:
            held = seen.holdings.get(placed.item.ref)
            altered = told.get(placed.item.key, {}).get("altered", False)
            altered = altered or placed.item.ref in repainted
            if not altered or placed.item.origin is not Origin.FILE or held is None:
                continue
            product = original_of(box, placed)
            source = seen.workspace.evidence / held.on_disk
            products.make(product, {"original": held.sha256}, partial(_copy, source, held))


def original_of(box: Arranged, placed: Placed) -> str:
    """Where the original of an item lies, relative to build/: box, 件号 and its own name."""
    name = Path(placed.item.ref)
    stem = safe_name(f"{box.spec.number}-{placed.number:04d}-{name.stem}")
    return f"{FOLDER}/{stem}{name.suffix}"


def _copy(source: Path, held: Holding, out: Path) -> None:
    with written_aside(out) as aside:
        shutil.copyfile(source, aside)
        if sha256_of(aside) != held.sha256:
            raise OutputError(
                say("'{file}' cannot be kept beside its box", file=held.path),
                hint=CHANGED,
            )
