"""How long films and sound recordings last."""

import struct
import wave
from pathlib import Path

import pytest

from dossier.media.examine import examine
from dossier.media.film import seconds_of
from dossier.model.evidence_file import FileKind


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(version: int = 0, seconds: int = 205, brand: bytes = b"mp42") -> bytes:
    """A film of a head that tells its length, behind data of some kilobytes."""
    if version:
        head = bytes([1, 0, 0, 0]) + struct.pack(">QQIQ", 0, 0, 600, seconds * 600)
    else:
        head = bytes(4) + struct.pack(">IIII", 0, 0, 1000, seconds * 1000)
    movie = box(b"moov", box(b"free", b"x") + box(b"mvhd", head + bytes(80)))
    return box(b"ftyp", brand + bytes(4)) + box(b"mdat", bytes(5000)) + movie


def large(seconds: int) -> bytes:
    """The same with a box whose length takes 64 bits."""
    content = mp4(seconds=seconds)
    data = content.index(b"mdat") - 4
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 5000) + bytes(5000)
    return content[:data] + long + content[data + 8 + 5000 :]


def wav(path: Path, seconds: int) -> bytes:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * seconds))
    return path.read_bytes()


def avi(seconds: int) -> bytes:
    head = struct.pack("<5I", 40_000, 0, 0, 0, seconds * 25) + bytes(36)
    listed = b"hdrl" + b"avih" + struct.pack("<I", len(head)) + head
    content = b"AVI LIST" + struct.pack("<I", len(listed)) + listed
    return b"RIFF" + struct.pack("<I", len(content)) + content


def wmv(seconds: int) -> bytes:
    properties = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365") + bytes(48)
    properties += struct.pack("<QQQ", seconds * 10**7 + 30_000_000, 0, 3000)
    return bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(14) + properties


def mp3(seconds: int, *, tagged: bool = False, counted: bool = False) -> bytes:
    """128 kbit/s at 44.1 kHz; with a tag of 300 bytes before, or with its frames counted."""
    tag = b"ID3\4\0\0" + bytes([0, 0, 2, 44]) + bytes(300) if tagged else b""
    frame = b"\xff\xfb\x90\x00"
    if counted:
        frames = round(seconds * 44100 / 1152)
        return tag + frame + bytes(32) + b"Xing" + struct.pack(">II", 1, frames) + bytes(500)
    return tag + frame + bytes(16_000 * seconds - 4)


FILMS = {
    "mp4": mp4(),
    "mp4, version 1": mp4(1),
    "large mp4": large(205),
    "mov": mp4(brand=b"qt  "),
    "avi": avi(205),
    "wmv": wmv(205),
    "mp3": mp3(205),
    "mp3 with a tag": mp3(205, tagged=True),
    "mp3 with its frames counted": mp3(205, counted=True),
}


@pytest.mark.parametrize("name", FILMS)
def test_the_length_is_what_the_head_says(tmp_path, name):
    """Each of the usual kinds tells how long it lasts."""
    path = tmp_path / "a"
    path.write_bytes(FILMS[name])
    assert seconds_of(path) == 205
    examined = examine(path)
    kind = FileKind.SOUND if "mp3" in name else FileKind.FILM
    assert (examined.kind, examined.fault, examined.pages) == (kind, None, 1)
    assert examined.seconds == 205


def test_a_sound_without_packing(tmp_path):
    """A WAV lasts as long as its data do."""
    path = tmp_path / "a.wav"
    wav(path, 3)
    assert (examine(path).kind, seconds_of(path)) == (FileKind.SOUND, 3)


@pytest.mark.parametrize("name", FILMS)
def test_what_is_broken_has_no_length(tmp_path, name):
    """A film that was cut off anywhere in its head is told without a length, and nothing fails."""
    path = tmp_path / "a"
    for part in range(0, min(len(FILMS[name]), 200), 7):
        path.write_bytes(FILMS[name][:part])
        assert seconds_of(path) in range(206)


def test_boxes_without_end_are_left(tmp_path):
    """A film whose boxes lead nowhere is read for a moment only."""
    path = tmp_path / "a"
    path.write_bytes(box(b"ftyp", b"mp42") + struct.pack(">I4s", 8, b"free") * 50_000)
    assert seconds_of(path) == 0
