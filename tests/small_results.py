"""A small, made-up town as a run would return it: for the rooms that show results."""

import dataclasses
import datetime as dt
import functools
import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from phasing.programme import Stage
from phasing.rules import Floor
from scoring import Criterion, Indicator, Scorecard, Tree, Weights
from study.areas.places import places
from study.areas.results import area_table
from study.choices import Choices, Gates
from study.results import Results
from study.weighing import Weighing
from tables import Issue
from tests.small_plans import AIMS, SOURCES, YEARS, proposal, with_late_money

CRITERIA = ("age", "willingness", "condition", "coverage")
NAMES = ("老旧程度", "居民意愿", "设施状况", "服务覆盖")
WEIGHTS = Weights(dict(zip(CRITERIA, (0.2, 0.25, 0.3, 0.25), strict=True)))
STREETS = ("河东街道", "柳园街道", "北关街道", "新华街道", "站前街道", "书院街道")
FIRST, SECOND = "锦柳安和春永福兴", "绣园居苑里坊庭巷"
WEST, SOUTH, STEP = 113.60, 24.80, 0.006


@functools.cache
def town(count=48):
    """Return results for `count` estates: known, unknown, gated, unplanned, one without outline."""
    estates = _estates(count)
    proposals = tuple(proposal(estates, aim, shift) for shift, aim in enumerate(AIMS))
    return Results(
        choices=_choices(),
        inputs=_inputs(count),
        estates=_planned(estates, proposals),
        areas=_areas(estates, proposals),
        walks=_walks(estates),
        indicators=_indicators(estates),
        works=_works(estates),
        proposals=proposals,
        issues=_issues(),
        record=_record(),
        timings=({"stage": "read", "seconds": 0.2, "peak_mb": 120.0},),
        weights=WEIGHTS,
        tree=_tree(),
        card=_card(estates),
    )


@functools.cache
def full():
    """Return results with all a proposal may carry: aims in turn, late, lost and later money."""
    results = town()
    first = results.proposals[0]
    needs, balance = AIMS[:2]
    turns = dataclasses.replace(
        balance, name="need_then_balance", after=(needs,), give_up=0.01, parameters={"weight": 0.2}
    )
    last = dataclasses.replace(
        first, name=turns.name, objective=turns, fill_unmet=(Floor(STREETS[0], "households", 900),),
        stages=(*first.stages, Stage(turns, first.value, first.bound, "proven", 40)),
    )  # fmt: skip
    plans = tuple(with_late_money(plan) for plan in (*results.proposals, last))
    return dataclasses.replace(results, estates=_planned(results.estates, plans), proposals=plans)


@functools.cache
def nothing_eligible():
    """Return results in which no estate may enter: every proposal is empty."""
    estates = _estates(6).assign(gate="consent")
    proposals = tuple(proposal(estates, aim, 0) for aim in AIMS)
    return dataclasses.replace(town(6), estates=_planned(estates, proposals), proposals=proposals)


@functools.cache
def nothing_known():
    """Return results of a ledger that holds names only: no outline, no score, no cost."""
    known = ["estate_id", "name", "district", "street", "community"]
    whole = town(6)
    estates = whole.estates.assign(gate="needs_survey", geometry=None)
    estates = estates.assign(
        **{
            name: pd.array([None] * 6, dtype=column.dtype)
            for name, column in estates.drop(columns=[*known, "gate", "geometry"]).items()
            if column.dtype.kind in "fiO" and not name.startswith("year")
        }
    )
    proposals = tuple(proposal(estates, aim, 0) for aim in AIMS)
    inputs = {"budgets": whole.inputs["budgets"].head(0)}
    return dataclasses.replace(
        whole, estates=_planned(estates, proposals), proposals=proposals, inputs=inputs,
        areas=whole.areas.head(0), walks=whole.walks.head(0), indicators=whole.indicators.head(0),
        issues=(),
    )  # fmt: skip


