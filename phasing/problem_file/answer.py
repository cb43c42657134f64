"""The answer to a problem file, in its own units: plain values, ready for JSON."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from phasing.book import Book
from phasing.clash import Easing, InfeasibleError, clash, locks_apart
from phasing.exactly import Exact, exactly
from phasing.money import spend_table
from phasing.problem_file.posing import Posed, coarse, fine, strict
from phasing.problem_file.statement import Statement
from phasing.rules import Budget, Rule, Target
from phasing.solve import Settings, relative_gap

# Sums of the same numbers in another order may differ by this share of them: no gap.
SAME = 1e-9
# A clash is explained within so many nodes a question: an easing may then not be the very smallest.
EXPLAINING_NODES = 200
# Sentences that name 万元 or 元: here an amount is in the unit of the file.
OWN_WORDS = frozenset(
    {
        *("rule.cap.cost_wan", "rule.floor.cost_wan", "rule.target", "rule.next_plan"),
        *("rule.contribution.yuan", "rule.contribution.share.yuan", "rule.matching"),
        "rule.spread",
    }
)
# Digits of an easing that mean something: it is searched for in quanta.
EASED_DIGITS = 12


def answer(stated: Statement, settings: Settings) -> dict[str, object]:
    """Return what comes of a problem: status, value, bound, gap, the year of each estate, clashes.

    status   optimal: no plan is better (to 1e-9); proven: none is better by more than the gap that
             was asked for; limit: the search ended before; infeasible: no plan keeps every rule
    value    Σ value × year weight of what is placed, or its cost where the aim is the cheapest plan
    bound    what no plan exceeds, or falls below; gap = |bound − value| / the larger of both
    clashes  of an infeasible problem: rules that cannot all be kept, the easing of each

    All sums are taken of the numbers as given, exactly, and rounded once.
    """
    explained, posed = coarse(stated), fine(stated)
    apart = locks_apart(explained.problem)
    if apart is not None:
        return _infeasible(stated, explained, apart)
    found = exactly(
        posed.problem,
        money=float(explained.quanta / posed.quanta),
        short=lambda plan: stated.short(plan) is not None,
        settings=settings,
    )
    if found.outcome == "infeasible":
        limited = replace(settings, node_limit=min(settings.node_limit, EXPLAINING_NODES))
        error = clash(explained.problem, settings=limited)
        return _infeasible(stated, explained, error)
    if found.outcome == "unknown":
        return _nothing(stated, "limit", found.nodes)
    return _solved(stated, posed, found, settings)


def _solved(stated: Statement, posed: Posed, found: Exact, settings: Settings) -> dict[str, object]:
    value, cheapest = _value(stated, found.plan), stated.objective == "min_cost"
    sign = -1 if cheapest else 1
    bound = posed.amount(found.bound) if cheapest else found.bound
    gap = relative_gap(max(bound, sign * value), sign * value)
    if gap <= SAME:
        bound, gap = sign * value, 0.0
    status = "optimal" if not gap else "proven" if gap <= settings.gap else "limit"
    sums: dict[str, object] = {"status": status, "value": value, "gap": gap}
    sums["bound"] = sign * max(bound, sign * value)
    return _nothing(stated, status, found.nodes) | sums | _plan(stated, posed, found)


def _plan(stated: Statement, posed: Posed, found: Exact) -> dict[str, object]:
    placed = [e for e in stated.estates if e.estate_id in found.plan]
    costs = [e.cost for e in placed if e.cost is not None]
    features = {
        name: float(sum((e.features.get(name, Fraction(0)) for e in placed), Fraction(0)))
        for name in stated.feature_units
    }
    return {
        "years": dict(sorted(found.plan.items())),
        "cost": float(sum(costs, Fraction(0))),
        "features": features,
        "spend": _spend(posed, strict(stated), found.book),
    }


def _spend(posed: Posed, told: Posed, book: Book) -> list[dict[str, object]]:
    """Return what each source spends each year: within its money to the last digit, if it can."""
    again = Book(told.problem)
    for unit, start in book.placed.items():
        again.place(unit, start)
    flows = again.flows()
    table = spend_table(told.problem, flows) if flows else spend_table(posed.problem, book.flows())
    rows = zip(table["source"], table["year"], table["spend_wan"], strict=True)
    return [
        {"source": source, "year": int(year), "amount": posed.amount(spent)}
        for source, year, spent in rows
    ]


def _value(stated: Statement, plan: Mapping[str, int]) -> float:
    weights = dict(zip(stated.years, map(Fraction, stated.year_weights), strict=True))
    if stated.objective == "min_cost":
        parts = [e.cost or Fraction(0) for e in stated.estates if e.estate_id in plan]
    else:
        parts = [
            (e.value or Fraction(0)) * weights[plan[e.estate_id]]
            for e in stated.estates
            if e.estate_id in plan
        ]
    return float(sum(parts, Fraction(0)))


def _nothing(stated: Statement, status: str, nodes: int) -> dict[str, object]:
    """Return the answer without a plan, and what the file leaves unknown."""
    return {
        "status": status,
        "objective": stated.objective,
        "value": None,
        "bound": None,
        "gap": None,
        "years": {},
        "clashes": [],
        "nodes": max(0, nodes),
        "unknown_value": sorted(e.estate_id for e in stated.estates if e.value is None),
        "unknown_cost": sorted(e.estate_id for e in stated.estates if e.costs is None),
        "ignored": list(stated.unread),
    }


def _infeasible(stated: Statement, posed: Posed, error: InfeasibleError) -> dict[str, object]:
    clashes = [_clash(stated, posed, easing) for easing in error.easings]
    return _nothing(stated, "infeasible", 0) | {"clashes": clashes}


def _clash(stated: Statement, posed: Posed, easing: Easing) -> dict[str, object]:
    """Return a clashing rule as the file writes it, the code of its sentence, and its easing."""
    rule, unit, by = easing.rule, easing.unit, easing.by
    if by is not None and isinstance(rule, Target) and rule.measure != "cost_wan":
        feature = rule.measure.removeprefix("feature_")
        by = _digits(by / float(stated.feature_units.get(feature, Fraction(1))))
    elif by is not None and (unit in ("wan", "cost_wan") or isinstance(rule, Target)):
        by, unit = _digits(posed.amount(by)), "amount"
    eased: dict[str, object] = {"by": by, "unit": unit, "enough": easing.enough}
    if easing.by is None and easing.least is not None:
        eased["skipped"] = True  # of a large clash only some rules are looked at closely
    said = dict(posed.said.get(rule, rule.as_dict()))  # a limit may be implied: nobody wrote it
    # A sentence also says what the file leaves to the rule's own defaults.
    return {"rule": said, "phrase": _phrase(rule), "values": rule.as_dict() | said, "easing": eased}


def _phrase(rule: Rule) -> str:
    """Return the code of the sentence that says a rule without naming a unit of money."""
    if isinstance(rule, Budget):
        return "solve.budget"
    return f"solve.{rule.phrase.removeprefix('rule.')}" if rule.phrase in OWN_WORDS else rule.phrase


def _digits(by: float) -> float:
    return float(f"{by:.{EASED_DIGITS}g}")
