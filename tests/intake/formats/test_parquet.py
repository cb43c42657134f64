import geopandas as gpd
import pandas as pd
import pytest
import shapely

from intake import Source
from intake.formats import parquet as module
from intake.formats.parquet import read_parquet
from tables import TABLES, InputError

NAMES = {"name": ["和平里", None], "households": [120, 80]}


def cells(path):
    return read_parquet(Source(path, path.name), TABLES["estates"])


def test_with_geometry_and_without(tmp_path):
    shapes = [shapely.box(0, 0, 1, 1), None]
    gpd.GeoDataFrame(NAMES, geometry=shapes, crs="EPSG:4545").to_parquet(tmp_path / "a.parquet")
    pd.DataFrame(NAMES, index=[7, 9]).to_parquet(tmp_path / "b.parquet")
    layer, table = cells(tmp_path / "a.parquet"), cells(tmp_path / "b.parquet")
    assert layer.geometry.crs.to_epsg() == 4545
    assert layer.geometry.notna().tolist() == [True, False]
    assert table.geometry is None
    for raw in (layer, table):
        assert raw.headers[:2] == ("name", "households")
        assert raw.cells.index.tolist() == [1, 2]


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + bytes(40) + b"PAR1"])
def test_a_broken_one_is_refused_without_a_path(tmp_path, data):
    (tmp_path / "a.parquet").write_bytes(data)
    with pytest.raises(InputError) as error:
        cells(tmp_path / "a.parquet")
    assert error.value.code == "intake.unreadable"
    assert str(tmp_path) not in str(error.value)


def test_one_that_unfolds_beyond_memory_is_refused(tmp_path, monkeypatch):
    pd.DataFrame(NAMES).to_parquet(tmp_path / "a.parquet")
    monkeypatch.setattr(module, "MOST_CELLS", 3)
    with pytest.raises(InputError, match=r"intake\.sheet_far"):
        cells(tmp_path / "a.parquet")
