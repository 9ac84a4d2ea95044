"""A page without text, read by RapidOCR in this process; the settings are those measured as best.

A crop is not padded to more than it needs (``rec_img_shape``: three times as fast on tables, and
rare characters of names come out right), and the detector sees the page at 82 pixels an inch, while
the recogniser gets what the picture holds. One thread: several pages are read by several processes.
"""

import importlib.util
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dossier.installed import version
from dossier.scan.words import ScannedLine, ScannedPage, in_order, upright

DPI = 200
_DETECTED = 82  # pixels an inch in which lines are looked for
_LEAST, _A4 = 960, 2000  # pixels of the longer side: for finding lines, for reading them
_SETTINGS = {
    "Global.use_cls": False,  # a page is turned once, and as a whole
    "Global.log_level": "critical",
    "Det.limit_type": "max",
    "Rec.rec_img_shape": [3, 48, 96],
    "Rec.rec_batch_num": 6,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
}
_MILLIMETRES = 25.4  # of an inch
_PACKAGES = ("rapidocr", "onnxruntime", "cv2")
# a page that lies is read badly: only then is it worth to ask which way up it is
_SURE = 0.93
_ASKED = 12  # lines by which the way up is told
_LONG = 2.5  # sides of a line that is long enough to be asked
_TALL = 1.5  # of one that stands upright


def available() -> bool:
    """Whether what reads scans is installed (the extra `scan`)."""
    return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)


def edition() -> list[object]:
    """What the words hang on besides the page: versions, models and settings."""
    return [version("rapidocr"), version("onnxruntime"), sorted(_SETTINGS.items()), DPI]


def read(path: Path, number: int) -> ScannedPage | None:
    """What stands on the page with that number (from 1); None where it has text of its own.

    Raises OSError, and :class:`~dossier.media.UnusableError` where the page cannot be drawn.
    """
    from dossier.media.page_picture import page_picture  # noqa: PLC0415 - megabytes

    picture, inches = page_picture(path, number - 1, DPI)
    if picture is None:
        return None
    import numpy as np  # noqa: PLC0415 - for who has something to read

    from dossier.media.seal import without_seals  # noqa: PLC0415

    # a seal lies over the date and the name that close a paper
    width = picture.width / max(picture.size) * inches * _MILLIMETRES
    drawn = picture
    picture = without_seals(picture.convert("RGB"), width)
    # the recogniser was taught on pictures whose colours stand the other way round
    image = np.asarray(picture.convert("RGB"))[:, :, ::-1]
    engine = _engine(max(_LEAST, round(_DETECTED * inches)), max(_A4, round(DPI * inches)))
    lines, turn = _lines(engine, image), 0
    if not _reads_well(lines):
        turn = _turn(engine, image, lines)
        if turn:
            turned = np.ascontiguousarray(np.rot90(image, -turn // 90))
            again = _lines(engine, turned)
            if _worth(again) > _worth(lines):
                lines = again
            else:
                turn = 0
    ordered = in_order(lines)
    judged = list(_to_sign(drawn.rotate(-turn, expand=True), ordered))
    # in order as they are read, placed as the page lies
    places = tuple(upright(line, -turn) for line in ordered)
    return ScannedPage(
        number, places, turn, to_sign=len(judged), empty=sum(empty for empty in judged)
    )


def _to_sign(picture: Any, lines: Sequence[ScannedLine]) -> Iterator[bool]:
    """For each line to sign on of an upright page whether it is empty, seals and all."""
    from dossier.media.signature import LABEL, OTHERS, is_empty  # noqa: PLC0415

    width, height = picture.size
    for line in lines:
        match = LABEL.search(line.text)
        if match is None or OTHERS.search(match["who"]) or line.text[match.end() :].strip(" _"):
            continue
        beside = [
            other.left
            for other in lines
            if other.left > line.right and abs(other.middle - line.middle) < line.height / 2
        ]
        top = min(line.corners[1::2]) * height
        label = line.left * width, top, line.right * width, top + line.height * height
        found = is_empty(picture, label, min(beside, default=1.0) * width)
        if found is not None:
            yield found


def _reads_well(lines: list[ScannedLine]) -> bool:
    stands = sum(1 for line in lines if line.height > line.right - line.left)
    return bool(lines) and _worth(lines) >= _SURE and stands * 2 <= len(lines)


def _worth(lines: list[ScannedLine]) -> float:
    return ScannedPage(1, tuple(lines)).score


def _lines(engine: Any, image: Any) -> list[ScannedLine]:
    height, width = image.shape[:2]
    found = engine(image, use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None or found.txts is None:
        return []
    lines = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        corners = [
            round(float(side) / size, 5) for x, y in box for side, size in ((x, width), (y, height))
        ]
        if text.strip():
            lines.append(ScannedLine(tuple(corners), text, round(float(score), 3)))
    return lines


def _turn(engine: Any, image: Any, lines: list[ScannedLine]) -> int:
    """By how many degrees, clockwise, a page is to be turned, judged by its longest lines."""
    import numpy as np  # noqa: PLC0415

    height, width = image.shape[:2]
    crops = []
    for line in lines:
        left, right = line.left * width, line.right * width
        top, low = min(line.corners[1::2]) * height, max(line.corners[1::2]) * height
        long, short = max(right - left, low - top), min(right - left, low - top)
        if short >= 1 and long / short >= _LONG:
            crop = image[max(0, int(top)) : int(low) + 1, max(0, int(left)) : int(right) + 1]
            crops.append((long, low - top > _TALL * (right - left), crop))
    crops.sort(key=lambda one: -one[0])
    asked = crops[:_ASKED]
    if not asked:
        return 0
    lies = sum(tall for _, tall, _ in asked) * 2 > len(asked)
    heads = 0
    chosen = [crop for _, tall, crop in asked if tall == lies]
    for crop in chosen:
        one = np.ascontiguousarray(np.rot90(crop, -1) if lies else crop)
        told = engine(one, use_det=False, use_cls=True, use_rec=False)
        heads += bool(told.cls_res) and told.cls_res[0][0] == "180"
    over = heads * 2 > len(chosen)
    return (270 if over else 90) if lies else (180 if over else 0)


@cache
def _engine(detected: int, longest: int) -> Any:
    """The recogniser for pages of one size; its models are read when the first page is."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import cv2  # noqa: PLC0415 - hundreds of megabytes, for who has something to read
    from rapidocr import RapidOCR  # noqa: PLC0415

    cv2.setNumThreads(1)
    sizes = {"Det.limit_side_len": detected, "Global.max_side_len": longest}
    return RapidOCR(params=_SETTINGS | sizes)
