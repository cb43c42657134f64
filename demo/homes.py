"""What the ledger would say of each estate if nobody ever made a mistake."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.ground import Ground
from tables import CONDITION_ITEMS

FIRST_YEAR, LAST_YEAR, OLD_YEAR = 1965, 2008, 1980.0
OWNERSHIPS = ("房改房", "集资房", "商品房", "公房")
PROGRAMMES = ("已列入棚户区改造", "拟征收")
OTHER_PROGRAMME, RENOVATED, UNKNOWN_GRADE = 0.022, 0.04, 0.22
PLAIN_YEAR = 1986
NEW = 0.72  # of the way from the first year to the last: sold on the market
ITEM_NAMES = tuple(column.name for column in CONDITION_ITEMS)


def homes(estates: gpd.GeoDataFrame, ground: Ground, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return the estates with year, size, people, management, safety and condition.

    Older towards the centre; whatever is older is also in worse condition. Floor area follows
    from the site and households from the floor area, so that no estate is impossible.
    """
    middle = shapely.get_coordinates(shapely.centroid(estates.geometry.to_numpy()))
    remote = ground.remoteness(*middle.T)
    year = np.clip(rng.normal(1980 + 13 * remote, 7.5), FIRST_YEAR, LAST_YEAR).astype(int)
    known = estates.assign(built_year=year, **_size(estates.area.to_numpy(), year, rng))
    known = known.assign(**_people(known, rng), **_management(year, rng), **_programmes(year, rng))
    known = known.assign(**_condition(year, rng))
    return _set_apart(known)


def _size(site_m2: np.ndarray, year: np.ndarray, rng: np.random.Generator) -> dict[str, Any]:
    count = len(site_m2)
    floors = np.where(year < OLD_YEAR, rng.integers(3, 6, count), rng.integers(5, 8, count))
    built_m2 = np.round(site_m2 * rng.uniform(0.19, 0.27, count) * floors, -2)
    household_m2 = np.clip(rng.normal(62 + (year - FIRST_YEAR) * 0.55, 6), 60, 95)
    households = np.clip(built_m2 / household_m2, 40, 1_800).round().astype(int)
    area = np.round(np.clip(built_m2, households * 60, households * 95), -2)
    units = np.ceil(households / (2 * floors)).astype(int)
    return {
        "floor_area_m2": area,
        "households": households,
        "floors": floors,
        "stairwell_units": units,
        "buildings": np.ceil(units / rng.integers(2, 5, count)).astype(int),
    }


def _people(known: pd.DataFrame, rng: np.random.Generator) -> dict[str, Any]:
    residents = (known["households"] * rng.uniform(2.1, 2.9, len(known))).round().astype(int)
    share = np.clip(rng.normal(0.44 - (known["built_year"] - FIRST_YEAR) * 0.006, 0.05), 0.12, 0.5)
    return {"residents": residents, "elders": (residents * share).round().astype(int)}


def _management(year: np.ndarray, rng: np.random.Generator) -> dict[str, Any]:
    newer = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    old = np.array(OWNERSHIPS, dtype=object)[rng.choice(4, len(year), p=[0.62, 0.2, 0.04, 0.14])]
    return {
        "ownership": np.where(newer > NEW, "商品房", old),
        "property_management": rng.random(len(year)) < 0.1 + 0.6 * newer,
        "owners_committee": rng.random(len(year)) < 0.1 + 0.35 * newer,
    }


def _programmes(year: np.ndarray, rng: np.random.Generator) -> dict[str, Any]:
    count = len(year)
    programme = np.full(count, None, dtype=object)
    listed = rng.random(count) < OTHER_PROGRAMME
    programme[listed] = np.array(PROGRAMMES, dtype=object)[rng.integers(0, 2, listed.sum())]
    done = np.where(rng.random(count) < RENOVATED, rng.integers(2015, 2026, count), 0)
    return {
        "other_programme": programme,
        "renovated_year": pd.array(np.where(done, done, np.nan)).astype("Int64"),
    }


def _condition(year: np.ndarray, rng: np.random.Generator) -> dict[str, Any]:
    worn = (2003 - year) / 30
    items = {
        name: np.clip(np.round(2.1 * worn + rng.normal(0.25, 0.75, len(year))), 0, 3).astype(int)
        for name in ITEM_NAMES
    }
    score = worn + rng.normal(0, 0.35, len(year))
    grade = np.array(["A", "B", "C"], dtype=object)[np.digitize(score, [0.75, 1.33])]
    grade[rng.random(len(year)) < UNKNOWN_GRADE] = None
    return {"safety_grade": grade, **items}


def _set_apart(known: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the estates with the special ones plain: the twins equal, one or two dangerous."""
    plain = known.copy()
    special = (plain["part"] != "").to_numpy()
    plain.loc[special, ["other_programme", "safety_grade", "built_year"]] = [None, "B", PLAIN_YEAR]
    plain.loc[special, "renovated_year"] = pd.NA
    twins = plain.index[plain["part"] == "twin"]
    copied = plain.columns.difference(["estate_id", "name", "geometry"])
    plain.loc[twins[1], copied] = plain.loc[twins[0], copied]
    oldest = plain[~special].sort_values(["built_year", "estate_id"]).index
    plain.loc[oldest[: max(1, round(len(plain) / 153))], "safety_grade"] = "D"
    return plain
