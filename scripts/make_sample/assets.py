"""Accounts of equipment; their sums agree with the figures of the last school year."""

from make_sample.facts import count
from make_sample.tables import Rows, header

_INSTRUMENTS = (
    ("小学部", "小学数学", "演示用计数器、几何形体模型、量角器、钟面模型等", 38),
    ("小学部", "小学科学（生命科学）", "放大镜、生物标本、人体骨骼模型、饲养箱等", 27),
    ("小学部", "小学科学（物质科学）", "小电珠、磁铁、斜面、酒精灯、试管等", 41),
    ("小学部", "小学科学（地球与宇宙）", "地球仪、三球仪、岩石标本、风向标等", 20),
    ("初中部", "物理", "电学实验箱、光具座、测力计、密度计、示波器等", 96),
    ("初中部", "化学", "分液漏斗、集气瓶、电解水装置、药品柜等", 84),
    ("初中部", "生物", "学生显微镜48台、解剖器、切片标本、恒温箱等", 68),
)
_EQUIPMENT = (
    ("小学部", "体育", "跳箱、体操垫、小篮球、跳绳、武术器械等", 39),
    ("小学部", "音乐", "电子琴、竖笛、打击乐器、音响等", 28),
    ("小学部", "美术", "写生画板、版画工具、泥塑工作台等", 25),
    ("初中部", "体育", "单双杠、铅球、实心球、测试仪器、足球门等", 40),
    ("初中部", "音乐", "钢琴2架、军鼓、合唱台、民族乐器等", 25),
    ("初中部", "美术", "石膏像、画架、静物台、书法用具等", 23),
)
# room, machines, bought in, unit price in yuan
_COMPUTERS = (
    ("第一微机室", 46, "2018年9月", 3980),
    ("第二微机室", 20, "2021年11月", 4380),
    ("第三微机室", 20, "2021年11月", 4380),
    ("第四微机室（编程社团）", 12, "2022年10月", 4450),
    ("小学部教师备课室", 22, "2019年8月", 3860),
    ("初中部教师备课室", 16, "2019年8月", 3860),
)
_KEEPERS = {"体育": "谭勇", "音乐": "苟雨晴", "美术": "严可"}


def instruments(year: int) -> Rows:
    """科学（理科）实验仪器台账: kinds due and kinds there, by subject."""
    table = header("序号 学段 学科 主要品种 应配品种数 达标品种数 达标率 管理员")
    for stage, subject, what, kinds in _INSTRUMENTS:
        table.append(
            (str(len(table)), stage, subject, what, str(kinds), str(kinds), "100%", "吴海波")
        )
    return _summed(table, count("实验仪器达标品种数", year))


def equipment(year: int) -> Rows:
    """音体美器材台账."""
    table = header("序号 学段 学科 主要品种 应配品种数 达标品种数 达标率 管理员")
    for stage, subject, what, kinds in _EQUIPMENT:
        keeper = _KEEPERS[subject]
        table.append(
            (str(len(table)), stage, subject, what, str(kinds), str(kinds), "100%", keeper)
        )
    return _summed(table, count("音体美器材达标品种数", year))


def _summed(table: list[tuple[str, ...]], told: int) -> Rows:
    total = sum(int(line[4]) for line in table[1:])
    if total != told:
        raise ValueError(f"the kinds sum up to {total}, not {told}")
    return (*table, ("合计", "", "", "", str(total), str(total), "100%", ""))


def computers(year: int) -> Rows:
    """计算机固定资产台账: one line for every ten machines or fewer."""
    table = header("资产编号 存放地点 台数 型号 购置时间 单价（元） 金额（元） 使用状况 管理人")
    serial = total = worth = 0
    for room, machines, bought, price in _COMPUTERS:
        left = machines
        while left:
            part = min(left, 10)
            first, serial, left = serial + 1, serial + part, left - part
            table.append(
                (f"JSJ-{first:03d}—{serial:03d}", room, str(part), _model(price), bought,
                 str(price), str(price * part), "在用", "袁野")
            )  # fmt: skip
            total, worth = total + part, worth + price * part
    if total != count("教学用计算机台数", year):
        raise ValueError(f"the computers sum up to {total}")
    return (*table, ("合计", "", str(total), "", "", "", str(worth), "", ""))


def _model(price: int) -> str:
    return {3980: "台式 启航T3", 4380: "台式 启航T6", 4450: "台式 启航T6S"}.get(
        price, "台式 远帆M2"
    )
