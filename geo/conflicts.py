"""Which plans an estate lies in: how much of it, and whether that is more than a drawing error."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import need_metric, need_same_crs, somewhere

POINT, LINE, AREA = 0, 1, 2

_COLUMNS = ["estate_id", "plan", "relation", "overlap_m2", "share", "length_m"]


def conflicts(
    estates: gpd.GeoDataFrame,
    plans: gpd.GeoDataFrame,
    *,
    least_share: float,
    least_m2: float,
) -> pd.DataFrame:
    """Return the estates and plans that meet, and how: a row a pair.

    Columns: estate_id, plan, relation, overlap_m2, share, length_m.

        overlap_m2 = area(estate ∩ plan)        share = overlap_m2 / area(estate)

    Rows of `plans` with the same `plan` are its parts: where they overlap each other, nothing is
    counted twice. `relation` is `inside` (what lies outside the plan is a sliver), `overlaps`,
    `sliver` (the overlap is below `least_share` of the estate and below `least_m2`), `crossed` (a
    plan drawn as a line, `length_m` of it inside the estate), `marked` (a plan drawn as a point),
    `point` (an estate known as a point only, within an area: no share). An estate beside a plan,
    edge to edge, does not meet it. Sorted by estate and plan. The estates must be in metres:
    InputError `geo.not_metric`, `geo.crs_mismatch`.

    >>> row = shapely.box([0, 100, 200], 0, [100, 200, 300], 100)
    >>> estates = gpd.GeoDataFrame({"estate_id": ["E1", "E2", "E3"]}, geometry=row, crs=4547)
    >>> area = gpd.GeoDataFrame({"plan": ["P"]}, geometry=[shapely.box(0, 0, 140, 100)], crs=4547)
    >>> found = conflicts(estates, area, least_share=0.05, least_m2=1000)
    >>> found[["estate_id", "relation", "overlap_m2", "share"]].values.tolist()
    [['E1', 'inside', 10000.0, 1.0], ['E2', 'overlaps', 4000.0, 0.4]]
    """
    need_metric(estates, table="estates")
    need_same_crs(plans, estates.crs, table="plans")
    ground, drawn = _shapes(estates), _shapes(plans)
    ground[shapely.get_dimensions(ground) == LINE] = None  # a line is no place of an estate
    pieces = _pieces(ground, drawn, pd.factorize(plans["plan"])[0])
    met = _measured(pieces, ground)
    met = met.assign(
        estate_id=estates["estate_id"].to_numpy(object)[met["estate"]],
        plan=pd.unique(plans["plan"])[met["plan"]] if len(met) else None,
        relation=_relations(met, least_share=least_share, least_m2=least_m2),
    )
    order = ["estate_id", "plan", "dimension"]
    return met.sort_values(order, ignore_index=True)[_COLUMNS]


def _shapes(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the shapes that are somewhere, mended where a change of coordinates broke one."""
    shapes = somewhere(frame.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken])
    return shapes


def _pieces(
    ground: NDArray[np.object_], drawn: NDArray[np.object_], plan: NDArray[np.int64]
) -> pd.DataFrame:
    """Return what each estate and each part of a plan share: estate, plan, dimension, piece.

    `dimension` is that of the smaller of the two: a line in an area is a line. What only touches
    an area from outside shares nothing.
    """
    tree = shapely.STRtree(ground)
    part, estate = tree.query(drawn, predicate="intersects")
    inner_part, inner_estate = tree.query(drawn, predicate="covers")
    covered = inner_part * len(ground) + inner_estate
    whole = np.isin(part * len(ground) + estate, covered)
    piece = ground[estate]
    piece[~whole] = shapely.intersection(ground[estate[~whole]], drawn[part[~whole]])
    own, others = (shapely.get_dimensions(shapes) for shapes in (ground[estate], drawn[part]))
    dimension = np.minimum(own, others)
    keep = (np.maximum(own, others) == AREA) & (shapely.get_dimensions(piece) == dimension)
    columns = {"estate": estate, "plan": plan[part], "dimension": dimension, "own": own}
    found: pd.DataFrame = pd.DataFrame(columns).assign(piece=piece)[keep]
    return found


def _measured(pieces: pd.DataFrame, ground: NDArray[np.object_]) -> pd.DataFrame:
    """Return the pieces of one estate and plan as one, with its area, share and length."""
    key = ["estate", "plan", "dimension", "own"]
    several = pieces.duplicated(key, keep=False)
    joined = [
        (*found, shapely.union_all(parts.to_numpy()))
        for found, parts in pieces[several].groupby(key)["piece"]
    ]
    alone = pieces[~several]
    met = pd.concat([alone, pd.DataFrame(joined, columns=alone.columns).astype(alone.dtypes)])
    shapes = met["piece"].to_numpy(object)
    of_areas = met["own"].eq(AREA) & met["dimension"].eq(AREA)
    area = pd.Series(shapely.area(shapes), index=met.index)
    whole = shapely.area(ground[met["estate"]])
    length = pd.Series(shapely.length(shapes), index=met.index)
    return met.assign(
        overlap_m2=area.where(of_areas),
        share=(area / np.where(of_areas, whole, np.nan)).clip(upper=1.0),
        length_m=length.where(met["dimension"].eq(LINE)),
    ).reset_index(drop=True)


def _relations(met: pd.DataFrame, *, least_share: float, least_m2: float) -> NDArray[np.object_]:
    small = (met["share"] < least_share) & (met["overlap_m2"] < least_m2)
    outside_m2 = met["overlap_m2"] / met["share"] - met["overlap_m2"]
    sticks_out = (1 - met["share"] >= least_share) | (outside_m2 >= least_m2)
    told = {
        "crossed": met["dimension"].eq(LINE),
        "point": met["own"].eq(POINT),
        "marked": met["dimension"].eq(POINT),
        "sliver": small,
        "overlaps": sticks_out,
    }
    return np.select([test.to_numpy(bool) for test in told.values()], list(told), "inside")
