import json

from tests.small_circle import results


def circle(kind="streets"):
    return results(kind).record["living_circle"]


def test_it_says_catalogue_method_and_walkers():
    found = circle()
    assert (found["catalogue"], found["method"], found["detour"]) == ("gb50180", "streets", None)
    assert found["metres"] == {"5": 300.0, "10": 500.0, "15": 1000.0}
    assert found["walkers"]["elder"]["steps_factor"] == 2
    assert json.loads(json.dumps(found)) == found


def test_straight_lines_name_their_detour():
    found = circle("straight")
    assert (found["method"], found["detour"]) == ("straight", 1.3)


def test_facilities_are_counted_by_category_with_their_days():
    undated = {"by_name": 0, "first_day": None, "last_day": None, "undated": 1}
    assert circle()["facilities"] == [
        {"category": "edu_kinder", "facilities": 1, **undated},
        {"category": "shp_market", "facilities": 1, **undated},
    ]
    assert "edu_primary" in circle()["unsupplied"]
    assert "shp_market" not in circle()["unsupplied"]


def test_what_walking_cannot_judge_is_named():
    assert "blk_pm" in circle()["unwalked"]
