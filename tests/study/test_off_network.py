"""A kind all of whose facilities lie off the streets is unknown: it is not none of it."""

import pytest

import study
from geo import coverage
from study.circle_measures import circle_measures
from study.off_network import categories_off, judged, on_streets
from study.scenario_choices import Add
from study.scenarios import prepared, scenario
from tests.small_circle import loaded
from tests.study import four_estates

NORTH = four_estates.STEP * 9  # 900 m from the only street, beyond any cap


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Four estates: the market is on the street, both kindergartens are 900 m off it."""
    return study.run(moved_off(tmp_path_factory.mktemp("off") / "study"))


def moved_off(folder, kind="streets"):
    choices = loaded(folder, kind)
    places = [("F1", "shp_market", 1.5, 0), ("F2", "edu_kinder", 9.5, NORTH),
              ("F3", "edu_kinder", 3.5, NORTH), ("F4", "shp_market", 5.5, NORTH)]  # fmt: skip
    lon, lat, step = four_estates.LON, four_estates.LAT, four_estates.STEP
    points = [
        ({"facility_id": name, "category": kind}, "Point", [lon + step * east, lat + north])
        for name, kind, east, north in places
    ]
    four_estates._geojson(folder / "pois.geojson", points)
    return choices


def line(results, category):
    rows = results.circle.by_line
    return rows[rows["level"].eq("all") & rows["category"].eq(category)].iloc[0]


def test_a_kind_wholly_off_the_streets_is_told_apart(town):
    circle = town.measured.circle
    assert categories_off(circle.ground) == ("edu_kinder",)
    assert set(circle.walks["category"]) == {"edu_kinder", "shp_market"}
    left = judged(circle.walks, circle.ground)
    assert set(left["category"]) == {"shp_market"}
    assert left.attrs == circle.walks.attrs
    assert on_streets(circle.facilities, circle.ground)["facility_id"].tolist() == ["F1"]


def test_nobody_is_judged_by_it_and_the_range_stays_open(town):
    """Only the market can be judged: E1 and its neighbours have it in 300 m or not."""
    circle, kinder = town.measured.circle, line(town, "edu_kinder")
    assert (kinder["estates"], kinder["estates_measured"], kinder["estates_within"]) == (4, 0, 0)
    assert line(town, "shp_market")["estates_measured"] == 4
    asked = circle.known[circle.known["required"] & circle.known["category"].ne("shp_market")]
    assert "edu_kinder" in set(asked["category"])
    low, high = circle.coverage["coverage_low"], circle.coverage["coverage_high"]
    as_none = coverage(circle.walks, circle.known)["coverage_high"]
    assert (high > as_none).all()  # counted as none, the range would close below
    assert (low <= high).all()
    assert not circle.coverage["gaps"].str.contains("edu_kinder").any()
    near = town.circle.old_and_young.lines.set_index("category").loc["edu_kinder"]
    assert near["met"].isna().all()
    assert near["ratio"].isna().all()


def test_one_warning_names_the_kind(town):
    (issue,) = [one for one in town.issues if one.code == "study.category_off_network"]
    assert (issue.severity, issue.detail["categories"]) == ("warning", ["edu_kinder"])


def test_a_scenario_judges_as_today(town):
    base = prepared(town.measured.estates, town.measured.circle)
    at = (four_estates.LON + four_estates.STEP * 5.5, four_estates.LAT)
    after = scenario(base, [Add("edu_kinder", at)])
    row = base.rows.index[base.rows["category"].eq("edu_kinder")][0]
    met = after.met[:, row]
    assert (met == 1).any()
    assert not (met == 0).any()
    assert after.coverage["coverage"].tolist() == base.today.coverage["coverage"].tolist()
    assert (
        base.today.coverage["coverage"].tolist()
        == town.measured.circle.coverage["coverage"].tolist()
    )


def test_buildings_are_judged_as_their_estate(tmp_path):
    found = study.run(moved_off(tmp_path / "study", "homes"))
    (high,) = found.circle.homes.estates["coverage_high"]
    own = found.measured.circle.coverage.set_index("estate_id")["coverage_high"]
    assert high <= own["E1"]
    assert not found.circle.homes.buildings["gaps"].str.contains("edu_kinder").any()


def test_without_streets_all_are_measured(tmp_path):
    found = circle_measures(study.run(moved_off(tmp_path / "study", "straight")).measured)
    rows = found.by_line[found.by_line["level"].eq("all")].set_index("category")
    assert rows.loc["edu_kinder", "estates_measured"] == 4