def _estates(count):
    lottery = np.random.default_rng(7)
    i = np.arange(count)
    parts = {f"{name}_part": lottery.uniform(4, 24, count) for name in CRITERIA}
    score = sum(parts.values(), np.zeros(count))
    households = lottery.integers(80, 1200, count).astype(float)
    table = pd.DataFrame({
        "estate_id": [f"LH{n + 1:04d}" for n in i],
        "name": [FIRST[n % 8] + SECOND[(n // 8) % 8] + "小区" for n in i],
        "district": "乐河区",
        "street": [STREETS[n % 6] for n in i],
        "community": [f"{STREETS[n % 6][:2]}社区" for n in i],
        "cluster_id": pd.array([f"P{n // 9:02d}" if n % 3 == 0 else None for n in i], dtype="str"),
        "built_year": pd.array(lottery.integers(1975, 2000, count), dtype="Int64"),
        "floor_area_m2": households * 71.25,
        "households": households,
        "residents": (households * 2.6).round(),
        "elders": (households * 0.7).round(),
        "residents_estimated": i % 4 == 1,
        "vulnerable_households": (households * 0.05).round(),
        "support_rate": lottery.uniform(0.4, 1, count),
        "cluster_origin": np.where(i % 3 == 0, "given", ""),
        **_ready(i),
        "coverage_15": lottery.uniform(0.2, 1, count),
        "gaps": np.where(i % 2 == 0, "edu_kinder;clinic", ""),
        **parts,
        "score": score,
        "need": score * 0.8,
        "readiness": score * 0.2,
        "completeness": np.where(i % 5 == 0, 0.6, 1.0),
        "cost_wan": households * 1.8,
        "cost_basis": "per_household",
        "gate": "",
    })  # fmt: skip
    table = _with_unknowns(table)
    table = _ranked(table)
    shapes = [_block(n) for n in i]
    if count > 2:
        shapes[2] = None
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def _ready(i):
    """Return what residents said and paid, and who is postponed for it."""
    shares = ("vote_area_share", "vote_head_share", "yes_area_share", "yes_head_share")
    return {
        "consent": np.where(i % 7 == 3, "unknown", "yes"),
        **dict.fromkeys(shares, 0.8),
        "consent_short": np.where(i % 7 == 3, "vote_area;yes_head", ""),
        "deposit_ok": "unknown",
        "deposit_paid_share": 0.5,
        "postponed": np.where(i % 7 == 5, "deposit", ""),
        "postponed_until": pd.array(np.where(i % 7 == 5, 2028, 0), dtype="Int64"),
    }


def _block(n):
    x, y = WEST + (n % 8) * STEP, SOUTH + (n // 8) * STEP
    turn = 0.15 * math.sin(n)
    ring = [(x + a * 0.004 - b * 0.001 * turn, y + b * 0.0035 + a * 0.001 * turn)
            for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))]  # fmt: skip
    return shapely.Polygon(ring)


def _with_unknowns(table):
    i = np.arange(len(table))
    lost = i % 11 == 4
    for name in ("households", "residents", "elders", "floor_area_m2", "cost_wan"):
        table.loc[lost, name] = np.nan
    table.loc[lost, ["gate", "cost_basis"]] = ["needs_survey", "unknown"]
    table.loc[i % 7 == 3, "gate"] = "consent"
    table.loc[i % 13 == 5, "built_year"] = pd.NA
    return table


def _ranked(table):
    rank = table["score"].rank(ascending=False, method="first").astype("Int64")
    width = np.where(table["completeness"] < 1, 9, 2)
    return table.assign(
        score_low=table["score"] - width,
        score_high=table["score"] + width,
        rank=rank,
        rank_best=(rank - width).clip(lower=1),
        rank_worst=(rank + width).clip(upper=len(table)),
        grade=pd.cut(table["score"], [0, 35, 50, 65, 100], labels=["4", "3", "2", "1"]).astype(
            object
        ),
    )


def _works(estates):
    """Return two works of every other estate: one from its condition, one from a gap."""
    ids = [estate for estate in estates["estate_id"][::2] for _ in range(2)]
    half = len(ids) // 2
    return pd.DataFrame({
        "estate_id": ids,
        "item": ["drain_dredge", "toilet"] * half,
        "quantity": [3.0, np.nan] * half,
        "unit": ["栋", "m2"] * half,
        "unit_cost_yuan": [8000.0, 5000.0] * half,
        "building_body": False,
        "cost_class": ["pipeline", "other"] * half,
        "works_class": ["basic", "improving"] * half,
        "must_do": [True, False] * half,
        "why": ["condition:drain", "gap:env_toilet"] * half,
        "name_zh": ["清淤", "公共厕所"] * half,
        "name_en": ["Drains dredged", "Public toilet"] * half,
    })  # fmt: skip


def _planned(estates, proposals):
    for plan in proposals:
        years = plan.years
        named = {f"year_{plan.name}": years["year"], f"reason_{plan.name}": years["reason"]}
        estates = estates.assign(**named)
    return estates.assign(year=proposals[0].years["year"], reason=proposals[0].years["reason"])


def _choices():
    return Choices(
        name="乐河区 2027–2031",
        horizon=YEARS,
        day_of_law=dt.date(2026, 11, 21),
        weighing=Weighing(WEIGHTS),
        gates=Gates(consent=False),
    )


def _tree():
    sides = {key: "readiness" if key == "willingness" else "need" for key in CRITERIA}
    anchors = ((0, 0), (100, 100))
    return Tree(
        tuple(Criterion(key, sides[key], {"zh": zh, "en": key.title()})
              for key, zh in zip(CRITERIA, NAMES, strict=True)),
        tuple(Indicator(f"{key}_points", key, sides[key], anchors, 1) for key in CRITERIA),
    )  # fmt: skip


def _card(estates):
    parts = estates[[f"{key}_part" for key in CRITERIA]].to_numpy(dtype=float)
    points = parts / np.array(list(WEIGHTS.shares.values()))
    known = ~np.isnan(points)
    sides = tuple(_tree().indicator(f"{key}_points").side for key in CRITERIA)
    low, high = np.where(known, points, 0.0), np.where(known, points, 100.0)
    ids = tuple(estates["estate_id"])
    return Scorecard(ids, CRITERIA, sides, points, low, high, known.astype(float))


def _inputs(count):
    lottery = np.random.default_rng(3)
    east, north = WEST + 8 * STEP, SOUTH + (count // 8 + 1) * STEP
    rows = [
        shapely.LineString([(WEST, y), (east, y)]) for y in np.arange(SOUTH, north, STEP) - 0.001
    ]
    cols = [
        shapely.LineString([(x, SOUTH), (x, north)]) for x in np.arange(WEST, east, STEP) - 0.001
    ]
    streets = gpd.GeoDataFrame(
        {"name": "路", "highway": ["secondary", "residential"] * len(rows + cols)},
        geometry=[line for line in rows + cols for _ in (0, 1)],
        crs=4326,
    )
    river = shapely.LineString(
        [(WEST - 0.01, SOUTH - 0.004), (WEST + 0.02, SOUTH + 0.012), (east, SOUTH + 0.02)]
    )
    spots = [shapely.Point(*p) for p in lottery.uniform((WEST, SOUTH), (east, north), (30, 2))]
    budgets = pd.DataFrame([
        {"source": source, "year": year, "amount_wan": 3000.0 * (3 - k), "pays": ""}
        for k, source in enumerate(SOURCES) for year in YEARS
    ])  # fmt: skip
    return {
        "streets": streets,
        "water": gpd.GeoDataFrame({"name": ["乐河"]}, geometry=[river.buffer(0.0012)], crs=4326),
        "green": gpd.GeoDataFrame(
            {"name": ["公园"]},
            geometry=[shapely.Point(east - 0.01, north - 0.004).buffer(0.002)],
            crs=4326,
        ),
        "facilities": gpd.GeoDataFrame(
            {"facility_id": [f"F{n}" for n in range(30)], "category": "clinic", "name": "诊所"},
            geometry=spots,
            crs=4326,
        ),
        "budgets": budgets,
    }


def _areas(estates, proposals):
    k = np.arange(len(STREETS))
    west = WEST + k * 0.008
    layer = gpd.GeoDataFrame(
        {"area_id": [f"A{n}" for n in k], "level": "street", "name": sorted(STREETS),
         "parent_id": None, "residents": 9000.0, "elders": 1800.0},
        geometry=shapely.box(west, SOUTH - 0.002, west + 0.008, SOUTH + 0.04), crs=4326,
    )  # fmt: skip
    drawn = gpd.GeoDataFrame({"cluster_id": [], "name": []}, geometry=[], crs=4326)
    where = places(estates, layer, drawn, pyproj.CRS("EPSG:4547"))
    least = {"district": 5, "street": 5, "community": 3, "cluster": 3}
    return area_table(where, estates, proposals, top_from=65, least=least)


def _walks(estates):
    return pd.DataFrame({
        "estate_id": estates["estate_id"], "category": "clinic", "status": "reached",
        "walk_m": np.linspace(120, 1500, len(estates)), "facility_id": "F1",
        "count_300": 1, "count_500": 2, "count_1000": 5,
    })  # fmt: skip


def _indicators(estates):
    return pd.DataFrame({
        "estate_id": estates["estate_id"], "criterion": "age", "indicator": "years_since_built",
        "value": 35.0, "score": 70.0, "weight_in_criterion": 1.0, "low": 70.0, "high": 70.0,
        "known": True,
    })  # fmt: skip


def _issues():
    return (
        Issue(
            "intake.geometry_repaired",
            "repair",
            table="estates",
            file="台账.xlsx",
            row=4,
            estate_id="LH0003",
            detail={"percent": "+0.2"},
        ),
        Issue(
            "intake.value_unread",
            "error",
            table="estates",
            file="台账.xlsx",
            row=9,
            column="households",
            value='=HYPERLINK("x")',
        ),
    )


def _record():
    cited = {"unit": "m", "issued_by": "住房和城乡建设部", "city": "", "reason": ""}
    return {
        "jiugai": "0.1.0",
        "name": "乐河区 2027–2031",
        "inputs": [
            {"table": "estates", "label": "台账.xlsx", "sha256": "ab" * 32, "size": 18000,
             "layer": "台账", "rows": 48, "crs": "", "encoding": "", "columns": []},
        ],
        "choices": {"name": "乐河区 2027–2031", "horizon": list(YEARS)},
        "standards": [
            {**cited, "name": "circle_walk_m", "zh": "生活圈步行距离", "en": "Walking distance",
             "value": {"5": 300, "10": 500, "15": 1000}, "authority": "national",
             "document": "城市居住区规划设计标准", "number": "GB 50180-2018", "clause": "2.0.4",
             "since": "2018-12-01", "checked": False},
            {**cited, "name": "built_by_year", "zh": "纳入改造的建成年份", "en": "Built by year",
             "value": 2000, "unit": "year", "authority": "national",
             "document": "关于全面推进城镇老旧小区改造工作的指导意见",
             "number": "国办发〔2020〕23号", "clause": "二（一）", "since": "2020-07-10",
             "checked": True},
        ],
        "engines": {"highspy": "1.15.1", "geopandas": "1.2.0"},
        "crs": "EPSG:4547",
    }  # fmt: skip
