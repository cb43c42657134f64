"""The map of a siting: who has the facility near and who gains it, the sites as numbered marks."""

import geopandas as gpd
import numpy as np
import pandas as pd

from layers.change_classes import change_classes, siting_classes, siting_keys
from layers.classes import UNKNOWN
from layers.marks import Layer, Mark, dots, key, numbered
from study.siting import Sited
from ui.circle.legend import painted
from ui.circle.what_if_choice import candidates, room_name
from ui.circle.what_if_places import places
from ui.map.live_map import Overlay, Painting
from ui.session.view import View
from ui.session.words import missing, number, t, word

_THERE, _ROOM, _CHOSEN, _NOT = "#5c6770", "#8a6d1f", "#1f5f8b", "#a9a6a1"


def painting(view: View, found: Sited) -> Painting:
    """Return the class of every estate: gains one, had one, still none."""
    if found.found.aim.kind == "mean_walk":
        return _nearer(view, found)
    keys = siting_keys(found.estates, found.found.aim.reach_m)
    return _painted(view, keys, found.asked.facility, found.found.aim.reach_m, after=True)


def _nearer(view: View, found: Sited) -> Painting:
    """Return the class of every estate by its walk: shorter, or as before."""
    walk_m = found.estates.set_index("estate_id")[["walk_before_m", "walk_after_m"]].fillna(np.inf)
    shorter = walk_m["walk_after_m"] < walk_m["walk_before_m"]
    keys = shorter.map({True: "change_nearer", False: "change_same"})
    title = t("siting_page.walk_title", name=word("category", found.asked.facility))
    few = {item.key for item in change_classes()} - {"change_nearer", "change_same"}
    return painted(
        keys.reindex(view.estates["estate_id"]), change_classes(), title=title, if_any=few
    )


def before_painting(view: View, facility: str) -> Painting:
    """Return the class of every estate as it is now."""
    circle = view.ranked.measured.circle
    reach_m = float(circle.known.loc[circle.known["category"].eq(facility), "radius_m"].min())
    walks = circle.walks[circle.walks["category"].eq(facility)]
    ids = view.estates["estate_id"]
    walk_m = walks.set_index("estate_id")["walk_m"].reindex(ids).to_numpy(np.float64)
    rows = {"estate_id": ids.to_numpy(), "walk_before_m": walk_m, "walk_after_m": walk_m}
    keys = siting_keys(pd.DataFrame(rows), reach_m).replace("siting_none", "siting_short")
    known = walks.loc[walks["status"].ne("off_network"), "estate_id"]
    keys = keys.where(keys.index.isin(known), UNKNOWN.key)  # nobody can say how far they walk
    return _painted(view, keys, facility, reach_m, after=False)


def overlay(view: View, found: Sited) -> Overlay:
    """Return the facilities that are there, the rooms, and the chosen ones with their order."""
    rooms = found.rooms.to_crs(4326)
    layers, keys = _layers(view, found.asked.facility, rooms[rooms["order"].isna()])
    chosen = rooms[rooms["order"].notna()]
    marks = [
        Mark((row["geometry"].x, row["geometry"].y), [room_name(row)], str(row["order"]))
        for row in chosen.to_dict("records")
    ]
    layers.append(numbered(marks, fill=_CHOSEN))
    if marks:
        keys.insert(0, key(t("siting_page.key.chosen"), fill=_CHOSEN, stroke=_CHOSEN))
    return Overlay(layers, keys, t("what_if.keys"), around=False)


def before_overlay(view: View, facility: str) -> Overlay:
    """Return the facilities that are there and the idle rooms."""
    layers, keys = _layers(view, facility, candidates(view, facility))
    return Overlay(layers, keys, t("what_if.keys"), around=False)


def _layers(view: View, facility: str, rooms: gpd.GeoDataFrame) -> tuple[list[Layer], list[Layer]]:
    kind = word("category", facility)
    there = places(view, facility)
    names = there["name"] if "name" in there else [None] * len(there)
    old = [
        Mark((at.x, at.y), [kind if missing(name) else str(name)])
        for at, name in zip(there.geometry, names, strict=True)
    ]
    rooms = rooms[rooms["reason"] != "no_place"]
    rows = rooms.to_dict("records")
    free = [_room(row) for row in rows if row["reason"] == ""]
    shut = [_room(row) for row in rows if row["reason"] != ""]
    looks = (
        (old, t("what_if.key.there", name=kind), {"fill": _THERE, "stroke": "#ffffff"}),
        (free, t("what_if.key.room"), {"fill": "#fff7da", "stroke": _ROOM}),
        (shut, t("siting_page.key.shut"), {"fill": "#ffffff", "stroke": _NOT, "dash": "2 2"}),
    )
    layers = [dots(marks, **look, radius=4.5) for marks, _, look in looks]
    return layers, [key(label, **look) for marks, label, look in looks if marks]


def _room(row: dict[str, object]) -> Mark:
    at = row["geometry"]
    area = t("what_if.area", area_m2=number(row["floor_area_m2"]))
    reason = word("siting_reason", row["reason"])
    return Mark((at.x, at.y), [room_name(row), area, reason])  # type: ignore[attr-defined]


def _painted(
    view: View, keys: pd.Series, facility: str, reach_m: float, *, after: bool
) -> Painting:
    told = keys.reindex(view.estates["estate_id"])
    title = t("siting_page.map_title", name=word("category", facility), metres=f"{reach_m:,g}")
    few = () if after else ("siting_gain",)
    classes = siting_classes("siting_none" if after else "siting_short")
    return painted(told, classes, title=title, if_any=(*few, UNKNOWN.key))
