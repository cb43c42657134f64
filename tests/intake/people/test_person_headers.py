import pytest

from intake.people.person_headers import is_count, names_people
from tables import TABLES

PEOPLE = [
    "姓名",
    "联系人",
    "联系人/电话",
    "联系电话",
    "手机号码",
    "社区负责人",
    "业主",
    "户主",
    "业主姓名",
    "身份证号",
    "银行账号",
    "微信",
    "邮箱",
    "联系方式",
    "负责人（签字）",
    "楼栋长姓名",
    "电话1",
    "联系人二",
    "填报人及联系电话",
    "家庭住址",
    "Phone",
    "Tel.",
    "E-mail",
    "MobileNo.",
]
NOBODY = [
    "小区名称",
    "业主总人数",
    "业主委员会",
    "房号",
    "文号",
    "产权证号",
    "楼号",
    "统一编号",
    "产权单位",
    "是否有电话",
    "负责人数",
    "邮编",
    "维修资金账户余额",
    "责任单位",
    "牵头单位",
    "详细地址",
    "业主户数",
    "estate_name_en",
    "Name",
]


@pytest.mark.parametrize("header", [*PEOPLE, "owner name", "ID card", "Contact person"])
def test_headers_of_people(header):
    assert names_people(header)


@pytest.mark.parametrize("header", [*NOBODY, "Estate management"])
def test_headers_of_nobody(header):
    assert not names_people(header)


def test_no_declared_header_is_one_of_people():
    declared = {
        name
        for t in TABLES.values()
        for c in t.columns
        for name in (c.name, c.zh, c.en, *c.aliases)
    }
    assert not [name for name in sorted(declared) if names_people(name)]


def test_yes_no_and_how_many_are_nobody():
    assert all(map(is_count, ["有", "×", 3, 12.0, "约120人", "待核实", None, "/"]))
    assert not any(map(is_count, ["张三", "13812345678", 62345678, "有（张三）"]))
