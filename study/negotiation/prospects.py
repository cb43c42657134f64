"""What a yes would change for each estate that waits for one: rules, years, its own worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.negotiation.standing import Standing
from phasing.objective import estate_values
from phasing.rules import NotBefore, Rule
from phasing.units import units
from study.choices import Choices
from study.negotiation.waiting import ASKED, settled, waiting
from study.rules import entry_rules
from study.stages import Ranked

_HELD = ("cluster_held", "cluster_needs_survey")


@dataclass(frozen=True)
class Change:
    """The rules of one estate that a yes lifts, and those it leaves in their place."""

    lifted: frozenset[Rule] = frozenset()
    instead: frozenset[Rule] = frozenset()


def prospects(
    found: Ranked, choices: Choices, standing: Standing, changed: Mapping[tuple[str, str], Change]
) -> pd.DataFrame:
    """Return the rows of `waiting` with year_now, opens, own, own_per_wan and found.

    year_now: its year in the plan; opens: the first year that no rule would keep it from. own: the
    value it would add by itself, with the estates of its cluster that wait for it; own_per_wan for
    each 万元 it costs. found: "shut" (something else keeps it out: `also`), "no_earlier" (a yes
    changes nothing), else "not_asked".
    """
    rows = waiting(found, choices)
    out = {what: _kept_out(standing, changed, what) for what in ASKED}
    value, told = _values(standing), []
    for what, estate, also in zip(rows["what"], rows["estate_id"], rows["also"], strict=True):
        change = changed.get((what, estate), Change())
        opens = _opens(standing, estate, change)
        nothing = not (change.lifted or change.instead)
        also_now = also or out[what].get(estate, "")
        code = "shut" if also_now else "no_earlier" if nothing else "not_asked"
        own = 0.0 if also_now else _own(standing, value, estate, opens)
        told.append((also_now, code, standing.plan.get(estate), None if also_now else opens, own))
    columns = ("also", "found", "year_now", "opens", "own")
    looked = pd.DataFrame(told, columns=list(columns), index=rows.index)
    looked = looked.astype({"year_now": "Int64", "opens": "Int64", "own": float})
    per_wan = looked["own"] / rows["estate_id"].map(_costs(standing))
    return rows.assign(**{name: looked[name] for name in columns}, own_per_wan=per_wan)


def changes(found: Ranked, choices: Choices) -> dict[tuple[str, str], Change]:
    """Return what a yes to each question changes of the entry rules, by `what` and estate."""
    before = _by_estate(entry_rules(found, choices))
    return {
        (what, estate): Change(frozenset(old - new), frozenset(new - old))
        for what in ASKED
        for after in [_by_estate(entry_rules(settled(found, choices, what), choices))]
        for estate, old in before.items()
        for new in [after.get(estate, set())]
    }


def _by_estate(rules: Iterable[Rule]) -> dict[str, set[Rule]]:
    found: dict[str, set[Rule]] = {}
    for rule in rules:
        found.setdefault(str(rule.as_dict()["estate_id"]), set()).add(rule)
    return found


def _kept_out(
    standing: Standing, changed: Mapping[tuple[str, str], Change], what: str
) -> dict[str, str]:
    """Return what keeps estates out even if all said yes, their clusters aside."""
    mine = [change for (asked, _), change in sorted(changed.items()) if asked == what]
    lifted = [rule for change in mine for rule in change.lifted]
    instead = [rule for change in mine for rule in change.instead]
    problem = standing.problem.without(*lifted).subject_to(*instead)
    return {e: why for e, why in units(problem).kept_out.items() if why not in _HELD}


def _opens(standing: Standing, estate_id: str, change: Change) -> int:
    """Return the first year that no rule of waiting keeps an estate from."""
    rules = {*standing.problem.of(NotBefore)} - change.lifted | change.instead
    years = [r.year for r in rules if isinstance(r, NotBefore) and r.estate_id == estate_id]
    return max([standing.problem.years[0], *years])


def _costs(standing: Standing) -> dict[str, float]:
    estates = standing.problem.estates
    costs = estates["cost_wan"].astype(float).where(estates["cost_wan"].gt(0))
    return dict(zip(estates["estate_id"], costs, strict=True))


def _values(standing: Standing) -> dict[str, float]:
    aim = standing.problem.objective
    return estate_values(aim, standing.problem.estates) if aim else {}


def _own(standing: Standing, value: Mapping[str, float], estate_id: str, opens: int) -> float:
    """Return the value of an estate in its first year, less what it is worth in the plan now."""
    problem, aim = standing.problem, standing.problem.objective
    if aim is None:
        return 0.0
    weight = dict(zip(problem.years, aim.year_weights, strict=True))
    now = weight.get(standing.plan.get(estate_id, 0), 0.0)
    freed = sum(value[other] for other in _freed(standing, estate_id))
    return (value[estate_id] + freed) * weight.get(opens, 0.0) - value[estate_id] * now


def _freed(standing: Standing, estate_id: str) -> list[str]:
    """Return the estates that an estate's cluster holds back while it waits."""
    held = [e for e, why in sorted(standing.found.kept_out.items()) if why in _HELD]
    if not held:
        return []
    cluster = standing.problem.estates.set_index("estate_id")["cluster_id"]
    mine = cluster.get(estate_id)
    return [e for e in held if e != estate_id and mine is not None and cluster.get(e) == mine]
