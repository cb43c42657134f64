"""A clash in words: how small it is, each rule with what would help and what that buys."""

import math
from collections.abc import Iterator

from phasing import InfeasibleError
from phasing.clash import Easing, Pair
from phasing.eased_rule import DROP, EasedPlan
from phasing.rules import Budget, Cap, Floor, NextPlan, Rule
from reports.rule_words import number, rule_words
from texts import said, say

# So many easings are said in full; of a larger clash the others are counted.
LINES = 6
_PERCENT = 100


def clash_lines(error: InfeasibleError, *, locale: str) -> list[str]:
    """Return a line for each easing, pair and release, and one for the rules not told in full."""
    told, others = error.easings[:LINES], error.easings[LINES:]
    lines = [f"· {easing_words(easing, locale=locale)}" for easing in told]
    lines += [f"· {_pair(pair, locale)}" for pair in error.pairs]
    lines += [f"· {say(locale, kind.phrase, count=kind.facts)}" for kind in error.releases]
    if others:
        first = rule_words(others[0].rule, locale=locale)
        lines.append(f"· {say(locale, 'clash.others', count=len(others), first=first)}")
    return lines


def how_small(error: InfeasibleError, *, locale: str) -> str:
    """Return whether no clash has fewer rules, or only that none of these can be left out."""
    return say(locale, "clash.smallest" if error.smallest else "clash.needed")


def easing_words(easing: Easing, *, locale: str) -> str:
    """Return a clashing rule, the smallest change of it that helps, and the plan that leaves.

    >>> from phasing.rules import Budget
    >>> more = Easing(Budget("市级", 2028, 300.0), 850.0, "wan", enough=True, least=850.0)
    >>> easing_words(more, locale="zh")
    '资金：市级 2028 年 300 万元 → 市级 2028 年再多 850 万元（共 1,150 万元）'
    """
    rule = rule_words(easing.rule, locale=locale)
    return f"{rule} → {_change(easing, locale)}{_bought(easing.plan, locale)}"


def _pair(pair: Pair, locale: str) -> str:
    halves = [
        f"{rule_words(half.rule, locale=locale)} → {_resolved(half, locale)}"
        for half in (pair.first, pair.second)
    ]
    both = say(locale, "clash.pair", first=halves[0], second=halves[1])
    return f"{both}{_bought(pair.plan, locale)}"


def _change(easing: Easing, locale: str) -> str:
    """Return the change, and whether another clash remains."""
    if easing.by is None:
        code = easing.phrase.replace("easing.", "eased.")
        least = "" if easing.least is None else _amount(easing.least, easing, locale)
        return say(locale, code, least=least)
    change = _resolved(easing, locale) + _proof(easing, locale)
    return change if easing.enough else say(locale, "eased.part", change=change)


def _resolved(easing: Easing, locale: str) -> str:
    code = next(code for code in _codes(easing) if said(locale, code))
    amounts = {} if easing.to is None else {"to": _reached(easing.to, easing, locale)}
    by = _amount(easing.by or 0.0, easing, locale)
    return say(locale, code, **{**easing.rule.as_dict(), "by": by, **amounts})


def _codes(easing: Easing) -> Iterator[str]:
    """Yield the codes that could say an easing, the most telling first."""
    rule: Rule = easing.rule
    if easing.unit == DROP:
        yield f"eased.drop.{rule.kind}"
        yield "eased.drop"
    elif isinstance(rule, Budget | NextPlan | Cap | Floor):
        yield f"eased.{rule.kind}"
    else:
        yield f"eased.{easing.unit}"


def _proof(easing: Easing, locale: str) -> str:
    """Return what is proven not to be enough, where the smallest change found is not proven so."""
    if easing.least is None or easing.by is None or abs(easing.least) >= abs(easing.by):
        return ""
    return say(locale, "eased.least", least=_amount(easing.least, easing, locale))


def _bought(plan: EasedPlan | None, locale: str) -> str:
    if plan is None:
        return ""
    told = say(locale, "eased.plan", estates=plan.estates, cost_wan=number(round(plan.cost_wan)))
    if plan.value is None or plan.gap is None:
        return told
    # Rounded up: a gap is never said to be smaller than it is.
    gap = math.ceil(plan.gap * _PERCENT * 10) / 10
    value = number(round(plan.value))
    return told + say(locale, "eased.plan.value", value=value, gap=f"{gap:g}\u00a0%")


def _reached(amount: float, easing: Easing, locale: str) -> str:
    """Return the amount or year of an eased rule; a share in per cent, not in points."""
    if easing.unit == "share":
        return f"{number(round(amount * _PERCENT, 4))} %"
    return _amount(amount, easing, locale)


def _amount(amount: float, easing: Easing, locale: str) -> str:
    """Return an amount with its unit; which way it goes is for the sentence to say."""
    if easing.unit == "years":
        return f"{amount:.0f}"
    if easing.unit == "share":
        return say(locale, "clash.unit.points", amount=number(round(abs(amount) * _PERCENT, 4)))
    code = f"clash.unit.{easing.unit}"
    return (
        say(locale, code, amount=number(abs(amount))) if said(locale, code) else number(abs(amount))
    )
