import geopandas as gpd
import pandas as pd
import shapely

from layers.classes import score_classes
from layers.flat_map import flat_map

BOXES = gpd.GeoDataFrame(
    {"estate_id": ["E1", "E2", "E3"]},
    geometry=[shapely.box(116, 39, 116.01, 39.01), None, shapely.Point(116.02, 39)],
    crs=4326,
)
KEYS = pd.Series(["score.1", "score.1", "score.5"])


def test_a_path_a_class_and_nothing_of_what_is_not_drawn():
    drawn = flat_map(BOXES, KEYS, score_classes())
    assert drawn.count("<path") == 2
    assert drawn.count("M") == 2
    assert drawn == flat_map(BOXES, KEYS, score_classes())


def test_the_picture_holds_all_of_it():
    drawn = flat_map(BOXES, KEYS, score_classes(), size=(200, 100))
    numbers = [
        pair.split() for path in drawn.split('d="')[1:]
        for pair in path.split('"')[0].replace("Z", "").replace("M", "L").split("L") if pair
    ]  # fmt: skip
    assert all(0 <= float(x) <= 200 and 0 <= float(y) <= 100 for x, y in numbers)


def test_nothing_to_draw_is_an_empty_sheet():
    none = BOXES.iloc[:0]
    assert "<path" not in flat_map(none, KEYS.iloc[:0], score_classes())
    assert "<path" not in flat_map(BOXES.iloc[1:2], KEYS.iloc[1:2], score_classes())
