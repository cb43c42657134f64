"""The town is a town: nothing overlaps, everything is reachable, what is special is special."""

import numpy as np
import pandas as pd
import pytest
import shapely

from demo.ground import SEED
from demo.money import AFFORDABLE, AWARD, PER_M2_YUAN, RESIDENTS_YUAN, YEARS
from demo.readiness import STAGES, may_enter
from demo.streets import components
from demo.town import Town, town
from demo.trenches import ALONG_M
from tables import InputError
from texts import say


@pytest.fixture(scope="module", params=[(306, SEED), (40, 1), (700, 5)], ids=str)
def built(request) -> Town:
    count, seed = request.param
    return town(count, seed=seed)


def special(built: Town, part: str) -> pd.DataFrame:
    return built.estates[built.estates["part"] == part]


def test_estates_lie_apart_from_each_other_and_from_the_streets(built):
    shapes = built.estates.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=3)
    assert (left == right).all()
    lines = shapely.STRtree(built.streets.geometry.to_numpy())
    assert len(lines.query(shapes, predicate="dwithin", distance=8)[0]) == 0


def test_every_estate_lies_within_100_m_of_a_street_and_on_land(built):
    shapes = built.estates.geometry.to_numpy()
    lines = shapely.STRtree(built.streets.geometry.to_numpy())
    near, _ = lines.query(shapes, predicate="dwithin", distance=100)
    assert set(near) == set(range(len(shapes)))
    assert not shapely.intersects(shapes, built.water.geometry.iloc[0]).any()
    assert shapely.within(shapes, built.areas.geometry.iloc[0]).all()


def test_streets_are_one_network_and_the_islet_is_another(built):
    part = parts(built.streets)
    assert sorted(np.bincount(np.unique(part, return_inverse=True)[1]))[:-1] == [1]


def test_on_foot_the_town_holds_together_without_the_motor_bridge(built):
    walked = built.streets[built.streets["walkable"]]
    assert len(walked) == len(built.streets) - 1
    assert sorted(np.bincount(np.unique(parts(walked), return_inverse=True)[1]))[:-1] == [1]


def parts(streets) -> np.ndarray:
    ends = shapely.get_coordinates(shapely.boundary(streets.geometry.to_numpy()))
    _, node = np.unique(ends.round(2), axis=0, return_inverse=True)
    return components(node.reshape(-1, 2))


def test_the_far_estate_is_farther_than_a_walk_from_every_facility(built):
    far = special(built, "far").geometry.iloc[0]
    assert built.facilities.distance(far).min() > 1_000


def test_the_twins_differ_in_nothing_but_name_and_place(built):
    one, two = (
        special(built, "twin").drop(columns=["estate_id", "name", "geometry"]).to_dict("records")
    )
    assert {key: str(value) for key, value in one.items()} == {
        key: str(value) for key, value in two.items()
    }
    ids = special(built, "twin")["estate_id"]
    gates = built.entrances[built.entrances["estate_id"].isin(ids)].geometry
    assert len(set(gates.to_wkb())) == 1
    asked = built.surveys[built.surveys["estate_id"].isin(ids)].drop(columns="estate_id")
    assert len(asked) == 2
    assert len(asked.drop_duplicates()) == 1


def test_numbers_of_an_estate_are_possible_together(built):
    estates = built.estates
    assert estates["households"].between(40, 1_800).all()
    assert (estates["floor_area_m2"] / estates["households"]).between(57, 98).all()
    assert (estates["residents"] > estates["households"]).all()
    assert (estates["elders"] < estates["residents"]).all()
    assert estates["built_year"].between(1965, 2008).all()
    assert (estates["built_year"] <= 2000).mean() > 0.8
    assert (estates["households"] / estates["buildings"]).between(6, 300).all()


def test_old_estates_are_in_worse_condition(built):
    worn = built.estates[["leak", "facade", "drain", "pipe", "fire", "gas", "road"]].mean(axis=1)
    assert np.corrcoef(worn, built.estates["built_year"])[0, 1] < -0.4


def test_names_are_unique_inside_a_street_office(built):
    assert not built.estates.duplicated(["street", "name"]).any()


def test_clusters_are_two_to_nine_neighbours_of_one_street_office(built):
    grouped = built.estates[built.estates["cluster_id"] != ""].groupby("cluster_id")
    assert grouped.size().between(2, 9).all()
    assert (grouped["street"].min() == grouped["street"].max()).all()


