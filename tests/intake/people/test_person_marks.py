import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake.people.person_marks import MARK, kind, may_be_name, without


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("屋顶漏水，联系人：张三 13812345678", "屋顶漏水，联系人：*** ***"),
        ("联系人张三13812345678，漏水", "联系人***，漏水"),
        ("张先生（１３８１２３４５６７８）反映", "***（***）反映"),
        ("和平里 138-1234-5678", "和平里 ***"),
        ("负责人王五：13812345678，需加固", "负责人***：***，需加固"),
        ("社区书记：王大明 带队", "社区书记：*** 带队"),
        ("物业公司 0755-26001234", "物业公司 ***"),
        ("小区电话：65551234转8", "小区电话：***"),
        ("身份证11010519491231002X 低保", "身份证*** 低保"),
        ("收款卡号 4111 1111 1111 1111", "收款卡号 ***"),
        ("邮箱 a.b@c.com.cn 已收", "邮箱 *** 已收"),
        ("进群加微信：zhang_san88", "进群加微信：***"),
        ("QQ:12345678 报名", "QQ:*** 报名"),
        ("138\u200b12345678 漏水", "*** 漏水"),
        ("13812345678/13912345678", None),
        ("电话：62345678", None),
        ("联系人欧阳小明", None),
        ("请找王小明，电话010-88886666", "请找***，电话***"),
        ("请找王小明（手机：13812345678）", "请找***（手机：***）"),
        ("王小明 tel 010-88886666", None),
        ("13812345678户", "***户"),
    ],
)
def test_what_is_of_a_person_goes_and_the_rest_stays(text, left):
    assert without(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "漏水严重，户主高龄", "住户安全隐患", "业主代表意见", "业主李某反映漏水", "负责人：未定",
        "负责人：河东街道", "微信群已建", "热线12345", "400-800-1234", "1998-2001",
        "2020-01-01至2026-12-31", "20200101-20201231", "440105001001000012", "编码 13010400123",
        "投资13812345678元", "POINT (113.13812345678 34.1)", "12栋360户", "8 200 as at 31.12.2025",
    ],
)  # fmt: skip
def test_what_is_of_nobody_stays(text):
    assert without(text) == text


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("13812345678", "phone"), ("+86 138 1234 5678", "phone"), ("(010)62345678", "phone"),
        ("11010519491231002X", "card"), ("110105194912310021", "dated"),
        ("440105001001000012", ""), ("110105194913310021", ""), ("4111111111111111", "bank"),
        ("4111111111111112", ""), ("a@b.cn", "mail"), ("锦绣花园", ""), ("12812345678", ""),
    ],
)  # fmt: skip
def test_what_a_whole_cell_is(cell, found):
    assert kind(cell) == found


@pytest.mark.parametrize("text", ["欧阳建国", "王小明", " 李 伟 ", "张三"])
def test_a_cell_that_may_be_a_name(text):
    assert may_be_name(text)


@pytest.mark.parametrize(
    "text",
    ["高层", "待鉴定", "方案", "陈旧", "康复路", "王小明等人", "万户", "金属", "C级", "", "1998年"],
)
def test_a_cell_that_is_no_name(text):
    assert not may_be_name(text)


words = st.text(alphabet="屋顶漏水请尽快修理，。 abc（）", max_size=10)


@given(words, st.integers(13 * 10**9, 19 * 10**9 + 10**9 - 1), words)
def test_no_mobile_survives_in_a_text_and_the_words_around_it_do(before, mobile, after):
    left = without(f"{before}{mobile}{after}")
    assert left is None or str(mobile) not in left
    if left is not None:
        assert left == f"{before}{MARK}{after}"


@given(st.text(max_size=20))
def test_a_text_without_digits_names_or_marks_is_not_touched(text):
    assume(not any(c.isdigit() or c in "@:：" for c in text))
    assert without(text) in {text, None} or MARK in str(without(text))


@given(st.text(max_size=20))
def test_what_is_left_has_nobody_in_it(text):
    left = without(text)
    assert left is None or without(left) == left
