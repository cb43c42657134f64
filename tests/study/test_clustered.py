"""Squares of 80 m in a row, 20 m apart, in the order of their ids."""

import json
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

import study
from study.clustered import clustered
from study.clusters import Clusters, Propose
from texts import say

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, LAT, LON, STEP, write

CRS = pyproj.CRS("EPSG:4547")
PROPOSE = Propose(gap_m=50, same=("street",), small_households=300, most_members=13)


def row_of(count, **columns):
    shapes = [shapely.box(500_000 + at * 100, 0, 500_080 + at * 100, 80) for at in range(count)]
    start = {"estate_id": [f"E{at + 1}" for at in range(count)], "gate": "", "cluster_id": None}
    base = {**start, "street": "河东", "community": None, "households": 100.0, "floor_area_m2": 1.0}
    found = gpd.GeoDataFrame({**base, **columns}, geometry=shapes, crs=CRS)
    return found.astype({"cluster_id": object}).to_crs(4326)


def drawn(*rows):
    """Rows are (cluster_id, name, first estate, last estate)."""
    shapes = [shapely.box(499_990 + a * 100, -5, 500_090 + b * 100, 85) for *_, a, b in rows]
    columns = {"cluster_id": [row[0] for row in rows], "name": [row[1] for row in rows]}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS)).to_crs(4326)


def found(estates, *areas, **choices):
    table, issues = clustered(estates, drawn(*areas), Clusters(**choices), CRS)
    places = zip(table["cluster_id"], table["cluster_origin"], strict=True)
    known = [(None if pd.isna(name) else name, origin) for name, origin in places]
    return known, {issue.code: issue for issue in issues}


def test_without_any_choice_only_the_ledger_counts():
    known, issues = found(row_of(3, cluster_id=["P1", None, "P1"]))
    assert known == [("P1", "given"), (None, ""), ("P1", "given")]
    assert issues == {}


def test_given_counts_before_drawn_before_proposed_before_attached():
    estates = row_of(7, cluster_id=["P1", *[None] * 6], households=[100.0] * 6 + [900.0])
    choices = {"propose": Propose(small_households=300), "attach_m": 120.0}
    known, issues = found(estates, ("D1", None, 0, 2), **choices)
    assert known == [
        ("P1", "given"), ("D1", "drawn"), ("D1", "drawn"),
        ("E4+", "proposed"), ("E4+", "proposed"), ("E4+", "proposed"),
        (None, ""),
    ]  # fmt: skip
    assert issues["clusters.given_elsewhere"].value == "E1"


def test_a_scattered_estate_is_attached_and_says_where_to():
    estates = row_of(4, cluster_id=["P1", "P1", None, None])
    known, issues = found(estates, attach_m=50.0)
    assert known[2:] == [("P1", "attached"), (None, "")]
    assert issues["clusters.attached"].value == "E3 → P1"


def test_street_and_size_of_the_proposal_hold_for_attaching_and_alone_it_asks_for_neither():
    estates = row_of(3, cluster_id=[None, "P1", None], street=["西", "东", "东"])
    estates["households"] = [100.0, 100.0, 900.0]
    assert found(estates, attach_m=50.0)[0] == [
        ("P1", "attached"), ("P1", "given"), ("P1", "attached"),
    ]  # fmt: skip
    assert found(estates, attach_m=50.0, propose=PROPOSE)[0][::2] == [(None, ""), (None, "")]


def test_who_is_shut_out_for_good_is_neither_proposed_nor_attached_who_may_still_agree_is():
    estates = row_of(4, gate=["consent", "", "age", ""])
    assert found(estates, propose=PROPOSE)[0] == [
        ("E1+", "proposed"), ("E1+", "proposed"), (None, ""), (None, ""),
    ]  # fmt: skip
    known, _ = found(estates.assign(cluster_id=["P1", *[None] * 3]), attach_m=50.0)
    assert known[1:3] == [("P1", "attached"), (None, "")]


def test_a_drawn_area_goes_by_the_name_the_ledger_uses():
    estates = row_of(3, cluster_id=["西门片区", None, None])
    known, issues = found(estates, ("7", "西门片区", 0, 1), ("8", None, 2, 2))
    assert known == [("西门片区", "given"), ("西门片区", "drawn"), ("8", "drawn")]
    assert issues == {}
    assert found(row_of(1), (None, "东门", 0, 0))[0] == [("东门", "drawn")]


def test_overlapping_and_empty_areas_are_told():
    known, issues = found(row_of(2), ("A", None, 0, 1), ("B", None, 1, 1), ("C", None, 5, 6))
    assert known == [("A", "drawn"), ("B", "drawn")]
    told = {code: issue.value for code, issue in issues.items()}
    assert told == {"clusters.drawn_overlap": "E2", "clusters.area_empty": "C"}


