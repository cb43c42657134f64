"""Where people leave an estate: its gates, or the likeliest places for them."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import need_same_crs, placed, somewhere
from geo.gates import Candidates, candidates, outlines, thin
from geo.network import Network
from geo.snap import nearest_edge
from tables import InputError


def entrances(  # noqa: PLR0913 - the four distances are read side by side in a study's choices
    estates: gpd.GeoDataFrame,
    network: Network,
    *,
    reach_m: float,
    spacing_m: float,
    most: int,
    cap_m: float,
    given: gpd.GeoDataFrame | None = None,
) -> gpd.GeoDataFrame:
    """Return the entrances of every estate: estate_id, entrance_id, derived, geometry.

    Gates `given` (estate_id, entrance_id, geometry) are taken as they are, and an estate with one
    gets no others. Elsewhere entrances are derived on the outline: where a street crosses it, then
    where it comes nearest to a street within `reach_m`; the first is the nearest, each further one
    the farthest from those chosen, at least `spacing_m` away, at most `most`. With no street
    within `reach_m`: the one point nearest to a street within `cap_m`. With none at all the
    estate is off the network: one row, entrance_id and geometry missing.

    Derived gates assume that outlines can be passed near a street; walls are not known.
    Sorted by estate_id and entrance_id. Raises InputError `geo.gate_of_unknown_estate`.

    >>> from geo import street_network
    >>> crs = "EPSG:4547"
    >>> lane = gpd.GeoDataFrame(geometry=[shapely.LineString([(50, 0), (50, 60)])], crs=crs)
    >>> outline = [shapely.box(0, 40, 90, 99)]
    >>> estate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=outline, crs=crs)
    >>> choices = {"reach_m": 30, "spacing_m": 60, "most": 4, "cap_m": 100}
    >>> entrances(estate, street_network(lane), **choices)
      estate_id entrance_id  derived       geometry
    0        E1        E1.1     True  POINT (50 40)
    """
    need_same_crs(estates, network.crs, table="estates")
    estates = estates.sort_values("estate_id", ignore_index=True)
    known = _given(given, estates, network)
    missing = estates[~estates["estate_id"].isin(known["estate_id"])].reset_index(drop=True)
    shapes = somewhere(missing.geometry.to_numpy())
    found = thin(candidates(shapes, network, reach_m), spacing_m=spacing_m, most=most)
    bare = np.setdiff1d(np.arange(len(shapes)), found.estate)
    lone = _single(shapes, bare, network, cap_m)
    derived = _derived(missing["estate_id"], [found, lone])
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
        return _rows([], [], [], derived=False)
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
    return _rows(gates["estate_id"], gates["entrance_id"], gates.geometry.to_numpy(), derived=False)


def _single(
    shapes: NDArray[np.object_], bare: NDArray[np.int64], network: Network, cap_m: float
) -> Candidates:
    """Return one point for each bare shape: the nearest to a street if within the cap."""
    edge = nearest_edge(shapes[bare], network)
    bare, edge = bare[edge >= 0], edge[edge >= 0]
    ways = shapely.shortest_line(outlines(shapes[bare]), network.lines[edge])
    near = shapely.length(ways) <= cap_m
    xy = shapely.get_coordinates(shapely.get_point(ways[near], 0))
    return Candidates(bare[near], np.zeros(near.sum(), dtype=np.int64), xy)


def _derived(estate_ids: pd.Series, parts: list[Candidates]) -> pd.DataFrame:
    estate = np.concatenate([part.estate for part in parts])
    ids = estate_ids.to_numpy(object)
    turn = pd.Series(estate).groupby(estate).cumcount().to_numpy() + 1
    names = [f"{ids[at]}.{number}" for at, number in zip(estate, turn, strict=True)]
    points = shapely.points(np.concatenate([part.xy for part in parts]))
    found = _rows(ids[estate], names, points, derived=True)
    off = np.setdiff1d(np.arange(len(ids)), estate)
    nowhere = np.full(len(off), None, dtype=object)
    return pd.concat([found, _rows(ids[off], nowhere, nowhere, derived=True)], ignore_index=True)


def _rows(estate_ids: object, names: object, points: object, *, derived: bool) -> pd.DataFrame:
    columns = [pd.Series(np.asarray(values, dtype=object)) for values in (estate_ids, names)]
    return pd.DataFrame(
        {
            "estate_id": columns[0].astype("str"),
            "entrance_id": columns[1].astype("str"),
            "derived": derived,
            "geometry": gpd.array.from_shapely(np.asarray(points, dtype=object)),
        }
    )
