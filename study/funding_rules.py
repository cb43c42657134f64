"""The money of a study as rules: budgets, and the share rules its `funding:` section asks for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from phasing.cost import COST_CLASSES
from phasing.entries import PARTIES
from phasing.rules import (
    Budget,
    Contribution,
    Matching,
    NextPlan,
    PaidAfter,
    Rule,
    ShareCap,
    Split,
    Spread,
    nearest,
)
from study.budgets import budgets
from study.choices import Choices
from study.funding import Funding, Parts
from study.purse import Purse
from study.stages import Ranked
from tables import InputError, Issue

# cost class of each split → the choice that asks for it, the standard that `true` takes
SPLITS = {
    "gas": ("gas", "gas_home_split"),
    "pipeline": ("pipelines", "pipeline_split"),
    "elevator": ("elevator", "elevator_split"),
}


def funding_rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return the budgets of a study and the rules about who pays which share.

    Errors: `study.funding_unknown_source`, `study.funding_twice`, `standards.not_in_force`.
    """
    purse, _ = _purse(found, choices)
    return (
        *purse.budgets,
        *_residents(found, choices),
        *_splits(found, choices, purse),
        *_caps(found, choices),
        *_matching(found, choices, purse),
        *_paid_after(found, choices, purse),
        *_over_years(choices.funding),
    )


def funding_issues(found: Ranked, choices: Choices) -> tuple[Issue, ...]:
    """Return what to know of the money: parties guessed, shares without limit, no cost to split."""
    purse, told = _purse(found, choices)
    asked = [cost_class for cost_class, (key, _) in SPLITS.items() if _asked(choices.funding, key)]
    absent = [name for name in asked if not _costed(found, name)]
    return (
        *told,
        *(_info(f"study.funding_no_cost.{name}") for name in absent),
        *_unlimited(_splits(found, choices, purse), purse),
        *_short(_caps(found, choices), purse),
        *_twice(choices, purse),
    )


def _purse(found: Ranked, choices: Choices) -> tuple[Purse, tuple[Issue, ...]]:
    """Return the money of the study; a contribution named like a budget is refused."""
    written = [rule for rule in choices.rules if isinstance(rule, Budget)]
    given, issues = budgets(found.measured.inputs, written, found.measured.rules)
    given = tuple(replace(budget, pays=_there(found, budget.pays)) for budget in given)
    own = [rule for rule in choices.rules if isinstance(rule, Contribution)]
    purse = Purse(given, (*own, *_residents(found, choices)))
    names = [item.source for item in purse.contributions]
    twice = purse.pooled & set(names)
    twice |= {name for name in names if names.count(name) > 1}
    if twice:
        raise InputError("study.funding_twice", source="、".join(sorted(twice)))
    return purse, issues


def _residents(found: Ranked, choices: Choices) -> list[Contribution]:
    asked = choices.funding.residents
    if asked is None:
        return []
    share, yuan = asked.share, asked.yuan_per_household
    if share is None and yuan is None:
        cap = _standard(found, choices, "residents_cap")
        share, yuan = cap["share"], cap["yuan_per_household"]
    pays = _there(found, frozenset(asked.pays) or None)
    return [Contribution(asked.source, share=share, yuan_per_household=yuan, pays=pays)]


def _splits(found: Ranked, choices: Choices, purse: Purse) -> list[Split]:
    """Return the fixed shares of the cost classes that some estate has."""
    return [
        Split(cost_class, _named(_parts(found, choices, key, standard), purse))
        for cost_class, (key, standard) in SPLITS.items()
        if _asked(choices.funding, key) and _costed(found, cost_class)
    ]


def _parts(found: Ranked, choices: Choices, key: str, standard: str) -> Parts:
    asked: bool | Parts = getattr(choices.funding, key)
    if isinstance(asked, bool):
        return tuple(_standard(found, choices, standard).items())
    return asked


def _named(parts: Parts, purse: Purse) -> Parts:
    """Return the parts by payer; two words for one party are one part."""
    whole: dict[str, float] = {}
    for name, weight in parts:
        payer = purse.payer(name)
        whole[payer] = whole.get(payer, 0) + weight
    return tuple(whole.items())


def _caps(found: Ranked, choices: Choices) -> list[ShareCap]:
    asked = choices.funding.government_share
    if asked is False:
        return []
    limit = _standard(found, choices, "government_share_cap") if asked is True else asked
    return [ShareCap("government", limit)]


