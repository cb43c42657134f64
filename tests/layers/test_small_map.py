import geopandas as gpd
import shapely

from layers.classes import score_classes
from layers.small_map import small_map, svg

SIZE = (100.0, 80.0)


def town(*shapes):
    """Return estates E1, E2, … with given shapes near 114°E 30°N, in metres from there."""
    placed = [shape and shapely.transform(shape, lambda at: at / [96_400, 111_320] + [114, 30])
              for shape in shapes]  # fmt: skip
    ids = [f"E{place + 1}" for place in range(len(shapes))]
    table = {"estate_id": ids, "rank": range(1, len(ids) + 1), "class": "score.3"}
    return gpd.GeoDataFrame(table, geometry=placed, crs=4326)


def drawn(estates, inputs=None, numbered=None):
    found = {"classes": score_classes(), "numbered": numbered or {}, "size": SIZE}
    return small_map(estates, inputs or {}, "E1", **found)


def test_the_estate_lies_in_the_middle_at_its_scale():
    found = drawn(town(shapely.box(-50, -40, 50, 40)))
    assert found.scale == 10_000
    ring = shapely.Polygon(found.shapes[-1].rings[0])
    assert abs(ring.centroid.x - 50) < 0.1
    assert abs(ring.centroid.y - 40) < 0.1
    assert abs(ring.bounds[2] - ring.bounds[0] - 10) < 0.1  # 100 m at 1:10,000


def test_a_large_estate_is_drawn_smaller():
    assert drawn(town(shapely.box(-400, -300, 400, 300))).scale == 20_000


def test_neighbours_show_their_rank_and_what_is_far_is_left_out():
    near, far = shapely.box(100, 0, 200, 80), shapely.box(3000, 0, 3100, 80)
    found = drawn(town(shapely.box(-50, -40, 50, 40), near, far))
    assert sorted(mark.text for mark in found.marks) == ["1", "2"]
    assert len(found.shapes) == 2


def test_a_hole_stays_open():
    ring = shapely.box(-200, -150, 200, 150).difference(shapely.box(-50, -50, 50, 50))
    assert len(drawn(town(ring)).shapes[-1].rings) == 2


def test_facilities_listed_carry_their_number_and_colour():
    point = town(shapely.Point(100, 100), shapely.Point(-100, 100))
    places = point.rename(columns={"estate_id": "facility_id"})[["facility_id", "geometry"]]
    found = drawn(
        town(shapely.box(-50, -40, 50, 40)), {"facilities": places}, {"E2": (7, "#a63f28")}
    )
    dots = [(mark.text, mark.fill) for mark in found.marks if mark.radius]
    assert dots == [("", "#7d99ad"), ("7", "#a63f28")]


def test_no_outline_no_map():
    assert drawn(town(None, shapely.box(0, 0, 10, 10))) is None


def test_the_drawing_is_one_element_with_its_words_escaped():
    text = svg(drawn(town(shapely.box(-50, -40, 50, 40))), label='"><script>')
    assert text.startswith("<svg")
    assert text.endswith("</svg>")
    assert "<script" not in text
