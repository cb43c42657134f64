import pytest

from intake.headings.spelling import misspelt

WORDS = ["小区名称", "建成年代", "建筑面积", "住宅面积", "参与户数", "buildingarea", "户数"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("小区名秤", "小区名称"),
        ("建成年带", "建成年代"),
        ("建筑面机", "建筑面积"),
        ("建筑面积积", "建筑面积"),
        ("buildngarea", "buildingarea"),
    ],
)
def test_a_slip_of_the_pen(text, meant):
    assert misspelt(text, WORDS) == meant


@pytest.mark.parametrize(
    "text",
    [
        "参与人数",
        "非住宅面积",
        "占地面积",
        "户",
        "",
        "小区名单",
        "建成面积",
        "负责人",
        "联系电话",
        "area",
    ],
)
def test_another_word_is_no_slip(text):
    assert misspelt(text, WORDS) == ""


def test_a_number_in_a_latin_header_is_never_a_slip():
    assert misspelt("population60plus", ["population65plus"]) == ""
