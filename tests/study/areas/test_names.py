import pytest

from study.areas.names import AreaName, area_name, is_estate, nearest


@pytest.mark.parametrize(
    ("text", "level", "stem", "kind"),
    [
        ("人民路街道办事处", "street", "人民路", "街道"),
        ("人民路 街道办", "street", "人民路", "街道"),
        ("城关镇", "street", "城关", "镇"),
        ("大溪乡", "street", "大溪", "乡"),
        ("人民路", "street", "人民路", ""),
        ("红星社区居委会", "community", "红星", "社区"),
        ("红星社区", "community", "红星", "社区"),
        ("下沙村", "community", "下沙", "村"),
        ("第一社区居委会（筹）", "community", "第一", "社区"),
        ("第一社区（筹备组）", "community", "第一", "社区"),
        ("第一(筹)社区", "community", "第一", "社区"),
        ("和平社区工作站", "community", "和平", "社区"),
        ("和平社区党群服务中心", "community", "和平", "社区"),
        ("下沙村党群服务中心", "community", "下沙", "村"),
        ("和平社区（东）", "community", "和平社区(东)", ""),
        ("和平工作站", "community", "和平工作站", ""),
        ("和平社区卫生服务中心", "community", "和平社区卫生服务中心", ""),
        ("人民路街道（筹）", "street", "人民路", "街道"),
        ("建设新村", "community", "建设新村", ""),
        ("乐河区", "district", "乐河", "区"),
        ("城区", "district", "城区", ""),
        ("ＢＩＳＨＡＮ　East", "street", "bishaneast", ""),
        ("街道", "street", "街道", ""),
    ],
)
def test_one_spelling_for_what_people_write_differently(text, level, stem, kind):
    assert area_name(text, level) == AreaName(stem, kind)


@pytest.mark.parametrize("text", [None, "", "  ", float("nan"), 7])
def test_nothing_is_no_name(text):
    assert area_name(text, "street") is None


def test_an_estate_is_never_a_community():
    assert area_name("和平小区", "community") is None
    assert is_estate("和平小区 ")
    assert area_name("和平小区社区", "community") == AreaName("和平小区", "社区")


def test_names_of_the_areas_above_are_taken_off_the_front_but_not_out_of_a_name():
    assert area_name("乐河区人民路街道", "street", inside=["乐河区"]).stem == "人民路"
    assert area_name("乐河路街道", "street", inside=["乐河"]).stem == "乐河路"
    assert area_name("乐河区", "street", inside=["乐河区"]).stem == "乐河区"


def test_the_nearest_name():
    assert nearest("人民路街办", {"和平街道", "人民路街道"}) == "人民路街道"
    assert nearest("甲", set()) == ""