def _matching(found: Ranked, choices: Choices, purse: Purse) -> list[Matching]:
    asked = choices.funding.matching
    if asked is None:
        return []
    own = {item.source for item in purse.contributions}
    _budgeted(asked.source, purse, key="funding.matching.source")
    _known(asked.contribution, own, key="funding.matching.contribution")
    ratio, yuan = asked.ratio, asked.yuan_per_household
    if ratio is None or yuan is None:
        usual = _standard(found, choices, "resident_matching")
        ratio = usual["ratio"] if ratio is None else ratio
        yuan = usual["yuan_per_household"] if yuan is None else yuan
    return [Matching(asked.source, asked.contribution, ratio, yuan)]


def _paid_after(found: Ranked, choices: Choices, purse: Purse) -> list[PaidAfter]:
    rules = []
    for source, years in choices.funding.paid_after:
        _budgeted(source, purse, key="funding.paid_after")
        wait = _standard(found, choices, "award_paid_after_years") if years is None else years
        rules.append(PaidAfter(source, wait))
    return rules


def _over_years(asked: Funding) -> list[Rule]:
    rules: list[Rule] = []
    if asked.spread:
        rules.append(Spread(asked.spread.start_share, above_wan=asked.spread.above_wan))
    if asked.next_plan_wan is not None:
        rules.append(NextPlan(asked.next_plan_wan))
    return rules


def _unlimited(splits: list[Split], purse: Purse) -> Iterator[Issue]:
    """Say whose fixed share no money limits: they pay it for every estate in the plan."""
    for split in splits:
        for payer, _ in split.parts:
            if payer in PARTIES and payer not in purse.parties:
                yield _info(f"study.party_unlimited.{payer}", split.cost_class)
            elif payer not in PARTIES and payer not in purse.sources:
                yield _info("study.payer_unlimited", payer)


def _short(caps: list[ShareCap], purse: Purse) -> list[Issue]:
    """Warn where government money may not pay all and nobody can pay the rest: nothing is done."""
    if not caps or any(item.party != "government" for item in purse.budgets):
        return []
    shares = [item.share for item in purse.contributions]
    if not shares and caps[0].at_most < 1:
        return [Issue("study.share_cap_alone", "warning", table="budgets")]
    rest = sum(share or 0 for share in shares)
    if None in shares or caps[0].at_most + rest >= 1:
        return []
    detail = {"government": f"{caps[0].at_most:.0%}", "others": f"{rest:.0%}"}
    return [Issue("study.share_cap_short", "warning", table="budgets", detail=detail)]


def _twice(choices: Choices, purse: Purse) -> list[Issue]:
    """Warn where residents' money is in the budgets too: it may be counted twice."""
    pooled = {item.source for item in purse.budgets if item.party == "residents"}
    if choices.funding.residents is None or not pooled:
        return []
    listed = "、".join(sorted(pooled))
    return [Issue("study.residents_money_twice", "warning", table="budgets", value=listed)]


def _there(found: Ranked, pays: frozenset[str] | None) -> frozenset[str] | None:
    """Leave out cost classes that no estate has: there is nothing to pay, and nothing wrong."""
    absent = {name for name in COST_CLASSES if f"cost_{name}_wan" not in found.estates}
    return None if pays is None else pays - absent


def _asked(funding: Funding, key: str) -> bool:
    return bool(getattr(funding, key))


def _costed(found: Ranked, cost_class: str) -> bool:
    """Return whether some estate has a cost in the class."""
    column = f"cost_{cost_class}_wan"
    return column in found.estates and bool((found.estates[column] > 0).any())


def _standard(found: Ranked, choices: Choices, name: str) -> Any:  # noqa: ANN401 - number or table
    rules: Mapping[str, Any] = found.measured.rules
    if name not in rules:
        day = choices.day_of_law.isoformat()
        raise InputError("standards.not_in_force", name=name, day=day)
    return rules[name].value


def _budgeted(name: str, purse: Purse, *, key: str) -> None:
    if not purse.pooled:
        raise InputError("study.funding_no_money", key=key, source=name)
    _known(name, purse.pooled, key=key)


def _known(name: str, known: Collection[str], *, key: str) -> None:
    if name not in known:
        raise InputError(
            "study.funding_unknown_source",
            key=key,
            source=name,
            nearest=nearest(name, dict.fromkeys(sorted(known))) or "—",
            known="、".join(sorted(known)) or "—",
        )


def _info(code: str, value: str = "") -> Issue:
    return Issue(code, "info", table="budgets", value=value)
