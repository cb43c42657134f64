"""Why each estate does not start earlier: year by year what stands in its way, and what it lacks.

A question of the whole plan, answered without solving it again.
"""

import pandas as pd

from phasing.negotiation.asking import Asking, asking, obstacles
from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.standing import Standing

COLUMNS = {
    "estate_id": "str",
    "year_now": "Int64",
    "year": "int64",
    "code": "str",
    "by": "float64",
    "unit": "str",
    "source": "str",
    "money_year": "Int64",
    "cost_class": "str",
    "other": "str",
    "more": "int64",
    "rule": "object",
}


def binding(standing: Standing) -> pd.DataFrame:
    """Return why no estate starts earlier: a row an estate and year of the plan before its own.

    An estate that is not placed has a row for every year. year_now: its year (<NA>: not placed).
    code: the first of what stands in its way while all others stay where they are; `more`: how
    much else does, so that where it is 0 giving way there is enough. Of an estate that may not
    enter only facts are counted: what it would need in the plan is for a plan with it to tell.

        lock_out, gate:<code>, not_before[:<code>]   a fact about the estate
        needs_survey             nobody knows its `unit`
        cluster_needs_survey, cluster_held   its cluster waits for `other`
        locked                   its year is settled
        cluster_member           `other` of its cluster cannot start that year; `rule` says why
        cluster_batch            its batch of the cluster comes `by` years after the first
        cluster_too_late         its cluster, so late, would be done `by` years after the plan
        no_value                 nothing of its value is known, so it never competed
        trench                   road `other` is opened in another year, or estate `other` is
        precede                  it waits for `other`
        stock                    the share of the group `other` is full
        keep_published           `by` more published estates would change than may
        cap                      the cap of the year is `by` too low
        money                    `by` 万元 are lacking; `source`, its money of `money_year`,
                                 could pay them; of what, mostly: `cost_class`
        fits                     it would fit; that changes the value of the plan by a share `by`
        fits_better              it would fit and be worth more, which the search left open

    by: in `unit`; NaN where it is no matter of amounts. A member speaks for its cluster: what is
    lacking is what the whole of it lacks. What an estate takes up in its own year is free for the
    earlier one. Money is the least that would pay without moving anybody, exact to the yuan;
    source: the first by name that could give all of it alone, "" where none could (`shortage`
    tells who could together). rule: the frozen rule, None where none is written.
    """
    asked = asking(standing)
    rows = [row for unit in standing.found.units for row in _unit_rows(asked, unit.members)]
    rows += [row for estate in standing.found.kept_out for row in _unit_rows(asked, (estate,))]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return table.sort_values(["estate_id", "year"], ignore_index=True)


def asked_years(asked: Asking, estate: str) -> list[int]:
    """Return the years of the plan before the estate's own; all where it is not placed."""
    now = asked.standing.plan.get(estate)
    return [year for year in asked.standing.problem.years if now is None or year < now]


def _unit_rows(asked: Asking, members: tuple[str, ...]) -> list[tuple[object, ...]]:
    return [
        row(asked, estate, year, obstacles(asked, estate, year))
        for estate in members
        for year in asked_years(asked, estate)
    ]


def row(asked: Asking, estate: str, year: int, found: list[Obstacle]) -> tuple[object, ...]:
    """Return one row of the table: the first of what is in the way, and how much else is."""
    first = found[0]
    now = asked.standing.plan.get(estate)
    return (
        *(estate, now, year, first.code, first.by, first.unit, first.source),
        *(first.money_year, first.cost_class, first.other, len(found) - 1, first.rule),
    )
