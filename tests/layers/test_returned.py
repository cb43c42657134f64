"""What a run hands out, sent back: nothing changes by itself, an edit is told by estate."""

import dataclasses
import json

import openpyxl
import pytest

from intake import Source
from layers.exports import estates_layer
from layers.geojson import geojson
from layers.geopackage import write
from layers.gis import gis_layers
from layers.returned import returned
from reports.programme import write_programme
from tests.small_results import town


@pytest.fixture(scope="module")
def results():
    whole = town()
    return dataclasses.replace(whole, estates=whole.estates.assign(renovated_year=2008))


def exported(results, kind, folder, locale="zh"):
    if kind == "estates.geojson":
        (folder / kind).write_text(
            geojson(estates_layer(results), key="estate_id"), encoding="utf-8"
        )
        return Source(folder / kind, kind)
    if kind == "jiugai.gpkg":
        layers, day = gis_layers(results, locale=locale), results.choices.day_of_law
        write(layers, folder / kind, crs="EPSG:4547", day=day)
        return Source(folder / kind, kind, layer="estates")
    write_programme(results, folder / kind, locale)
    sheet = {"zh": "排名", "en": "Ranking"}[locale]
    return Source(folder / kind, kind, sheet=sheet)


@pytest.mark.parametrize(
    ("kind", "locale"),
    [
        ("estates.geojson", "zh"),
        ("jiugai.gpkg", "zh"),
        ("programme.xlsx", "zh"),
        ("programme.xlsx", "en"),
    ],
)
def test_an_export_sent_back_untouched_changes_nothing(results, kind, locale, tmp_path):
    found, inputs = returned(results, exported(results, kind, tmp_path, locale))
    assert found.changes.to_dict("records") == []
    assert found.twice == ()
    assert len(inputs.tables["estates"]) == len(results.estates)


def test_a_layer_edited_in_a_gis(results, tmp_path):
    source = exported(results, "estates.geojson", tmp_path)
    whole = json.loads(source.path.read_text(encoding="utf-8"))
    one, other, last = whole["features"][0], whole["features"][1], whole["features"].pop()
    one["properties"]["households"] += 5
    other["geometry"]["coordinates"] = _east(other["geometry"]["coordinates"])
    source.path.write_text(json.dumps(whole), encoding="utf-8")
    changes = returned(results, source)[0].changes
    assert changes[["estate_id", "kind", "field"]].to_numpy().tolist() == [
        [one["id"], "changed", "households"],
        [other["id"], "moved", "geometry"],
        [last["id"], "removed", ""],
    ]
    assert changes["distance_m"].iloc[1] == pytest.approx(101, abs=2)  # 0.001° at 24.8° north


def _east(rings):
    return [
        [[x + 0.001, y] for x, y in ring] if isinstance(ring[0][0], float) else _east(ring)
        for ring in rings
    ]


def test_a_spreadsheet_edited_by_hand(results, tmp_path):
    source = exported(results, "programme.xlsx", tmp_path)
    book = openpyxl.load_workbook(source.path)
    page = book["排名"]
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("建成年代") + 1).value = 1971
    page.cell(2, heads.index("得分") + 1).value = 1
    book.save(source.path)
    found, _ = returned(results, source)
    ((field, after),) = found.changes[["field", "after"]].to_numpy().tolist()
    assert (field, after) == ("built_year", 1971)
    assert "households" not in found.absent
