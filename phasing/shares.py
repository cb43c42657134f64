"""How an estate's cost is cut into parts by the rules on shares, to the yuan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from phasing.parts import GOVERNMENT, RESIDENTS, Part, Payers, covers, payers, to_yuan
from phasing.pool import Pool
from phasing.rules import Contribution, Matching, Rule, ShareCap, Split

AnyRule = TypeVar("AnyRule", bound=Rule)
Piece = tuple[Part, int]
Pieces = Mapping[str, Sequence[Piece]]


@dataclass(frozen=True)
class Homes:
    """Households of an estate (NaN when unknown) and how many of them are exempt from paying."""

    households: float
    exempt: float

    @property
    def paying(self) -> float:
        """Return the households that pay; where nobody counted them, nobody is counted on."""
        return max(0.0, self.households - self.exempt) if self.households > 0 else 0.0

    @property
    def paying_share(self) -> float:
        """Return the share of households that pay."""
        return self.paying / self.households if self.households > 0 else 1.0


def part_costs(
    pool: Pool, classes: Sequence[str], rules: Sequence[Rule]
) -> tuple[dict[str, dict[str, int]], dict[str, Part]]:
    """Return the cost of each estate by part label in whole yuan, and the parts by label.

    Estates of unknown cost are absent. Without rules on shares a part is a cost class. The parts
    of an estate sum to its cost. Each bound the rules state for an estate (fixed shares, what it
    brings, what is matched, caps on shares) is the size of a part, so that money counted part by
    part over a year can always be shared out among its estates.
    """
    unknown, given = set(pool.lacking(["cost_wan"])), payers(rules)
    columns = [pool.amount(f"cost_{name}_wan") for name in classes]
    homes, exempt = (pool.amount(name) for name in ("households", "exempt_households"))
    shares = [r for r in rules if isinstance(r, Split | Contribution | Matching | ShareCap)]
    found: dict[str, dict[str, int]] = {}
    parts: dict[str, Part] = {} if shares else {name: Part(name) for name in classes}
    for estate in (one for one in pool.ids if one not in unknown):
        costs = {n: to_yuan(column[estate]) for n, column in zip(classes, columns, strict=True)}
        if not shares:
            found[estate] = costs
            continue
        found[estate] = {}
        home = Homes(homes[estate], float(np.nan_to_num(exempt[estate])))
        for part, yuan in _pieces(costs, shares, given, home):
            parts[part.label] = part
            found[estate][part.label] = found[estate].get(part.label, 0) + yuan
    return found, parts


def _pieces(
    costs: Mapping[str, int], rules: Sequence[Rule], given: Payers, homes: Homes
) -> list[Piece]:
    splits = {rule.cost_class: rule for rule in _of(Split, rules)}
    fixed = {c: _split(splits[c], yuan, given, homes) for c, yuan in costs.items() if c in splits}
    free: Pieces = {
        c: [(Part(c, given.general), yuan)] for c, yuan in costs.items() if c not in splits
    }
    for cap in sorted(_of(ShareCap, rules), key=lambda c: (-c.at_most, c.payer)):
        free = {name: _capped(pieces, cap, given) for name, pieces in free.items()}
    residents = given.named(RESIDENTS)
    owed = sum(y for cut in fixed.values() for part, y in cut if _pays(part) <= residents)
    for rule in sorted(_of(Contribution, rules), key=lambda c: c.source):
        matching = next((m for m in _of(Matching, rules) if m.contribution == rule.source), None)
        limit = _brings(rule, free, homes, owed if rule.party == RESIDENTS else 0)
        free = _with_brought(free, rule, matching, limit, homes)
    return [piece for cut in (*fixed.values(), *free.values()) for piece in cut if piece[1]]


def _split(rule: Split, yuan: int, given: Payers, homes: Homes) -> list[Piece]:
    """Cut a cost by fixed weights; what exempt households would owe goes to the government."""
    whole = sum(weight for _, weight in rule.parts)
    weights = {payer: weight / whole for payer, weight in rule.parts}
    residents = given.named(RESIDENTS)
    for payer, weight in rule.parts:
        if _named(payer, given) <= residents:
            spared = weight / whole * (1 - homes.paying_share)
            weights[payer] -= spared
            weights[GOVERNMENT] = weights.get(GOVERNMENT, 0) + spared
    sizes = shared(yuan, weights)
    return [
        (Part(rule.cost_class, _named(payer, given), settled=True), size)
        for payer, size in sizes.items()
    ]


def _named(payer: str, given: Payers) -> frozenset[str]:
    """Return who pays a fixed share: a party without what only matches, else the payer itself."""
    if payer in given.party:
        return frozenset({payer})
    return given.named(payer) - given.matched or frozenset({payer})


def _capped(pieces: Sequence[Piece], cap: ShareCap, given: Payers) -> list[Piece]:
    """Bar a payer from so much of a cost that it never bears more than its share."""
    sources = given.named(cap.payer)
    whole = sum(yuan for _, yuan in pieces)
    barred = sum(yuan for part, yuan in pieces if sources <= part.barred)
    least = whole - int(whole * cap.at_most + 1e-6) - barred  # rounded for the payer's good
    open_first = sorted(pieces, key=lambda piece: len(piece[0].barred))

    def bar(part: Part) -> Part:
        return replace(part, payers=_pays(part) - sources, barred=part.barred | sources)

    return _carved(open_first, least, bar, lambda part: not sources <= part.barred)


def _brings(rule: Contribution, free: Pieces, homes: Homes, owed: int) -> int:
    """Return what an estate brings at most, in yuan; splits already ask `owed` of residents."""
    cost = sum(y for c, cut in free.items() if covers(rule.pays, c) for _, y in cut)
    limit = float(cost)
    if rule.share is not None:
        limit = min(limit, cost * rule.share)
    if rule.yuan_per_household is not None:
        limit = min(limit, rule.yuan_per_household * homes.paying - owed)
    return max(0, int(limit + 1e-6))


def _with_brought(
    free: Pieces, rule: Contribution, matching: Matching | None, limit: int, homes: Homes
) -> Pieces:
    """Let a contribution pay its part of each class it may pay, in proportion, and match it."""

    def open_to(part: Part) -> bool:
        return not part.settled and rule.source not in part.barred

    room = {
        c: sum(y for part, y in cut if open_to(part)) if covers(rule.pays, c) else 0
        for c, cut in free.items()
    }
    amounts = shared(min(limit, sum(room.values())), room)

    def brought(part: Part) -> Part:
        pays = frozenset() if matching else _pays(part)
        return replace(part, payers=pays | {rule.source}, settled=True)

    barred_first = {c: sorted(cut, key=lambda p: -len(p[0].barred)) for c, cut in free.items()}
    found = {c: _carved(cut, amounts[c], brought, open_to) for c, cut in barred_first.items()}
    if matching is None:
        return found
    most = int(matching.yuan_per_household * homes.households) if homes.households > 0 else 0
    return _with_matching(found, matching, min(int(matching.ratio * sum(amounts.values())), most))


def _with_matching(free: Pieces, rule: Matching, limit: int) -> Pieces:
    """Let a matching source pay, beside the others, so much of what nobody brings."""

    def open_to(part: Part) -> bool:
        return not part.settled and rule.source not in part.barred

    room = {c: sum(y for part, y in cut if open_to(part)) for c, cut in free.items()}
    amounts = shared(min(limit, sum(room.values())), room)

    def match(part: Part) -> Part:
        return replace(part, payers=_pays(part) | {rule.source}, settled=True)

    return {c: _carved(cut, amounts[c], match, open_to) for c, cut in free.items()}


def _carved(
    pieces: Sequence[Piece],
    yuan: int,
    change: Callable[[Part], Part],
    allowed: Callable[[Part], bool],
) -> list[Piece]:
    """Return the pieces with `yuan` of the allowed ones changed, in the order given."""
    found: list[Piece] = []
    left = max(0, yuan)
    for part, size in pieces:
        take = min(size, left) if allowed(part) else 0
        left -= take
        found += [(change(part), take)] if take else []
        found += [(part, size - take)] if size > take else []
    return found


def shared(yuan: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Return whole amounts in proportion to weights that sum to `yuan`, none above its weight's.

    Rounded down; the yuan left over go to the largest remainders, ties by the order of names.

    >>> shared(10, {"a": 1, "b": 2})
    {'a': 3, 'b': 7}
    """
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {name: yuan * weight / whole for name, weight in weights.items()}
    found = {name: int(value + 1e-9) for name, value in exact.items()}
    most_left = sorted(weights, key=lambda name: (found[name] - exact[name], name))
    for name in most_left[: yuan - sum(found.values())]:
        found[name] += 1
    return found


def _pays(part: Part) -> frozenset[str]:
    return part.payers or frozenset()


def _of(kind: type[AnyRule], rules: Iterable[Rule]) -> list[AnyRule]:
    return [rule for rule in rules if isinstance(rule, kind)]
