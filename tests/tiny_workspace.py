"""A workspace of two boxes and two chapters, and an office engine of five lines: built in a blink.

Box 01 holds 总目录 (R01), which prints page numbers; box 02 holds the self-assessment of B01 and
its evidence: a PDF for each of two school years (2 and 1 pages), and a Word file.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pikepdf

import school_tables
from dossier.convert import Engine, Job, Outcome
from dossier.media.pdf import save
from dossier.messages import Text, say
from dossier.pipeline import Built, Inspection, Progress, Target, build, inspect
from dossier.pool import rest
from dossier.workspace import Workspace
from school_tables import DUTIES, FACTS, GROUPS, LEADERS, OFFICE, write_books
from word_file import paragraph, word_file
from word_file import text as words

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BOOKS: dict[str, dict[str, str]] = {
    "standard.xlsx": {
        "设置": """
            | 项目 | 内容 |
            | 标准名称 | 义务教育均衡发展标准 |
            | 评估依据 | 教督〔2012〕3号 |
            | 办学基本条件达标规则 | 全部达标 |
            | 学年度 | 2020—2021、2021—2022 |
            | 财政年度 | 2021 |
        """,
        "指标": """
            | 代码 | 上级代码 | 级别 | 名称 | 指标集 | 核实 |
            | Z01 | | A | 组织领导 | 综合 | 已核实 |
            | A1 | | A | 入学机会 | 县级政府工作 | 已核实 |
            | B01 | A1 | B | 随迁子女就学 | 县级政府工作 | 已核实 |
        """,
        "计算指标": """
            | 代码 | 公式 | 单位 | 口径 | 小数位 | 核实 |
        """,
        "材料要求": """
            | 材料代码 | 指标代码 | 材料名称 | 期间 | 份数 | 盖章 | 签字 | 原件 | 责任小组 |
            | B01-1 | B01 | 招生方案 | 每学年度 | 1 | 否 | 否 | 否 | 档案资料组 |
            | B01-2 | B01 | 接收办法 | 一次 | 1 | 否 | 否 | 否 | 档案资料组 |
        """,
        "章节": """
            | 代码 | 标题 | 模板 | 范围 | 归入指标 |
            | R01 | 总目录 | 总目录.docx | 全校 | Z01 |
            | B | {指标}自评说明 | 自评说明.docx | 每个B级指标 | |
        """,
        "档案盒": """
            | 盒号 | 题名 | 指标 | 保管期限 |
            | 01 | 组织领导 | Z01 | 永久 |
            | 02 | 入学机会 | A1 | 30年 |
        """,
    },
    "school.xlsx": {
        "基本信息": FACTS,
        "数据": """
            | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 来源 |
            | 学生数 | 小学部 | 人 | #160 | #166 | 基础基312 |
        """,
        "自评说明": """
            | 指标代码 | 自评结论 | 主要做法 | 存在问题 | 改进措施 |
            | B01 | 达标 | 统一入学。 | | |
        """,
        "报告文字": """
            | 小节 | 文字 |
            | 主要做法 | 第一段。 |
        """,
    },
    "evidence.xlsx": {
        "佐证材料登记": """
            | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 |
            | B01-1 | 2020年招生方案 | 2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 否 |
            | B01-1 | 2021年招生方案 | 2021-09-01 | 2021—2022学年度 | 方案2021.pdf | 否 |
            | B01-2 | 随迁子女接收办法 | 2020-08-20 | | 办法.docx | 是 |
        """,
        "照片": """
            | 材料代码 | 学年度 | 文件 | 事由 | 时间 | 地点 | 人物 | 背景 | 摄影者 |
        """,
    },
    "people.xlsx": {
        "领导小组": LEADERS,
        "办公室": OFFICE,
        "工作小组": GROUPS,
        "小组职责": DUTIES,
        "任务分解表": """
            | 指标代码 | 工作任务 | 责任小组 | 责任人 | 完成时限 | 签字日期 |
            | B01 | 收集材料 | 档案资料组 | 李芳 | 2023-04-30 | 2022-09-10 |
            | Z01 | 收集材料 | 档案资料组 | 李芳 | 2023-04-30 | 2022-09-10 |
        """,
    },
    "ledger.xlsx": {
        "整改台账": """
            | 序号 | 指标代码 | 存在问题 | 来源 | 责任人 | 状态 |
        """,
    },
}

GAP = {"佐证材料登记": BOOKS["evidence.xlsx"]["佐证材料登记"].replace("方案2021", "方案")}
"""Sheets for :meth:`Tiny.draw`: 方案2021.pdf is registered under a wrong name."""

TEMPLATES: dict[str, tuple[str, ...]] = {
    "封面": ("第{{ 盒号 }}盒 {{ 盒题名 }}", "{% if 不完整 %}不完整（缺{{ 缺件数 }}件）{% endif %}"),
    "卷内目录": (
        "{%p for 行 in 卷内目录 %}",
        "{{ 行.件号 }} {{ 行.题名 }} {{ 行.页号 }} {{ 行.备注 }}",
        "{%p endfor %}",
    ),
    "备考表": (
        "{%p for 句 in 盒内情况 + 补充情况 + 移出情况 %}",
        "{{ 句 }}",
        "{%p endfor %}",
    ),
    "总目录": (
        "{%p for 行 in 总目录 %}",
        "{{ 行.盒号 }} {{ 行.件号 }} {{ 行.题名 }} {{ 行.页号 }} {{ 行.备注 }}",
        "{%p endfor %}",
    ),
    "自评说明": (
        "{{ 标题 }}：{{ 自评结论 }}",
        "{%p for 段 in 主要做法 %}",
        "{{ 段 }}",
        "{%p endfor %}",
    ),
}


def write_pdf(path: Path, *texts: str) -> Path:
    """A PDF with a page for each text (ASCII), the same bytes each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for text in texts:
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1]
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
        save(pdf, path, deterministic_id=True)
    return path


