"""Odd and broken layers of tests/cases/files, written as they say and looked at as by a check."""

import warnings
import zipfile

import geopandas as gpd
import pytest
import shapely

from tests.cli.test_check_files import agree, cases, looked

TOPICS = ("geometry", "places", "containers")


def every_case():
    return [
        pytest.param(case, id=case["what"]) for name in TOPICS for case in cases(f"{name}.yaml")
    ]


def layer_of(case, features):
    shapes = [shapely.from_wkt(text) for _, text in features]
    columns = {"name": [name for name, _ in features], **case.get("columns", {})}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=case.get("crs", "EPSG:4326"))


def write(path, case):
    """Write the file of a case; a shapefile with its parts changed or left out as it says."""
    if "text" in case:
        path.write_text(case["text"], encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # no CRS, a field name cut: it is meant
        for name, features in case.get("layers", {}).items():
            layer_of(case, features).to_file(path, layer=name)
        if "features" in case:
            options = {"encoding": case["encoding"]} if "encoding" in case else {}
            layer_of(case, case["features"]).to_file(path, **options)
    for part in ("cpg", "prj"):
        if case.get(part):
            path.with_suffix(f".{part}").write_text(case[part], encoding="utf-8")
    for suffix in [*case.get("without", ()), *([".cpg"] if case.get("cpg", 0) is None else [])]:
        path.with_suffix(suffix).unlink()
    if "cut" in case:
        path.write_bytes(path.read_bytes()[: -case["cut"]])


def packed(folder, path, case):
    if "pack" not in case and "extra" not in case:
        return path
    archive = folder / "数据.zip"
    with zipfile.ZipFile(archive, "w") as into:
        for part in sorted(folder.glob(f"{path.stem}.*")) if "pack" in case else ():
            suffix = part.suffix.upper() if case.get("upper") else part.suffix
            into.write(part, case["pack"].replace(".*", suffix))
        for name, text in case.get("extra", {}).items():
            into.writestr(name, text)
    return archive


@pytest.mark.parametrize("case", every_case())
def test_an_odd_layer_is_read_repaired_or_refused_with_words(tmp_path, case):
    path = tmp_path / case["file"]
    write(path, case)
    told = looked(packed(tmp_path, path, case))
    agree(case, told)
    named = {row for message in told["messages"] for row in message["rows"]}
    assert set(case.get("rows", ())) <= named
    assert set(case.get("says", ())) <= {message["code"] for message in told["messages"]}
    assert told["crs_out"] == case.get("crs_out", told["crs_out"])
