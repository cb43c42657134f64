from layers.circle_places import facilities_layer, gates_layer, uncounted_table
from layers.gis import MOST_ISOCHRONES, gis_layers
from tests.small_circle import results


def layers(kind="streets"):
    return {layer.name: layer for layer in gis_layers(results(kind), locale="zh")}


def test_facilities_say_what_they_count_as_and_how_that_is_known():
    table = facilities_layer(results().measured.circle).set_index("facility_id")
    assert table["category_zh"].tolist() == ["菜市场或生鲜超市", "幼儿园"]
    assert set(table["how_zh"]) == {"目录编码"}
    assert table.crs.is_projected


def test_gates_say_that_they_are_derived():
    table = gates_layer(results().measured.circle)
    assert set(table["estate_id"]) == {"E1", "E2", "E3", "E4"}
    assert table["derived"].all()
    assert table["how_zh"].str.startswith("推定").all()


def test_every_estate_has_three_areas_in_reach():
    table = layers()["isochrones"].table
    assert len(table) == 12
    assert (table.to_crs(4547).area.groupby(table["minutes"]).sum().diff().dropna() > 0).all()
    assert MOST_ISOCHRONES >= 306


def test_without_streets_there_are_no_areas_and_estates_say_so():
    found = layers("straight")
    assert "isochrones" not in found
    estates = found["estates"].table
    assert set(estates["walk_status_zh"]) == {"按直线估算"}


def test_nothing_is_left_out_of_this_town():
    assert uncounted_table(results().measured.circle).empty
    assert "facilities_uncounted" not in layers()
