"""Every fault planted in the demo study, in one place, with the issue it must raise."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from demo.ground import ESTATES
from demo.ledger import CITY, DEPOSITS, HEADERS, LEDGER, SURVEYS
from demo.study import named
from demo.town import Town

LOST_ID = "LH9X01"  # an outline under a mistyped id
CLOSED_SQUARE = 5  # points of a ring with four corners, which two in the wrong order cross
CROWDED = 0.8  # residents written for each household of the crowded estate
MOVED_ID = "LH9X77"  # answers from an estate the ledger does not hold
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_READ, _UNREAD, _OPEN, _GAP = (
    f"intake.{word}" for word in ("value_interpreted", "value_unread", "value_open", "gaps")
)


@dataclass(frozen=True)
class Mess:
    """How cells of one column are written, in how many rows of 306, and the issue that follows.

    An empty code marks what people write and a reader takes in silence; values above `most` are
    not written so.
    """

    column: str
    rows: int
    write: Callable[[Any], object]
    code: str = ""
    most: float = np.inf


@dataclass(frozen=True)
class Fault:
    """One thing written wrongly: where, what stands there, and the issue it must raise.

    `column` is the column of `tables`, `header` what the file calls it; `row` is the row a person
    sees, None where the issue is about the whole file.
    """

    code: str
    table: str
    file: str
    row: int | None = None
    header: str = ""
    value: object = ""
    estate_id: str = ""
    column: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the fault as plain values, for planted.yaml."""
        return {key: value for key, value in asdict(self).items() if value not in {None, ""}}


MESSES = (
    Mess("built_year", 40, lambda y: f"{y}年"),
    Mess("built_year", 9, lambda y: f"{y % 100}年", _READ, 1999),
    Mess("built_year", 8, lambda y: f"{y // 10 % 10 * 10}年代", _READ, 1999),
    Mess("built_year", 5, lambda y: f"上世纪{y // 10 % 10 * 10}年代", _READ, 1999),
    Mess("built_year", 8, lambda y: f"{y - 2}-{y + 2}", _READ),
    Mess("built_year", 5, lambda y: f"{y}.6", _READ),
    Mess("built_year", 4, lambda y: f"{y}年底", _READ),
    Mess("built_year", 4, lambda y: str(y).translate(_WIDE)),
    Mess("built_year", 3, lambda _: "不详", _GAP),
    Mess("built_year", 3, lambda _: None, _GAP),
    Mess("built_year", 2, lambda _: "待核实", _OPEN),
    Mess("built_year", 1, lambda _: "解放后建", _UNREAD),
    Mess("households", 14, str),
    Mess("households", 8, lambda n: f"约{n}", _READ),
    Mess("households", 6, lambda n: f"{n}户", _READ),
    Mess("households", 4, lambda n: str(n).translate(_WIDE), _READ),
    Mess("households", 2, lambda _: "待核实", _OPEN),
    Mess("residents", 12, str),
    Mess("residents", 6, lambda n: f"{n}余人", _READ),
    Mess("floor_area_m2", 10, lambda a: f"{a / 1e4:.2f}"),
    Mess("floor_area_m2", 5, lambda a: f"约{a / 1e4:.2f}", _READ),
    Mess("floor_area_m2", 3, lambda a: f"{a:,.0f}㎡", _READ),
    Mess("safety_grade", 30, lambda grade: f"{grade}级"),
    Mess("safety_grade", 2, lambda _: "B至C", _UNREAD),
    Mess("property_management", 12, lambda has: "√" if has else "×"),
    Mess("property_management", 3, lambda _: "社区代管", _UNREAD),
    Mess("owners_committee", 3, lambda _: "筹建中", _UNREAD),
    Mess("leak", 2, lambda _: "顶楼有", _UNREAD),
    Mess("vulnerable_households", 6, lambda n: f"{n}户", _READ),
    Mess("vulnerable_households", 3, lambda _: None, _GAP),
    Mess("exempt_households", 4, lambda _: None, _GAP),
    Mess("scheme_stage", 8, lambda stage: stage.split("进")[-1]),
    Mess("scheme_stage", 3, lambda _: "正在入户", _UNREAD),
    Mess("floors", 4, lambda n: f"{n}层", _READ),
    Mess("floors", 2, lambda n: f"{n}/{n + 1}", _UNREAD),
)


@dataclass(frozen=True)
class Chosen:
    """Which estates carry the faults of whole rows: their ids."""

    bow_tie: str
    crowded: str  # fewer residents than households
    lost: str  # the outline stands under another id
    unsurveyed: str  # neither households nor floor area
    twice: str
    overfull: str  # more questionnaires returned than issued


