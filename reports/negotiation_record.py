"""What was found when a proposal was asked, as run.json and `--json` hold it: plain values."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from layers.geojson import plain
from phasing.negotiation.alternatives import Alternatives
from phasing.negotiation.front_loading import Finish
from phasing.negotiation.horizons import Horizons
from phasing.negotiation.nested import Richer
from phasing.negotiation.replan import Replanned
from phasing.negotiation.room import Room
from phasing.negotiation.sampled import YearShares
from phasing.negotiation.why_not import WhyNot
from phasing.rules import Rule
from study.negotiation.negotiated import Negotiated
from study.negotiation.price_record import price_record

Record = dict[str, Any]

_FINISH = ("years", "last_year", "status", "extra_wan", "least_wan", "forward_wan", "new_wan",
           "gap")  # fmt: skip


def negotiation_record(found: Negotiated) -> Record:
    """Return every answer as plain values; what was not asked has no key, unknown is None."""
    standing = found.standing
    record: Record = {
        "proposal": found.proposal,
        "value": plain(standing.value),
        "bound": plain(standing.bound),
        "gap": plain(standing.gap),
        "refused": [{"part": part, "code": error.code} for part, error in found.refused],
    }
    for name, told in _ANSWERS.items():
        answer = getattr(found, name)
        if answer is not None and not (isinstance(answer, tuple) and not answer):
            record[name] = told(answer)
    return record


def records(table: pd.DataFrame) -> list[Record]:
    """Return the rows of a table as plain values, rules as they are written in study.yaml."""
    return [finite(row) for row in table.astype(object).to_dict("records")]


def finite(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """Return a value as JSON can hold it: rules as written, what is unknown or endless None."""
    if isinstance(value, Rule):
        return finite(dict(value.as_dict()))
    if isinstance(value, Mapping):
        return {str(key): finite(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return [finite(one) for one in sorted(value)]
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return plain(value)


def why_record(one: WhyNot) -> Record:
    """Return all there is to say of one estate."""
    shortages = [
        {
            "year": lack.year,
            "short_wan": lack.short_wan,
            "parts": records(lack.parts),
            "payers": records(lack.payers),
        }
        for lack in one.shortages
    ]
    score = one.score_change
    return {
        "estate_id": one.estate_id,
        "year_now": one.year_now,
        "cluster": list(one.cluster),
        "rows": records(one.rows),
        "shortages": shortages,
        "rooms": [_room(there) for there in one.rooms],
        "score_change": None if score is None else finite(vars(score)),
    }


def _room(there: Room) -> Record:
    names = ("year", "code", "lost", "lost_least", "lost_most", "lost_share")
    return {
        **{name: plain(getattr(there, name)) for name in names},
        "with_it": list(there.with_it),
        "moved": None if there.moved is None else records(there.moved),
        "clash": _rules(there.clash.rules) if there.clash else [],
    }


def _rules(rules: Iterable[Rule]) -> list[Record]:
    return [finite(rule) for rule in rules]


def alternatives_record(found: Alternatives) -> Record:
    """Return what was asked of other plans, their tables, and the year of each estate in each."""
    asked = found.asked
    return {
        "asked": {"count": asked.count, "within": asked.within, "apart": asked.apart},
        "code": found.code,
        "plans": records(found.table),
        "distances": records(found.distances),
        "years": [finite(one.plan) for one in found.plans],
    }


def _year_shares(found: YearShares) -> Record:
    return {
        "code": found.code,
        "worst_gap": plain(found.worst_gap),
        "estates": records(found.table),
        "draws": records(found.draws),
    }


def replanned_record(found: Replanned) -> Record:
    """Return the new plans for a published one, a limit on changes each."""
    least = found.least
    return {
        "published": finite(found.public.plan),
        "aside": records(found.public.aside),
        "paid": found.paid,
        "least": None if least is None else {"found": least.found, "proven": least.proven},
        "limits": records(found.table),
        "estates": [
            {"limit": one.limit, **row}
            for one in found.plans
            if one.difference is not None
            for row in records(one.difference.estates)
        ],
    }


def horizons_record(found: Horizons) -> Record:
    """Return the horizons side by side, what is not as it was in each, and who clashes."""
    each = [
        {
            "years": one.years,
            "changes": [
                {"code": change.code, "rule": finite(change.rule)} for change in one.changes
            ],
            "clash": _rules(one.clash.rules) if one.clash else [],
        }
        for one in found.each
    ]
    tables = {"table": found.table, "estates": found.estates, "by_year": found.by_year}
    return {"each": each} | {name: records(table) for name, table in tables.items()}


def richer_record(found: Richer) -> Record:
    """Return the plan with more money, and whom it drops or puts off."""
    plan = found.plan
    return {
        "factor": plain(found.factor),
        "value": plain(plan.value),
        "bound": plain(plan.bound),
        "plan": finite(plan.plan),
        "dropped": records(found.dropped.table),
        "instead": records(found.dropped.instead),
    }


def finish_record(one: Finish) -> Record:
    """Return the money that would finish a plan within so many years."""
    tables = {name: getattr(one, name) for name in ("extra", "later", "caps", "cannot")}
    return {
        **{name: plain(getattr(one, name)) for name in _FINISH},
        "plan": finite(one.plan),
        **{name: records(table) for name, table in tables.items()},
        "not_asked": _rules(one.not_asked),
    }


def _each(told: Callable[[Any], Record]) -> Callable[[tuple[Any, ...]], list[Record]]:
    return lambda many: [told(one) for one in many]


_ANSWERS: Mapping[str, Callable[[Any], object]] = {
    "why": records,
    "why_exact": _each(why_record),
    "weight_changes": records,
    "canvass": records,
    "prices": _each(lambda one: finite(price_record(one))),
    "alternatives": alternatives_record,
    "how_often": records,
    "year_shares": _year_shares,
    "replanned": replanned_record,
    "horizons": horizons_record,
    "finish_in": _each(finish_record),
    "money_worth": records,
    "money_curve": records,
    "richer": richer_record,
}
"""Every answer of `Negotiated`, and what tells it."""
