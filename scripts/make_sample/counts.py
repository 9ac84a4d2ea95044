"""Tables that put the figures of 数据 into the shape of a report."""

from make_sample.facts import count, figure
from make_sample.tables import Rows, header

_RATIO = 11  # 小学∶初中 = 1∶1.1, in tenths: how shared figures are split
_ROOMS = ("普通教室面积", "实验室面积", "图书室面积", "微机室面积", "语音室面积")
_YEARLY = (
    ("教基表211", "教学班数", "个"),
    ("教基表211", "大班额班数", "个"),
    ("教基表312、313", "学生数", "人"),
    ("教基表312、313", "招生数", "人"),
    ("教基表312、313", "毕业生数", "人"),
    ("教基表312", "寄宿学生数", "人"),
    ("教基表411", "教职工数", "人"),
    ("教基表422、423", "专任教师数", "人"),
    ("教基表422、423", "高于规定学历教师数", "人"),
    ("教基表422、423", "中级及以上职务教师数", "人"),
    ("教基表422、423", "音体美专任教师数", "人"),
)
_SHARED = (
    *(("教基表511", name, "平方米") for name in _ROOMS),
    ("教基表511", "体育馆面积", "平方米"),
    ("教基表521", "运动场地面积", "平方米"),
    ("教基表531", "网络多媒体教室数", "间"),
    ("教基表531", "教学用计算机台数", "台"),
    ("教基表531", "教学仪器设备值", "万元"),
    ("教基表531", "图书册数", "册"),
)


def yearly(year: int) -> Rows:
    """教育事业统计报表: one line a figure."""
    table = header("表号 指标名称 单位 合计 小学部 初中部")
    for form, name, unit in _YEARLY:
        parts = [str(count(name, year, stage)) for stage in ("小学部", "初中部")]
        table.append((form, name, unit, str(count(name, year)), *parts))
    table += [(form, name, unit, str(figure(name, year)), "—", "—") for form, name, unit in _SHARED]
    return tuple(table)


def fitness(year: int) -> Rows:
    """学生体质健康测试汇总表, with the grades of merit told apart."""
    table = header("学段 参测人数 优秀 良好 及格 不及格 合格人数 合格率")
    total = [0] * 6
    for stage, top in (("小学部", 14), ("初中部", 11)):
        tested, passed = (
            count(name, year, stage) for name in ("体质健康参测人数", "体质健康合格人数")
        )
        best, good = tested * (top + year - 2020) // 100, tested * (36 + year - 2020) // 100
        line = [tested, best, good, passed - best - good, tested - passed, passed]
        total = [one + other for one, other in zip(total, line, strict=True)]
        table.append(_with_rate(stage, line))
    table.append(_with_rate("合计", total))
    return tuple(table)


def _with_rate(stage: str, line: list[int]) -> tuple[str, ...]:
    return (stage, *map(str, line), f"{line[5] / line[0] * 100:.1f}%")


def balance(year: int) -> Rows:
    """校际均衡监测: the eight indicators of 教督〔2012〕3号, by stage."""
    primary, junior = (figure("学生数", year, stage) for stage in ("小学部", "初中部"))
    weight = primary + junior * _RATIO / 10  # what one primary pupil's share is measured in
    table = header("序号 监测指标 单位 小学部 初中部")
    shared = (
        ("生均教学及辅助用房面积", "平方米/生", sum(figure(room, year) for room in _ROOMS), 2),
        ("生均体育运动场馆面积", "平方米/生",
         figure("体育馆面积", year) + figure("运动场地面积", year), 2),
        ("生均教学仪器设备值", "元/生", figure("教学仪器设备值", year) * 10000, 0),
        ("每百名学生拥有计算机台数", "台/百生", figure("教学用计算机台数", year) * 100, 2),
        ("生均图书册数", "册/生", figure("图书册数", year), 2),
    )  # fmt: skip
    for name, unit, amount, places in shared:
        share = amount / weight
        table.append(
            (str(len(table)), name, unit, f"{share:.{places}f}",
             f"{share * _RATIO / 10:.{places}f}")
        )  # fmt: skip
    for name, unit, counted in (
        ("师生比", "师/生", "专任教师数"),
        ("生均高于规定学历教师数", "人/生", "高于规定学历教师数"),
        ("生均中级及以上专业技术职务教师数", "人/生", "中级及以上职务教师数"),
    ):
        per = [
            figure(counted, year, stage) / pupils
            for stage, pupils in (("小学部", primary), ("初中部", junior))
        ]
        table.append((str(len(table)), name, unit, *(f"{value:.3f}" for value in per)))
    return tuple(table)