def choose(town: Town, rng: np.random.Generator) -> Chosen:
    """Return the estates that carry the faults of whole rows, all different and none special."""
    plain = _plain(town)
    plain = plain[plain["estate_id"].isin(set(town.surveys["estate_id"]))]
    corners = plain.geometry.count_coordinates()
    crowded = plain.loc[(plain["elders"] / plain["households"]).idxmin(), "estate_id"]
    found = {"crowded": str(crowded)}
    wanted = {
        "bow_tie": plain.loc[corners == CLOSED_SQUARE, "estate_id"],
        "lost": plain.loc[~plain["estate_id"].isin(town.entrances["estate_id"]), "estate_id"],
        "unsurveyed": plain.loc[plain["cluster_id"] == "", "estate_id"],
        "twice": plain["estate_id"],
        "overfull": plain["estate_id"],
    }
    for name, fitting in wanted.items():
        free = _first_filled(fitting, plain["estate_id"], taken=list(found.values()))
        found[name] = str(rng.choice(free))
    return Chosen(**found)


def _plain(town: Town) -> gpd.GeoDataFrame:
    """Return the estates that may carry a fault: not special, and named by no rule."""
    rules = town.estates["estate_id"].isin(named(town)["estate_id"])
    return town.estates[
        ~rules & (town.estates["part"] == "") & town.estates["demonstration"].isna()
    ]


def _first_filled(*choices: pd.Series, taken: list[str]) -> pd.Series:
    """Return the first of `choices` that is not empty once `taken` ids are out: towns are small."""
    free = [ids[~ids.isin(taken)] for ids in choices]
    return next(ids for ids in free if len(ids))


def cells(town: Town, chosen: Chosen, rng: np.random.Generator) -> list[Fault]:
    """Return the cells of the ledger written as `MESSES` says, no two in one column and row."""
    special = set(asdict(chosen).values())
    plain = _plain(town)
    plain = plain[~plain["estate_id"].isin(special)]
    rows = {column: iter(rng.permutation(len(plain))) for column in HEADERS}
    found: list[Fault] = []
    for mess in MESSES:
        for _ in range(max(1, round(mess.rows * len(plain) / ESTATES))):
            row = _next(rows[mess.column], plain[mess.column], mess.most)
            if row is not None:
                found.append(_cell(plain.iloc[row], mess.column, mess.write, mess.code))
    blank = town.estates.set_index("estate_id", drop=False).loc[chosen.unsurveyed]
    empty = ("households", "residents", "elders", "floor_area_m2", "buildings", "stairwell_units")
    return found + [_cell(blank, column, lambda _: None, _GAP) for column in empty]


def whole(town: Town, chosen: Chosen) -> list[Fault]:
    """Return the faults that are not one cell of the ledger; rows of the ledger come later."""
    outlines = _row_of(town.estates["estate_id"])
    surveys, deposits = len(town.surveys) + 2, len(town.deposits) + 2
    crowded = town.estates.set_index("estate_id").loc[chosen.crowded]
    slip = int(np.flatnonzero(town.surveys["estate_id"] == chosen.overfull)[-1])
    return [
        Fault("intake.filled_down", "estates", LEDGER, header=HEADERS["street"]),
        Fault("intake.unit_converted", "estates", LEDGER, header=HEADERS["floor_area_m2"]),
        Fault("intake.geometry_repaired", "outlines", CITY, outlines[chosen.bow_tie]),
        Fault("join.id_differs", "estates", LEDGER, estate_id=chosen.lost),
        Fault("intake.row_repeated", "estates", LEDGER, estate_id=chosen.twice),
        Fault("intake.greater", "estates", LEDGER, value=str(crowded["households"]),
              header=HEADERS["households"], estate_id=chosen.crowded),
        Fault("intake.greater", "surveys", SURVEYS, 2 + slip, "回收问卷",
              str(town.surveys["issued"].iloc[slip] + 30), chosen.overfull),
        Fault("intake.unknown_estate", "surveys", SURVEYS, surveys, value=MOVED_ID),
        Fault("intake.unknown_estate", "deposits", DEPOSITS, deposits, value=MOVED_ID),
        Fault("intake.rows_repeated", "facilities", CITY),
    ]  # fmt: skip


def _row_of(ids: pd.Series) -> dict[str, int]:
    return {estate: row for row, estate in enumerate(ids, start=1)}


def _next(rows: Iterator[Any], values: pd.Series, most: float) -> int | None:
    """Return the next row whose value is known and, where only some will do, not above `most`."""
    known = values.notna() if most == np.inf else values <= most
    return next((int(row) for row in rows if known.iloc[row]), None)


def _cell(estate: pd.Series, column: str, write: Callable[[Any], object], code: str) -> Fault:
    return Fault(
        code,
        "estates",
        LEDGER,
        header=HEADERS[column],
        value=write(estate[column]),
        estate_id=estate["estate_id"],
        column=column,
    )
