"""Money of later years, source by source and purpose by purpose, and what it may pay earlier."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from phasing.compile_money import flow
from phasing.funds import paid_parts, works_year
from phasing.model import Column, Row
from phasing.negotiation.more_money import more
from phasing.negotiation.shorter import pays_within
from phasing.problem import Problem
from phasing.rules import Budget


class Later(NamedTuple):
    """Money of a source for the same purposes that comes too late, in 万元.

    purpose: its cost classes joined by "、", "" for all works; parts: the labels of the parts of
    costs that it may pay.
    """

    source: str
    purpose: str
    parts: frozenset[str]
    wan: float

    @property
    def label(self) -> str:
        """Return what it is called in the model."""
        return f"later[{self.source},{self.purpose}]"

    def brought_to(self, budget: Budget) -> str:
        """Return the label of what of it is brought forward to a budget, in 万元."""
        return f"forward:{self.label}:{more(budget)}"


def later_money(long: Problem, last: int, sources: Collection[str] | None) -> tuple[Later, ...]:
    """Return the money that comes too late for works up to a year, by source and purpose.

    A source (of those named; None: any) without any has one row of nothing for all works.
    """
    found: dict[tuple[str, str], float] = defaultdict(float)
    parts: dict[tuple[str, str], frozenset[str]] = {}
    for budget in long.of(Budget):
        if sources is not None and budget.source not in sources:
            continue
        if pays_within(long, budget, last) or not budget.amount_wan or budget.pays == frozenset():
            found[budget.source, ""] += 0.0
            continue
        key = budget.source, "、".join(sorted(budget.pays or ()))
        found[key] += budget.amount_wan
        parts[key] = frozenset(paid_parts(long, budget))
    some = {source for (source, _), wan in found.items() if wan}
    return tuple(
        Later(*key, parts.get(key, frozenset()), wan)
        for key, wan in sorted(found.items())
        if wan or key[0] not in some
    )


def forward_columns(later: Sequence[Later], given: Sequence[Budget]) -> Iterator[Column]:
    """Yield what of later money is brought forward to each budget of its source, part by part."""
    for budget in given:
        for one in later:
            if one.source == budget.source:
                yield Column(one.brought_to(budget))
                yield from (Column(_spent(one, budget, part)) for part in sorted(one.parts))


def forward_rows(posed: Problem, later: Sequence[Later], given: Sequence[Budget]) -> Iterator[Row]:
    """Yield: what is brought forward is spent in its year, and only on what it may pay.

    Σ spent over parts = forward;   Σ spent of a part ≤ flow to the part
    Σ forward over budgets ≤ the later money
    """
    for budget in given:
        own, year = [one for one in later if one.source == budget.source], works_year(posed, budget)
        paid = set(paid_parts(posed, budget)) if year in posed.years else set()
        for one in own:
            label = one.brought_to(budget)
            terms = {_spent(one, budget, part): 1.0 for part in sorted(one.parts & paid)}
            yield Row(f"spent:{label}", terms | {label: -1.0}, low=0, high=0)
        for part in sorted(paid):
            spent = {_spent(one, budget, part): -1.0 for one in own if part in one.parts}
            whole = {flow(budget.source, part, year): 1.0}
            yield Row(f"part:{part}:{more(budget)}", whole | spent, low=0)
    for one in later:
        whole = {one.brought_to(budget): 1.0 for budget in given if one.source == budget.source}
        yield Row(one.label, whole, high=one.wan)


def _spent(one: Later, budget: Budget, part: str) -> str:
    return f"spent:{part}:{one.brought_to(budget)}"
