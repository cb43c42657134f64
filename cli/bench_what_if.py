"""The what-if rows of `make bench`: seconds for each kind of change, and against walking anew.

A made-up city of 3,000 estates and 200,000 crossings with 25 categories, as for the walking rows.
A change is timed whole: made on the ground, those walked again whom it can touch, coverage of all
estates, and the comparison with today. Walking anew is the same scenario with every estate walked.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
import pyproj

from cli.bench_target import at_most
from cli.bench_walk_town import town
from cli.best_time import best_s
from geo import coverage, street_network
from geo.coordinates.crs import DEGREES
from geo.walking.ground import Names, ground
from geo.walking.walk import walked
from study.scenario_choices import Add, Change, Close, Footbridge, Gate, LonLat, Move
from study.scenario_compare import compared
from study.scenarios import Base, Limits, on_ground, scenario

NODES, ESTATES, CATEGORIES, SEED, REPEATS = 200_000, 3_000, 25, 1, 5
LIMIT_M, CAP_M, RADII_M = 3_000.0, 100.0, (300.0, 500.0, 1_000.0)
BRIDGE_M, MOST_S = 300.0, 0.3
CIRCLES = (5, 10, 15)


def what_if_rows(*, nodes: int = NODES, estates: int = ESTATES) -> Iterator[str]:
    """Yield one line a kind of change: the best of five, warm, and how many estates it touched."""
    base = _base(nodes, estates)
    size = f"{estates} estates, {nodes} nodes"
    for name, changes in _cases(base).items():
        seconds = best_s(partial(_told, base, changes), REPEATS)
        touched = len(scenario(base, changes).touched)
        yield f"what if, {name}, {size}: {at_most(seconds, MOST_S)}, {touched} estates walked again"
    anew = best_s(partial(_anew, base), REPEATS)
    yield f"the same, every estate walked anew: {anew:.3f} s"


def _base(nodes: int, estates: int) -> Base:
    streets, gates, facilities = town(nodes, estates, CATEGORIES, SEED)
    placed = ground(gates, facilities, street_network(streets), cap_m=CAP_M)
    walks = walked(placed, limit_m=LIMIT_M, rings_m=RADII_M)
    people = np.random.default_rng(SEED).integers(100, 3_000, estates).astype(float)
    residents = pd.Series(people, index=placed.origin_ids)
    allowed = frozenset(placed.categories)
    return on_ground(
        placed, walks, _catalogue(placed.categories), residents,
        limits=Limits(LIMIT_M, CAP_M, allowed),
    )  # fmt: skip


def _catalogue(categories: Names) -> pd.DataFrame:
    turn = np.arange(len(categories)) % len(CIRCLES)
    return pd.DataFrame(
        {
            "category": categories,
            "circle": np.array(CIRCLES)[turn],
            "radius_m": np.array(RADII_M)[turn],
            "required": True,
            "verified": True,
        }
    )


def _cases(base: Base) -> dict[str, list[Change]]:
    placed = base.today.ground
    here, across = _points(base)
    more: Change = Add(placed.categories[0], here)
    gate: Change = Gate(placed.origin_ids[len(placed.origin_ids) // 2], here)
    bridge: Change = Footbridge(here, across)
    closed: Change = Close(placed.facility_ids[0])
    return {
        "a facility more": [more],
        "a facility closed": [closed],
        "a facility moved": [Move(placed.facility_ids[0], here)],
        "a gate": [gate],
        "a footbridge": [bridge],
        "four changes": [more, closed, gate, bridge],
    }


def _points(base: Base) -> tuple[LonLat, LonLat]:
    """Return a crossing in the middle of the city and a place some way from it."""
    network = base.today.ground.network
    middle = np.median(network.node_xy, axis=0)
    at = network.node_xy[np.hypot(*(network.node_xy - middle).T).argmin()]
    back = pyproj.Transformer.from_crs(network.crs, DEGREES, always_xy=True)
    return back.transform(*at), back.transform(at[0] + BRIDGE_M, at[1])


def _told(base: Base, changes: list[Change]) -> None:
    compared(base, base.today, scenario(base, changes))


def _anew(base: Base) -> None:
    walks = walked(base.today.ground, limit_m=LIMIT_M, rings_m=())
    coverage(walks, base.rows, base.residents)


if __name__ == "__main__":
    for row in what_if_rows():
        print(row)  # noqa: T201
