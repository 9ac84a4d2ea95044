"""index.html: the county on one page that needs no network and prints well."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape

from dossier.county.cells import limit_of, verdict
from dossier.county.lists import advice, findings, gaps, per_school
from dossier.county.tables import coefficients, conditions, sets
from dossier.county.variations import shown
from dossier.model.county import County, Judged, Share
from dossier.model.standard import Family, Stage
from dossier.model.table import Dark, Line, Printed, Table
from dossier.numbers import fixed, rounded

# a school's value over the county's mean, by steps: the colour says it, the number proves it
_STEPS = ("0.5", "0.7", "0.9", "1.1", "1.3", "1.5")
_LEGEND = ("低于平均50%以上", "低30%—50%", "低10%—30%", "接近平均", "高10%—30%", "高30%—50%",
           "高50%以上")  # fmt: skip

_STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;color:#1a1a1a;background:#fff;
 font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:1180px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:26px;margin:0 0 4px}
h2{font-size:19px;margin:36px 0 10px;border-left:5px solid #2b5c8a;padding-left:10px}
p{margin:6px 0}.dim{color:#555}
nav a{margin-right:16px;color:#2b5c8a}
.cards{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}
.card{border:1px solid #ccc;border-radius:6px;padding:10px 16px;min-width:170px}
.card b{display:block;font-size:26px;line-height:1.3}
.card.bad{border:2px solid #a4262c}.card.bad b{color:#a4262c}.card.good b{color:#1d6b34}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:bold;padding:6px 0}
th,td{border:1px solid #bbb;padding:3px 7px;text-align:center}
th{background:#e8eef5;font-weight:600}
td{white-space:nowrap}td.l,th.l{text-align:left;white-space:normal}
tr.sum td{background:#f2f2f2;font-weight:600}
td.dark,tr.sum td.dark{background:#404040;color:#fff;font-weight:700}
.s0{background:#d9822b}.s1{background:#efb36f}.s2{background:#f8deba}.s3{background:#fff}
.s4{background:#d8e7f3}.s5{background:#a6c8e4}.s6{background:#6ea3cf}
.legend span{display:inline-block;border:1px solid #bbb;padding:0 8px;margin:0 4px 4px 0;
 font-size:12px}
@media print{
 main{max-width:none;padding:0}nav{display:none}.wide{overflow:visible}
 *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
 table{font-size:9pt}thead{display:table-header-group}tr,.card{break-inside:avoid}
 h2{break-after:avoid}@page{size:A4 landscape;margin:12mm}
}
"""


