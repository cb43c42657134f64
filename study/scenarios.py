"""What if: the ground of a study changed, and only those walked again whom it can touch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import coverage
from geo.circle.tiers import tiers
from geo.walking.affected import with_origins
from geo.walking.ground import Ground
from geo.walking.walk import walked
from study.catalogues import listed
from study.likeness import with_nearest
from study.living_circle import Circle
from study.off_network import categories_off, judged
from study.scenario_choices import Add, Change, Scenario, checked
from study.scenario_ground import changed
from tables import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TODAY = ""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What walking comes to on one ground, for S estates and the R rows of the catalogue.

    `walk_m` (S, R): metres to the nearest facility, NaN beyond the limit; `met` (S, R): 1 within
    the radius, 0 not, NaN where nobody can say. `coverage` has a row for each estate, as of
    `geo.coverage`. `touched` are the numbers of the estates that were walked again, `added` the
    categories a facility was added to.
    """

    name: str
    ground: Ground
    walk_m: Floats
    met: Floats
    coverage: pd.DataFrame
    touched: Ints
    added: tuple[str, ...] = ()


class Limits(NamedTuple):
    """How far walks are followed, points lie from a street at most, and what may be added."""

    limit_m: float
    snap_m: float
    allowed: frozenset[str]


@dataclass(frozen=True, eq=False)
class Base:
    """A study made ready for what-if; `scenario` never changes it.

    `rows` are the R rows of the catalogue (circle, category, required, radius_m, …), `residents`
    of the S estates by estate_id, sorted (NaN unknown).
    """

    today: Outcome
    rows: pd.DataFrame
    residents: pd.Series
    limits: Limits


def prepared(estates: pd.DataFrame, circle: Circle) -> Base:
    """Return a study made ready for what-if: once, then `scenario` as often as asked.

    `estates` (estate_id, residents) and `circle` as measured: of `study.measure` or `study.afoot`.
    """
    return on_ground(
        circle.ground,
        circle.walks,
        circle.known,
        estates.set_index("estate_id")["residents"],
        limits=Limits(circle.limit_m, circle.snap_m, frozenset(listed(circle.rules))),
    )


def on_ground(
    ground: Ground, walks: pd.DataFrame, known: pd.DataFrame, people: pd.Series, *, limits: Limits
) -> Base:
    """Return a base from its parts: `walks` of the ground, the catalogue `known`, residents."""
    people = people.sort_index()
    residents = pd.Series(people.to_numpy(np.float64, na_value=np.nan), index=people.index)
    rows = known.sort_values(["circle", "category"], ignore_index=True)
    known_walks = judged(walks, ground)
    today = Outcome(
        TODAY,
        ground,
        *_lines(known_walks, rows, residents),
        coverage=coverage(known_walks, rows, residents),
        touched=np.zeros(0, dtype=np.int64),
    )
    return Base(today, rows, residents, limits)


def scenario(base: Base, changes: Sequence[Change], *, name: str = "+") -> Outcome:
    """Return what the changes, made together, come to.

    A category nobody had data of stays out of coverage also where a scenario adds the first one:
    there may be others that nobody told of. Who has the new one within its radius is told.

    Raises InputError `scenarios.unknown_category`, `scenarios.unknown_facility`,
    `scenarios.unknown_estate`, `scenarios.far_from_streets`, `scenarios.no_gate_near`,
    `scenarios.last_gate`, `scenarios.no_changes`, `scenarios.twice`, `scenarios.no_streets`.
    """
    asked = checked(name, tuple(changes))
    _check_categories(asked, base.limits.allowed)
    limit_m, snap_m, _ = base.limits
    ground, origins = changed(base.today.ground, asked, limit_m=limit_m, cap_m=snap_m)
    added = {change.facility for change in asked.changes if isinstance(change, Add)}
    after = replace(base.today, name=name, ground=ground, added=tuple(sorted(added)))
    if not len(origins):
        return after
    walks = walked(with_origins(ground, origins), limit_m=limit_m, rings_m=())
    return _rewalked(base, walks, after)


def _rewalked(base: Base, walks: pd.DataFrame, after: Outcome) -> Outcome:
    """Return the outcome with the estates of `walks` walking so, all others as today."""
    today = base.today
    place = base.residents.index.get_indexer(pd.Index(walks["estate_id"].unique()))
    people = base.residents.iloc[place]
    walk_m, met = today.walk_m.copy(), today.met.copy()
    walk_m[place], met[place] = _lines(walks, base.rows, people)
    known = supplied(today.ground)
    unsupplied = ~base.rows["category"].isin(known).to_numpy()
    met[:, unsupplied] = np.where(met[:, unsupplied] == 1, 1.0, np.nan)
    told = walks[walks["category"].isin(known)].reset_index(drop=True)
    covered = _laid(today.coverage, coverage(told, base.rows, people))
    return replace(after, walk_m=walk_m, met=met, coverage=covered, touched=np.sort(place))


def supplied(ground: Ground) -> frozenset[str]:
    """Return the categories that can be judged: those with facilities, not all off the streets."""
    return frozenset(map(str, ground.categories)) - {*categories_off(ground)}


def tried(base: Base, scenarios: Sequence[Scenario]) -> tuple[Outcome, ...]:
    """Return what each of the scenarios comes to, in their order."""
    return tuple(scenario(base, one.changes, name=one.name) for one in scenarios)


def _check_categories(asked: Scenario, allowed: frozenset[str]) -> None:
    for change in asked.changes:
        if isinstance(change, Add) and change.facility not in allowed:
            word = change.facility
            error = InputError("scenarios.unknown_category", name=asked.name, value=word)
            raise with_nearest(error, word, allowed)


def _lines(walks: pd.DataFrame, rows: pd.DataFrame, people: pd.Series) -> tuple[Floats, Floats]:
    """Return walk_m and met of estates × rows of the catalogue."""
    table = tiers(walks, rows, people, paces={})
    walk_m, met = (table[name].to_numpy(np.float64, na_value=np.nan) for name in ("walk_m", "met"))
    return walk_m.reshape(-1, len(rows)), met.reshape(-1, len(rows))


def _laid(table: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the rows of `part` in place of those of the same estates."""
    kept = table[~table["estate_id"].isin(part["estate_id"])]
    return pd.concat([kept, part]).sort_values("estate_id", ignore_index=True)
