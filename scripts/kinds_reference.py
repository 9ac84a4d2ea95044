"""Write docs/evidence.zh-CN.md, which tells clerks what they may put into the evidence folder.

The table comes from the kinds as they are declared; a test compares the two.
"""

from pathlib import Path

from dossier.model.evidence_file import FileFamily, FileKind

PAGE = Path(__file__).parents[1] / "docs/evidence.zh-CN.md"
_INTRODUCTION = """\
# 材料文件夹里可以放什么

下面这些文件放进 `inputs/evidence/` 并登记后，都能装订成册，不必先另存为。文件是什么，看内容，
不看扩展名：改名为 .jpg 的 HEIC 照片仍按 HEIC 打开。原文件只读不改。

本页由 `python scripts/kinds_reference.py` 生成。

"""
_HOW = {
    FileFamily.PDF: "原样装订",
    FileFamily.PICTURE: "每张一页，也可登记为照片",
    FileFamily.WORDS: "由 LibreOffice 排版，逐字核对",
    FileFamily.SHEET: "由 LibreOffice 排版，逐格核对",
    FileFamily.SLIDES: "每张幻灯片一页，居中印在 A4 上",
    FileFamily.FILM: "盒内放一页音像页（含一幅画面），文件存入 `films/`，可在 index.html 播放",
    FileFamily.SOUND: "盒内放一页音像页，文件存入 `films/`，可在 index.html 播放",
    FileFamily.OFD: "不排版：读取文字供核对，原件存入 `originals/`；请另附PDF",
}
_NOTES = """
- 宏不会运行，网页里的脚本不会运行，任何文件都不会去网上取内容；网页中不在文件内的图片会提示未装订。
- 设有密码的文件会提示“设有密码”，请取消密码后保存。只保护了工作簿结构的旧版 Excel 不受影响。
- 纯文本可以是 UTF-8、UTF-16 或 GB18030（GBK、GB2312）编码；判断不了编码时会提示核对页面。
- 动图只装订第一张，并有提示；手机的动态照片装订其中的照片。
- 压缩包（.zip、.7z、.rar）不装订，用 `make register` 解压后登记，见 [register.md](register.md)。
- 打开 HEIC 照片要用 pillow-heif，打开演示文稿要用 LibreOffice Impress，取视频画面要用 PyAV，
  `make setup` 都会装好；缺了什么，`dossier doctor` 会说明，并给出安装命令。
- 打不开的文件在盒内留占位页（如“文件损坏，待补”），怎样处理写在 missing.xlsx 里。
"""


def reference() -> str:
    """The page as text."""
    rows = ["| 类型 | 常见扩展名 | 怎样装订 | 文字参加核对 |", "| --- | --- | --- | --- |"]
    for kind in FileKind:
        if kind.family in _HOW:
            names = " ".join(kind.suffixes)
            read = "是" if kind.words else "装订后可搜索" if kind.family in _PRINTED else "—"
            title, how = kind.title.spoken("zh_CN"), _HOW[kind.family]
            if kind.printed_as is not kind:
                how = f"先转成 {kind.printed_as.suffix}，再{how}"
            rows.append(f"| {title} | {names} | {how} | {read} |")
    return _INTRODUCTION + "\n".join(rows) + "\n" + _NOTES


_PRINTED = {FileFamily.WORDS, FileFamily.SHEET, FileFamily.SLIDES}


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
