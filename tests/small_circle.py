"""Four estates along one street, walked: with streets, without, and with buildings drawn."""

import functools
import json
import tempfile
from pathlib import Path

import study
from tests.study import four_estates
from tests.study.four_estates import LAT, LON, STEP


@functools.cache
def results(kind="streets"):
    """Return results of kind streets, straight (no streets) or homes (two buildings in E1)."""
    with tempfile.TemporaryDirectory() as folder:
        return study.run(loaded(Path(folder) / "study", kind))


def loaded(folder, kind="streets"):
    inputs = dict(four_estates.CHOICES["inputs"])
    if kind == "straight":
        del inputs["streets"]
    if kind == "homes":
        inputs["buildings"] = {"path": "buildings.geojson"}
    four_estates.write(folder, change={"inputs": inputs})
    if kind == "homes":
        _buildings(folder / "buildings.geojson")
    return study.load(folder)


def _buildings(path):
    """Write two buildings of E1: 75 households by the street, 25 four hundred metres behind it."""
    rows = [("B1", 75, 0.2), ("B2", 25, 4.0)]
    features = [
        {
            "type": "Feature",
            "properties": {"estate_id": "E1", "building_id": name, "households": households},
            "geometry": {"type": "Polygon", "coordinates": [_square(1.4, north)]},
        }
        for name, households, north in rows
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")


def _square(east, north):
    west, south, side = LON + east * STEP, LAT + north * STEP, STEP / 5
    return [[west, south], [west + side, south], [west + side, south + side],
            [west, south + side], [west, south]]  # fmt: skip
