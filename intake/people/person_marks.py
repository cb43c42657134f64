"""What in a text is of a person: telephone, identity card, bank card, mail, account, name."""

import datetime as dt
import functools
import re
from collections.abc import Callable

MARK = "***"

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ODD = re.compile("[\uff01-\uff5e\u3000\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
     *range(61, 66), 71, 81, 82, 83}
)  # fmt: skip  # GB/T 2260, first two digits
_CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECK_MARKS = "10X98765432"
_BIRTHS = range(1900, 2030)

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马"
    "苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵"
    "湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀"
    "羊惠甄曲封储靳段焦侯宓全班秋仲伊宫宁仇栾甘厉武符刘景詹束龙叶幸司黎薄印白蒲卓蔺屠蒙池乔阴胥苍双闻"
    "莘党翟谭贡劳逄姬申扶堵冉郦雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连习容向古易廖庾终居衡步都耿满"
    "弘匡国文寇广欧沃利越师巩聂晁勾敖融冷辛那简饶曾沙养鞠丰巢关查荆红游竺权盖益桓肖付闫岳涂"
)
_TWO_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|独孤"
_NAME = rf"(?:{_TWO_SURNAMES}|[{_SURNAMES}])[\u4e00-\u9fff·]{{1,2}}"
_USUAL = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_WHOLE_NAME = re.compile(rf"(?:(?:{_TWO_SURNAMES})|[{_USUAL}])[\u4e00-\u9fff·]{{1,2}}")
_NAMING = "姓名|联系人|联络人|经办人|填表人|填报人"
_ROLE = (
    f"{_NAMING}|负责人|责任人|户主|房主|业主代表|产权人|承租人|楼栋长|楼长|单元长|网格员|网格长|书记|主任"
    "|组长|申请人"
)
_NO_NAME = (
    "未定|待定|不详|暂无|没有|公司|单位|社区|街道|小区|物业|居委|里$|村$|苑$|园$|区$|院$|楼$|栋$|号$|路$|街$"
    "|电话|手机|办$|局$|会$|所$|处$|部$|室$|户$"
)
_NO_PERSON = re.compile(
    rf"{_NO_NAME}|^(?:高[层度危龄低中等压]|任[何务意]|方[案便式向]|常[住年规见用]|文[件物字]|白[色天]|石[材棉油]"
    "|金[额属]|万[元户人平㎡栋]|许[可多]|余[下额]|于[年月]|易[地于]|康[复养]|程[度序]|武[警装]|陈旧|黄[色线]|江[南北东西])"
)
_CODE_BEFORE = re.compile(
    r"(?:编码|编号|代码|宗地号|图斑号|合同号|文号|项目号|code)[:\s]*$", re.IGNORECASE
)
_MEASURED = r"(?!\s*(?:元|万|千元|亿|㎡|m2|平方|平米|亩|\.\d))"

_MOBILE = (
    r"(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}[- ]?\d{4}|[- ]\d{3}[- ]\d{5})(?!\d)"
    + _MEASURED
)
_AREA_CODE = r"(?:\(0(?:10|2\d|[3-9]\d{2})\)|0(?:10|2\d|[3-9]\d{2})(?:-{1,2}|—| ))"
_LANDLINE = rf"(?<![\d.]){_AREA_CODE} ?[2-8]\d{{2,3}}[- ]?\d{{4}}(?!\d)(?:(?:-|转)\d{{1,5}})?"
_CALLED = (
    r"(?:电话|座机|固话|手机|联系方式|致电|传真|(?<![a-z])(?:tel|phone|telephone|mobile|fax))"
    r"(?:号码?)?[.:\s是为]{0,3}(\+?\d[\d -]{5,15}\d(?:转\d{1,5})?)"
)
_CARD = r"(?<!\d)\d{6}[- ]?\d{8}[- ]?\d{3}[\dXx](?![\dXx])"
_OLD_CARD = r"身份证(?:号码?)?[:\s为是]{0,2}(\d{15}|\d{17}[\dXx])(?!\d)"
_BANK = r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{3})?(?!\d)"
_ACCOUNT = r"(?:银行卡|银行账|银行帐|账号|帐号|卡号)号?码?[:\s为是]{0,2}(\d[\d -]{8,24}\d)"
_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_CHAT = r"(?:微信号?|wechat|weixin)(?:id)?[:\s为是]{0,2}([A-Za-z][\w-]{5,19})(?![\w-])"
_QQ = r"qq号?码?[:\s为是]{0,2}([1-9]\d{4,11})(?!\d)"
_SUSPECT = re.compile(
    rf"\d{{4}}[- ]?\d{{3}}|\d{{3}}[- ]\d{{3}}[- ]\d|@|微信|wechat|weixin|qq|{_ROLE}", re.IGNORECASE
)
_AT_ONCE = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (_MAIL, _CHAT, _QQ, _OLD_CARD, _ACCOUNT, _CALLED, _LANDLINE)
)
_PHONE = "(?:联系)?(?:电话|手机|座机|固话|方式)号?码?|tel|phone|mobile"
_GONE = "\0"  # stands for one character of a person, so that places stay as they are
_END = r"(?=$|[^\u4e00-\u9fff]|电话|手机|反映|联系)"
_NAMES = (
    re.compile(rf"(?:{_NAMING})(?:为|是)?[\s:]*({_NAME}){_END}"),
    re.compile(rf"(?:{_ROLE})(?:为|是)?\s*:\s*({_NAME}){_END}"),
    re.compile(
        rf"(?:{_ROLE}|找|联系|通知|咨询|致电|(?<![\u4e00-\u9fff]))\s*({_NAME})(?=[\s:,、(]*(?:{_PHONE})?[.:\s是为]*{_GONE})"
    ),
)
_ONLY_WORDS = re.compile(
    rf"(?:{_ROLE}|联系|电话|手机|号码?|座机|身份证|微信|qq|账|帐|银行|卡|及|和|转|tel|[\W_])*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\+?[\d() -]{7,24}[xX]?")


