"""A ladder of streets whose distances can be checked by hand, and the makers of its tables."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.streets.network import Network, street_network

CRS = "EPSG:4547"


def streets_table(*lines, **columns):
    shapes = [shapely.LineString(line) for line in lines]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS)


def points_table(rows, names):
    """Rows are (id, …, x, y); names name all but the coordinates."""
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    shapes = [None if row[-2] is None else shapely.Point(row[-2], row[-1]) for row in rows]
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS))


@pytest.fixture(scope="session")
def streets_of():
    return streets_table


@pytest.fixture(scope="session")
def network_of():
    def build(*lines) -> Network:
        return street_network(streets_table(*lines))

    return build


@pytest.fixture(scope="session")
def gates_of():
    return lambda *rows: points_table(rows, ["estate_id"])


@pytest.fixture(scope="session")
def facilities_of():
    return lambda *rows: points_table(rows, ["facility_id", "category"])


@pytest.fixture(scope="session")
def estates_of():
    def build(**shapes):
        ids = list(shapes)
        return gpd.GeoDataFrame({"estate_id": ids}, geometry=list(shapes.values()), crs=CRS)

    return build


@pytest.fixture(scope="session")
def ladder():
    """Two rails 200 m apart, 500 m long, with a rung every 100 m.

    y=200  +----+----+----+----+----+
           |    |    |    |    |    |
    y=0    +----+----+----+----+----+
           x=0  100  200  300  400  500
    """
    rails = [[(x, y), (x + 100, y)] for y in (0, 200) for x in range(0, 500, 100)]
    rungs = [[(x, 0), (x, 200)] for x in range(0, 600, 100)]
    return streets_table(*rails, *rungs)


@pytest.fixture(scope="session")
def ladder_network(ladder):
    return street_network(ladder)


@pytest.fixture(scope="session")
def random_town():
    """Streets, gates and facilities from one number: a grid with gaps, whole-metre places."""

    def build(seed: int):
        draw = np.random.default_rng(seed)
        side = int(draw.integers(2, 6))
        corner = {
            (i, j): (i * 100 + int(draw.integers(-30, 31)), j * 100)
            for i in range(side)
            for j in range(side)
        }
        pairs = [(a, (a[0] + di, a[1] + dj)) for a in corner for di, dj in ((0, 1), (1, 0))]
        lines = [[corner[a], corner[b]] for a, b in pairs if b in corner and draw.random() < 0.8]
        lines.append([(0, -50), (40, -50)])
        gates = [
            (f"E{draw.integers(6)}", *draw.uniform(-60, side * 100, 2).round()) for _ in range(9)
        ]
        shops = [
            (f"F{at:02}", "abc"[draw.integers(3)], *draw.uniform(-60, side * 100, 2).round())
            for at in range(int(draw.integers(0, 15)))
        ]
        return (
            street_network(streets_table(*lines)),
            points_table(gates, ["estate_id"]),
            points_table(shops, ["facility_id", "category"]),
        )

    return build


@pytest.fixture(scope="session")
def geo_data():
    folder = Path(os.environ.get("JIUGAI_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real data is not at {folder}: set JIUGAI_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def singapore(geo_data):
    path = geo_data / "singapore" / "singapore.gpkg"
    return lambda layer: gpd.read_file(path, layer=layer)