def write_docx(path: Path, *paragraphs: str) -> Path:
    """A Word file of plain paragraphs, without all that a library's own template has besides."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return word_file(path, "".join(paragraph(words(escape(one))) for one in paragraphs))


def lines_of(docx: Path) -> list[str]:
    """The paragraphs of a Word file that are not blank."""
    with zipfile.ZipFile(docx) as file:
        body = ET.fromstring(file.read("word/document.xml"))[0]
    found = ("".join(one.itertext()).strip() for one in body.findall(f"{{{WORD}}}p"))
    return [line for line in found if line]


def token(docx: Path) -> str:
    """What the fake engine prints on each page of a Word file: its text, as a few digits."""
    return hashlib.sha256("\n".join(lines_of(docx)).encode()).hexdigest()[:12]


@dataclass(slots=True)
class FakeEngine:
    """Prints the token of each Word file, unless it refuses, on as many pages as its lines need."""

    identity: str = "fake 1"
    lines_per_page: int = 1000
    remarks: tuple[Text, ...] = ()
    refuses: Callable[[Path], bool] = lambda _source: False
    converted: list[str] = field(default_factory=list)

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            if self.refuses(job.source):
                yield Outcome(job, say("it is bad"))
                continue
            pages = max(1, -(-len(lines_of(job.source)) // self.lines_per_page))
            write_pdf(job.target, *[token(job.source)] * pages)
            self.converted.append(job.source.name)
            yield Outcome(job)


def not_compared() -> AbstractContextManager[object]:
    """While it lasts no document is compared with its PDF: the fake engine prints no words."""
    return patch("dossier.assembly.conversion.compared", lambda _sources, made, _cache: dict(made))


_RESTING = ("charts", "boxes", "item_pdf", "page_text")
_surroundings: list[object] = []


@contextmanager
def kept_children() -> Iterator[None]:
    """While it lasts the pool's processes do not rest: they wait for the next build of a test.

    A build lets them go for the sake of memory. To start one takes as long as all else that a tiny
    build does. They are let go where the environment or the folder has changed since they began.
    """
    now = [Path.cwd(), {n: v for n, v in os.environ.items() if n != "PYTEST_CURRENT_TEST"}]
    if _surroundings != now:
        rest()
        _surroundings[:] = now
    with ExitStack() as patches:
        for module in _RESTING:
            patches.enter_context(patch(f"dossier.assembly.{module}.rest", lambda: None))
        yield


@dataclass(slots=True)
class Tiny:
    """The workspace, and the engine that its builds use."""

    root: Path
    engine: Engine | None = field(default_factory=FakeEngine)
    compares: bool = False  # whether its pages, which show a token alone, are held against files

    @property
    def made(self) -> Path:
        return self.root / "build"

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    def box(self, number: str) -> Path:
        return self.made / f"boxes/box-{number}.pdf"

    def draw(self, **changed: str | None) -> None:
        """Write the workbooks, with sheets drawn anew; None takes a sheet away."""
        write_books(self.root / "inputs", BOOKS, **changed)

    def evidence(self, name: str, *texts: str) -> Path:
        """Write a PDF (a page for each text) or a Word file into the evidence folder."""
        path = self.root / "inputs/evidence" / name
        return write_pdf(path, *texts) if name.endswith(".pdf") else write_docx(path, *texts)

    def template(self, name: str, *paragraphs: str) -> Path:
        """Write a template."""
        return write_docx(self.root / f"templates/{name}.docx", *paragraphs)

    def inspect(self, progress: Progress | None = None) -> Inspection:
        workspace = Workspace(self.root)
        return inspect(workspace, progress) if progress else inspect(workspace)

    def build(self, chapter: str = "", box: str = "") -> Built:
        with kept_children(), nullcontext() if self.compares else not_compared():
            return build(self.inspect(), self.engine, Target(chapter, box))

    def products(self) -> Mapping[str, bytes]:
        """Everything in build/ but what the builder keeps for itself, by path."""
        own = {"cache", ".dossier"}
        return {
            path.relative_to(self.made).as_posix(): path.read_bytes()
            for path in sorted(self.made.rglob("*"))
            if path.is_file() and path.relative_to(self.made).parts[0] not in own
        }


def tiny(root: Path) -> Tiny:
    """A fresh one in the folder `root`, which is made."""
    here = Tiny(root)
    (root / "inputs").mkdir(parents=True)
    here.draw()
    here.evidence("方案2020.pdf", "plan 2020 first", "plan 2020 second")
    here.evidence("方案2021.pdf", "plan 2021")
    here.evidence("办法.docx", "接收办法", "统一登记。")
    for name, paragraphs in TEMPLATES.items():
        here.template(name, *paragraphs)
    return here


def made_by(built: Built) -> dict[str, tuple[str, ...]]:
    """What a build made outside its cache, with the reasons."""
    return {
        cause.product: cause.reasons
        for cause in built.products.causes
        if not cause.product.startswith("cache/")
    }


def told(built: Built) -> list[str]:
    """Each finding of a build as the console says it."""
    return school_tables.told(built.findings)
