"""What a row of a county's own catalogue said, beside the code that it was given."""

from dossier.facts import Fact
from dossier.model.columns import Column, Holds, Sheet, words
from dossier.source import Row

INDICATOR, MATERIAL = "指标", "材料"


class CatalogueRow(Fact, frozen=True):
    """目录原文: `name` as it was imported, `words` of the whole cell, `place` in `file`."""

    code: str
    kind: str
    name: str
    words: str
    place: str
    file: str
    row: Row


# fmt: off
CATALOGUE = Sheet("standard.xlsx", "目录原文", (
    Column("code", "代码", Holds.CODE, required=True, unique=True, width=12,
           comment="“指标”或“材料要求”中的代码。"),
    Column("kind", "类别", choices=words(INDICATOR, MATERIAL), required=True, width=8,
           comment="指标还是材料。"),
    Column("name", "名称", required=True, width=40, comment="导入时的名称，更新目录时据此对照。"),
    Column("words", "原文", width=60, comment="目录中该单元格的原文。"),
    Column("place", "位置", width=22, comment="原文所在的工作表（表格）和单元格。"),
    Column("file", "文件", width=30, comment="目录的文件名。"),
), comment="由 dossier import 填写，记下每一行的原文和出处；不要修改。", optional=True)
# fmt: on
