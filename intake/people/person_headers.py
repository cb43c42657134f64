"""Headers under which people write other people: names, telephones, cards, accounts."""

import re

from intake.cells.reading import half_width, label
from intake.cells.values import clean
from intake.cells.words import NO, OPEN, YES
from intake.headings.headers import plain

_WHO = (
    "姓名|联系人员?|联络人员?|联络员|负责人|责任人|经办人|填表人|填报人|制表人|审核人|申请人|签字人?|签名|户主|房主|业主代表|居民代表"
    "|户代表|产权人|产权所有人|所有权人|所有人|权利人|承租人|承租户|楼栋?长|幢长|楼组长|单元长|院长|网格员|网格长|楼管员|协管员"
    "|书记|主任|组长|经理|警长|领导|包保人|调查员|走访人|入户人|受访人|被调查人|(?:调查|走访|入户|工作|责任|填报|联系|包保)人员"
    "|户名|收款人"
)
_NUMBER = (
    "电话|手机|手机号|电话号|座机|固话|联系方式|传真|身份证号?|身份证件号?|证件号|护照号?|银行卡号?|卡号"
    "|(?:银行)?(?:账|帐)[号户]|微信号?|qq号?|邮箱|电子邮件|邮件地址"
)
_ABOUT = "性别|民族|政治面貌|出生日期|出生年月|家庭住址|家庭地址|户籍地址?|户籍所在地|现住址|住址"
_WORD = f"(?:{_WHO}|{_NUMBER}|{_ABOUT})"
_CHINESE = re.compile(
    rf"(?:.{{0,10}}?(?:{_WORD})(?:(?:及|和|与|或|其|的|以及|一|二|三|[\d])*(?:{_WORD}|号码?))*[\d一二三]?|业主|租户)"
)
_NOT_OF_A_PERSON = re.compile(
    "(?:户口|门牌|楼|栋|幢|房|文|批|备案|产权证|不动产权?证|许可证|宗地|统一)号码?$"
    "|^(?:是否|有无|公用|公共|有线).*"
)
_ENGLISH = re.compile(
    r"(?:estate|site|community|property|project|emergency|home|office|work|owner|manager|main)?"
    r"(?:contact(?:person|name|number|no|phone|tel|details|info)?s?|(?:tele)?phone(?:number|no)?s?"
    r"|tel(?:no|number)?|mobile(?:phone|number|no)?|cell(?:phone|number)?|fax(?:number|no)?"
    r"|e?mail(?:address)?|wechat(?:id)?|weixin|qq|id(?:entity)?card(?:number|no)?|nationalid|passport(?:number|no)?"
    r"|bank(?:account|card)(?:number|no)?|account(?:number|no|name|holder)|iban"
    r"|(?:full|first|last|given|family|owner|resident|tenant|respondent|applicant|householder)names?"
    r"|surname|householder|headofhousehold|owner|tenant|person(?:incharge|responsible)|responsibleperson"
    r"|signature|gender|sex|dateofbirth|birthdate|birthday|dob|homeaddress)\d?"
)
_COUNT = re.compile(r"约?\d{1,6}(?:\.\d+)?\s*(?:%|人|名|户|个|位|台|部|处|门|套|件)?")


_LOST_ENDS = ("名", "人", "话", "号", "码", "号码", "方式", "式", "证")  # of a header cut short


def names_people(header: str, *, cut: bool = False) -> bool:
    """Return whether a header, which no table declares, is one for people.

    A header that may be `cut`, as in a shapefile, is also tried with the ends such headers lose.

    >>> names_people("联系人及电话"), names_people("Mobile No."), names_people("业主总人数")
    (True, True, False)
    >>> names_people("户主姓", cut=True)
    True
    """
    ends = ("", *_LOST_ENDS) if cut else ("",)
    return any(_names_people(plain(header) + end) for end in ends)


def _names_people(text: str) -> bool:
    if _NOT_OF_A_PERSON.search(text):
        return False
    return bool(_CHINESE.fullmatch(text) or _ENGLISH.fullmatch(text))


def is_count(value: object) -> bool:
    """Return whether a cell only says yes, no, not yet known, or how many: nobody is in it.

    >>> is_count("有"), is_count(3.0), is_count("张三")
    (True, True, False)
    """
    found = clean(value)
    if found is None:
        return True
    text = half_width(label(found))
    return text in YES | NO | OPEN or _COUNT.fullmatch(text) is not None
