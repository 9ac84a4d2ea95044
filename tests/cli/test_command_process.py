"""The command as a process of its own: language, encoding, what it loads."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms

import locales
from tiny_workspace import GAP, Tiny

HEAVY = "openpyxl docx docxtpl lxml pikepdf PIL typst rich fontTools img2pdf segno pypdf"


ENGLISH = re.compile(
    r"(?<![-\w])[A-Za-z][a-z]+[ .:]+[a-z]{2,}|Usage|Error|Options|Commands|DIRECTORY"
)


def run(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The installed command in a process of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LANG", "LC_"))}
    return subprocess.run(
        [sys.executable, "-m", "dossier", *arguments],
        env=kept | environment,
        cwd=cwd,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment", [{"LANG": "zh_CN.UTF-8"}, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}]
)
def test_a_chinese_locale_speaks_chinese(here: Tiny, environment: dict[str, str]) -> None:
    """This test ensures that help, findings and errors are Chinese where the locale is."""
    here.draw(**GAP)
    workspace = ("--workspace", str(here.root))
    spoken = run("--help", **environment).stdout.decode()
    assert "生成一个档案盒" in spoken
    spoken = run(*workspace, "check", **environment).stdout.decode()
    assert "“方案.pdf”已登记，但文件夹中没有 [file-missing]" in spoken
    spoken = run(*workspace, "box", "99", **environment).stderr.decode()
    assert "错误：" in spoken


WRONG_USES = [
    *("--workspce x", "bxo", "box", "check --profile x", "--workspace README.md check"),
    *("standard", "standard use", "standard shw", "export", "unpack", "reprint --since"),
]


@pytest.mark.parametrize(
    ("language", "wrong_uses"),
    [("zh", WRONG_USES), ("zh_CN:en", ["bxo"]), ("zh_TW.UTF-8", ["box"])],
)
def test_usage_is_chinese_throughout(here: Tiny, language: str, wrong_uses: list[str]) -> None:
    """This test ensures that nothing of what click says itself stays English under zh."""
    told = [
        run(*name, "--help", LANGUAGE=language).stdout.decode()
        for name in ((), ("box",), ("standard", "show"))
    ]
    (here.root / "README.md").touch()
    for wrong in wrong_uses:
        done = run(*wrong.split(), LANGUAGE=language, cwd=here.root)
        assert done.returncode == 2
        told.append((done.stdout + done.stderr).decode())
    assert all("用法：" in one or "错误：" in one for one in told)
    lines = [re.sub("python -m dossier[ a-z]*", "", line) for line in "".join(told).splitlines()]
    assert [line for line in lines if ENGLISH.search(line)] == []


def test_usage_stays_english_elsewhere(here: Tiny) -> None:
    """This test ensures that a language after English is none that is spoken, and C is English."""
    for language in ({"LANGUAGE": "en:zh"}, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}):
        told = run("bxo", **language).stderr.decode()
        assert "Usage: python -m dossier [OPTIONS] COMMAND [ARGS]...\n" in told
        assert "Error: No such command 'bxo'. Did you mean 'box'?" in told


def test_libraries_do_not_speak_among_our_lines(here: Tiny) -> None:
    """This test ensures that nothing is on stderr of files that make libraries warn or log."""
    folder = here.root / "inputs/evidence"
    Image.new("L", (40, 30)).save(folder / "a.jpg", icc_profile=srgb())
    Image.new("L", (40, 30)).save(folder / "b.jpg", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\0\x12\1")
    Image.new("1", (40, 30)).save(folder / "c.tif", icc_profile=b"garbage")
    cut = (folder / "c.tif").read_bytes()
    (folder / "d.tif").write_bytes(cut.replace(b"\x00\x01\x03\x00", b"\x00\x01\x63\x00", 1))
    broken = (folder / "方案2020.pdf").read_bytes()
    (folder / "方案2020.pdf").write_bytes(broken.replace(b"startxref", b"startxxxx"))
    told = run("--workspace", str(here.root), "--quiet", "check", PYTHONWARNINGS="")
    assert (told.returncode, told.stderr.decode()) == (1, "")


def test_nothing_is_written_into_the_home_folder(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that what libraries keep for themselves goes into the workspace's cache."""
    home = tmp_path / "home"
    home.mkdir()
    program = (
        "from dossier.cli import main\n"
        f"main(['--workspace', {str(here.root)!r}, '--quiet', 'list'], standalone_mode=False)\n"
        "import matplotlib.font_manager"
    )
    given = {k: v for k, v in os.environ.items() if k != "MPLCONFIGDIR" and k[:4] != "XDG_"}
    subprocess.run([sys.executable, "-c", program], env=given | {"HOME": str(home)}, check=True)
    assert list(home.rglob("*")) == []
    assert list((here.made / "cache/libraries").glob("fontlist*"))


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_output_in_an_old_encoding(here: Tiny) -> None:
    """This test ensures that signs that GBK lacks do not end the run (a pipe on Windows)."""
    result = run("--workspace", str(here.root), "doctor", PYTHONIOENCODING="gbk", LANG="zh_CN.GBK")
    assert b"Traceback" not in result.stderr
    assert "文件夹" in result.stdout.decode("gbk")


def test_a_locale_in_an_old_encoding(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that names of files are UTF-8 where the locale is not, words are not."""
    made = locales.made(tmp_path / "locales", "zh_CN.GBK")
    run("--workspace", str(here.root), "build")
    manifest = here.made / "manifest-sha256.txt"
    expected = manifest.read_bytes()
    shutil.rmtree(here.made)
    done = run("--workspace", str(here.root), "build", LC_ALL="zh_CN.GBK", **made)
    assert "盒" in done.stdout.decode("gbk")
    assert b"Traceback" not in done.stderr
    assert manifest.read_bytes() == expected


def test_help_loads_nothing_heavy() -> None:
    """This test ensures that the help, which everybody asks first, comes at once."""
    program = (
        "import sys\nfrom dossier.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY.split()} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert "Usage:" in told
    assert told.splitlines()[-1] == "[]"


def test_a_reader_that_goes_is_no_error(here: Tiny) -> None:
    """This test ensures that `dossier list | head -1` ends without a traceback."""
    command = [sys.executable, "-u", "-m", "dossier", "--workspace", str(here.root), "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
