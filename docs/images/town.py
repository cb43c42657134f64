"""Draw the demo town from above for the first page: `python docs/images/town.py`.

Water, green, streets, the railway, and the estates of the tutorial's town: the older, the darker.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

import demo
from demo.town import Town, town

OUT = Path(__file__).resolve().parents[2] / "ui" / "first" / "town.svg"
WIDTH, HEIGHT = 2160, 860
WIDE_M = 5_200.0
AT = (0.57, 0.5)  # of the town's width and height: the middle of what is seen
SLICED = 'preserveAspectRatio="xMidYMid slice"'
MAIN = ["primary", "secondary"]
OLDER = ("#fdd49e", "#fdbb84", "#fc8d59", "#ef6548", "#d7301f")


def seen(built: Town) -> tuple[float, float, float, float]:
    """Return what the picture shows, in metres: west, south, east, north."""
    west, south, east, north = built.estates.total_bounds
    x, y = west + AT[0] * (east - west), south + AT[1] * (north - south)
    half, tall = WIDE_M / 2, WIDE_M / 2 * HEIGHT / WIDTH
    return x - half, y - tall, x + half, y + tall


def way(shapes: gpd.GeoSeries, window: tuple[float, float, float, float]) -> str:
    """Return the shapes as one path, in whole pixels; lines end outside the picture."""
    west, south, east, north = window
    scale, margin = WIDTH / (east - west), 40 * (east - west) / WIDTH
    box = west - margin, south - margin, east + margin, north + margin
    there = shapely.simplify(shapely.clip_by_rect(shapes.to_numpy(), *box), 1 / scale)
    parts = shapely.get_parts(there)
    areas = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(parts[~areas])))
    found = [(one, "") for one in lines] + [(one, "z") for one in shapely.get_rings(parts[areas])]
    return "".join(f"M{_dots(one, west, north, scale)}{end}" for one, end in found)


def _dots(line: shapely.LineString, west: float, north: float, scale: float) -> str:
    placed = ((round((x - west) * scale), round((north - y) * scale)) for x, y in line.coords)
    return " ".join(f"{x},{y}" for x, y in placed)


def picture(built: Town) -> str:
    """Return the picture as SVG."""
    window = seen(built)
    main = built.streets["highway"].isin(MAIN)
    age = pd.qcut(-built.estates["built_year"].rank(method="first"), len(OLDER), labels=False)
    street = '<path fill="none" stroke="#ffffff" stroke-linecap="round" '
    rail = '<path fill="none" stroke="#9aa3ab" stroke-width="5" stroke-dasharray="18 9" '
    estates = "\n".join(
        f'<path fill="{colour}" stroke="#ffffff" stroke-width="2" '
        f'd="{way(built.estates.geometry[age == place], window)}"/>'
        for place, colour in enumerate(OLDER)
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {SLICED} aria-hidden="true">
<rect width="{WIDTH}" height="{HEIGHT}" fill="#eef2f6"/>
<path fill="#e5f4e8" d="{way(built.green.geometry, window)}"/>
<path fill="#dbe7f1" d="{way(built.water.geometry, window)}"/>
{street}stroke-width="5" d="{way(built.streets.geometry[~main], window)}"/>
{street}stroke-width="13" d="{way(built.streets.geometry[main], window)}"/>
{rail}d="{way(built.rail.geometry, window)}"/>
{estates}
</svg>
"""


if __name__ == "__main__":
    OUT.write_text(picture(town(demo.ESTATES, seed=demo.SEED)), encoding="utf-8")
