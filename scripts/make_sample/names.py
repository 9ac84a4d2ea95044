"""Made-up people: names and home places, the same ones every time."""

import random

_SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
    "伍韦申尤毕聂丛焦向柳邢路岳齐尚梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童"
    "欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯"
)
_BOYS = (
    "浩然 子轩 俊杰 宇航 明轩 志远 嘉豪 天佑 文博 思远 一鸣 家乐 伟杰 "
    "晨阳 睿 鹏程 国强 鑫 海涛 瑞阳"
)
_GIRLS = (
    "雨欣 梦瑶 思琪 佳怡 欣悦 诗涵 晓雯 可馨 婷 静怡 雅琴 心怡 紫涵 "
    "若曦 玉洁 慧敏 秋月 春梅 芳 语桐"
)
_ELDERS = "光福 正平 大全 永贵 德珍 成菊 秀英 文秀 国华 素梅 玉芬 兴明 长林 桂兰 世清 开荣"
_TOWNS = "邻县柳林镇 邻县双河乡 本县龙湾镇 本县高坎乡 外省南浦市 邻市东林区 本县白鹤乡 邻市永宁县"
_WORK = "建筑工地 青溪家具厂 农贸市场经商 物流货运 餐饮个体 茶叶合作社 服装加工厂 水电安装 快递网点"


class Crowd:
    """A stream of made-up people; the same `seed` gives the same people."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def pupil(self) -> tuple[str, str]:
        """A pupil's name and sex."""
        sex = self._random.choice("男女")
        given = self._random.choice((_BOYS if sex == "男" else _GIRLS).split())
        return self._random.choice(_SURNAMES) + given, sex

    def elder(self, surname: str) -> str:
        """A parent or grandparent, mostly of the same surname."""
        family = surname if self._random.random() < 0.6 else self._random.choice(_SURNAMES)
        return family + self._random.choice(_ELDERS.split())

    def town(self) -> str:
        """Where a family is registered."""
        return self._random.choice(_TOWNS.split())

    def work(self) -> str:
        """What a parent does for a living."""
        return self._random.choice(_WORK.split())

    def pick(self, choices: str) -> str:
        """One of the words of `choices`."""
        return self._random.choice(choices.split())

    def number(self, low: int, high: int) -> int:
        """A whole number between `low` and `high`, both included."""
        return self._random.randint(low, high)

    def shuffled(self, things: list[str]) -> list[str]:
        """`things` in another order."""
        return self._random.sample(things, len(things))
