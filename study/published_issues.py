"""What is to be said of a published plan: who is settled, who is out, what a proposal changes."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from phasing import Programme
from phasing.negotiation.difference import CHANGES, moves
from study.choices import Choices
from study.published import SETTLED, TABLE
from study.published_rules import Public, public, public_of
from study.rules import unpublished_rules
from study.stages import Ranked
from study.told import told
from tables import Issue

COMPARED = ("kept", *CHANGES)
COLUMNS = ["proposal", "published", *COMPARED]


def published_issues(
    found: Ranked, choices: Choices, programmes: Sequence[Programme]
) -> tuple[Issue, ...]:
    """Return what was done with a published plan, and what each proposal changes of it."""
    plan = public_of(found, choices)
    if not plan and not plan.unclear and not plan.two_states:
        return ()
    said = public(found, choices, unpublished_rules(found, choices))
    return (*_sorted_out(said), *_settled(said), *_compared(plan.plan, programmes))


def compared(plan: Mapping[str, int], programmes: Iterable[Programme]) -> pd.DataFrame:
    """Return what each proposal changes of a published plan, a row a proposal.

    proposal, published: estates with a year of the horizon; kept, earlier, later, leaves; enters:
    new ones.
    """
    return pd.DataFrame([_changes(plan, one) for one in programmes], columns=COLUMNS)


def _changes(plan: Mapping[str, int], programme: Programme) -> dict[str, object]:
    proposed = programme.plan
    kinds = moves(plan, proposed, {})["change"].tolist()
    counts: dict[str, object] = {kind: kinds.count(kind) for kind in CHANGES}
    kept = sum(proposed.get(estate) == year for estate, year in plan.items())
    return {"proposal": programme.name, "published": len(plan), "kept": kept, **counts}


def _sorted_out(said: Public) -> list[Issue]:
    """Say which published estates are not counted, and why."""
    plan = said.plan
    finished = [e for e in plan.past if plan.state[e] == "finished"]
    under_way = [e for e in plan.past if plan.state[e] == "running"]
    several = [Issue("published.versions", "info", TABLE, detail={"count": plan.versions})]
    return [
        *(several if plan.versions > 1 else []),
        *told("published.finished", "info", finished, table=TABLE),
        *told("published.under_way", "warning", under_way, table=TABLE),
        *told("published.late", "warning", plan.late, table=TABLE),
        *told("published.beyond", "info", plan.beyond, table=TABLE),
        *told("published.dropped", "info", plan.dropped, table=TABLE),
        *told("published.unclear", "warning", plan.unclear, table=TABLE),
        *told("published.two_states", "warning", plan.two_states, table=TABLE),
    ]


def _settled(said: Public) -> list[Issue]:
    """Say who keeps the published year, and who should and does not."""
    begun = [estate for estate in said.locked if said.plan.state[estate] in SETTLED]
    planned = [estate for estate in said.locked if estate not in begun]
    return [
        *told("published.begun", "info", begun, table=TABLE),
        *told("published.locked", "info", planned, table=TABLE),
        *told("published.passed", "warning", said.passed, table=TABLE),
        *told("published.held", "warning", said.held, table=TABLE),
        *told("published.unpriced", "warning", said.unknown, table=TABLE),
        *told("published.decided", "info", said.decided, table=TABLE),
        *told("published.apart", "warning", said.apart, table=TABLE),
    ]


def _compared(plan: Mapping[str, int], programmes: Sequence[Programme]) -> list[Issue]:
    """Say what the first proposal changes; the table has them all."""
    if not plan:
        return []
    first = programmes[0]
    return [
        Issue("published.compared", "info", TABLE, value=first.name, detail=_changes(plan, first))
    ]
