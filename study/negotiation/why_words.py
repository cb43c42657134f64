"""Why an estate does not start earlier, as codes of sentences with their numbers."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from phasing.funds import NEXT_PLAN
from phasing.negotiation.obstacles import Obstacle
from phasing.rules import LockIn, NotBefore, Rule, SameTrench

# What a gate or a postponement may be about and has a sentence of its own.
CAUSES = (
    *("consent", "consent_unknown", "deposit", "deposit_unknown", "scheme", "scheme_unknown"),
    *("age", "age_unknown", "other_programme", "safety_d", "renovated"),
    *("finished", "under_way"),
)
POSTPONED = CAUSES[:6]
MEASURES = ("estates", "households", "floor_area_m2", "residents", "cost_wan")
CLASSES = ("building_body", "elevator", "pipeline", "gas", "other")
_MEMBER: dict[type[Rule], str] = {
    NotBefore: "not_before",
    LockIn: "locked",
    SameTrench: "trench",
}


class Said(NamedTuple):
    """The code of a sentence and what fills its placeholders; `texts.say` makes it."""

    code: str
    values: Mapping[str, object]


def row_words(row: Mapping[Any, Any], names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what one row of `binding` says: what stands in the way, and whether more does.

    `names`: what to call each estate; who has no name is called by id.
    """
    found = Obstacle(*(row[name] for name in Obstacle._fields))
    said = [_obstacle(found, int(row["year"]), names)]
    if found.code == "money" and found.cost_class in CLASSES:
        said.append(Said(f"why.mostly.{found.cost_class}", {}))
    if row["more"]:
        said.append(Said("why.more", {"more": int(row["more"])}))
    return tuple(said)


def obstacle_words(found: Obstacle, year: int, names: Mapping[str, str]) -> Said:
    """Return the sentence of what stands in the way of an estate in a year."""
    return _obstacle(found, year, names)


def amount(value: float) -> str:
    """Return a number without needless zeros, exact to the yuan.

    >>> amount(1556.48), amount(120.0)
    ('1556.48', '120')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """Return a share in per cent; what is too small to show is said to be less.

    >>> percent(0.0125), percent(0.000001), percent(-0.02), percent(0.0)
    ('1.25%', '<0.01%', '-2%', '0%')
    """
    shown = amount(round(share * 100, 2))
    return "<0.01%" if share > 0 and shown == "0" else f"{shown.replace('-0', '0', shown == '-0')}%"


def _obstacle(found: Obstacle, year: int, names: Mapping[str, str]) -> Said:
    values: dict[str, object] = {"year": year, "other": names.get(found.other, found.other)}
    if not pd.isna(found.by):
        values["by"] = amount(found.by)
    code, _, cause = found.code.partition(":")
    if code in _FURTHER:
        more, values_more = _FURTHER[code](found, cause)
        return Said(f"why.{code}{more}", values | values_more)
    return Said(f"why.{code}" if code in _PLAIN else "why.unnamed", values | {"code": found.code})


_PLAIN = (
    *("lock_out", "cluster_needs_survey", "cluster_held", "cluster_batch", "cluster_too_late"),
    *("no_value", "precede", "keep_published", "fits_better"),
)
Further = tuple[str, dict[str, object]]


def _gate(_: Obstacle, cause: str) -> Further:
    return (f".{cause}" if cause in CAUSES else ""), {"cause": cause}


def _not_before(found: Obstacle, cause: str) -> Further:
    first = found.rule.year if isinstance(found.rule, NotBefore) else ""
    return (f".{cause}" if cause in POSTPONED else ""), {"first": first}


def _measured(found: Obstacle, _: str) -> Further:
    return (f".{found.unit}" if found.unit in MEASURES else ""), {"unit": found.unit}


def _settled(found: Obstacle, _: str) -> Further:
    return "", {"locked": found.rule.year if isinstance(found.rule, LockIn) else ""}


def _member(found: Obstacle, _: str) -> Further:
    kind = _MEMBER.get(type(found.rule), "") if found.rule else ""
    values: dict[str, object] = {}
    if isinstance(found.rule, NotBefore | LockIn):
        values["first"] = found.rule.year
    if isinstance(found.rule, SameTrench):
        values["trench"] = found.rule.trench
    return (f".{kind}" if kind else ""), values


def _trench(found: Obstacle, _: str) -> Further:
    rule = found.rule
    if not isinstance(rule, SameTrench):
        return "", {}
    road = found.other == rule.trench
    return (".road" if road else ".estate"), {"trench": rule.trench, "opened": rule.year or ""}


def _money(found: Obstacle, _: str) -> Further:
    values = {"source": found.source, "money_year": _year(found.money_year)}
    if found.source == NEXT_PLAN:
        return ".next_plan", values
    return ("" if found.source else ".together"), values


def _fits(found: Obstacle, _: str) -> Further:
    if pd.isna(found.by):
        return ".unknown", {}
    return (".same" if found.by == 0 else ""), {"percent": percent(-found.by)}


def _year(value: object) -> object:
    return "" if value is None or pd.isna(value) else int(value)  # type: ignore[call-overload]


_FURTHER = {
    "gate": _gate,
    "not_before": _not_before,
    "needs_survey": _measured,
    "cap": _measured,
    "stock": _measured,
    "locked": _settled,
    "cluster_member": _member,
    "trench": _trench,
    "money": _money,
    "fits": _fits,
}


def all_codes() -> Iterator[str]:
    """Yield every code of a sentence about what stands in the way."""
    yield from (f"why.{code}" for code in (*_PLAIN, *_FURTHER, "more", "unnamed"))
    yield from (f"why.gate.{cause}" for cause in CAUSES)
    yield from (f"why.not_before.{cause}" for cause in POSTPONED)
    yield from (f"why.{code}.{m}" for code in ("needs_survey", "cap", "stock") for m in MEASURES)
    yield from (f"why.cluster_member.{kind}" for kind in _MEMBER.values())
    yield from (f"why.mostly.{name}" for name in CLASSES)
    yield from ("why.trench.road", "why.trench.estate", "why.money.next_plan")
    yield from ("why.money.together", "why.fits.unknown", "why.fits.same")
