"""What `jiugai walk --json` prints: walks as plain values another program can check."""

from typing import Any

import pandas as pd

from study.afoot import Afoot
from study.living_circle import Circle
from study.reach_table import reach_table
from tables import InputError

_DEGREES = 12  # decimals; a gate between two streets half a centimetre off is on the other one


def walk_record(found: Afoot) -> dict[str, Any]:
    """Return per estate the metres to the nearest facility of every category, and the counts.

    `walk_m` and `facility_id` are null where none lies within `limit_m`; an estate off the network
    has no counts either (null): nothing is known of it. `method` says whether people walked along
    streets or as the crow flies times a detour. Gates are in EPSG:4326.
    """
    circle = found.circle
    walks = dict(tuple(circle.walks.groupby("estate_id", sort=False)))
    status = circle.coverage.set_index("estate_id")["walk_status"]
    gates = _gates(circle)
    return {
        "method": circle.method,
        "limit_m": circle.limit_m,
        "rings_m": list(circle.rings_m),
        "categories": sorted(circle.walks["category"].unique()),
        "estates": [
            {
                "estate_id": estate_id,
                "name": name,
                "status": status.get(estate_id),
                "entrances": gates.get(estate_id, []),
                **_distances(walks.get(estate_id, circle.walks.iloc[:0]), circle.rings_m),
            }
            for estate_id, name in found.estates[["estate_id", "name"]].to_numpy()
        ],
    }


def reach_record(found: Afoot, estate_id: str) -> dict[str, Any]:
    """Return every facility one estate reaches within the limit. InputError for no such estate."""
    if estate_id not in set(found.estates["estate_id"]):
        raise InputError("cli.no_such_estate", estate=estate_id)
    reached = reach_table(found.circle, estate_id)
    return {
        "estate_id": estate_id,
        "method": found.circle.method,
        "limit_m": found.circle.limit_m,
        "reached": reached.to_dict("records"),
    }


def _distances(walks: pd.DataFrame, rings_m: tuple[float, ...]) -> dict[str, Any]:
    by_category = walks.set_index("category")
    names = {f"count_{ring:g}": f"{ring:g}" for ring in rings_m}
    counts = by_category[list(names)].rename(columns=names).astype(object)
    ids = by_category["facility_id"].astype(object)
    return {
        "walk_m": by_category["walk_m"].astype(float).to_dict(),
        "facility_id": ids.where(ids.notna(), None).to_dict(),
        "counts": counts.where(counts.notna(), None).to_dict("index"),
    }


def _gates(circle: Circle) -> dict[str, list[dict[str, Any]]]:
    gates = circle.entrances[circle.entrances["entrance_id"].notna()].to_crs(4326)
    rows = gates[["estate_id", "entrance_id", "derived"]].to_dict("records")
    points = zip(gates.geometry.x, gates.geometry.y, strict=True)
    found: dict[str, list[dict[str, Any]]] = {}
    for row, (lon, lat) in zip(rows, points, strict=True):
        place = {"lon": round(lon, _DEGREES), "lat": round(lat, _DEGREES)}
        gate = {"entrance_id": row["entrance_id"], "derived": bool(row["derived"]), **place}
        found.setdefault(row["estate_id"], []).append(gate)
    return found
