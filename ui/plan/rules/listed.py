"""Every rule of a study in groups: what people wrote, what follows from data and choices."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from phasing import Programme
from phasing.rules import Budget, DemonstrationFirst, Rule, SameTrench
from reports.rule_words import rule_words
from study.readiness import demonstrations
from study.rule_slack import Slack, slack
from study.rule_switches import WrittenRule, written_rules
from study.rules import FLAGGED, rules
from ui.session.view import View
from ui.session.words import locale, missing, t

GROUPS: Mapping[str, tuple[str, ...]] = {
    "money": (
        "budget", "split", "contribution", "matching", "share_cap", "paid_after", "spread",
        "next_plan",
    ),
    "amounts": ("cap", "floor", "target", "reach_share", "stock_cap", "demonstration_first"),
    "together": ("together", "same_trench", "precede"),
    "entry": ("gate", "not_before"),
    "locks": ("lock_in", "lock_out", "start_by", "keep_published"),
}  # fmt: skip
"""The groups of the kinds of rules, in the order in which the page shows them."""

# The number a person turns most often, by the kind of the rule.
NUMBERS: Mapping[str, str] = {
    "cap": "at_most", "floor": "at_least", "target": "at_least", "reach_share": "at_least_share",
    "stock_cap": "at_most_share", "share_cap": "at_most", "next_plan": "limit_wan",
    "demonstration_first": "at_least", "not_before": "year", "start_by": "year",
    "lock_in": "year", "keep_published": "at_most", "budget": "amount_wan",
}  # fmt: skip
SHARES = ("at_least_share", "at_most_share")

_NAMES = ("estate_id", "first", "then")


class Line(NamedTuple):
    """One rule a person wrote: its sentence, whether it counts, how close the plan comes to it."""

    written: WrittenRule
    said: str
    slack: Slack | None


class Group(NamedTuple):
    """A group of rules: those a person wrote, and the others by their kind, as sentences."""

    name: str
    lines: tuple[Line, ...]
    others: Mapping[str, tuple[str, ...]]


def groups(view: View, text: str, plan: Programme) -> list[Group]:
    """Return every rule of the study in groups. Raises InputError as solving does."""
    written = written_rules(text)
    estates = pd.DataFrame(view.ranked.estates.drop(columns="geometry"))
    names = dict(zip(estates["estate_id"], estates["name"], strict=True))
    on = {one.rule for one in written if one.on}
    following = [
        rule for rule in rules(view.ranked, view.choices) if rule not in on and not _flagged(rule)
    ]
    return [
        Group(
            group,
            tuple(
                Line(one, said(one.rule, names), _slack(one, estates, plan))
                for one in written
                if one.rule.kind in kinds
            ),
            _others([rule for rule in following if rule.kind in kinds], names),
        )
        for group, kinds in GROUPS.items()
    ]


def tight_rules(view: View, text: str, plan: Programme) -> int:
    """Return how many of the rules that people wrote and that count stand in somebody's way."""
    estates = pd.DataFrame(view.ranked.estates.drop(columns="geometry"))
    found = (_slack(one, estates, plan) for one in written_rules(text))
    return sum(one is not None and one.tight for one in found)


def _slack(one: WrittenRule, estates: pd.DataFrame, plan: Programme) -> Slack | None:
    rule = one.rule
    if not one.on:
        return None
    if isinstance(rule, DemonstrationFirst) and rule.estates == (FLAGGED,):
        rule = dataclasses.replace(rule, estates=demonstrations(estates) or (FLAGGED,))
    return slack(rule, estates, plan)


def said(rule: Rule, names: Mapping[str, str]) -> str:
    """Return the sentence of a rule, estates by their name and code."""
    if isinstance(rule, DemonstrationFirst) and rule.estates == (FLAGGED,):
        shown = {"year": rule.year, "count": rule.at_least}
        return t("plan_page.rules.flagged", **shown)
    given = rule.as_dict()
    own = {key: _named(str(given[key]), names) for key in _NAMES if given.get(key) in names}
    if isinstance(rule, SameTrench | DemonstrationFirst):
        own |= {"estates": tuple(_named(one, names) for one in rule.estates)}  # type: ignore[dict-item]
    return rule_words(dataclasses.replace(rule, **own), locale=locale())


def _named(estate_id: str, names: Mapping[str, str]) -> str:
    name = names.get(estate_id)
    return estate_id if missing(name) else t("plan_page.rules.estate", name=name, id=estate_id)


def _flagged(rule: Rule) -> bool:
    """Return whether a rule is what `flagged` of study.yaml stands for."""
    return isinstance(rule, DemonstrationFirst)


def _others(found: Sequence[Rule], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the sentences of rules that follow from something else, by kind; budgets by source."""
    kinds: dict[str, list[str]] = {}
    for source, years in _sources(found).items():
        kinds.setdefault("budget", []).append(_budget(source, years))
    for rule in found:
        if not isinstance(rule, Budget):
            kinds.setdefault(rule.kind, []).append(said(rule, names))
    return {kind: tuple(lines) for kind, lines in kinds.items()}


def _sources(found: Sequence[Rule]) -> dict[str, list[Budget]]:
    sources: dict[str, list[Budget]] = {}
    for rule in found:
        if isinstance(rule, Budget):
            sources.setdefault(rule.source, []).append(rule)
    return sources


def _budget(source: str, years: Sequence[Budget]) -> str:
    listed = sorted(years, key=lambda one: one.year)
    shown = t("ui.comma").join(
        t("plan_page.rules.in_year", year=one.year, amount=f"{one.amount_wan:,.0f}")
        for one in listed
    )
    total = f"{sum(one.amount_wan for one in listed):,.0f}"
    code = "plan_page.rules.budget_carried" if listed[0].carry_over else "plan_page.rules.budget"
    return t(code, source=source, total=total, years=shown)
