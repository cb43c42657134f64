"""Good files with bytes changed, cut out or put in: read or refused with words, never a crash."""

import random
import shutil
import zipfile

import geopandas as gpd
import pytest
import shapely

from intake import Source, read
from tables import InputError

SUFFIXES = ("gpkg", "geojson", "shp", "dbf", "shx", "prj", "csv", "xlsx", "zip")
MUTANTS = 8  # of each kind


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    squares = [shapely.box(113 + n / 100, 34, 113.005 + n / 100, 34.01) for n in range(8)]
    names = {"id": [f"A{n}" for n in range(8)], "name": [f"和平里{n}" for n in range(8)]}
    town = gpd.GeoDataFrame(names, geometry=squares, crs="EPSG:4326")
    for suffix in ("gpkg", "geojson"):
        town.to_file(folder / f"a.{suffix}")
    town.to_file(folder / "a.shp", encoding="gb18030")
    (folder / "a.cpg").unlink()
    town.drop(columns="geometry").to_csv(folder / "a.csv", index=False)
    town.drop(columns="geometry").to_excel(folder / "a.xlsx", index=False)
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix in ("shp", "shx", "dbf", "prj"):
            archive.write(folder / f"a.{suffix}", f"a.{suffix}")
    return folder


def mutate(data, dice):
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(max(len(changed), 1))
        what = dice.randrange(4)
        if what == 0:
            changed[place : place + 1] = dice.randbytes(1)
        elif what == 1:
            del changed[place : place + dice.randint(1, 20)]
        elif what == 2:
            changed[place:place] = dice.randbytes(dice.randint(1, 8))
        elif dice.random() < 0.3:
            del changed[place:]
    return bytes(changed)


def mutate_inside(path, dice):
    """Change one part of a workbook and keep the archive whole."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(parts))
    parts[name] = mutate(parts[name], dice)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_mutant_is_read_or_refused(good, tmp_path, suffix):
    dice = random.Random(suffix)  # noqa: S311 - the same mutants every time
    for number in range(MUTANTS):
        folder = tmp_path / str(number)
        shutil.copytree(good, folder)
        path = folder / f"a.{suffix}"
        if suffix == "xlsx" and number % 4:
            mutate_inside(path, dice)
        else:
            path.write_bytes(mutate(path.read_bytes(), dice))
        source = folder / ("a.shp" if suffix in {"dbf", "shx", "prj"} else path.name)
        assert outcome(source) in {"", "intake"}


def outcome(source):
    try:
        inputs = read({"estates": [Source(source, source.name)]}, crs="EPSG:4326")
    except InputError as error:
        words = str(error)
        return words if str(source.parent) in words else error.code.split(".")[0]
    return "" if inputs.tables["estates"]["estate_id"].is_unique else "ids"
