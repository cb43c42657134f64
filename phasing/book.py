"""The book of a plan in the making: who is placed when, and whether one more still fits."""

from collections.abc import Iterable, Sequence

from phasing.funds import Flows, Need, Pot, allot, pots
from phasing.needs import amounts, unit_needs
from phasing.problem import Problem
from phasing.relations import relations, stocks
from phasing.rules import Cap
from phasing.units import Unit

# Counting floor area in floating point must not refuse a plan that fits exactly.
SLACK = 1e-6


class Book:
    """A plan under construction that knows what is spent and counted in each year.

    Money is checked exactly, in whole yuan, by finding a payer for everything (`funds.allot`).
    """

    def __init__(self, problem: Problem) -> None:
        """Open an empty book."""
        self.placed: dict[Unit, int] = {}
        self._problem = problem
        self._pots = pots(problem)
        self._linked = linked_years(problem.years, self._pots)
        self._payers: dict[frozenset[int], tuple[Pot, ...]] = {}
        self._brought = {need for pot in self._pots if pot.brought for need in pot.pays}
        self._amounts = amounts(problem)
        self._ties = relations(problem)
        self._stocks = [(stock, [0.0, 0.0]) for stock in stocks(problem)]
        self._caps = {(rule.measure, rule.year): rule.at_most for rule in problem.of(Cap)}
        self._needs: dict[tuple[Unit, int], dict[Need, int]] = {}
        self._spent: dict[Need, int] = {}
        self._counted: dict[tuple[str, int], float] = {}
        self._years: dict[str, int] = {}

    def refusal(self, unit: Unit, start: int) -> str | None:
        """Return why the unit cannot start in a year, or None if it fits.

        "trench", "precede" or "stock" (rules that tie it to others), "cap", "no_money".
        """
        return self.tie(unit, start) or self.short(unit, start)

    def tie(self, unit: Unit, start: int) -> str | None:
        """Return which rule about others keeps the unit from a year: "trench", "precede", "stock".

        A unit that is in the book is looked at among those that are in it with it.
        """
        tie = self._ties.refusal(unit, start, self._years)
        if tie:
            return tie
        for stock, (inside, everything) in self._stocks:
            more, whole = (0.0, 0.0) if unit in self.placed else stock.sums(unit)
            mine = stock.sums(unit)[0] > 0
            if mine and not stock.holds(inside + more, everything + whole):
                return "stock"
        return None

    def short(self, unit: Unit, start: int) -> str | None:
        """Return what a unit not yet in the book lacks in a year: "cap", "no_money" or nothing."""
        counted = self._counts(unit, start)
        if any(
            self._counted.get(key, 0) + amount > self._caps[key] + SLACK
            for key, amount in counted.items()
        ):
            return "cap"
        return None if self.payable(unit, start) else "no_money"

    def payable(self, unit: Unit, start: int) -> bool:
        """Return whether the money left can pay for the unit when it starts in a year."""
        if not self._pots:
            return True
        wanted = self.needs(unit, start)
        linked = frozenset().union(*(self._linked.get(year, {year}) for year, _ in wanted))
        needs = {need: yuan for need, yuan in self._spent.items() if need[0] in linked}
        for need, yuan in wanted.items():
            needs[need] = needs.get(need, 0) + yuan
        payers = self._of(linked)
        asked = sum(yuan for need, yuan in needs.items() if need not in self._brought)
        if asked > sum(pot.amount_yuan for pot in payers if not pot.brought):
            return False  # most refusals are this plain
        return allot(payers, needs) is not None

    def sound(self) -> bool:
        """Return whether all that is in the book fits together: caps, ties, money.

        Only locked units come in unasked; a book without them is always sound.
        """
        within = all(self._counted.get(k, 0) <= most + SLACK for k, most in self._caps.items())
        tied = any(self.tie(unit, start) for unit, start in self.placed.items())
        paid = not self._pots or allot(self._pots, self._spent) is not None
        return within and not tied and paid

    def place(self, unit: Unit, start: int) -> None:
        """Put a unit into the book, starting in a year."""
        self.placed[unit] = start
        self._years |= unit.plan(start)
        self._write(unit, start, 1)

    def take_out(self, unit: Unit) -> int:
        """Take a unit out again; return the year it started in."""
        start = self.placed.pop(unit)
        for estate in unit.members:
            del self._years[estate]
        self._write(unit, start, -1)
        return start

    def plan(self) -> dict[str, int]:
        """Return the year of each estate placed."""
        return dict(sorted(self._years.items()))

    def needs(self, unit: Unit, start: int) -> dict[Need, int]:
        """Return what a unit costs by year and part when it starts in a year."""
        if (unit, start) not in self._needs:
            self._needs[unit, start] = unit_needs(self._problem, unit, start)
        return self._needs[unit, start]

    def flows(self, *, outside_first: bool = False) -> Flows:
        """Return who pays for what, by pot index and need."""
        return allot(self._pots, self._spent, outside_first=outside_first) or {}

    def _of(self, linked: frozenset[int]) -> tuple[Pot, ...]:
        """Return the pots that may pay for works in these years."""
        if linked not in self._payers:
            able = (pot for pot in self._pots if any(year in linked for year, _ in pot.pays))
            self._payers[linked] = tuple(able)
        return self._payers[linked]

    def _write(self, unit: Unit, start: int, sign: int) -> None:
        for need, yuan in self.needs(unit, start).items():
            self._spent[need] = self._spent.get(need, 0) + sign * yuan
        for key, amount in self._counts(unit, start).items():
            self._counted[key] = self._counted.get(key, 0) + sign * amount
        for stock, sums in self._stocks:
            for side, amount in enumerate(stock.sums(unit)):
                sums[side] += sign * amount

    def _counts(self, unit: Unit, start: int) -> dict[tuple[str, int], float]:
        """Return what the unit adds to each cap."""
        found: dict[tuple[str, int], float] = {}
        for estate, year in unit.plan(start).items():
            for measure, capped in self._caps:
                if capped == year:
                    found[measure, year] = (
                        found.get((measure, year), 0) + self._amounts[measure][estate]
                    )
        return found


def linked_years(years: Iterable[int], pots: Sequence[Pot]) -> dict[int, frozenset[int]]:
    """Return, for each year, the years its money is tied to by carrying over."""
    linked = {year: frozenset({year}) for year in years}
    linked |= {year: frozenset({year}) for pot in pots for year, _ in pot.pays}
    for pot in pots:
        reached = {year for year, _ in pot.pays}
        joined = frozenset().union(*(linked[year] for year in reached))
        linked |= dict.fromkeys(joined, joined)
    return linked
