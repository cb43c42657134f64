import geopandas as gpd
import pytest
import shapely

from layers.classes import score_classes, year_classes, year_keys
from layers.ground import extent, ground
from layers.map import add_areas, add_estates, indices, quiet_map, rendered, styles
from layers.script import as_script, browser_script
from tests.small_plans import YEARS
from tests.small_results import town

EVIL = "</script><img src=x onerror=alert(1)>\u2028"


def drawn(results, locale="zh", tip="锦绣里"):
    box = extent(results.estates, results.areas)
    made = quiet_map(ground(results.inputs, box), box, locale=locale)
    add_areas(made, results.areas)
    estates = results.estates.assign(tip=[[tip]] * len(results.estates))
    add_estates(made, estates, year_keys(results.estates), year_classes(YEARS))
    return rendered(made)


def test_the_same_results_give_the_same_script():
    assert drawn(town()) == drawn(town())


def test_it_calls_only_our_own_drawing_code_and_no_host():
    parts = drawn(town())
    assert "http" not in parts.html + parts.script
    assert parts.script.count("Jiugai.") == 5  # fit, controls, ground, areas, estates


@pytest.mark.parametrize(("locale", "word"), [("zh", "放大"), ("en", "Zoom in")])
def test_its_buttons_speak_the_readers_language(locale, word):
    assert word in drawn(town(), locale=locale).script


def test_a_name_cannot_leave_its_literal():
    script = drawn(town(), tip=EVIL).script
    assert "<img" not in script
    assert "</script" not in script
    assert "\u2028" not in script


def test_the_drawing_code_writes_names_as_text_and_nothing_else():
    code = browser_script()
    assert "textContent" in code
    assert not any(word in code for word in ("innerHTML", "insertAdjacentHTML", "eval("))


def test_every_estate_has_the_index_of_its_class():
    classes = year_classes(YEARS)
    keys = year_keys(town().estates)
    assert [classes[i].key for i in indices(keys, classes)] == keys.tolist()
    assert styles(score_classes())[0]["fill"] == "#fef0d9"


def test_areas_without_shapes_are_left_out():
    made = quiet_map({}, (0, 0, 1, 1), locale="zh")
    add_areas(made, gpd.GeoDataFrame({"area_id": ["a"]}, geometry=[None], crs=4326))
    assert "areas" not in rendered(made).script


def test_a_literal_keeps_its_value():
    assert as_script({"a": [1, None, "甲"]}) == '{"a":[1,null,"甲"]}'
    with pytest.raises(ValueError, match="JSON"):
        as_script(float("nan"))


def test_the_extent_is_that_of_the_first_table_with_a_shape():
    empty = gpd.GeoDataFrame(geometry=[None], crs=4326)
    none = gpd.GeoDataFrame(geometry=[], crs=4326)
    some = gpd.GeoDataFrame(geometry=[shapely.box(1, 2, 3, 4)], crs=4326)
    assert extent(none, empty, some) == (1, 2, 3, 4)
    assert extent(empty) == (-180, -60, 180, 75)


def test_whose_data_is_shown_is_credited_as_text():
    made = rendered(quiet_map({}, (0, 0, 1, 1), locale="zh", credit="© 甲市 <img onerror=1>"))
    assert "© 甲市" in made.script
    assert "<img" not in made.script
