"""The sheet 设置."""

from dossier.model.columns import Column, Sheet

# fmt: off
SETTINGS = Sheet("standard.xlsx", "设置", (
    Column("name", "项目", required=True, width=24, comment="设置的名称，请勿改动。"),
    Column("value", "内容", aliases=("值",), width=70, comment="多个内容用顿号“、”隔开。"),
    Column("note", "说明", width=50, comment="给填写人看的说明，不参与生成。"),
), pairs=(
    "标准名称", "评估依据", "学年度", "财政年度", "办学基本条件达标规则",
))
