import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.circle.coverage import coverage
from geo.circle.tiers import Pace, tiers

CATALOGUE = pd.DataFrame(
    [
        ("kindergarten", 5, 300.0, True, True),
        ("nursery", 5, 300.0, False, True),
        ("park", 5, 300.0, True, False),
        ("park", 15, 1000.0, True, True),
        ("cinema", 15, np.nan, True, True),
    ],
    columns=["category", "circle", "radius_m", "required", "verified"],
)


def walks_of(limit_m=1500.0, **estates):
    """Walks by estate: {category: walk_m, None for beyond the limit}; "off" off the network."""
    names = sorted({name for walk in estates.values() if walk != "off" for name in walk})
    rows = [
        (estate, name, "off_network", np.nan, None)
        if walk == "off"
        else (estate, name, "reached", walk[name], 1)
        if walk.get(name) is not None
        else (estate, name, "beyond_limit", np.nan, 0)
        for estate, walk in estates.items()
        for name in names
    ]
    columns = ["estate_id", "category", "status", "walk_m", "count_300"]
    table = pd.DataFrame(rows, columns=columns).astype({"count_300": "Int64"})
    table.attrs["limit_m"] = limit_m
    return table


def paces(walks):
    return {"adult": Pace(walks, 75.0), "elder": Pace(walks, 50.0)}


TOWN = walks_of(
    E1={"kindergarten": 300.0, "park": 600.0, "cinema": 90.0},
    E2={"kindergarten": 301.0, "park": None, "cinema": 90.0},
    E3="off",
)


def met(table, estate):
    rows = table[table["estate_id"] == estate]
    keys = zip(rows["category"], rows["circle"], strict=True)
    return {key: None if pd.isna(one) else bool(one) for key, one in zip(keys, rows["met"],
            strict=True)}  # fmt: skip


def test_every_line_is_told_by_itself():
    table = tiers(TOWN, CATALOGUE, paces=paces(TOWN))
    assert met(table, "E1") == {
        ("kindergarten", 5): True,  # 300 ≤ 300
        ("nursery", 5): None,  # nobody supplied nurseries
        ("park", 5): False,  # 600 m: near enough for 15 minutes, not for 5
        ("park", 15): True,
        ("cinema", 15): None,  # no radius
    }
    assert met(table, "E2")[("kindergarten", 5)] is False  # 301 m
    assert met(table, "E2")[("park", 15)] is False  # walked 1,500 m, found none
    assert set(met(table, "E3").values()) == {None}


def test_times_are_derived_for_each_walker():
    table = tiers(TOWN, CATALOGUE, paces=paces(TOWN))
    first = table.iloc[0]
    assert (first["walk_m"], first["minutes_adult"], first["minutes_elder"]) == (300, 4, 6)
    assert table.loc[table["walk_m"].isna(), ["minutes_adult", "minutes_elder"]].isna().all().all()


def test_a_walker_who_finds_steps_long_has_walks_of_his_own():
    stairs = TOWN.assign(walk_m=TOWN["walk_m"] + 50)
    table = tiers(TOWN, CATALOGUE, paces={"elder": Pace(stairs, 50.0)})
    assert (table["walk_m"][0], table["minutes_elder"][0]) == (300, 7)
    assert table["met"][0]  # met by the street, not by the stairs


def test_counts_come_along_and_are_missing_where_nothing_is_known():
    table = tiers(TOWN, CATALOGUE, paces={})
    first = table[table["estate_id"] == "E1"].set_index(["category", "circle"])["count_300"]
    assert first[("park", 5)] == 1
    assert pd.isna(first[("nursery", 5)])
    assert table.loc[table["estate_id"] == "E3", "count_300"].isna().all()


def test_walks_that_stop_before_the_radius_leave_it_open():
    short = walks_of(500.0, E1={"park": None}, E2={"park": 400.0})
    table = tiers(short, CATALOGUE, paces={})
    assert met(table, "E1")[("park", 15)] is None
    assert met(table, "E1")[("park", 5)] is False
    assert met(table, "E2")[("park", 15)] is True


def test_residents_come_along_and_so_do_estates_only_they_name():
    people = pd.Series({"E1": 900, "E9": 50})
    table = tiers(TOWN, CATALOGUE, people, paces={}).drop_duplicates("estate_id")
    assert table["estate_id"].tolist() == ["E1", "E2", "E3", "E9"]
    assert table["residents"].tolist()[::3] == [900, 50]
    assert table["residents"][5:10].isna().all()


def test_the_order_of_rows_does_not_matter():
    mixed = TOWN.sample(frac=1, random_state=1)
    mixed.attrs = TOWN.attrs
    shuffled = CATALOGUE.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(
        tiers(mixed, shuffled, paces=paces(mixed)), tiers(TOWN, CATALOGUE, paces=paces(TOWN))
    )


@pytest.mark.parametrize(("walks", "catalogue"), [(TOWN[:0], CATALOGUE), (TOWN, CATALOGUE[:0])])
def test_without_walks_or_catalogue_there_is_no_line(walks, catalogue):
    table = tiers(walks, catalogue, paces=paces(walks))
    assert len(table) == 0
    assert table.columns.tolist()[:5] == ["estate_id", "circle", "category", "required", "radius_m"]


@given(
    st.dictionaries(
        st.sampled_from(["E1", "E2", "E3"]),
        st.one_of(
            st.just("off"),
            st.dictionaries(
                st.sampled_from(sorted(set(CATALOGUE["category"]))), st.floats(0, 1500), min_size=1
            ),
        ),
    ).filter(lambda town: any(walk != "off" for walk in town.values()))
)
def test_the_coverage_is_the_share_of_the_required_lines_that_are_met(town):
    walks = walks_of(**town)
    lines = tiers(walks, CATALOGUE, paces={})
    lines = lines[lines["required"].astype(bool) & lines["met"].notna()]
    share = lines.assign(met=lines["met"].astype(float)).groupby(["estate_id", "circle"])["met"]
    found = coverage(walks, CATALOGUE).set_index("estate_id")
    for (estate_id, circle), one in share.mean().items():
        assert found.loc[estate_id, f"coverage_{circle}"] == pytest.approx(one)
