"""A town of four estates a planner can check by hand, written as the files a bureau would send.

One street of 1,000 m runs west to east with the estates along it; a market lies at 150 m, a
kindergarten at 950 m.
"""

import csv
import json
from pathlib import Path

import yaml

# Degrees near a made-up place on the central meridian 114°E, where 0.001° is about 100 m.
LON, LAT, STEP = 114.0, 30.0, 0.001

ESTATES = [
    # id, name, built, households, area, leak, cluster
    ("E1", "纺织厂家属院", 1982, 100, 7000, 3, "P1"),
    ("E2", "建设新村", 1990, 80, 6000, 2, "P1"),
    ("E3", "和平里", 1998, 60, 5000, 1, ""),
    ("E4", "供销社宿舍", 2004, 40, 3000, 0, ""),
]
HEADERS = ["小区编码", "小区名称", "建成年代", "户数", "总建筑面积(㎡)", "渗漏", "片区"]

CHOICES = {
    "name": "四小区",
    "horizon": [2027, 2028],
    "day_of_law": "2026-11-21",
    "inputs": {
        "estates": {"path": "台账.csv"},
        "outlines": {"path": "outlines.geojson", "join": ["estate_id"]},
        "streets": {"path": "streets.geojson"},
        "facilities": {"path": "pois.geojson"},
        "surveys": {"path": "意愿.csv"},
        "budgets": {"path": "资金.csv"},
    },
    "weights": {"age": 0.25, "willingness": 0.25, "condition": 0.25, "coverage": 0.25},
    "costs": {"per_household_yuan": 30000},
    "balance_by": "district",
    "proposals": ["need"],
}


def write(folder: Path, *, change: dict | None = None, estates=None, budgets=None) -> Path:
    """Write the study into `folder`; `change` is laid over the choices."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ESTATES if estates is None else estates
    _csv(folder / "台账.csv", HEADERS, rows)
    _csv(
        folder / "意愿.csv",
        ["小区编码", "调查日期", "发放问卷", "回收问卷", "支持改造", "同意缴纳物业费"],
        [(row[0], "2026-05-01", 100, 90, 81, 72) for row in ESTATES],
    )
    years = [("市级", 2027, 300), ("市级", 2028, 300)] if budgets is None else budgets
    _csv(folder / "资金.csv", ["资金来源", "年度", "金额(万元)"], years)
    _layers(folder)
    text = yaml.safe_dump({**CHOICES, **(change or {})}, allow_unicode=True)
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


def _csv(path: Path, headers, rows) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headers, *rows])


def _layers(folder: Path) -> None:
    squares = [
        ({"estate_id": row[0]}, "Polygon", [_square(place * 2 + 1)])
        for place, row in enumerate(ESTATES)
    ]
    _geojson(folder / "outlines.geojson", squares)
    street = [[LON + STEP * place, LAT] for place in range(11)]
    _geojson(folder / "streets.geojson", [({"name": "人民路"}, "LineString", street)])
    places = [("F1", "shp_market", 1.5), ("F2", "edu_kinder", 9.5)]
    points = [
        ({"facility_id": name, "category": kind}, "Point", [LON + STEP * at, LAT])
        for name, kind, at in places
    ]
    _geojson(folder / "pois.geojson", points)


def _square(place: float):
    west, south = LON + STEP * place, LAT + STEP * 0.2
    east, north = west + STEP * 0.8, south + STEP * 0.8
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _geojson(path: Path, features) -> None:
    content = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {"type": kind, "coordinates": coordinates},
            }
            for properties, kind, coordinates in features
        ],
    }
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
