"""Parts of an estate's name: what lies above it, what kind of place it is, and how it is written.

Used to propose candidates only; nothing is taken for equal because of them.
"""

import re

from intake.joining.estate_names import even_street

_PLACE = (
    r"^(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?市)?(?:.{1,6}?(?<!小)[区县旗])?"
    r"(?P<street>.{2,8}?(?:街道(?:办事处|办)?|(?<![小古])镇|(?<!水)乡))"
)
_CITY = (
    r"^(?:.{2,8}?(?:省|自治区))?.{2,8}?市.{1,6}?(?<!小)[区县]|^.{2,8}?省.{2,8}?市|^.{2,3}(?<!小)区"
)
_ABOVE = re.compile(rf"(?:{_PLACE}|(?:{_CITY}))(?=[^\d一二三四五六七八九十].)")
_KIND = re.compile(
    r"(?<=..)(?:家属(?:院|楼|区|大院)?|宿舍(?:楼|区)?|生活区|住宅(?:楼|区)?|单身楼|公寓楼|大院)$"
)
_REMARK = re.compile(
    r"[（(\[【](?:原|又名|曾用名|别名|现|即|俗称)?[:：]?([^（）()\[\]【】]{2,})[）)\]】]"
)

# One sign for one, as names of estates use them; a whole dictionary would help rare names only.
_OLD = (
    "園號區樓東麗華豐廣錦繡龍鳳陽灣橋門興寶萬學醫藥廠機電鐵馬場長開發國來聯業農莊蘇蘭榮葉綠銀貴賢進遠"
    "運達鎮際陳雲順風齊縣鄉紅紡織絲棉紙輪鋼鋁銅錫鹽糧飯館師範書畫報社會館衛體軍營隊漢濱濟瀋瀾潤滙匯邨"
    "嶺島嶼峯溫懷慶億優樂聖亞協單員團圓圖墻壹貳參愛憶戶燈禦稅經維羅聞職聽莱萊蓮蘆號術視觀話設試語誠課調"
)
_NEW = (
    "园号区楼东丽华丰广锦绣龙凤阳湾桥门兴宝万学医药厂机电铁马场长开发国来联业农庄苏兰荣叶绿银贵贤进远"
    "运达镇际陈云顺风齐县乡红纺织丝棉纸轮钢铝铜锡盐粮饭馆师范书画报社会馆卫体军营队汉滨济沈澜润汇汇村"
    "岭岛屿峰温怀庆亿优乐圣亚协单员团圆图墙壹贰叁爱忆户灯御税经维罗闻职听莱莱莲芦号术视观话设试语诚课调"
)
_SIMPLE = str.maketrans(_OLD, _NEW)


def simplified(text: str) -> str:
    """Return a text with the traditional characters of place names in their simple form.

    >>> simplified("錦繡花園東區")
    '锦绣花园东区'
    """
    return text.translate(_SIMPLE)


def above(name: str) -> str:
    """Return a name without the city, district and street before it.

    >>> above("恩平市恩城街道和平里"), above("城市花园"), above("锦绣小区一期")
    ('和平里', '城市花园', '锦绣小区一期')
    """
    return _ABOVE.sub("", name)


def street_in(name: str) -> str:
    """Return the street office written before a name, evened, or an empty text.

    >>> street_in("恩平市恩城街道和平里"), street_in("和平里")
    ('恩城', '')
    """
    found = _ABOVE.match(name)
    return even_street(found["street"])[0] if found and found["street"] else ""


def apart_from_kind(evened: str) -> tuple[str, str]:
    """Return a name without the words for the kind of place, and those words.

    >>> apart_from_kind("纺织厂家属院"), apart_from_kind("和平里")
    (('纺织厂', '家属院'), ('和平里', ''))
    """
    found = _KIND.search(evened)
    return (evened[: found.start()], found[0]) if found else (evened, "")


def other_names(name: str) -> tuple[str, ...]:
    """Return the name without a remark in brackets, and the name the remark gives.

    >>> other_names("和平里（原纺织厂宿舍）"), other_names("和平里（一期）")
    (('和平里', '纺织厂宿舍'), ())
    """
    found = _REMARK.search(name)
    if not found or re.search(r"[\d一二三四五六七八九十东南西北]", found[0]):
        return ()
    return name[: found.start()] + name[found.end() :], found[1]
