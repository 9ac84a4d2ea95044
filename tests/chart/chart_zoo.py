"""Charts that are hard to draw: long names, many rows, zeros, gaps, falls, thresholds close by."""

from decimal import Decimal

from dossier.model.chart import (
    Bar,
    Bars,
    Chart,
    Distribution,
    Group,
    Margin,
    Margins,
    Mark,
    Panel,
)

NAMES = (
    "J01 生均教学及辅助用房面积",
    "J02 每百名学生拥有体育、艺术专任教师数（含交流、兼职、走教教师折算）（未核实）",
    "J03 每百名学生拥有计算机台数",
    "J04 生均教学仪器设备值",
    "J05 小学数学科学（初中理科实验）仪器配备达标率",
    "J06 生均图书册数",
    "J07 师生比",
    "J08 教师编制配备",
)
VALUES = (
    ("3.50", "4.21", "4.66"),
    ("1.20", "1.10", "0.95"),
    ("5.00", None, "7.13"),
    ("2345.67", "12345.67", "3456.10"),
    ("99.20", "100.00", "100.00"),
    ("0", "0", "0"),
    ("0.049", "0.051", "0.052"),
    (None, None, None),
)


def bar(value: str | None, *, striking: bool = False) -> Bar:
    if value is None:
        return Bar(None)
    return Bar(Decimal(value), f"{Decimal(value):,}", striking)


def years(panels: int = 8) -> Bars:
    made = []
    for name, values in zip(NAMES[:panels], VALUES[:panels], strict=True):
        known = [Decimal(value) for value in values if value is not None]
        line = max(known, default=Decimal(1)) * Decimal("0.9")
        groups = tuple(
            Group(
                stage,
                tuple(bar(v, striking=v is not None and Decimal(v) < line) for v in values),
                line,
                f"标准≥ {line.normalize():,f}㎡/生（未核实）",
            )
            for stage in ("小学部", "初中部")
        )
        made.append(Panel(name, "㎡/生", groups))
    series = ("2020—2021", "2021—2022", "2022—2023")
    return Bars("三年对比", series, tuple(made), "达标值")


def growth() -> Bars:
    rates = (("2020", "12.3", "8.1"), ("2021", "-3.2", "1.5"), ("2022", None, "-14.0"))
    groups = tuple(
        Group(year, (bar(own, striking=own == "-3.2"), bar(other))) for year, own, other in rates
    )
    falls = tuple(Group(year, (bar(value, striking=True),)) for year, value, _ in rates[1:])
    return Bars(
        "增长",
        ("本项增幅", "对照增幅"),
        (Panel("财政拨款", "%", groups), Panel("教职工工资", "%", falls)),
    )


def margin(percent: str, name: str = NAMES[0]) -> Margin:
    value = Decimal(percent)
    return Margin(name, value, f"{value:+}%", value >= 0, "实际 8.74㎡/生，标准 ≥ 9.28㎡/生")


def margins() -> Margins:
    shares = ("28.4", "-5.8", "0", "347", "-0.4", "-99.9", "100", "3.3", "-100", "0.1")
    names = NAMES + NAMES
    return Margins("差距", tuple(margin(s, n) for s, n in zip(shares, names, strict=False)))


def schools(count: int) -> Distribution:
    marks = tuple(
        Mark(f"云岭县第{n}中心小学校", Decimal(n % 37) + 1, f"{n % 37 + 1}.00", n % 37 < 14)
        for n in range(count)
    )
    return Distribution("生均图书", "册/生", marks, Decimal("18.7"), "18.70", Decimal(15), "≥ 15")


ZOO: dict[str, Chart] = {
    "years": years(),
    "one panel": years(1),
    "three panels": years(3),
    "growth": growth(),
    "margins": margins(),
    "all met": Margins("差距", (margin("12"), margin("0"))),
    "none met": Margins("差距", (margin("-0.1"), margin("-0.2"))),
    "all at the line": Margins("差距", (margin("0"), margin("0"))),
    "few schools": schools(12),
    "many schools": schools(300),
    "one school": schools(1),
}
