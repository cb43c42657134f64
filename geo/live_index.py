"""Points that change while a planner edits: moved facilities, drawn clusters.

Two indexes serve two needs. shapely's STRtree is packed once and never changes: it does the bulk
work on a whole city (snapping, deriving gates, areas). A planner who drags one facility or draws
one cluster needs an answer at once and an index that can change: rtree's R*-tree takes single
additions and removals in microseconds and is never rebuilt.
"""

from collections.abc import Mapping

import rtree.index
import shapely


class LiveIndex:
    """Named points that can be added, moved and removed, and asked for by polygon.

    >>> index = LiveIndex({"F1": shapely.Point(1, 1)})
    >>> index.add("F2", shapely.Point(9, 9))
    >>> index.move("F1", shapely.Point(8, 8))
    >>> index.within(shapely.box(5, 5, 10, 10))
    ['F1', 'F2']
    """

    def __init__(self, points: Mapping[str, shapely.Point] | None = None) -> None:
        self._tree = rtree.index.Index()
        self._points: dict[str, shapely.Point] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        for name in sorted(points or {}):
            self.add(name, (points or {})[name])

    def __len__(self) -> int:
        return len(self._points)

    def add(self, name: str, point: shapely.Point) -> None:
        """Put a new point in; KeyError when the name is taken."""
        if name in self._points:
            raise KeyError(name)
        number = len(self._names)  # never used twice
        self._names[number] = name
        self._numbers[name] = number
        self._points[name] = point
        self._tree.insert(number, (point.x, point.y, point.x, point.y))

    def remove(self, name: str) -> None:
        """Take a point out; KeyError when there is none of the name."""
        point = self._points.pop(name)
        number = self._numbers.pop(name)
        self._tree.delete(number, (point.x, point.y, point.x, point.y))

    def move(self, name: str, point: shapely.Point) -> None:
        """Put a point somewhere else; KeyError when there is none of the name."""
        self.remove(name)
        self.add(name, point)

    def within(self, polygon: shapely.Polygon | shapely.MultiPolygon) -> list[str]:
        """Return the names of the points inside the polygon or on its edge, sorted."""
        if polygon.is_empty:
            return []
        shapely.prepare(polygon)
        near = (self._names[number] for number in self._tree.intersection(polygon.bounds))
        return sorted(name for name in near if polygon.covers(self._points[name]))