def half(text: str) -> str:
    """Return `text` with full-width letters and digits half-width and nothing invisible.

    >>> half("１３８\u200b")
    '138'
    """
    if text.isascii() or not _ODD.search(text):
        return text
    return _UNSEEN.sub("", text).translate(_FULL_WIDTH)


def without(text: str) -> str | None:
    """Return `text` with what is of a person as `***`; None where nothing else is left.

    A text that holds nothing of a person comes back as it is.

    >>> without("屋顶漏水，联系人：张三 13812345678"), without("13812345678")
    ('屋顶漏水，联系人：*** ***', None)
    >>> without("编码 13010400123，投资 13812345678 元")
    '编码 13010400123，投资 13812345678 元'
    """
    told = half(text)
    if not _SUSPECT.search(told):
        return text
    gone = _masked(told)
    if gone == told:
        return text
    shown = "".join(
        _GONE if left == _GONE else own
        for left, own in zip(gone, _UNSEEN.sub("", text), strict=True)
    )
    masked = re.sub(f"{_GONE}+", MARK, shown)
    return None if _ONLY_WORDS.fullmatch(masked) else masked


def shown(text: str) -> str:
    """Return `text` with nobody in it; `***` where nothing else is left.

    >>> shown("王小明13812345678"), shown("台账")
    ('***', '台账')
    """
    left = without(text)
    return MARK if left is None else left


def may_be_name(text: str) -> bool:
    """Return whether a whole cell may be the name of a person: a usual surname, a word or two.

    >>> may_be_name("欧阳建国"), may_be_name("王小明"), may_be_name("高层"), may_be_name("待鉴定")
    (True, True, False, False)
    """
    bare = "".join(half(text).split())
    return bool(_WHOLE_NAME.fullmatch(bare)) and not _NO_PERSON.search(bare)


def kind(text: str) -> str:
    """Return what a whole cell is: `card`, `dated`, `bank`, `phone`, `mail`, or nothing.

    `dated` has the region and the birth date of an identity card, and not its check digit.

    >>> kind("138-1234-5678"), kind("11010519491231002X"), kind("440105001001000012")
    ('phone', 'card', '')
    """
    told = half(text).strip()
    if "@" in told:
        return "mail" if re.fullmatch(_MAIL, told, re.ASCII) else ""
    if not _WHOLE.fullmatch(told):
        return ""
    digits = _digits(told)
    if _dated(digits):
        return "card" if _checked(digits) else "dated"
    if _is_bank(digits):
        return "bank"
    landline = rf"(?:{_LANDLINE}|0(?:10|2\d)[2-8]\d{{7}}|0[3-9]\d{{2}}[2-8]\d{{6,7}})"
    return "phone" if re.fullmatch(_MOBILE, told) or re.fullmatch(landline, told) else ""


def _masked(text: str) -> str:
    for pattern in _AT_ONCE:
        text = pattern.sub(_last_group, text)
    for pattern, test in _TESTED:
        text = pattern.sub(functools.partial(_where, test=test), text)
    for pattern in _NAMES:
        text = pattern.sub(_named, text)
    return text


def _last_group(found: re.Match[str]) -> str:
    """Return a match with its group, or all of it, gone."""
    start, end = found.span(found.re.groups)
    head, tail = start - found.start(), found.end() - end
    return found[0][:head] + _GONE * (end - start) + found[0][len(found[0]) - tail :]


def _where(found: re.Match[str], *, test: Callable[[str], bool]) -> str:
    """Return a match gone where its digits pass `test` and no word before calls them a code."""
    coded = _CODE_BEFORE.search(found.string[: found.start()])
    return found[0] if coded or not test(_digits(found[0])) else _GONE * len(found[0])


def _named(found: re.Match[str]) -> str:
    return found[0] if re.search(_NO_NAME, found[1]) else _last_group(found)


def _digits(text: str) -> str:
    return re.sub(r"[^\dXx]", "", text)


def _is_card(digits: str) -> bool:
    return _dated(digits) and _checked(digits)


def _dated(digits: str) -> bool:
    """Return whether 18 digits have a province and a day of birth where an identity card has."""
    if not re.fullmatch(r"\d{17}[\dXx]", digits) or int(digits[:2]) not in _PROVINCES:
        return False
    year, month, day = int(digits[6:10]), int(digits[10:12]), int(digits[12:14])
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return year in _BIRTHS


def _checked(digits: str) -> bool:
    total = sum(int(d) * w for d, w in zip(digits, _CHECK_WEIGHTS, strict=False))
    return _CHECK_MARKS[total % 11] == digits[-1].upper()


def _is_bank(digits: str) -> bool:
    """Return whether digits are a bank card: length and first digits of the issuers, and Luhn."""
    known = {16: ("62", "4", "5", "35", "60"), 17: ("62",), 19: ("62", "9558", "60", "68")}
    if not digits.isdecimal() or not digits.startswith(known.get(len(digits), ("-",))):
        return False
    doubled = [int(d) * (2 - place % 2) for place, d in enumerate(digits[::-1], start=1)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


_TESTED: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(_CARD), _is_card),
    (re.compile(_BANK), _is_bank),
    (re.compile(_MOBILE), bool),
)
