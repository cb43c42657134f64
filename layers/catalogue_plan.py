"""Layers of a proposal and of money: year, why not, what is kept, cost, who pays."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from layers.amount_classes import cost_classes, paid_classes
from layers.classes import UNKNOWN, classify, year_classes, year_keys
from layers.map_layer import Classed, MapFacts, MapLayer
from layers.plan_classes import (
    kept_classes,
    kept_keys,
    payer_classes,
    payer_keys,
    why_classes,
    why_keys,
)
from layers.proposal_name import payer_name, proposal_name
from phasing import Programme
from phasing.entries import PARTIES
from texts import say

_SHARED = ("government", "residents")  # parties whose share of an estate is a layer of its own
_YUAN = 10_000
_WHY_ALWAYS = frozenset({"why_placed", "why_money"})


def plan_layers(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    """Yield the layers of phasing and of money; those of a proposal where there is one."""
    if facts.programme is not None:
        yield from _phasing(facts, facts.programme, locale)
    yield from _costs(facts, locale)
    if facts.programme is not None and len(facts.programme.money):
        yield from _paid(facts, facts.programme, locale)


def _phasing(facts: MapFacts, plan: Programme, locale: str) -> Iterator[MapLayer]:
    named = proposal_name(plan.name, locale=locale)
    made = {"year": _year, "why": _why, "kept": _kept}
    rare = {
        "year": frozenset[str](),
        "why": frozenset(item.key for item in why_classes()) - _WHY_ALWAYS,
        "kept": frozenset({"kept_locked", "kept_published", "kept_moved"}),
    }
    for key, classed in made.items():
        name = say(locale, f"layer.{key}")
        title = say(locale, f"layer.{key}.title", proposal=named)
        how = partial(classed, facts)
        yield MapLayer(key, "phasing", name, title, how, if_any=rare[key], planned=True)


def _costs(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    needs = {"cost": (), "cost_household": ("households",), "cost_m2": ("floor_area_m2",)}
    for key, columns in needs.items():
        if {"cost_wan", *columns} <= set(facts.estates):
            name, title = (say(locale, f"layer.{key}{end}") for end in ("", ".title"))
            yield MapLayer(key, "money", name, title, partial(_cost, facts, key))


def _paid(facts: MapFacts, plan: Programme, locale: str) -> Iterator[MapLayer]:
    """Yield who pays most, and what share of each estate a party or a source pays."""
    paying = set(plan.money["source"].unique())
    there = [name for name in facts.source_fills if name in paying]
    names = {f"source:{name}": payer_name(name, locale=locale) for name in there}
    name, title = (say(locale, f"layer.payer{end}") for end in ("", ".title"))
    made = partial(_payer, facts, plan, there)
    rare = frozenset(names)
    yield MapLayer("payer", "money", name, title, made, names=names, if_any=rare, planned=True)
    for party in PARTIES:
        if party in _SHARED and plan.spend["party"].eq(party).any():
            own = plan.spend.loc[plan.spend["party"].eq(party), "source"]
            yield _share(facts, plan, f"paid.{party}", frozenset(own), locale)
    for source in there:
        yield _share(facts, plan, f"paid_by.{source}", frozenset({source}), locale)


def _share(
    facts: MapFacts, plan: Programme, key: str, sources: frozenset[str], locale: str
) -> MapLayer:
    payer = payer_name(key.partition(".")[2], locale=locale)
    name, title = (say(locale, f"layer.paid{end}", payer=payer) for end in ("", ".title"))
    made = partial(_paid_share, facts, plan, sources)
    return MapLayer(key, "money", name, title, made, planned=True)


def _year(facts: MapFacts) -> Classed:
    return year_keys(facts.estates, plan=facts.proposal), year_classes(facts.horizon)


def _why(facts: MapFacts) -> Classed:
    return why_keys(facts.estates, facts.proposal), why_classes()


def _kept(facts: MapFacts) -> Classed:
    return kept_keys(facts.estates, facts.proposal, facts.published()), kept_classes()


def _cost(facts: MapFacts, measure: str) -> Classed:
    """Return classes of cost; where households or floor area is 0 or unknown, so is the rate."""
    cost_wan = facts.estates["cost_wan"].astype("Float64")
    if measure != "cost":
        column = "households" if measure == "cost_household" else "floor_area_m2"
        per = facts.estates[column].astype("Float64")
        scale = 1 if measure == "cost_household" else _YUAN
        cost_wan = cost_wan * scale / per.where(per > 0)
    classes = cost_classes(measure)
    return classify(cost_wan.astype("float64"), classes), classes


def _payer(facts: MapFacts, plan: Programme, there: list[str]) -> Classed:
    fills = {name: facts.source_fills[name] for name in there}
    return payer_keys(facts.estates["estate_id"], plan.money, there), payer_classes(fills)


def _paid_share(facts: MapFacts, plan: Programme, sources: frozenset[str]) -> Classed:
    """Return classes of the share of its money that `sources` pay; what has no year is `later`."""
    total = plan.money.groupby("estate_id")["amount_wan"].sum()
    own = plan.money[plan.money["source"].isin(sources)].groupby("estate_id")["amount_wan"].sum()
    share = own.reindex(total.index, fill_value=0.0) / total.where(total > 0)
    ids, classes = facts.estates["estate_id"], paid_classes()
    keys = classify(pd.Series(ids.map(share), ids.index), classes)
    return keys.mask(~ids.isin(plan.plan) & keys.eq(UNKNOWN.key), "later"), classes
