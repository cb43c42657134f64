"""A problem file read as a whole: the same problem in units fit to solve, to check, to explain."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from phasing.problem_file.budgets import Money, budgets, entry
from phasing.problem_file.entries import (
    amount,
    mapping,
    missing,
    number,
    renamed,
    shown,
    text,
    unread,
)
from phasing.problem_file.estates import Estate, estates, parts
from phasing.problem_file.readable import readable
from phasing.problem_file.rules import check_columns, check_parts, written
from tables import InputError

KEYS = (
    *("estates", "years", "budgets", "rules", "objective", "targets"),
    *("year_weights", "clusters"),
)
OBJECTIVES = ("max_value", "min_cost")
CLUSTERS = ("together", "apart")
FIRST_YEAR = 1
# More years than any plan has, and later ones than any calendar: slips of the pen.
MOST_YEARS, LAST_YEAR = 200, 10**6
# Sums that another tool computed may miss a sum of the same numbers by their last digits.
LAST_DIGITS = Fraction(1, 10**12)


@dataclass(frozen=True)
class Statement:
    """What a problem file says, in its own units: exact numbers, rules as they are written."""

    estates: tuple[Estate, ...]
    years: tuple[int, ...]
    money: tuple[Money, ...]
    rules: tuple[Mapping[str, object], ...]
    objective: str
    targets: Mapping[str, Fraction]
    year_weights: tuple[float, ...]
    together: bool
    unread: tuple[str, ...]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts that costs are given in."""
        return parts(self.estates)

    @cached_property
    def whole_cost(self) -> Fraction:
        """Return the cost of all estates whose cost is known."""
        return sum((e.cost for e in self.estates if e.cost is not None), Fraction(0))

    @cached_property
    def feature_units(self) -> Mapping[str, Fraction]:
        """Return, for each feature, the power of ten that brings its largest size to 10–100.

        A condition on a feature measured in millionths, or in millions, is then as exact as any.
        """
        largest: dict[str, Fraction] = {}
        for estate in self.estates:
            for name, size in estate.features.items():
                largest[name] = max(largest.get(name, Fraction(0)), abs(size))
        return {name: power(100, size) for name, size in sorted(largest.items())}

    def short(self, plan: Mapping[str, int]) -> str | None:
        """Return the first feature whose target a plan misses by more than 1e-12 of it."""
        for name, least in sorted(self.targets.items()):
            sizes = (e.features.get(name, Fraction(0)) for e in self.estates if e.estate_id in plan)
            if sum(sizes, Fraction(0)) < least * (1 - LAST_DIGITS):
                return name
        return None


def power(limit: int, size: Fraction) -> Fraction:
    """Return the largest power of ten that keeps a size within a limit, 1 for nothing.

    >>> power(1000, Fraction(3, 2)), power(100, Fraction(1500))
    (Fraction(100, 1), Fraction(1, 100))
    """
    if not size:
        return Fraction(1)
    ratio = limit / size
    exponent = math.floor(math.log10(ratio.numerator) - math.log10(ratio.denominator))
    found = Fraction(10) ** exponent
    # The logarithm of a number close to a power of ten may fall on either side of it.
    return found / 10 if size * found > limit else found


def statement(given: object) -> Statement:
    """Return what a problem file says.

    Errors: `phasing.file_mapping`, `.file_missing`, `.file_key`, and those of each key.
    """
    readable(given)
    said = mapping("", given)
    others = unread(said, KEYS)
    if missing(said.get("estates")):
        raise InputError("phasing.file_missing", key="estates")
    pool = estates(said["estates"])
    years, objective = _years(said.get("years")), _objective(said.get("objective"))
    rules, clusters = written(said.get("rules")), said.get("clusters", "together")
    if clusters not in CLUSTERS:
        raise _choice("clusters", clusters, CLUSTERS)
    targets, kept = _targets(said.get("targets"), rules, pool)
    named = parts(pool)
    check_parts(rules, named)
    money = (*budgets(said.get("budgets"), years, named), *_budgets(rules))
    _check_once(money)
    _check_paid(pool, money, rules)
    return Statement(
        pool,
        years,
        money,
        kept,
        objective,
        targets,
        _weights(said.get("year_weights"), years),
        clusters == "together",
        _others(others, pool, money),
    )


