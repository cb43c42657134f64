"""Whether one more can be paid for beside all that is paid, what lacks, and who could add it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from phasing.funds import NEXT_PLAN, Flows, Need, Pot


@dataclass(frozen=True)
class Purse:
    """What every pot has left beside a plan that is paid in full, and what each of them pays.

    `payers` are the pots, by their place, that may pay a need.
    """

    pots: tuple[Pot, ...]
    left: tuple[int, ...]
    paid: tuple[Mapping[Need, int], ...]
    payers: Mapping[Need, tuple[int, ...]]


class _Hand(NamedTuple):
    """A purse being paid from."""

    left: list[int]
    paid: list[dict[Need, int]]
    payers: Mapping[Need, tuple[int, ...]]


def purse(pots: Sequence[Pot], flows: Flows) -> Purse:
    """Return the purse of a plan whose `flows` pay for all of it (see `funds.allot`)."""
    paid: list[dict[Need, int]] = [{} for _ in pots]
    for (index, need), yuan in sorted(flows.items()):
        paid[index][need] = yuan
    payers: dict[Need, list[int]] = {}
    for index, pot in enumerate(pots):
        for need in pot.pays:
            payers.setdefault(need, []).append(index)
    left = tuple(pot.amount_yuan - sum(own.values()) for pot, own in zip(pots, paid, strict=True))
    return Purse(tuple(pots), left, tuple(paid), {n: tuple(who) for n, who in payers.items()})


def freed(given: Purse, needs: Mapping[Need, int]) -> Purse:
    """Return the purse without some of the needs that it pays for: that money is free."""
    hand = _hand(given)
    for need, yuan in needs.items():
        owed = yuan
        for index in given.payers.get(need, ()):
            back = min(owed, hand.paid[index].get(need, 0))
            if back:
                hand.paid[index][need] -= back
                hand.left[index] += back
                owed -= back
    return Purse(given.pots, tuple(hand.left), tuple(hand.paid), given.payers)


def unpaid(given: Purse, needs: Mapping[Need, int]) -> dict[Need, int]:
    """Return what stays unpaid, in yuan, when these needs come in beside what is paid already.

    Its sum is the least extra money that would do. Needs that few may pay are paid first, so that
    what lacks is said of the works most may pay; sources pay for one another as far as that helps.

    >>> pot = Pot("市级", 2027, 100, frozenset({(2027, "other")}))
    >>> unpaid(purse([pot], {}), {(2027, "other"): 130})
    {(2027, 'other'): 30}
    """
    return _left_unpaid(_hand(given), needs)


def more_in(given: Purse, index: int, yuan: int) -> Purse:
    """Return the purse with so much more in one pot."""
    left = (*given.left[:index], given.left[index] + yuan, *given.left[index + 1 :])
    return Purse(given.pots, left, given.paid, given.payers)


def could_alone(given: Purse, needs: Mapping[Need, int]) -> list[int]:
    """Return the pots in which what lacks, put into one alone, would leave nothing unpaid.

    The least that does so is the same for each: what stays unpaid in all.
    """
    hand = _hand(given)
    short = _left_unpaid(hand, needs)
    if not short:
        return []
    # Money in a pot that does not reach one of the needs never gets there.
    able = set.intersection(*(_reached(hand, need) for need in short))
    yuan = sum(short.values())
    return [
        index
        for index in sorted(able)
        if not given.pots[index].brought and not unpaid(more_in(given, index, yuan), needs)
    ]


def could_together(given: Purse, needs: Mapping[Need, int]) -> dict[int, int]:
    """Return who could pay what lacks together, in yuan: who helps most first, then who else does.

    They sum to what stays unpaid, but for what no source may pay. Of those that help alike it is
    who may pay most of it directly, then as in `by_name`.
    """
    found: dict[int, int] = {}
    lacks = unpaid(given, needs)
    while lacks:
        index, rest = _best_helper(given, needs, lacks)
        yuan = sum(lacks.values()) - sum(rest.values())
        if not yuan:
            break
        found[index] = yuan
        given, lacks = more_in(given, index, yuan), rest
    return found


def _best_helper(
    given: Purse, needs: Mapping[Need, int], lacks: Mapping[Need, int]
) -> tuple[int, dict[Need, int]]:
    """Return the pot that leaves least unpaid, and what then is; where there is none, (-1, all)."""
    short, best = sum(lacks.values()), (-1, dict(lacks))
    known = (short, 0)
    for index in by_name(given, [i for i, pot in enumerate(given.pots) if not pot.brought]):
        rest = unpaid(more_in(given, index, short), needs)
        direct = sum(yuan for need, yuan in lacks.items() if need in given.pots[index].pays)
        if (sum(rest.values()), -direct) < known:
            best, known = (index, rest), (sum(rest.values()), -direct)
    return best


def could_pay(given: Purse, lacking: Mapping[Need, int]) -> list[int]:
    """Return the pots that may pay all that lacks themselves; what estates bring is no such."""
    able = set.intersection(*(set(given.payers.get(need, ())) for need in lacking))
    return sorted(index for index in able if not given.pots[index].brought)


def by_name(given: Purse, indexes: list[int]) -> list[int]:
    """Order pots by source, the money of the latest year first; the next plan comes last."""

    def place(index: int) -> tuple[bool, str, int]:
        pot = given.pots[index]
        return pot.source == NEXT_PLAN, pot.source, -pot.year

    return sorted(indexes, key=place)


def _hand(given: Purse) -> _Hand:
    return _Hand(list(given.left), [dict(own) for own in given.paid], given.payers)


def _left_unpaid(hand: _Hand, needs: Mapping[Need, int]) -> dict[Need, int]:
    found: dict[Need, int] = {}
    for need in sorted(needs, key=lambda need: (len(hand.payers.get(need, ())), need)):
        owed = needs[need]
        while owed > 0 and (path := _path(hand, need)):
            owed -= _push(hand, path, owed)
        if owed > 0:
            found[need] = owed
    return found


def _reached(hand: _Hand, wanted: Need) -> set[int]:
    """Return the pots whose money may get to a need, by one paying for another."""
    found, seen, queue = set[int](), {wanted}, [wanted]
    for here in queue:
        for index in set(hand.payers.get(here, ())) - found:
            found.add(index)
            more = [need for need, yuan in hand.paid[index].items() if yuan > 0]
            queue += [need for need in more if need not in seen]
            seen |= set(more)
    return found


def _path(hand: _Hand, wanted: Need) -> list[tuple[int, Need]]:
    """Return steps (pot, need it shall pay) from a pot with money left back to what is wanted."""
    shall: dict[int, Need] = {}
    relieved: dict[Need, int] = {}
    queue = [wanted]
    for here in queue:
        for index in hand.payers.get(here, ()):
            if index in shall:
                continue
            shall[index] = here
            if hand.left[index] > 0:
                return _steps(index, shall, relieved, wanted)
            for other, yuan in hand.paid[index].items():
                if yuan > 0 and other not in relieved and other != wanted:
                    relieved[other] = index
                    queue.append(other)
    return []


def _steps(
    index: int, shall: Mapping[int, Need], relieved: Mapping[Need, int], wanted: Need
) -> list[tuple[int, Need]]:
    steps = [(index, shall[index])]
    while steps[-1][1] != wanted:
        pot = relieved[steps[-1][1]]
        steps.append((pot, shall[pot]))
    return steps


def _push(hand: _Hand, steps: list[tuple[int, Need]], owed: int) -> int:
    """Pay along the steps: the first pot pays more, each next one pays something else instead."""
    instead = [(steps[at + 1][0], steps[at][1]) for at in range(len(steps) - 1)]
    amount = min(owed, hand.left[steps[0][0]], *(hand.paid[pot][need] for pot, need in instead))
    hand.left[steps[0][0]] -= amount
    for pot, need in steps:
        hand.paid[pot][need] = hand.paid[pot].get(need, 0) + amount
    for pot, need in instead:
        hand.paid[pot][need] -= amount
    return amount
