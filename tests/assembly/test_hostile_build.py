"""Evidence made to harm, through the whole of a build: each costs itself, and calls nobody."""

import json
import socket
from pathlib import Path

import pytest

import hostile_evidence as hostile
import hostile_office
from hostile_build import built, fates, workspace

MOST_MB = 1500

# those that are quickly made and quickly judged; all are tried by bench/hostile.py
BOMBS = {
    "laughs.docx": hostile_office.laughing_document,
    "laughs.xlsx": hostile_office.laughing_workbook,
    "laughs-svg.docx": hostile_office.laughing_picture,
    "merged.docx": hostile_office.merged_table,
    "nested.docx": lambda: hostile_office.nested_tables(60),
    "frames.docx": hostile_office.document_of_frames,
    "documents.docx": lambda: hostile_office.chunk_of_documents(3),
    "rtf.docx": lambda: hostile_office.chunk_of_rtf(2000),
    "corners.xlsx": hostile_office.long_row,
    "merged.xlsx": hostile.merged_sheet,
    "million-pages.pdf": hostile.million_pages,
}


@pytest.mark.engine
def test_each_bomb_costs_itself(tmp_path: Path) -> None:
    """This test ensures that bombs are bound or told, all else is bound, and memory is bounded."""
    place = workspace(tmp_path / "w", {name: make() for name, make in BOMBS.items()})
    _, peak, fault = built(place)
    assert fault == ""
    told = dict(fates(place))
    assert {name: told[name] for name in BOMBS if told[name] == "missing"} == {}
    for sound in ("2020年招生方案", "2021年招生方案", "随迁子女接收办法"):
        assert "pages" in told[sound]
    assert 0 < peak < MOST_MB


@pytest.mark.engine
def test_nobody_is_called(tmp_path: Path) -> None:
    """This test ensures that no picture, template, field, object or formula is fetched."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        made = {name: make(address) for name, make in hostile_office.CALLING.items()}
        place = workspace(tmp_path / "w", made)
        _, _, fault = built(place)
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
    assert fault == ""
    told = dict(fates(place))
    assert all("pages" in told[name] for name in made), told
    assert json.loads((place / "build/report.json").read_text(encoding="utf-8"))["boxes"]
