from intake.headings.headers import match
from intake.headings.traditional import simplified
from tables import ESTATES


def test_traditional_headers_are_the_simplified_ones():
    heads = ["屋邨名稱", "總建築面積", "戶數", "樓棟數", "備註"]
    found = [m.column for m in match(heads, ESTATES.columns, {})]
    assert found == ["name", "floor_area_m2", "households", "buildings", "remarks"]


def test_simplified_text_stays_as_it_is():
    assert simplified("小区名称 Name") == "小区名称 Name"
