"""By how much an estate falls short of its gates: codes with numbers, for sentences."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from standards import Rule
from study.gates import Gates
from tables import SCHEME_STAGES

_SLACK = 1e-9  # 0.57 · 1000 is 569.99… to the machine
_SMALL = 12  # 2/3, 3/4 and 4/5 are told as such; 0.61 in per cent

# what falls short → (the estate's own number, the standard, which of its numbers)
# public: what a shortfall names is what its basis is looked up by
MARKS = {
    "vote_area": ("vote_area_share", "vote_shares", "participation"),
    "vote_head": ("vote_head_share", "vote_shares", "participation"),
    "yes_area": ("yes_area_share", "vote_shares", "approval"),
    "yes_head": ("yes_head_share", "vote_shares", "approval"),
    "support": ("support_rate", "support_share", ""),
}


class Shortfall(NamedTuple):
    """The code of a sentence and the numbers it tells."""

    code: str
    values: Mapping[str, object]


def shortfalls(
    estate: Mapping[str, Any], gates: Gates, rules: Mapping[str, Rule]
) -> tuple[Shortfall, ...]:
    """Return what an estate (a row of the estates table) falls short of, gate by gate.

    Shares are cut, not rounded: 66.66 % never reads as 66.7 %, which would pass. What is unknown
    falls short of nothing; its gate says so with a code of its own.
    """
    found: list[Shortfall] = []
    if gates.consent:
        found += _consent(estate, rules)
    if gates.deposit and estate["deposit_ok"] == "no":
        found += _deposit(estate, gates.deposit.reading, rules)
    if gates.scheme and estate["scheme_stage"] in _below(gates.scheme.stage):
        found.append(Shortfall(f"shortfall.scheme.{estate['scheme_stage']}", {}))
    return tuple(found)


def _consent(estate: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[Shortfall]:
    for code in filter(None, str(estate["consent_short"]).split(";")):
        own, standard, part = MARKS[code]
        mark = rules[standard].value
        values = {"share": _cut(estate[own]), "least": plain_share(mark[part] if part else mark)}
        yield Shortfall(f"shortfall.{code}", values)


def _deposit(
    estate: Mapping[str, Any], reading: str, rules: Mapping[str, Rule]
) -> Iterator[Shortfall]:
    if reading == "collected_before_start":
        yield Shortfall("shortfall.not_collected", {})
        return
    yuan, least = estate["deposit_per_household_yuan"], rules["deposit_yuan_per_household"].value
    if yuan < least:
        yield Shortfall("shortfall.deposit", {"yuan": math.floor(yuan), "least": f"{least:g}"})
    share = estate["deposit_paid_share"]
    if reading == "every_household" and share < 1:
        yield Shortfall("shortfall.deposit_share", {"share": _cut(share)})


def _below(stage: str) -> tuple[str, ...]:
    return SCHEME_STAGES[: SCHEME_STAGES.index(stage)]


def _cut(share: float) -> str:
    return f"{math.floor(share * 1000 + _SLACK) / 10:g}%"


def plain_share(share: float) -> str:
    """Return a share as its fraction where it is a plain one, else in per cent, cut.

    >>> plain_share(2 / 3), plain_share(0.61)
    ('2/3', '61%')
    """
    fraction = Fraction(share).limit_denominator(_SMALL)
    return str(fraction) if abs(fraction - share) < _SLACK else _cut(share)
