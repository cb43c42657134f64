"""What a planner should know of the street network: crossings, gaps, islands."""

import numpy as np
import pandas as pd
import pyproj

from geo.streets.network import Network
from geo.walking.ground import Ground
from tables import Issue
from tables.issue import Severity

_DUST = 1e-6  # of a centimetre: a gap of 1.5 m is no gap of 1.51 m
_NAMED = 5  # places named in a sentence; all of them stand in `network.notes`


def network_issues(network: Network, islanded: tuple[str, ...] = ()) -> tuple[Issue, ...]:
    """Return how bare crossings were decided, which gaps there are, and what is not connected.

    One issue each, with a count and the first places as longitude and latitude. `islanded` are
    the estates whose gates all lead onto an island, as `islanded` tells them.
    """
    return (*_crossings(network), *_gaps(network), *_islands(network, islanded))


def islanded(ground: Ground) -> tuple[str, ...]:
    """Return the ids of the estates all of whose gates lead onto an island, sorted."""
    network, gates = ground.network, ground.gates
    if not len(network.u):
        return ()
    islands = network.notes.islands["component"].to_numpy()
    off = np.isin(network.component[network.u[gates.edge]], islands)
    owner = np.repeat(np.arange(len(ground.origin_ids)), np.diff(gates.first))
    count = np.bincount(owner, minlength=len(ground.origin_ids))
    on_islands = np.bincount(owner[off], minlength=len(ground.origin_ids))
    return tuple(sorted(map(str, ground.origin_ids[(count > 0) & (count == on_islands)])))


def _crossings(network: Network) -> list[Issue]:
    notes, crs = network.notes, network.crs
    if not notes.guessed:
        return _told("study.streets_crossings_joined", "info", notes.joined, crs)
    if notes.crossings == "apart":
        return _told("study.streets_crossings_apart", "info", notes.apart, crs)
    return _told("study.streets_crossings_unknown", "warning", notes.joined, crs)


def _gaps(network: Network) -> list[Issue]:
    notes = network.notes
    return [
        *_told("study.streets_gaps_bridged", "repair", _widest(notes.gaps), network.crs),
        *_told("study.streets_near_misses", "info", notes.near, network.crs),
    ]


def _islands(network: Network, estates: tuple[str, ...]) -> list[Issue]:
    islands = network.notes.islands
    told = _told("study.streets_islands", "warning", islands, network.crs)
    detail = {"km": f"{islands['length_m'].sum() / 1000:.1f}", "estates": len(estates)}
    return [_with(issue, detail, "、".join(estates[:_NAMED])) for issue in told]


def _widest(gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.sort_values(["gap_m", "x", "y"], ascending=[False, True, True])


def _told(code: str, severity: Severity, places: pd.DataFrame, crs: pyproj.CRS) -> list[Issue]:
    if not len(places):
        return []
    detail: dict[str, object] = {"count": len(places), "places": _where(places, crs)}
    if "gap_m" in places:
        detail["largest_m"] = f"{np.ceil(places['gap_m'].max() * 100 - _DUST) / 100:.2f}"
    return [Issue(code, severity, table="streets", detail=detail)]


def _with(issue: Issue, detail: dict[str, object], value: str) -> Issue:
    return Issue(
        issue.code, issue.severity, issue.table, value=value, detail={**issue.detail, **detail}
    )


def _where(places: pd.DataFrame, crs: pyproj.CRS) -> str:
    """Return the first places as `longitude latitude`, to a tenth of a metre."""
    first = places.head(_NAMED)
    degrees = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    x, y = degrees.transform(first["x"].to_numpy(float), first["y"].to_numpy(float))
    named = "; ".join(f"{one:.6f} {other:.6f}" for one, other in zip(x, y, strict=True))
    return named + ("; …" if len(places) > _NAMED else "")
