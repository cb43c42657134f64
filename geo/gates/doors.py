"""Where people enter a facility: the point it is known by, or the likely gates of its area."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import need_same_crs, somewhere
from geo.gates.entrances import GIVEN, HOW
from geo.gates.gate_points import GateRules, gate_points
from geo.gates.outline_sides import AREA
from geo.streets.network import Network
from geo.streets.snap import as_points


def doors(  # noqa: PLR0913 - the same five numbers as of entrances
    facilities: gpd.GeoDataFrame,
    network: Network,
    *,
    reach_m: float,
    spacing_m: float,
    most: int,
    turn_deg: float,
    cap_m: float,
) -> gpd.GeoDataFrame:
    """Return the facilities with one row a door: their columns, door, derived, how, geometry.

    All doors are points. A facility known by a point has that one. One drawn as an area (a
    school, a park) is entered where an estate would be left (`geo.gates.entrances`): by one door
    for each side and street, `spacing_m` apart, at most `most`; `how` says `crossing`, `beside`,
    `inside` or `nearest`. An area with no street within `cap_m` keeps one point inside, `how`
    missing: it is off the network. A line keeps one of its points, and what has no place keeps its
    row without any.

    Every facility has a row at least, so a count by facility_id is the same before and after; count
    facilities, never doors. Sorted by facility_id, category and door. Raises InputError
    `geo.crs_mismatch`.

    >>> from geo import street_network
    >>> crs = "EPSG:4547"
    >>> lanes = [[(0, 0), (300, 0)], [(310, 10), (310, 200)]]
    >>> lanes = [shapely.LineString(lane) for lane in lanes]
    >>> park = {"facility_id": ["F1"], "category": ["park"]}
    >>> park = gpd.GeoDataFrame(park, geometry=[shapely.box(100, 8, 300, 150)], crs=crs)
    >>> choices = {"reach_m": 30, "spacing_m": 60, "most": 4, "turn_deg": 45, "cap_m": 100}
    >>> network = street_network(gpd.GeoDataFrame(geometry=lanes, crs=crs))
    >>> doors(park, network, **choices)[["facility_id", "door", "how", "geometry"]]
      facility_id  door     how       geometry
    0          F1  F1.1  beside    POINT (100 8)
    1          F1  F1.2  beside   POINT (300 10)
    """
    need_same_crs(facilities, network.crs, table="facilities")
    facilities = facilities.sort_values(["facility_id", "category"], ignore_index=True)
    shapes = somewhere(facilities.geometry.to_numpy())
    areas = np.flatnonzero(shapely.get_dimensions(shapes) == AREA)
    found = gate_points(
        shapes[areas], network, GateRules(reach_m, spacing_m, most, turn_deg, cap_m)
    )
    entered = areas[found.estate]
    whole = np.setdiff1d(np.arange(len(shapes)), entered)
    row = np.concatenate([entered, whole])
    how = np.concatenate([np.asarray(HOW, dtype=object)[found.rank], _known(shapes[whole])])
    points = np.concatenate([shapely.points(found.xy), as_points(shapes[whole])])
    order = np.argsort(row, kind="stable")
    return _rows(facilities.iloc[row[order]], how[order], points[order])


def _known(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return `given` for points, nothing for what only a point inside stands for."""
    known = np.full(len(shapes), None, dtype=object)
    known[shapely.get_type_id(shapes) == shapely.GeometryType.POINT] = GIVEN
    return known


def _rows(
    facilities: gpd.GeoDataFrame, how: NDArray[np.object_], points: NDArray[np.object_]
) -> gpd.GeoDataFrame:
    """Return the rows with their doors: numbered where there may be several."""
    number = facilities.groupby(level=0).cumcount().to_numpy() + 1
    ids = facilities["facility_id"].to_numpy(object)
    names = [
        f"{id_}.{at}" if told in HOW else id_
        for id_, at, told in zip(ids, number, how, strict=True)
    ]
    table = facilities.reset_index(drop=True)
    table = table.set_geometry(gpd.GeoSeries(points, crs=facilities.crs))
    told = pd.Series(how, dtype="str")
    derived = told.ne(GIVEN).to_numpy(bool) & ~shapely.is_missing(points)
    return table.assign(door=pd.Series(names, dtype="str"), derived=derived, how=told)