def test_proposed_clusters_are_told_with_their_members_counted():
    _, issues = found(row_of(5, street=["东", "东", "东", "西", "西"]), propose=PROPOSE)
    issue = issues["clusters.proposed"]
    assert (issue.severity, issue.value) == ("info", "E1+ (3)、E4+ (2)")
    assert issue.detail == {"count": 2, "estates": 5, "gap_m": "50"}
    assert "2" in say("zh", issue.code, value=issue.value, **issue.detail)


def test_who_cannot_be_judged_is_told_by_what_is_missing():
    estates = row_of(5, households=[None, *[100.0] * 4], street=["东", "东", None, "东", "东"])
    estates.loc[4, "geometry"] = None
    known, issues = found(estates, propose=PROPOSE)
    assert known == [(None, "")] * 5
    assert {code: issue.value for code, issue in issues.items()} == {
        "clusters.none_proposed": "",
        "clusters.size_unknown": "E1",
        "clusters.same_unknown": "E3",
        "clusters.no_outline": "E5",
    }
    assert issues["clusters.no_outline"].detail == {"count": 1}


def test_a_column_nobody_filled_is_told_once():
    known, issues = found(row_of(2), propose=Propose(same=("community",)))
    assert [name for name, _ in known] == ["E1+", "E1+"]
    assert issues["clusters.same_not_filled"].column == "community"


def test_a_long_list_is_cut_and_counted():
    estates = row_of(30, households=[None] * 30)
    issue = found(estates, propose=PROPOSE)[1]["clusters.size_unknown"]
    assert issue.detail["count"] == 30
    assert issue.value.endswith("E27 …")  # in the order of text: E1, E10, E11 …


def test_no_estates_at_all():
    assert found(row_of(0), ("A", None, 0, 1), propose=PROPOSE, attach_m=50.0)[0] == []


def test_a_study_draws_and_proposes_from_its_files(tmp_path):
    """E1 to E4 lie about 116 m apart; E1 and E2 are P1 in the ledger, E3 is drawn as P9."""
    around = [[LON + STEP * (4.9 + x), LAT + STEP * y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    feature = {"type": "Feature", "properties": {"片区编号": "P9"}}
    feature["geometry"] = {"type": "Polygon", "coordinates": [[*around, around[0]]]}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "片区.geojson").write_text(json.dumps(collection), encoding="utf-8")
    inputs = {**CHOICES["inputs"], "cluster_areas": {"path": "片区.geojson"}}
    chosen = {"propose": {"gap_m": 150}, "attach_m": 200}
    change = {"inputs": inputs, "clusters": chosen, "gates": {"age": False}}  # E4 is of 2004
    results = study.run(study.load(write(tmp_path, change=change)))
    assert results.estates["cluster_id"].tolist() == ["P1", "P1", "P9", "P9"]
    assert results.estates["cluster_origin"].tolist() == ["given", "given", "drawn", "attached"]
    assert results.record["choices"]["clusters"]["propose"]["most_members"] == 13
    assert {"clusters.none_proposed", "clusters.attached"} <= {i.code for i in results.issues}


def test_clusters_kept_apart_may_be_placed_in_different_years(tmp_path):
    loaded = study.load(write(tmp_path, change={"clusters": {"keep": "apart"}}))
    results = study.run(loaded)
    assert "study.cluster_exceeds_year" not in {issue.code for issue in results.issues}


def test_what_a_person_drew_counts_before_the_ledger_and_before_drawn_areas():
    estates = row_of(6, cluster_id=["P1", "P1", *[None] * 4])
    members = {"东门": ("E2", "E3")}
    known, issues = found(estates, ("D1", None, 2, 4), members=members, alone=("E5",))
    assert known == [
        ("P1", "given"), ("东门", "by_hand"), ("东门", "by_hand"), ("D1", "drawn"),
        (None, "alone"), (None, ""),
    ]  # fmt: skip
    assert set(issues) == {"clusters.by_hand"}
    assert issues["clusters.by_hand"].value == "东门 (2)"


def test_who_is_kept_single_is_neither_proposed_nor_attached():
    estates = row_of(4, cluster_id=["P1", None, None, None])
    known, _ = found(estates, propose=PROPOSE, attach_m=50.0, alone=("E2",))
    assert known[1] == (None, "alone")
    assert known[2:] == [("E3+", "proposed"), ("E3+", "proposed")]


def test_a_cluster_by_hand_with_one_or_no_estate_is_told_and_strangers_are_named():
    members = {"A": ("E1", "X1"), "B": ("X2",), "C": ("E2", "E3")}
    known, issues = found(row_of(3), members=members)
    assert [name for name, _ in known] == ["A", "C", "C"]
    told = {code: issue.value for code, issue in issues.items()}
    assert told == {
        "clusters.by_hand": "C (2)",
        "clusters.members_unknown": "X1、X2",
        "clusters.member_single": "A",
        "clusters.members_empty": "B",
    }
