"""A complete study folder: study.yaml, the ledger, the layers, surveys, money, planted faults."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml

from demo import faults, ledger
from demo.books import write_table
from demo.city import write_city
from demo.faults import Chosen, Fault
from demo.ground import ESTATES
from demo.ledger import (
    BUDGETS_FILE,
    BUILDINGS_FILE,
    CITY,
    DEPOSITS,
    LEDGER,
    PROGRAMMES_FILE,
    SURVEYS,
    VOTES_FILE,
)
from demo.programmes import programmes
from demo.study import study_yaml
from demo.town import Town, town
from tables import TABLES, InputError

STUDY = "study.yaml"
DRAFT = 20  # the ninth part of the dice of a town and those of its faults never meet
PUBLIC = 21  # nor those of its published plan


def write(
    folder: Path,
    *,
    estates: int = ESTATES,
    seed: int,
    clean: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the study of a made-up town, 乐河区, and return `folder`.

    The same `seed` gives the same bytes. `planted.yaml` lists every fault in the files with the
    issue it must raise; with `clean` there is none and no such file. `estates` may be anything
    from 20 to 20,000 (half a minute). A town not written whole leaves no file. `told` hears "town"
    and "files" as each begins.

    Errors: `demo.not_empty` where `folder` holds anything, or is a file: a study somebody works
    on is not written over.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise InputError("demo.not_empty", folder=str(folder))
    told("town")
    built = town(estates, seed=seed)
    told("files")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder) as unfinished:
        _written(Path(unfinished), built, seed=seed, clean=clean)
        for path in sorted(Path(unfinished).iterdir(), key=lambda path: path.name == STUDY):
            path.rename(folder / path.name)  # study.yaml last: where it is, the rest is too
    return folder


def _written(folder: Path, built: Town, *, seed: int, clean: bool) -> None:
    _tables(folder, built, seed)
    (folder / STUDY).write_text(study_yaml(built), encoding="utf-8")
    cells = ledger.written(built.estates)
    if clean:
        ledger.write_plain(folder / LEDGER, cells)
        write_city(folder / CITY, _layers(built))
        return
    dice = np.random.default_rng([seed, DRAFT])
    chosen = faults.choose(built, dice)
    planted = [*faults.cells(built, chosen, dice), *faults.whole(built, chosen)]
    rows = _messy(folder, built, cells, chosen, planted)
    _write_planted(folder / "planted.yaml", planted, rows)


def _tables(folder: Path, built: Town, seed: int) -> None:
    write_table(folder / SURVEYS, built.surveys, TABLES["surveys"])
    write_table(folder / DEPOSITS, built.deposits, TABLES["deposits"])
    write_table(folder / VOTES_FILE, built.votes, TABLES["votes"])
    write_table(folder / BUDGETS_FILE, built.budgets, TABLES["budgets"])
    write_table(folder / BUILDINGS_FILE, built.buildings, TABLES["buildings"])
    published = programmes(built, np.random.default_rng([seed, PUBLIC]))
    write_table(folder / PROGRAMMES_FILE, published, TABLES["programmes"])


def _messy(
    folder: Path, built: Town, cells: pd.DataFrame, chosen: Chosen, planted: list[Fault]
) -> dict[str, list[int]]:
    """Write the faulty files; return the rows of the ledger in which each estate stands."""
    changes = {(fault.estate_id, fault.column): fault.value for fault in planted if fault.column}
    households = built.estates.set_index("estate_id")["households"]
    changes[chosen.crowded, "residents"] = round(faults.CROWDED * households[chosen.crowded])
    written = ledger.faulty(ledger.unseen(cells, built.estates), changes)
    written, sums = (_twice(frame, chosen.twice) for frame in (written, built.estates))
    places = ledger.write_messy(folder / LEDGER, written, sums)
    layers = _layers(built)
    layers["outlines"] = _bow_tied(layers["outlines"], chosen)
    layers["pois"] = _twice_there(layers["pois"])
    write_city(folder / CITY, layers)
    _strangers(folder, built, chosen)
    rows = pd.Series(places).groupby(written["estate_id"].to_numpy())
    return {str(estate): found.tolist() for estate, found in rows}


def _layers(built: Town) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of city.gpkg by name."""
    return {
        "outlines": built.estates[["estate_id", "name", "street", "geometry"]],
        "areas": built.areas,
        "streets": built.streets,
        "pois": built.facilities,
        "entrances": built.entrances,
        "water": built.water,
        "rail": built.rail,
        "green": built.green,
        "trenches": built.trenches,
        "idle": built.idle_assets,
    }


def _twice(frame: pd.DataFrame, estate_id: str) -> pd.DataFrame:
    """Return `frame` with the row of one estate copied below itself."""
    place = int(np.flatnonzero(frame["estate_id"] == estate_id)[0])
    order = [*range(place + 1), *range(place, len(frame))]
    return frame.iloc[order].reset_index(drop=True)


def _bow_tied(outlines: gpd.GeoDataFrame, chosen: Chosen) -> gpd.GeoDataFrame:
    """Return the outlines, one with two corners in the wrong order, one under a mistyped id."""
    faulty = outlines.copy()
    place = faulty.index[faulty["estate_id"] == chosen.bow_tie][0]
    corners = shapely.get_coordinates(faulty.geometry[place])
    faulty.loc[place, "geometry"] = shapely.Polygon(corners[[0, 2, 1, 3]])
    faulty.loc[faulty["estate_id"] == chosen.lost, "estate_id"] = faults.LOST_ID
    return faulty


def _twice_there(points: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        pd.concat([points, points.iloc[[0]]], ignore_index=True), crs=points.crs
    )


def _strangers(folder: Path, built: Town, chosen: Chosen) -> None:
    """Write surveys and deposits with an estate the ledger does not hold, and one slip."""
    surveys = built.surveys.copy()
    place = surveys.index[surveys["estate_id"] == chosen.overfull][-1]
    surveys.loc[place, "returned"] = surveys.loc[place, "issued"] + 30
    for name, file, frame in (
        ("surveys", SURVEYS, surveys),
        ("deposits", DEPOSITS, built.deposits),
    ):
        stranger = frame.iloc[[0]].assign(estate_id=faults.MOVED_ID)
        write_table(folder / file, pd.concat([frame, stranger], ignore_index=True), TABLES[name])


def _write_planted(path: Path, planted: Iterable[Fault], rows: dict[str, list[int]]) -> None:
    placed = [
        replace(fault, row=rows[fault.estate_id][-1])
        if fault.file == LEDGER and fault.estate_id
        else fault
        for fault in planted
    ]
    listed = [fault.as_dict() for fault in placed if fault.code]
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=200)
    path.write_text(
        "# 演示数据中故意放置的问题，以及导入时应当报告的编码\n" + text, encoding="utf-8"
    )