def test_street_offices_tile_the_district(built):
    district, streets = built.areas.iloc[0], built.areas.iloc[1:]
    assert set(streets.geom_type) == {"Polygon"}
    assert streets.area.sum() == pytest.approx(district.geometry.area)
    assert district["residents"] == streets["residents"].sum()
    assert set(built.estates["street"]) <= set(streets["name"])


def test_too_few_estates_are_refused_with_words():
    with pytest.raises(InputError) as error:
        town(12, seed=1)
    assert say("en", error.value.code, **error.value.values).startswith("12 estates are too few")
    assert "至少写 20 个" in say("zh", error.value.code, **error.value.values)


def test_money_is_for_five_sources_and_five_years_and_an_award_comes_a_year_later(built):
    money = built.budgets
    assert len(money) == 25
    assert (money["amount_wan"] > 0).all()
    first = money.groupby("source")["year"].min()
    assert first.drop(AWARD).eq(YEARS[0]).all()
    assert first[AWARD] == YEARS[0] + 1
    assert set(money["pays"].dropna()) == {"配套设施"}
    whose = money.groupby("source")["party"].first()
    assert whose.to_dict() == dict.fromkeys(whose.index, "政府") | {"专营单位": "专营单位"}


def test_money_and_what_residents_bring_are_60_percent_of_the_cost_of_who_may_enter(built):
    able = built.estates[may_enter(built.estates, built.surveys)]
    cost_wan = able["floor_area_m2"].sum() * PER_M2_YUAN / 10_000
    paying = able["households"] - able["exempt_households"]
    brought_wan = AFFORDABLE * paying.sum() * RESIDENTS_YUAN / 10_000
    pooled_wan = built.budgets["amount_wan"].sum()
    assert (pooled_wan + brought_wan) / cost_wan == pytest.approx(AFFORDABLE, abs=0.01)
    assert brought_wan / cost_wan > 0.02


def test_nobody_exempt_is_not_in_need_and_nobody_in_need_is_not_there(built):
    estates = built.estates
    assert (estates["exempt_households"] <= estates["vulnerable_households"]).all()
    assert (estates["vulnerable_households"] < estates["households"]).all()
    assert 0.03 < estates["vulnerable_households"].sum() / estates["households"].sum() < 0.12


def test_estates_that_agreed_have_come_farther_with_their_scheme(built):
    able = may_enter(built.estates, built.surveys)
    stage = built.estates["scheme_stage"].map(STAGES.index)
    assert stage[able].mean() > 1.5 > stage[~able].mean()


def test_demonstrations_could_start_tomorrow(built):
    shown = built.estates[built.estates["demonstration"].notna()]
    assert set(shown["demonstration"]) <= {"省级", "市级"}
    assert (shown["scheme_stage"] == STAGES[-1]).all()
    assert shown["collected_before_start"].all()
    paid = built.deposits.set_index("estate_id")["households_paid"].reindex(shown["estate_id"])
    owing = (shown["households"] - shown["exempt_households"]).to_numpy()
    assert (paid.to_numpy() == owing).all()
    assert built.estates["demonstration"].notna().sum() == round(len(built.estates) * 6 / 306)


def test_a_fair_part_of_those_that_agreed_have_500_yuan_a_household(built):
    homes = built.estates.set_index("estate_id")
    paid = built.deposits.set_index("estate_id")["amount_yuan"].reindex(homes.index)
    reached = paid / (homes["households"] - homes["exempt_households"]) >= 500
    able = may_enter(built.estates, built.surveys)
    assert 0.2 < reached[able].mean() < 0.6


def test_roads_of_the_utility_programme_pass_some_estates_and_share_none(built):
    roads, estates = built.trenches, built.estates
    assert 1 <= len(roads) <= 3
    assert roads["year"].iloc[0] == YEARS[2]
    assert roads["year"].iloc[1:].isna().all()
    road, estate = shapely.STRtree(estates.geometry.to_numpy()).query(
        roads.geometry.to_numpy(), predicate="dwithin", distance=ALONG_M
    )
    assert pd.Series(road).value_counts().between(3, 6).all()
    assert len(set(estate)) == len(estate)
    assert estates["demonstration"].iloc[estate].isna().all()
