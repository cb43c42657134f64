"""The files of tests/cases/files: each as it is written there, looked at as `jiugai check` does."""

import json
import warnings
from itertools import product
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
import shapely
import yaml

from intake.check import checked, compared
from reports.check import check_object, match_object, refused_object
from tables import InputError
from tests.known_issues import unlisted

SHEETS = (
    "sheets",
    "sheet_values",
    "headers",
    "layout",
    "values",
    "odd_values",
    "people",
    "other_tables",
)
CASES = Path(__file__).parents[1] / "cases" / "files"


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def listed(value):
    return value if isinstance(value, list) else [value]


def variants(case):
    """Yield the case once for each file name, encoding and delimiter it lists."""
    names, encodings = listed(case["file"]), listed(case.get("encoding", "utf-8"))
    marks = listed(case.get("delimiter", ","))
    if len(marks) > 1:
        return [(name, encodings[0], mark) for name, mark in zip(names, marks, strict=True)]
    return [(name, encoding, marks[0]) for name, encoding in product(names, encodings)]


def every(name):
    return [
        pytest.param(case, *variant, id=f"{case['what']}-{'-'.join(variant[:2])}")
        for case in cases(name)
        for variant in variants(case)
    ]


def write_sheet(path, case, encoding, mark):
    if "bytes" in case:
        path.write_text(case["bytes"], encoding="utf-8")
    elif path.suffix in {".csv", ".tsv", ".txt"}:
        lines = [mark.join("" if c is None else str(c) for c in row) for row in case["rows"]]
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    else:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in case.get("sheets", {"Sheet1": case.get("rows")}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in case.get("merge", ()):
                sheet.merge_cells(area)
        book.save(path)


def write_layer(path, case):
    features = [dict(feature) for feature in case["features"]]
    shapes = [shapely.from_wkt(feature.pop("wkt")) for feature in features]
    frame = gpd.GeoDataFrame(features, geometry=shapes, crs=case["crs"])
    options = {".shp": {"encoding": "utf-8"}, ".fgb": {"SPATIAL_INDEX": "NO"}}  # keeps the order
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a layer without a CRS: it is meant
        frame.to_file(path, **options.get(path.suffix, {}))


def looked(path, **more):
    try:
        found = checked(path, path.name, **more)
    except InputError as error:
        return refused_object(error.code, str(error))
    assert unlisted(found.issues) == set()
    return check_object(found, match_object(None), found.issues, locale="zh")


def agree(case, told):
    codes = [(m["level"], m["code"], m["rows"]) for m in told["messages"]]
    assert told["outcome"] in listed(case["outcome"]), codes
    if "records" in case:
        assert len(told["records"]) == len(case["records"]), codes
        for record, wanted in zip(told["records"], case["records"], strict=True):
            assert {k: about(record.get(k), v) for k, v in wanted.items()} == wanted, codes
    loud = [(m["rows"], m["field"]) for m in told["messages"] if m["level"] != "info"]
    for row, field in case.get("said", ()):
        assert any(row in rows and field in {None, of} for rows, of in loud), codes
    for text in case.get("absent", ()):
        assert text not in json.dumps(told, ensure_ascii=False)


def about(found, wanted):
    """Return `wanted` where `found` is as good as it: a rounded number of metres or degrees."""
    near = pytest.approx(wanted, rel=1e-3) if isinstance(wanted, (int, float, list)) else wanted
    return wanted if found is not None and found == near else found


@pytest.mark.parametrize(
    ("case", "name", "encoding", "mark"),
    [one for topic in SHEETS for one in every(f"{topic}.yaml")],
)
def test_a_sheet_is_read_as_a_person_reads_it(tmp_path, case, name, encoding, mark):
    write_sheet(tmp_path / name, case, encoding, mark)
    agree(case, looked(tmp_path / name))


@pytest.mark.parametrize(("case", "name", "encoding", "mark"), every("layers.yaml"))
def test_a_layer_is_read_as_it_lies(tmp_path, case, name, encoding, mark):  # noqa: ARG001
    write_layer(tmp_path / name, case)
    agree(case, looked(tmp_path / name))


@pytest.mark.parametrize("case", cases("matches.yaml"), ids=lambda case: case["what"])
def test_a_ledger_is_matched_with_its_outlines(tmp_path, case):
    ledger = [row if isinstance(row, dict) else {"name": row} for row in case["ledger"]]
    drawn = [row if isinstance(row, dict) else {"name": row} for row in case["outlines"]]
    heads = [key for key in ("estate_id", "name", "street") if key in ledger[0]]
    rows = [heads, *([row[key] for key in heads] for row in ledger)]
    write_sheet(tmp_path / "台账.csv", {"rows": rows}, "utf-8", ",")
    boxes = [shapely.box(x, 22.18, x + 0.003, 22.183) for x in np.arange(112, 113, 0.01)]
    features = [{"wkt": box.wkt, **row} for box, row in zip(boxes, drawn, strict=False)]
    write_layer(tmp_path / "边界.geojson", {"crs": "EPSG:4326", "features": features})
    first, second = (checked(tmp_path / n, n) for n in ("台账.csv", "边界.geojson"))
    found, turned = compared(first, second), compared(second, first)
    assert match_object(found) == match_object(turned)
    told = match_object(found)
    wanted = {key: case[key] for key in told if key in case}
    assert {key: sorted(told[key]) for key in wanted} == {k: sorted(v) for k, v in wanted.items()}
    if "level" in case:
        assert case["level"] in {issue.severity for issue in found.issues}
