"""Of plans as good as one another, one that moves few estates away from the plan there was."""

from collections.abc import Mapping
from dataclasses import replace

from phasing.compile import compile_model, x
from phasing.draft import SAME, finished
from phasing.model import Model
from phasing.nearby import ROOT, SMALL, only, taken
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks, Settings, relaxation, solve
from phasing.units import Unit
from tables import InputError


def fewest(
    before: Standing, after: Standing, *, settings: Settings, hooks: Hooks | None = None
) -> Standing:
    """Return a plan for the problem of `after` that displaces fewer estates, or `after` itself.

        max Σ estates whose year is that of `before`,  value ≥ min(value, bound − gap × |bound|)

    Every plan within the gap asked for answers the question; of those the one that leaves most as
    it was is the one to talk about. In a large model only the starts of both plans are considered,
    and those that the relaxed model takes: it is few, not always the fewest.
    """
    model = _staying(before, after, settings.gap)
    start = frozenset(x(unit, year) for unit, year in after.starts.items())
    if len(model.columns) >= SMALL:
        free = taken(model, relaxation(model))
        model = only(model, free | start | _as_before(before, after))
    looking = replace(settings, node_limit=min(ROOT, settings.node_limit))
    found = solve(model, settings=looking, start=start, hooks=hooks)
    if not found.chosen:
        return after
    try:
        book = finished(after.problem, after.found, found.chosen)
    except InputError:  # to the yuan that plan misses a rule: the one at hand misses none
        return after
    value = after.worth(book)
    steadier = replace(after, starts=dict(book.placed), value=value, bound=max(after.bound, value))
    fewer = _displaced(before.plan, steadier.plan) < _displaced(before.plan, after.plan)
    return steadier if fewer else after


def _staying(before: Standing, after: Standing, gap: float) -> Model:
    """Return the model that keeps what the plan is worth, aim by aim, and gains by staying."""
    posed, aim = after.problem, after.problem.objective
    bare = compile_model(replace(posed, objective=None), after.found)
    gains = _gains(before, after)
    columns = tuple(replace(column, gain=gains.get(column.label, 0)) for column in bare.columns)
    model = Model(columns, bare.rows)
    if aim is None:
        return model
    for stage in after.stages if aim.after else ():
        least = stage.value - abs(stage.value) * (aim.give_up + SAME)
        model = model.keeping(compile_model(posed.aiming_at(stage.aim), after.found), least)
    least = min(after.value, after.bound - gap * abs(after.bound))
    return model.keeping(compile_model(posed, after.found), least - abs(least) * SAME)


def _gains(before: Standing, after: Standing) -> dict[str, float]:
    """Return how many estates stay as they were with each start, against leaving the unit out."""
    years = before.plan
    return {
        x(unit, year): float(
            sum(years.get(estate) == done for estate, done in unit.plan(year).items())
            - sum(estate not in years for estate in unit.members)
        )
        for unit in after.found.units
        for year in unit.years
    }


def _as_before(before: Standing, after: Standing) -> set[str]:
    return {
        x(unit, year)
        for unit in after.found.units
        for year in unit.years
        if _stays(unit, year, before.plan)
    }


def _stays(unit: Unit, start: int, years: Mapping[str, int]) -> bool:
    return any(years.get(estate) == year for estate, year in unit.plan(start).items())


def _displaced(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    return sum(before.get(estate) != after.get(estate) for estate in {*before, *after})
