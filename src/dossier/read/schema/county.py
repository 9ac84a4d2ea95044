"""county.xlsx: which schools the county has, and what the county tells of itself."""

from dossier.facts import replace
from dossier.read.schema.columns import Column, Holds, Sheet
from dossier.read.schema.returns import FUNDS
from dossier.read.schema.school import FIGURES, SCHOOL_FACTS

SCHOOLS = Sheet(
    "county.xlsx",
    "学校",
    (
        Column(
            "name",
            "学校名称",
            required=True,
            unique=True,
            aliases=("学校", "名称"),
            width=30,
            comment="教育事业统计名称；须与该校 school.xlsx 中的学校名称一致。各表按此顺序排列。",
        ),
        Column(
            "folder",
            "文件夹",
            Holds.FILE,
            required=True,
            unique=True,
            aliases=("目录", "路径"),
            width=40,
            comment="该校的文件夹（其中有 inputs），从本工作簿所在的文件夹写起。",
        ),
        Column(
            "kind",
            "学校类型",
            aliases=("类型",),
            width=16,
            comment="可不填；填了须与该校 school.xlsx 一致。",
        ),
    ),
)

COUNTY_FACTS = replace(SCHOOL_FACTS, book="county.xlsx", pairs=(), optional=True)
COUNTY_FIGURES = replace(FIGURES, book="county.xlsx", optional=True)
COUNTY_FUNDS = replace(FUNDS, book="county.xlsx")
