"""Everybody and everything put on the streets, once: what all walking starts from."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.coordinates.crs import need_same_crs
from geo.named import need_ids
from geo.streets.network import Network
from geo.streets.snap import Positions, snap
from geo.walking.reach import Gates, Ints, Places

Names = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Ground:
    """The streets, the gates of S origins (estates, or buildings) and the doors of F facilities.

    `origin_ids` and `categories` are sorted; facilities are sorted by id, then category. Numbers
    of origins, facilities and categories in `gates` and `places` are positions in these. A what-if
    is a changed copy (`dataclasses.replace`).
    """

    network: Network
    origin_ids: Names
    gates: Gates
    facility_ids: Names
    categories: Names
    places: Places


def ground(
    entrances: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    network: Network,
    *,
    cap_m: float,
) -> Ground:
    """Return the gates and doors put on the streets nearest to them, if at most `cap_m` away.

    `entrances` has estate_id and geometry (missing for an estate without one), `facilities` has
    facility_id, category and geometry; several rows of one facility_id and category are its doors.
    Farther than the cap: a gate is left out, a door stays with edge -1.

    Raises InputError `geo.crs_mismatch`, `geo.id_missing`.

    >>> from geo import street_network
    >>> from shapely import LineString, Point
    >>> crs = "EPSG:4547"
    >>> street = gpd.GeoDataFrame(geometry=[LineString([(0, 0), (500, 0)])], crs=crs)
    >>> gate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[Point(100, 10)], crs=crs)
    >>> shop = {"facility_id": ["F1", "F1"], "category": ["shop", "shop"]}
    >>> doors = gpd.GeoDataFrame(shop, geometry=[Point(300, 5), Point(420, 5)], crs=crs)
    >>> found = ground(gate, doors, street_network(street), cap_m=50)
    >>> found.facility_ids.tolist(), found.places.facility.tolist()
    (['F1'], [0, 0])
    """
    need_same_crs(entrances, network.crs, table="entrances")
    need_same_crs(facilities, network.crs, table="facilities")
    need_ids(entrances, "estate_id", table="entrances")
    need_ids(facilities, "facility_id", "category", table="facilities")
    points = [frame.geometry.to_numpy() for frame in (entrances, facilities)]
    at = snap(np.concatenate(points), network, cap_m=cap_m)
    ours = len(entrances)
    origin_ids, gates = _gates(entrances, _part(at, slice(None, ours)))
    facility_ids, categories, places = _places(facilities, _part(at, slice(ours, None)))
    return Ground(network, origin_ids, gates, facility_ids, categories, places)


def _part(at: Positions, rows: slice) -> Positions:
    return Positions(at.edge[rows], at.offset_m[rows], at.snap_m[rows], at.ok[rows])


def _gates(entrances: gpd.GeoDataFrame, at: Positions) -> tuple[Names, Gates]:
    owner, origin_ids = _numbered(entrances["estate_id"])
    usable = np.flatnonzero(at.ok)
    keys = (at.snap_m[usable], at.offset_m[usable], at.edge[usable], owner[usable])
    order = usable[np.lexsort(keys)]
    first = np.searchsorted(owner[order], np.arange(len(origin_ids) + 1)).astype(np.int64)
    return origin_ids, Gates(first, at.edge[order], at.offset_m[order], at.snap_m[order])


def _places(facilities: gpd.GeoDataFrame, at: Positions) -> tuple[Names, Names, Places]:
    named, ids = _numbered(facilities["facility_id"])
    kind, categories = _numbered(facilities["category"])
    pair, facility = np.unique(named * max(1, len(categories)) + kind, return_inverse=True)
    edge = np.where(at.ok, at.edge, -1)
    order = np.lexsort((at.snap_m, at.offset_m, edge, facility))
    places = Places(
        edge=edge[order],
        offset_m=at.offset_m[order],
        snap_m=at.snap_m[order],
        facility=facility[order].astype(np.int64),
        category=(pair % max(1, len(categories))).astype(np.int64),
    )
    return ids[pair // max(1, len(categories))], categories, places


def _numbered(ids: pd.Series) -> tuple[Ints, Names]:
    """Return the number of each id among the sorted ones, and these."""
    number, names = pd.factorize(ids.to_numpy(object), sort=True)
    return number.astype(np.int64), np.asarray(names, dtype=object)
