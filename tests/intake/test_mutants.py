"""Good files changed in every way: read or refused with words, in one process used again."""

import random
import shutil
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest

from intake import Source, worker
from intake.check import checked
from tables import InputError
from texts import said

sys.path.insert(0, str(Path(__file__).parent))

from good_files import opened, write_all

KINDS = (
    "gpkg", "geojson", "geojsonl", "fgb", "kml", "kmz", "gml", "dxf", "mif", "mid", "parquet",
    "osm", "shp", "shx", "dbf", "prj", "zip", "csv", "gbk", "tsv", "wkt", "html", "xlsx", "xls",
    "ods",
)  # fmt: skip
FEW, MANY = 4, 80  # of each kind: 100 with every change, 2,000 in the heavy checks
PACKED = {"xlsx", "ods", "zip", "kmz"}
FAULTS = {"intake.worker_died", "intake.worker_slow", "intake.worker_memory",
          "intake.worker_failed", "intake.worker_absent"}  # fmt: skip
ODD = (
    "", "-", "NaN", "1e308", "-1e308", "1e400", "9" * 400, "∞", "０", "二〇〇〇", "#REF!", "=1/0",
    "0/0", "\x00", "\ufffd", "\u200b", "\ud7ff", "🏘" * 50, "x" * 40_000, '"', "'", "<a>", "]]>",
    "&amp;", "{}", "[[", "null", "true", "1900-02-30", "0000", "99999999999999999999", "%", "万",
    "和平里0号院", "1-2-3-4-5", "(" * 2000, "，" * 30, "\n\n", "\r", "\t", "1,2,3",
    "12栋360户" * 20,
)  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    yield folder, write_all(folder)
    worker.close()


def flipped(data, dice):
    for _ in range(dice.randint(1, 20)):
        place = dice.randrange(len(data))
        data[place] ^= 1 << dice.randrange(8)


def cut(data, dice):
    del data[dice.randrange(len(data)) :]


def cut_out(data, dice):
    place = dice.randrange(len(data))
    del data[place : place + dice.randint(1, 200)]


def put_in(data, dice):
    place = dice.randrange(len(data))
    data[place:place] = dice.choice([dice.randbytes(dice.randint(1, 64)), bytes(512), b"\xff" * 9])


def swapped(data, dice):
    size = dice.randint(1, max(len(data) // 4, 1))
    a, b = sorted(dice.randrange(len(data) - size + 1) for _ in range(2))
    data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]


def twice(data, dice):
    place = dice.randrange(len(data))
    data[place:place] = data[: dice.randint(1, 4000)]


def reworded(data, dice):
    """Put an odd text where a cell, a name or a number stood."""
    words = [n for n, byte in enumerate(data) if byte in b'0123456789"<>,{}[]\t']
    for _ in range(dice.randint(1, 5)):
        place = dice.choice(words or [0])
        odd = dice.choice(ODD).encode(dice.choice(["utf-8", "gb18030", "utf-16-le"]))
        data[place : place + dice.randint(0, 12)] = odd


def misread(data, dice):
    """Break the encoding: half a character, a mark of another encoding."""
    place = dice.randrange(len(data))
    data[place:place] = dice.choice(
        [b"\xe5\x92", b"\x81", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80"]
    )


CHANGES = (flipped, cut, cut_out, put_in, swapped, twice, reworded, reworded, misread)


def mutate(data, dice):
    changed = bytearray(data)
    for _ in range(dice.choice([1, 1, 2])):
        if changed:
            dice.choice(CHANGES)(changed, dice)
    return bytes(changed)


def mutate_inside(path, dice):
    """Change one part of an archive and keep the archive whole."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(parts))
    parts[name] = mutate(parts[name], dice)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_is_read_or_refused(good, tmp_path, kind):
    for number in range(FEW):
        try_mutant(good, tmp_path / str(number), kind, number)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS)
def test_many_mutants_are_read_or_refused(good, tmp_path, kind):
    for number in range(FEW, FEW + MANY):
        try_mutant(good, tmp_path / str(number), kind, number)


def try_mutant(good, folder, kind, number):
    dice = random.Random(f"{kind} {number}")  # noqa: S311 - the same mutants every time
    whole, files = good
    for part in whole.glob(f"{files[kind].stem}.*"):
        folder.mkdir(exist_ok=True)
        shutil.copy(part, folder)
    path = folder / files[kind].name
    if kind in PACKED and number % 4:
        mutate_inside(path, dice)
    else:
        path.write_bytes(mutate(path.read_bytes(), dice))
    codes, told = words_of(opened(kind, path), as_study=number % 2 == 0)
    assert not FAULTS & codes, (kind, number, told)
    assert all(said(locale, code) for locale in ("zh", "en") for code in codes), told
    assert str(folder.parent) not in told, (kind, number)
    shutil.rmtree(folder)


def words_of(path, *, as_study):
    """Return the codes of all that is said of a file, read by a study or looked at by a check."""
    source, table = Source(path, path.name), "streets" if path.suffix == ".osm" else "estates"
    try:
        if not as_study:
            found = worker.run(partial(checked, path, path.name), [source])
        else:
            found = worker.read({table: [source]}, crs="EPSG:4326")
            rows = found.tables[table]
            assert "estate_id" not in rows or rows["estate_id"].is_unique
    except InputError as error:
        return {error.code}, str(error)
    return {issue.code for issue in found.issues}, repr(found.issues)
