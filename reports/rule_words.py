"""A rule as its sentence: parties, classes of cost, measures and shares in words."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from layers.gis import heading
from layers.proposal_name import payer_name
from phasing.rules import Rule, ShareCap
from texts import said, say

_NAMED = 5  # estates of a long list
_SHARES = ("share", "start_share", "at_most_share", "at_least_share")


def rule_words(rule: Rule, *, locale: str) -> str:
    """Return the sentence of a rule.

    >>> from phasing.rules import Split
    >>> parts = (("government", 700), ("燃气企业", 2100), ("residents", 800))
    >>> rule_words(Split("gas", parts), locale="zh")
    '分担：燃气入户费用按 政府 700 : 燃气企业 2,100 : 居民 800 分担'
    """
    values = rule.as_dict()
    told = {key: _told(key, value, locale) for key, value in values.items()}
    if isinstance(rule, ShareCap):
        told["at_most"] = _percent(rule.at_most, locale)
    return say(locale, rule.phrase, **told)


def number(value: float) -> str:
    """Return an amount without needless zeros, in full, with thousands marks.

    >>> number(3000000.0), number(0.5), number(2100)
    ('3,000,000', '0.5', '2,100')
    """
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _told(key: str, value: object, locale: str) -> object:
    if key in _SHARES and isinstance(value, int | float):
        return _percent(value, locale)
    if key in _WORDS and value is not None:
        return _WORDS[key](value, locale)
    return number(value) if isinstance(value, float) else value


def _percent(share: float, _: str) -> str:
    return f"{number(share * 100)} %"


def _estates(names: Collection[str], locale: str) -> str:
    listed = _joined(sorted(names)[:_NAMED], locale)
    if len(names) <= _NAMED:
        return listed
    return say(locale, "rules.more", names=listed, count=len(names))


def _parts(parts: Collection[tuple[str, float]], locale: str) -> str:
    return " : ".join(
        f"{payer_name(payer, locale=locale)} {number(weight)}" for payer, weight in parts
    )


def _classes(names: Collection[str], locale: str) -> str:
    return _joined([say(locale, f"cost_class.{name}") for name in sorted(names)], locale)


def _measure(name: str, locale: str) -> str:
    code = f"measure.{name}"
    return say(locale, code) if said(locale, code) else heading(name, locale=locale)


def _joined(names: Collection[str], locale: str) -> str:
    return ("、" if locale == "zh" else ", ").join(names)


# How an entry of a rule is said; an entry that is not here is said as it is.
_WORDS: Mapping[str, Callable[[Any, str], str]] = {
    "estates": _estates,
    "parts": _parts,
    "pays": _classes,
    "measure": _measure,
    "group": lambda name, locale: heading(name, locale=locale),
    "cost_class": lambda name, locale: say(locale, f"cost_class.{name}"),
    "code": lambda code, locale: say(locale, f"gate.{code}") if code else "",
    "payer": lambda name, locale: payer_name(name, locale=locale),
}