def overview(county: County) -> str:
    """The page; everything from a workbook is escaped."""
    name = escape(county.name)
    body = (
        f"<h1>{name}义务教育均衡发展总览</h1>"
        f'<p class="dim">{escape(county.standard)}　{escape(str(county.year or ""))}　'
        f"{len(county.schools)}所学校</p>"
        '<nav><a href="#cv">差异系数</a><a href="#heat">各校与平均</a><a href="#advice">建议</a>'
        '<a href="#met">达标情况</a><a href="#gaps">差距</a><a href="#check">检查</a></nav>'
        f'<div class="cards">{"".join(_cards(county))}</div>'
        f'<h2 id="cv">校际间差异系数</h2>{_table(coefficients(county))}'
        f'<h2 id="heat">各校与全县平均</h2>{_legend()}'
        f"{''.join(_heat(county, family, stage) for family, stage in sets(county))}"
        f'<h2 id="advice">建议</h2>{_table(advice(county))}'
        f'<h2 id="met">办学基本标准达标情况</h2>{_table(conditions(county))}'
        f'<h2 id="gaps">各校差距</h2>{_table(gaps(county), "所有学校都已达标。")}'
        f'<h2 id="check">档案检查</h2>{_table(per_school(county))}'
        f"{_table(findings(county), '汇总时没有发现问题。')}"
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{name}义务教育均衡发展总览</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _cards(county: County) -> Iterator[str]:
    met = sum(all(s.summary.passes(stage) for stage in s.summary.stages) for s in county.schools)
    whole = len(county.schools)
    yield _card("办学基本标准", f"{met} / {whole} 校", "全部达标", met == whole)
    for one in county.composites:
        limit = limit_of(one.rule, one.limit)
        note = "未设限值" if one.limit is None else f"限值 {limit}　{verdict(one.met)}"
        label = f"{one.stage.short}综合差异系数"
        if one.family is not Family.BALANCE:
            label += f"（{one.family.value}）"
        yield _card(label, shown(one.value, one.limit), note, one.met)
    over = sum(one.met is False for one in county.variations)
    if any(one.met is not None for one in county.variations):
        yield _card("单项超限", f"{over} 项", "差异系数高于限值", over == 0)
    if county.left_out:
        yield _card("未计入", f"{len(county.left_out)} 校", "见“档案检查”", False)


def _card(label: str, value: str, note: str, well: bool | None) -> str:
    kind = {True: " good", False: " bad", None: ""}[well]
    return (
        f'<div class="card{kind}">{escape(label)}<b>{escape(value)}</b>'
        f'<span class="dim">{escape(note)}</span></div>'
    )


def _legend() -> str:
    steps = "".join(f'<span class="s{n}">{text}</span>' for n, text in enumerate(_LEGEND))
    return f'<p class="legend">{steps}</p>'


def _heat(county: County, family: Family, stage: Stage) -> str:
    """Schools × indicators: the value, coloured by how far it is from the mean."""
    members = [one for one in county.variations if (one.family, one.stage) == (family, stage)]
    shares = [{share.name: share for share in one.variation.shares} for one in members]
    head = "".join(f"<th>{escape(one.title)}<br>{escape(one.unit)}</th>" for one in members)
    rows = []
    for school in county.schools:
        mine = [found.get(school.name) for found in shares]
        if any(mine):
            cells = "".join(_warm(s, one) for s, one in zip(mine, members, strict=True))
            rows.append(f'<tr><td class="l">{escape(school.name)}</td>{cells}</tr>')
    means = "".join(f"<td>{_number(one.variation.mean, one.places)}</td>" for one in members)
    rows.append(f'<tr class="sum"><td class="l">全县平均</td>{means}</tr>')
    return (
        f'<div class="wide"><table><caption>{stage.short}（{family.value}）</caption>'
        f'<thead><tr><th class="l">学校</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _warm(share: Share | None, one: Judged) -> str:
    mean = one.variation.mean
    if share is None or not mean:
        return "<td>—</td>"
    step = sum(share.value >= Decimal(bound) * mean for bound in _STEPS)
    percent = rounded(share.value / mean * 100, 0)
    value = _number(share.value, one.places)
    return f'<td class="s{step}" title="为全县平均的{percent}%">{value}</td>'


def _number(value: Decimal | None, places: int) -> str:
    return "—" if value is None else fixed(value, places)


def _table(table: Table, empty: str = "") -> str:
    if not table.lines and empty:
        return f"<p>{empty}</p>"
    longs = [width > 20 for _, width in table.columns]  # noqa: PLR2004 - columns of texts
    head = "".join(
        f"<th{' class=l' if long else ''}>{escape(name)}</th>"
        for (name, _), long in zip(table.columns, longs, strict=True)
    )
    rows = "".join(_row(line, longs) for line in table.lines)
    notes = "".join(f'<p class="dim">{escape(note)}</p>' for note in table.notes)
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f"{notes}"
    )


def _row(line: Line, longs: Iterable[bool]) -> str:
    cells = "".join(_cell(cell, long) for cell, long in zip(line.cells, longs, strict=True))
    return f'<tr class="sum">{cells}</tr>' if line.total else f"<tr>{cells}</tr>"


def _cell(cell: Printed, long: bool) -> str:
    if isinstance(cell, Dark):
        return f'<td class="dark">{escape(cell.text)}</td>'
    text = f"{cell:,}" if isinstance(cell, Decimal | int) else escape(cell)
    return f'<td class="l">{text}</td>' if long else f"<td>{text}</td>"
