"""Where people leave an estate: its gates, or the likeliest places for them."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.coordinates.crs import need_same_crs, placed, somewhere
from geo.gates.gate_points import Candidates, GateRules, gate_points
from geo.streets.network import Network
from tables import InputError

GIVEN = "given"
HOW = ("crossing", "beside", "inside", "nearest")  # by the rank of a candidate


def entrances(  # noqa: PLR0913 - the five numbers are read side by side in a study's choices
    estates: gpd.GeoDataFrame,
    network: Network,
    *,
    reach_m: float,
    spacing_m: float,
    most: int,
    turn_deg: float,
    cap_m: float,
    given: gpd.GeoDataFrame | None = None,
) -> gpd.GeoDataFrame:
    """Return the entrances of every estate: estate_id, entrance_id, derived, how, geometry.

    Gates `given` (estate_id, entrance_id, geometry) are taken as they are, and an estate with one
    gets no others. Elsewhere entrances are derived on the outline, one for each of its sides and
    each street within `reach_m` of it (`geo.gates.gate_points`): where the street crosses the side,
    else where the side comes nearest to it. Edges that continue one another with a turn of less
    than `turn_deg` are one street. Of these the first is the nearest, each further one the farthest
    from those chosen, at least `spacing_m` away, at most `most`. With no street within `reach_m`,
    and for estates that are no area: the one point nearest to a street within `cap_m`. With none at
    all the estate is off the network: one row, entrance_id, how and geometry missing.

    `how` says why it is where it is: `given`; `crossing` (a street crosses the outline), `beside`
    (a street passes), `inside` (the only streets near run within), `nearest` (none is in reach).
    Derived gates assume that outlines can be passed near a street; walls are not known. Neither
    the order of rows nor the splitting of streets into edges changes them.
    Sorted by estate_id and entrance_id. Raises InputError `geo.gate_of_unknown_estate`.

    >>> from geo import street_network
    >>> crs = "EPSG:4547"
    >>> lane = gpd.GeoDataFrame(geometry=[shapely.LineString([(50, 0), (50, 60)])], crs=crs)
    >>> outline = [shapely.box(0, 40, 90, 99)]
    >>> estate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=outline, crs=crs)
    >>> choices = {"reach_m": 30, "spacing_m": 60, "most": 4, "turn_deg": 45, "cap_m": 100}
    >>> entrances(estate, street_network(lane), **choices)
      estate_id entrance_id  derived       how       geometry
    0        E1        E1.1     True  crossing  POINT (50 40)
    """
    need_same_crs(estates, network.crs, table="estates")
    estates = estates.sort_values("estate_id", ignore_index=True)
    known = _given(given, estates, network)
    missing = estates[~estates["estate_id"].isin(known["estate_id"])].reset_index(drop=True)
    shapes = somewhere(missing.geometry.to_numpy())
    rules = GateRules(reach_m, spacing_m, most, turn_deg, cap_m)
    derived = _derived(missing["estate_id"], gate_points(shapes, network, rules))
    table = pd.concat([known, derived], ignore_index=True)
    table = table.sort_values(["estate_id", "entrance_id"], ignore_index=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=network.crs)


def without_entrance(entrances: gpd.GeoDataFrame) -> list[str]:
    """Return the ids of the estates no street comes near, sorted."""
    return sorted(entrances.loc[entrances["entrance_id"].isna(), "estate_id"])


def _given(
    given: gpd.GeoDataFrame | None, estates: gpd.GeoDataFrame, network: Network
) -> pd.DataFrame:
    if given is None:
        return _rows([], [], [], [])
    need_same_crs(given, network.crs, table="entrances")
    shapes = given.geometry.to_numpy()
    gates = given[placed(shapes)]
    unknown = gates[~gates["estate_id"].isin(estates["estate_id"])]
    if len(unknown):
        raise InputError(
            "geo.gate_of_unknown_estate",
            entrance=min(unknown["entrance_id"]),
            estate=unknown.sort_values("entrance_id")["estate_id"].iloc[0],
            count=len(unknown),
        )
    how = np.full(len(gates), GIVEN, dtype=object)
    return _rows(gates["estate_id"], gates["entrance_id"], gates.geometry.to_numpy(), how)


def _derived(estate_ids: pd.Series, found: Candidates) -> pd.DataFrame:
    ids = estate_ids.to_numpy(object)
    turn = pd.Series(found.estate).groupby(found.estate).cumcount().to_numpy() + 1
    names = [f"{ids[at]}.{number}" for at, number in zip(found.estate, turn, strict=True)]
    how = np.asarray(HOW, dtype=object)[found.rank]
    derived = _rows(ids[found.estate], names, shapely.points(found.xy), how)
    off = np.setdiff1d(np.arange(len(ids)), found.estate)
    nowhere = np.full(len(off), None, dtype=object)
    return pd.concat([derived, _rows(ids[off], nowhere, nowhere, nowhere)], ignore_index=True)


def _rows(estate_ids: object, names: object, points: object, how: object) -> pd.DataFrame:
    texts = [pd.Series(np.asarray(v, dtype=object)).astype("str") for v in (estate_ids, names, how)]
    return pd.DataFrame(
        {
            "estate_id": texts[0],
            "entrance_id": texts[1],
            "derived": texts[2].ne(GIVEN).to_numpy(bool),
            "how": texts[2],
            "geometry": gpd.array.from_shapely(np.asarray(points, dtype=object)),
        }
    )
