"""The whole plan on one page: the slide a leader sees first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours, year_classes, year_keys
from layers.legend import legend
from reports.figures import NOTHING, count, joined, money, people, percent
from reports.outward import at_most
from reports.summary import planned, total, unplaced
from study.results import Results
from texts import say

Page = Mapping[str, Any]

_SIDES = ("need", "readiness")


def overview(results: Results, *, locale: str) -> Page:
    """Return the headline: how many estates, households, residents, how much floor and money."""
    plan = results.proposals[0]
    whole, done = total(pd.DataFrame(results.estates)), total(planned(results, plan))
    keys = year_keys(results.estates, plan=plan.name)
    classes = legend(keys, year_classes(results.choices.horizon), locale=locale)
    headline = {
        "years": len(results.choices.horizon),
        "estates": count(done.estates),
        "households": joined(people(done.sums["households"], "households", locale=locale)),
        "money": joined(money(done.sums["cost_wan"], locale=locale)),
    }
    return {
        "question": results.choices.name,
        "title": say(locale, "briefing.overview.title", **headline),
        "figures": [
            _figure("estates", (count(done.estates), ""), count(whole.estates), 0, locale),
            *(
                _figure(name, value, joined(of), whole.unknown[name], locale)
                for name, value, of in _amounts(done.sums, whole.sums, locale)
            ),
        ],
        "classes": classes.to_dict("records"),
        "weights": _weights(results, locale),
        "good": _good(results, locale),
        "open": _open(results, locale),
    }


def _amounts(
    done: Mapping[str, float], whole: Mapping[str, float], locale: str
) -> list[tuple[str, tuple[str, str], tuple[str, str]]]:
    counted = [
        (name, people(done[name], name, locale=locale), people(whole[name], name, locale=locale))
        for name in ("households", "residents", "floor_area_m2")
    ]
    paid_for = money(done["cost_wan"], locale=locale), money(whole["cost_wan"], locale=locale)
    return [*counted, ("cost_wan", *paid_for)]


def _figure(
    name: str, value: tuple[str, str], whole: str, unknown: int, locale: str
) -> dict[str, str]:
    number, unit = value
    known = number != NOTHING
    return {
        "label": say(locale, f"briefing.figure.{name}"),
        "number": number if known else say(locale, "unknown"),
        "unit": unit if known else "",
        "whole": say(locale, "briefing.of_all", whole=whole) if known else "",
        "unknown": say(locale, "briefing.unknown_estates", count=unknown) if unknown else "",
    }


def _weights(results: Results, locale: str) -> list[dict[str, Any]]:
    """Return the sides of the tree with their shares, and the criteria that weigh on each."""
    shares = results.weights.shares
    colours = criterion_colours(list(shares))
    sides = {side: [k for k in results.tree.side(side) if shares.get(k)] for side in _SIDES}
    return [
        {
            "name": say(locale, f"briefing.side.{side}"),
            "share": percent(sum(shares[key] for key in keys)),
            "criteria": [
                {
                    "name": results.tree.name(locale, key),
                    "width": shares[key],
                    "share": percent(shares[key]),
                    "fill": colours[key],
                }
                for key in keys
            ],
        }
        for side, keys in sides.items()
        if keys
    ]


def _good(results: Results, locale: str) -> list[str]:
    """Say how good the first proposal is: proven gap, gain over plain filling, number of others."""
    plan = results.proposals[0]
    valid = plan.gain is not None and not plan.fill_unmet
    others = len(results.proposals) - 1
    return [
        say(locale, "briefing.good.gap", gap=at_most(plan.gap)),
        *([say(locale, "briefing.good.gain", gain=percent(plan.gain, 1))] if valid else []),
        *([say(locale, "briefing.good.others", count=others)] if others else []),
    ]


def _open(results: Results, locale: str) -> list[str]:
    """Say what is not certain: estates to survey, tests switched off, unverified standards."""
    plan = results.proposals[0]
    survey = int(unplaced(results, plan)["kind"].eq("survey").sum())
    off = [name for name, on in results.choices.gates.tests.items() if not on]
    comma = "、" if locale == "zh" else ", "
    standards = results.record.get("standards")
    unchecked = sum(not item["checked"] for item in standards) if standards else 0  # type: ignore[attr-defined]
    told = [say(locale, "briefing.open.survey", count=survey)] if survey else []
    if blind := _without_data(results):
        names = comma.join(results.tree.name(locale, name) for name in blind)
        told.append(say(locale, "briefing.open.criteria", names=names))
    if off:
        names = comma.join(say(locale, f"gate_name.{name}") for name in off)
        told.append(say(locale, "briefing.open.gates", names=names))
    if unchecked:
        told.append(say(locale, "briefing.open.standards", count=unchecked))
    return told or [say(locale, "briefing.open.nothing")]


def _without_data(results: Results) -> list[str]:
    """Return the criteria of which nothing is known for any estate."""
    estates = results.estates
    criteria = results.weights.shares
    return [c for c in criteria if f"{c}_score" in estates and estates[f"{c}_score"].isna().all()]
