"""The signs of fonts that have pictures in the place of letters, as characters of Unicode.

Word and Excel know no ☑: they name a font (Wingdings, Symbol and kin) and a code in it, written as
F020 to F0FF (w:sym, ECMA-376-1, 17.3.3.30) or as the letter of the same place, 20 to FF. Without
that font the code says nothing, and a letter says something else: "R" in Wingdings 2 is a tick.

The signs are those that Unicode 7.0 took from these fonts, one row for 16 codes. Where it has two
for one look, the usual one is taken, by which forms are searched: ☑ ☒ ✓ ✗ ✘ □ ○ ● ■ ➢.
"""

from functools import lru_cache

_NONE = "�"  # there is no sign of that code
_FIRST, _LAST = 0x20, 0xFF
_PRIVATE = 0xF000  # what is added to a code that is not to be taken for a letter

# fmt: off
_SYMBOL = (
    " !∀#∃%&∍()*+,−./"  # 20
    "0123456789:;<=>?"  # 30
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ"  # 40
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"  # 50
    "‾αβχδεφγηιϕκλμνο"  # 60
    "πθρστυϖωξψζ{|}~�"  # 70
    "����������������"  # 80
    "����������������"  # 90
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓"  # A0
    "°±″≥×∝∂•÷≠≡≈…|⎯↵"  # B0
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"  # C0
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"  # D0
    "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"  # E0
    "�⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�"  # F0
)
_WINGDINGS = (
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭"  # 20
    "🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍"  # 30
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳"  # 40
    "🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉"  # 50
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□"  # 60
    "🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷▯"  # 70
    "🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍"  # 80
    "➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•"  # 90
    "▪○🞆🞈◉◎🔿▪□🟁🟅★🟋🟏🟓🟑"  # A0
    "⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"  # B0
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗"  # C0
    "🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋🡨"  # D0
    "🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦"  # E0
    "⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✘✓☒☑�"  # F0
)
_WINGDINGS_2 = (
    " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋"  # 20
    "🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙"  # 30
    "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗"  # 40
    "✓☒☑☒☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺"  # 50
    "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥"  # 60
    "⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿�"  # 70
    "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤"  # 80
    "🕥🕦🕧🙨🙩·🞄⦁●○🞅🞇🞉⊙⦿🞌"  # 90
    "🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇"  # A0
    "🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁"  # B0
    "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪"  # C0
    "🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺"  # D0
    "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒"  # E0
    "✹🟃🟇✯🟍🟔⯌⯍※⁂������"  # F0
)
_WINGDINGS_3 = (
    " ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻"  # 20
    "⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧"  # 30
    "⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌"  # 40
    "⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥"  # 50
    "🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙"  # 60
    "▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁�"  # 70
    "🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕"  # 80
    "🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅"  # 90
    "🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟"  # A0
    "🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽"  # B0
    "🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮"  # C0
    "⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷"  # D0
    "🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕"  # E0
    "🢗���������������"  # F0
)
_WEBDINGS = (
    " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼"  # 20
    "🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳"  # 30
    "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂"  # 40
    "🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫"  # 50
    "⮔✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥"  # 60
    "🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲�"  # 70
    "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠"  # 80
    "🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻"  # 90
    "🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜"  # A0
    "🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻"  # B0
    "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒"  # C0
    "🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫"  # D0
    "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦"  # E0
    "🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"  # F0
)
# fmt: on

_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}

FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
"""The fonts that are known, as they are called."""


@lru_cache(maxsize=1024)  # each run of a text names its font
def has_signs(font: str) -> bool:
    """Whether a font of that name has signs in the place of letters."""
    return font.strip().casefold() in _TABLES


def counterpart(font: str, code: int) -> str:
    """The character that the sign `code` (F020–F0FF or 20–FF) of `font` is; empty for none.

    >>> counterpart("Wingdings 2", 0xF052)
    '☑'
    """
    table = _TABLES.get(font.strip().casefold(), "")
    place = code - _PRIVATE if code >= _PRIVATE else code
    if not table or not _FIRST <= place <= _LAST:
        return ""
    sign = table[place - _FIRST]
    return "" if sign == _NONE else sign


def in_unicode(font: str, text: str) -> str:
    """`text`, which is set in `font`, with characters for signs; what is none of them stays.

    >>> in_unicode("Wingdings 2", "R是£否")
    '☑是□否'
    """
    return "".join(counterpart(font, ord(one)) or one for one in text)
