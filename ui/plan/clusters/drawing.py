"""What a person draws on the map of the plan: a ring, estates one by one, a place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

import shapely
import streamlit as st

from ui.plan.editing import draft as edit_draft
from ui.session.view import View
from ui.session.words import missing, t, word

Ring = tuple[tuple[float, float], ...]
LonLat = tuple[float, float]

POLYGON, PICK, ENTRANCE, FACILITY = MODES = ("polygon", "pick", "entrance", "facility")
_WORDS = (
    "title", "count", "cancel", *MODES, "hint_polygon", "hint_close", "hint_pick", "hint_entrance",
    "hint_facility",
)  # fmt: skip
_NOW, _STAMP = "draw.now", "draw.stamp"
_DIGITS = 6
_WIDER = 0.0001  # degrees, some 10 m
_CORNERS = 3
_LON, _LAT = 180, 90
_GROUPS = ("cluster", "split", "merge")


@dataclass(frozen=True)
class Drawn:
    """What is drawn now: its kind, the estates it chooses, the ring or the place."""

    kind: str = ""
    estates: tuple[str, ...] = ()
    ring: Ring = ()
    at: LonLat | None = None


def now() -> Drawn:
    """Return what is drawn now."""
    found: Drawn = st.session_state.get(_NOW) or Drawn()
    return found


def choose(estates: Iterable[str]) -> None:
    """Choose these estates, as a table does; the map shows them at its next drawing."""
    _take(Drawn(PICK, tuple(estates)))
    _again()


def place(kind: str, at: LonLat) -> None:
    """Choose a place for an entrance or a facility."""
    _take(Drawn(kind, at=(round(at[0], _DIGITS), round(at[1], _DIGITS))))
    _again()


def clear() -> None:
    """Put away what is drawn."""
    _take(Drawn())
    _again()


def heard(view: View) -> Callable[[Any], None]:
    """Return what listens to the map's drawing tool.

    For `live_map(heard={"draw": …})`. What comes from a browser is checked; what is no drawing
    changes nothing.
    """

    def hear(value: Any) -> None:  # noqa: ANN401 - whatever a browser says
        given = value if isinstance(value, Mapping) else {}
        kind = given.get("kind")
        if kind == "clear":
            _take(Drawn())
        elif kind == POLYGON and (ring := _ring(given.get("ring"))):
            _take(Drawn(POLYGON, tuple(drawn(view, ring)), ring))
        elif kind == PICK:
            _take(Drawn(PICK, _known(view, given.get("estates"))))
        elif kind in {ENTRANCE, FACILITY} and (at := _point(given.get("at"))):
            _take(Drawn(str(kind), at=at))

    return hear


def drawn(view: View, ring: Iterable[tuple[float, float]]) -> list[str]:
    """Return the estates more than half of whose area lies within a ring of [lon, lat]; sorted.

    An estate without an outline counts by its point. A ring that crosses itself holds all its
    loops.
    """
    corners = list(ring)
    if len(set(corners)) < _CORNERS:
        return []
    area = shapely.make_valid(shapely.Polygon(corners))
    shapes = view.estates.geometry.to_numpy()
    near = shapely.STRtree(shapes).query(area, predicate="intersects")
    sizes = shapely.area(shapes[near])
    inside = shapely.area(shapely.intersection(shapely.make_valid(shapes[near]), area))
    flat = sizes == 0
    most = flat | (inside > sizes / 2)
    return sorted(view.estates["estate_id"].to_numpy(object)[near[most]].tolist())


def draw_tool(view: View, modes: Iterable[str] = MODES) -> dict[str, Any]:
    """Return what the map's drawing tool needs.

    For `live_map(tools={"draw": …})`. `modes`: which buttons there are. What is drafted of clusters
    and points is shown with it.
    """
    drawing = now()
    edits = edit_draft.drafted()
    groups = [
        tuple(map(str, edit.about.get("estates", ()))) for edit in edits if edit.kind in _GROUPS
    ]
    return {
        "words": {name: t(f"draw.{name}") for name in _WORDS},
        "modes": list(modes),
        "stamp": st.session_state.get(_STAMP, 0),
        "estates": list(drawing.estates),
        "ring": [list(at) for at in drawing.ring],
        "placing": drawing.at is not None,
        "groups": [
            {"estates": list(ids), "ring": list(map(list, _around(view, ids)))} for ids in groups
        ],
        "spots": [*_spots(view), *([_spot(drawing.at, drawing.kind)] if drawing.at else [])],
    }


def _around(view: View, estates: Iterable[str]) -> Ring:
    """Return the ring around the estates of a group: the hull of their outlines, a little wider.

    It follows from the estates alone: a link or a reload shows the same. () where none is drawn.
    """
    rows = view.estates[view.estates["estate_id"].isin(list(estates))]
    shapes = rows.geometry[rows.geometry.notna()].to_numpy()
    if not len(shapes):
        return ()
    hull = shapely.buffer(shapely.union_all(shapes).convex_hull, _WIDER, quad_segs=2)
    return tuple((round(lon, _DIGITS), round(lat, _DIGITS)) for lon, lat in hull.exterior.coords)


def _spots(view: View) -> list[dict[str, Any]]:
    """Return the points that are drafted, and those the file holds."""
    points = [(edit.kind, edit.about) for edit in edit_draft.drafted() if "at" in edit.about]
    gone = {_key(about) for kind, about in points if kind.endswith("_away")}
    added = view.choices.added
    filed = [(ENTRANCE, {"at": one.at, "estate_id": one.estate_id}) for one in added.entrances]
    filed += [
        (FACILITY, {"at": one.at, "category": one.category, "name": one.name})
        for one in added.facilities
    ]
    shown = [one for one in (*filed, *points) if not one[0].endswith("_away")]
    return list(starmap(_about, [one for one in shown if _key(one[1]) not in gone]))


def _about(kind: str, about: Mapping[str, Any]) -> dict[str, Any]:
    named = str(about.get("name") or word("category", about.get("category")))
    return {"at": list(about["at"]), "label": named or t(f"draw.spot.{kind}")}


def _spot(at: LonLat, kind: str) -> dict[str, Any]:
    return {"at": list(at), "label": t(f"draw.spot.{kind}")}


def _key(about: Mapping[str, Any]) -> tuple[object, ...]:
    return (about.get("estate_id"), about.get("category"), tuple(about["at"]))


def _take(wanted: Drawn) -> None:
    st.session_state[_NOW] = wanted


def _again() -> None:
    """Tell the map that the app chose, not the map."""
    st.session_state[_STAMP] = st.session_state.get(_STAMP, 0) + 1


def _known(view: View, given: Any) -> tuple[str, ...]:  # noqa: ANN401 - from a browser
    asked = set(map(str, given)) if isinstance(given, list) else set()
    return tuple(one for one in view.estates["estate_id"] if one in asked)


def _ring(given: Any) -> Ring:  # noqa: ANN401 - from a browser
    points = [_point(one) for one in given] if isinstance(given, list) else []
    corners = tuple(one for one in points if one)
    return corners if len(corners) == len(points) and len(set(corners)) >= _CORNERS else ()


def _point(given: Any) -> LonLat | None:  # noqa: ANN401 - from a browser
    if not isinstance(given, list) or len(given) != len(("lon", "lat")):
        return None
    if not all(isinstance(one, int | float) and not missing(float(one)) for one in given):
        return None
    lon, lat = (round(float(one), _DIGITS) for one in given)
    return (lon, lat) if abs(lon) <= _LON and abs(lat) <= _LAT else None
