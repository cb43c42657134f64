"""Estates with one gate given where the streets around suggest more of them."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import entrances
from geo.streets.network import Network
from standards import Standards
from tables import Issue

_MORE = 2  # gates the streets suggest besides the one given
_NAMED = 20


def gates_few(
    outlines: gpd.GeoDataFrame,
    gates: gpd.GeoDataFrame,
    network: Network,
    rules: Standards,
    *,
    cap_m: float,
) -> tuple[Issue, ...]:
    """Return one issue that names the estates with a single gate given and two or more likely.

    Given gates take the place of all derived ones (`geo.gates.entrances`), so the one gate somebody
    surveyed can make an estate worse than none. A likely gate is one that would be derived, at
    least the spacing of derived gates away from the one given. `outlines` has estate_id and
    geometry in metres, `gates` are those in use. Numbers stay as they are.
    """
    places = rules["gates"]
    lone = _lone(gates)
    if lone.empty or not len(network.u):
        return ()
    stated = {name: places[name] for name in ("reach_m", "spacing_m", "turn_deg", "most")}
    own = outlines[outlines["estate_id"].isin(lone.index)]
    likely = entrances(own, network, **stated, cap_m=cap_m)
    likely = likely[likely["entrance_id"].notna()]
    given = gpd.GeoSeries(lone.reindex(likely["estate_id"]).to_numpy(), crs=network.crs)
    away_m = likely.geometry.reset_index(drop=True).distance(given).to_numpy()
    more = likely["estate_id"][away_m >= places["spacing_m"]].value_counts()
    few = np.sort(more.index[more >= _MORE].to_numpy(object))
    return tuple(_told(few))


def _lone(gates: gpd.GeoDataFrame) -> pd.Series:
    """Return the gate of each estate that has one given and no other, by estate_id."""
    given = gates[~gates["derived"] & gates["entrance_id"].notna()]
    alone = given[~given["estate_id"].duplicated(keep=False)]
    return pd.Series(alone.geometry.to_numpy(object), index=alone["estate_id"].to_numpy(object))


def _told(few: np.ndarray) -> list[Issue]:
    value = "、".join(map(str, few[:_NAMED])) + ("…" if len(few) > _NAMED else "")
    detail = {"count": len(few), "all": [str(one) for one in few]}
    told = Issue("study.gates_few", "info", table="entrances", value=value, detail=detail)
    return [told] * (len(few) > 0)
