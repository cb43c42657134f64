"""What a question to a plan of a thousand estates with clusters takes: pins priced, both ways."""

import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from phasing import Objective, Problem, Settings, costs, problem
from phasing.negotiation.override import Override
from phasing.negotiation.price import Price, price, price_at_once
from phasing.negotiation.standing import Standing, again, standing
from phasing.rules import Budget, Cap, Gate, LockIn, NotBefore, Rule, Together

SIZE, YEARS = 1000, range(2027, 2032)
WEIGHTS = (1, 0.95, 0.9, 0.86, 0.82)
AIMS = (
    Objective("need", "need", WEIGHTS),
    Objective("cluster", "cluster", WEIGHTS, {"bonus": 0.25}),
)
SETTINGS = Settings(gap=0.001, node_limit=300, seed=1)
FIRST_S, PRICE_S = 1, 5  # what is asked for, in seconds a person waits
PINS = 7


class Timed(NamedTuple):
    """What one pin took: the first answer, the search, the price a person sees (with few moves).

    `_s` is time of one processor, `_wall_s` what a person waits while the machine is as busy as it
    is: beside other work it is the longer.
    """

    first_s: float
    first_wall_s: float
    again_s: float
    again_wall_s: float
    price_s: float
    price_wall_s: float
    first_gap: float
    gap: float
    displaced: int


def negotiation_rows(
    count: int = SIZE, pins: int = PINS, settings: Settings = SETTINGS
) -> Iterator[str]:
    """Yield a row an aim: medians and worst of several pins, beside what is asked."""
    yield (
        f"pins priced, {count} estates with clusters, gap {settings.gap:.1%}: asked first answer "
        f"{FIRST_S} s, price with few moves {PRICE_S} s; _s of one processor, _wall_s waited; "
        f"{_load()}"
    )
    for aim in AIMS:
        start = time.process_time()
        plan = standing(_town(count).aiming_at(aim), settings=settings)
        solved_s = time.process_time() - start
        timed = [_timed(plan, override, settings) for override in pinned(plan, pins)]
        yield f"{aim.name}: plan {solved_s:.1f} s, gap {plan.gap:.3%}, {len(plan.plan)} placed"
        yield from _told(timed)
        yield from _held(timed)


def pinned(plan: Standing, count: int) -> list[Override]:
    """Return pins of estates placed late, or not at all, to the first year they may start in."""
    late = [e for e, year in plan.plan.items() if year > plan.problem.years[1]]
    left = [e for e in sorted(plan.unit_of) if e not in plan.plan]
    asked = [*_spread(late, count - count // 3), *_spread(left, count // 3)]
    return [Override({estate: plan.unit_of[estate].years[0]}) for estate in asked]


def _spread(ids: list[str], count: int) -> list[str]:
    return ids[:: max(1, len(ids) // max(1, count))][:count]


def _timed(plan: Standing, override: Override, settings: Settings) -> Timed:
    (estate, year), *_ = override.pins.items()
    first, first_s, first_wall_s = _clocked(lambda: price_at_once(plan, override))
    posed = plan.problem.subject_to(LockIn(estate, year))
    found, again_s, again_wall_s = _clocked(lambda: again(plan, posed, settings=settings))
    priced, price_s, price_wall_s = _clocked(lambda: price(plan, override, settings=settings))
    displaced = priced.difference.displaced if priced.difference else 0
    seconds = (first_s, first_wall_s, again_s, again_wall_s, price_s, price_wall_s)
    return Timed(*seconds, _gap(first), found.gap, displaced)


def _clocked(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Do a piece of work; return what it found, its processor time, and how long it was waited for.

    A search runs in one thread: on an idle machine both are the same.
    """
    start, waited = time.process_time(), time.perf_counter()
    found = work()
    return found, time.process_time() - start, time.perf_counter() - waited


def _load() -> str:
    """Return how busy the machine is: a wait is long where others work beside it."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} processors, load unknown"
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def _gap(first: Price | None) -> float:
    return first.after.gap if first and first.after else float("nan")


def _told(timed: Iterable[Timed]) -> Iterator[str]:
    columns = list(zip(*timed, strict=True))
    for name, values in zip(Timed._fields, columns, strict=True):
        form = "{:.3%}" if "gap" in name else "{:.0f}" if name == "displaced" else "{:.2f}"
        middle, worst = statistics.median(values), max(values)
        yield f"  {name:<12} median {form.format(middle)}, worst {form.format(worst)}"


def _held(timed: Iterable[Timed]) -> Iterator[str]:
    """Hold what a person waits for against what is asked, by the worst pin."""
    rows = list(timed)
    for name, asked in (("first_wall_s", FIRST_S), ("price_wall_s", PRICE_S)):
        worst = max(getattr(row, name) for row in rows)
        within = sum(getattr(row, name) <= asked for row in rows)
        verdict = "kept" if worst <= asked else "MISSED"
        yield f"  {name}: {within} of {len(rows)} within {asked} s, worst {worst:.2f} s: {verdict}"


def _town(count: int) -> Problem:
    """Return a made-up town: money for three fifths, three in ten estates in clusters, caps."""
    estates = _estates(count)
    area = float(estates["floor_area_m2"].sum())
    ids, names = estates["estate_id"], estates["cluster_id"].dropna().unique()
    return problem(estates, years=YEARS).subject_to(
        *_money(float(estates["cost_wan"].sum())),
        *(Together(str(name)) for name in sorted(names)),
        *(Cap("floor_area_m2", year, area * 0.16) for year in YEARS),
        *(Gate(estate, "consent") for estate in ids[::31]),
        *(NotBefore(estate, YEARS[2]) for estate in ids[7::25]),
    )


def _estates(count: int) -> pd.DataFrame:
    random = np.random.default_rng(count)
    households = np.clip(np.exp(random.normal(6.6, 1, count)), 7, 4620).round()
    estates = pd.DataFrame(
        {
            "estate_id": [f"E{index:04d}" for index in range(count)],
            "district": [f"D{index % 8}" for index in range(count)],
            "cluster_id": _clusters(count, random),
            "households": households,
            "floor_area_m2": households * 75,
            "score": random.uniform(20, 90, count).round(2),
            "residents": households * 3.2,
        }
    )
    found = costs(estates, per_household_yuan=30_000, body_share=0.5).drop(columns="cost_basis")
    return estates.merge(found, on="estate_id")


def _clusters(count: int, random: np.random.Generator) -> "pd.Series[str]":
    names: list[str | None] = []
    while len(names) < count * 0.3:
        names += [f"C{len(names):04d}"] * int(random.integers(2, 14))
    return pd.Series([*names, *[None] * count][:count], dtype=object)


def _money(cost_wan: float) -> list[Rule]:
    yearly = cost_wan * 0.6 / len(YEARS)
    sources = (("市级", 0.5, None), ("中央", 0.2, frozenset({"other"})), ("省级", 0.3, None))
    return [
        Budget(source, year, round(yearly * share, 1), pays, source == "市级")
        for source, share, pays in sources
        for year in YEARS
    ]