def _years(given: object) -> tuple[int, ...]:
    if given is None:
        return (FIRST_YEAR,)
    years = given
    if isinstance(given, int) and not isinstance(given, bool) and given <= MOST_YEARS:
        years = list(range(FIRST_YEAR, given + FIRST_YEAR))
    if not isinstance(years, list | tuple) or not 0 < len(years) <= MOST_YEARS:
        raise InputError("phasing.file_years", value=shown(given))
    if not all(isinstance(y, int) and not isinstance(y, bool) for y in years):
        raise InputError("phasing.file_years", value=shown(given))
    if max(map(abs, years)) > LAST_YEAR:
        raise InputError("phasing.file_years", value=shown(given))
    return tuple(sorted(years))


def _objective(given: object) -> str:
    if given not in OBJECTIVES:
        raise _choice("objective", given, OBJECTIVES)
    return str(given)


def _choice(key: str, given: object, known: Sequence[str]) -> InputError:
    return InputError("phasing.file_choice", key=key, value=shown(given), known=", ".join(known))


def _weights(given: object, years: Sequence[int]) -> tuple[float, ...]:
    if given is None:
        return (1.0,) * len(years)
    if isinstance(given, Mapping):
        weights = {str(year): weight for year, weight in given.items()}
        given = [weights.get(str(year)) for year in years]
    if not isinstance(given, list | tuple):
        raise InputError("phasing.file_number", key="year_weights", value=shown(given))
    return tuple(float(number(f"year_weights[{place}]", w)) for place, w in enumerate(given))


def _targets(
    given: object, rules: Sequence[Mapping[str, object]], pool: Sequence[Estate]
) -> tuple[dict[str, Fraction], tuple[Mapping[str, object], ...]]:
    """Return the targets of features, also those written as rules, and all other rules."""
    features = {name for estate in pool for name in estate.features}
    asked = {} if missing(given) else mapping("targets", given)
    found = {name: amount(f"targets.{name}", least) for name, least in asked.items()}
    for name in found:
        if name not in features:
            known = ", ".join(sorted(features)) or "—"
            raise InputError("phasing.file_feature", key="targets", name=name, known=known)
    check_columns(rules, features)
    kept = []
    for rule in rules:
        name = str(rule.get("measure"))
        if rule["rule"] == "target" and name in features and "at_least" in rule:
            least = amount(f"targets.{name}", rule["at_least"])
            found[name] = max(least, found.get(name, least))
        elif rule["rule"] != "budget":
            kept.append(rule)
    return found, tuple(kept)


def _budgets(rules: Sequence[Mapping[str, object]]) -> list[Money]:
    """Return the budgets that are written among the rules."""
    found = []
    for rule in rules:
        if rule["rule"] == "budget":
            given = renamed("rules.budget", rule, {"amount_wan": "amount"})
            found.append(entry("rules.budget", {k: v for k, v in given.items() if k != "rule"}))
    return found


def _others(keys: Sequence[str], pool: Sequence[Estate], money: Sequence[Money]) -> tuple[str, ...]:
    inside = [key for estate in pool for key in estate.unread]
    inside += [key for given in money for key in given.unread]
    return tuple(dict.fromkeys([*keys, *inside]))


def _check_once(money: Sequence[Money]) -> None:
    seen: set[tuple[str, int]] = set()
    for given in money:
        if (given.source, given.year) in seen:
            raise InputError("phasing.file_twice", source=given.source, year=given.year)
        seen.add((given.source, given.year))


def _check_paid(
    pool: Sequence[Estate], money: Sequence[Money], rules: Sequence[Mapping[str, object]]
) -> None:
    """Refuse a cost that no budget is for: a slip in the name of a source, most likely."""
    sharing = {"split", "contribution"} & {str(rule["rule"]) for rule in rules}
    if not money or sharing:
        return
    known, sources = parts(pool), ", ".join(sorted({given.source for given in money}))
    open_to = {name for given in money for name in (given.pays or ())}
    open_to |= {given.source for given in money if given.pays is None}
    for name in known:
        if name not in open_to:
            raise InputError("phasing.file_unpaid", part=name, sources=sources)
    for name in sorted({n for given in money for n in (given.pays or ())} - set(known)):
        shown = ", ".join(known) or "—"
        raise InputError("phasing.file_part", key="pays", part=name, known=shown)
    _check_plain(pool, money, sources)


def _check_plain(pool: Sequence[Estate], money: Sequence[Money], sources: str) -> None:
    plain = any("plain" in (estate.costs or {}) for estate in pool)
    if plain and all(given.pays is not None for given in money):
        raise InputError("phasing.file_unpaid", part=text("cost", "cost"), sources=sources)
