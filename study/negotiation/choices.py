"""What is asked of a proposal before it is decided on: `negotiate` in study.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from study.keys import items, mapping, number, one_of, only
from study.negotiation.attempts import Attempt, attempts, estate_ids
from study.objectives import parse_proposals
from tables import InputError

_TRY = "try"  # a word of Python, so the field is called `attempts`


@dataclass(frozen=True)
class AskWhy:
    """Which estates are answered exactly: those named, and the `top` best-ranked that wait."""

    estates: tuple[str, ...] = ()
    top: int = 5


@dataclass(frozen=True)
class AskCanvass:
    """For how many estates that wait for consent it is worked out what their entry brings."""

    top: int = 10


@dataclass(frozen=True)
class AskAlternatives:
    """How many plans `within` a share of the best, each `apart` from the others (shares, 0–1)."""

    count: int = 5
    within: float = 0.02
    apart: float = 0.2


@dataclass(frozen=True)
class AskMoney:
    """What `step_wan` more are worth by source and year; `curve`: shares of all the money."""

    step_wan: float = 1000
    curve: tuple[float, ...] = ()


@dataclass(frozen=True)
class AskRicher:
    """Whom all budgets times `factor` would put off; of the first `top` it is said why, exactly."""

    factor: float = 1.2
    top: int = 3


@dataclass(frozen=True)
class Negotiate:
    """What is asked of one proposal, and how closely each question is proven; None: not asked.

    `proposal` is its name; `gap` (a share) and `nodes` end each search, never the clock. `samples`:
    draws of the scores for the shares of years. `changes`: how many estates a new plan may change
    against the published one. `horizons`: lengths of the plan in years, side by side.
    """

    proposal: str
    gap: float = 0.001
    nodes: int = 300
    why: AskWhy | None = None
    canvass: AskCanvass | None = None
    attempts: tuple[Attempt, ...] = ()
    alternatives: AskAlternatives | None = None
    samples: int = 0
    changes: tuple[int, ...] = ()
    horizons: tuple[int, ...] = ()
    money: AskMoney | None = None
    richer: AskRicher | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The estates that are asked about by their ID, each once, in the order of asking."""
        said = [*(self.why.estates if self.why else ())]
        for one in self.attempts:
            said += [*one.pins, *one.out]
        return tuple(dict.fromkeys(said))


def parse(given: object, years: Sequence[int], proposals: Sequence[str]) -> Negotiate | None:
    """Return what a person wants to negotiate; None without the section.

    >>> parse({"canvass": {"top": 3}}, (2027, 2028), ("need",)).canvass
    AskCanvass(top=3)

    A part written without a value (`canvass:`) is asked for with its defaults. Raises InputError
    for an unknown key, a value not of its kind, a proposal or a year the study does not have.
    """
    if given is None:
        return None
    asked = mapping(given, where="negotiate")
    known = {item.name for item in fields(Negotiate)} - {"attempts"} | {_TRY}
    only(asked, known, where="negotiate")
    return Negotiate(
        proposal=_proposal(asked.get("proposal"), proposals),
        gap=_share(asked.get("gap", Negotiate.gap), "gap"),
        nodes=_whole(asked.get("nodes", Negotiate.nodes), "nodes", least=1),
        why=_why(asked["why"]) if "why" in asked else None,
        canvass=_canvass(asked["canvass"]) if "canvass" in asked else None,
        attempts=attempts(asked.get(_TRY), years),
        alternatives=_alternatives(asked["alternatives"]) if "alternatives" in asked else None,
        samples=_whole(asked.get("samples") or 0, "samples", least=0),
        changes=_wholes(asked.get("changes"), "changes", least=0),
        horizons=_horizons(asked.get("horizons"), len(years)),
        money=_money(asked["money"]) if "money" in asked else None,
        richer=_richer(asked["richer"]) if "richer" in asked else None,
    )


def _proposal(value: object, proposals: Sequence[str]) -> str:
    """Return the proposal that is asked: one the study makes, the first where none is named."""
    if value is None:
        return proposals[0]
    (name,) = parse_proposals(str(value))
    return one_of(name, proposals, key="negotiate.proposal")


def _why(value: object) -> AskWhy:
    given = _part(value, AskWhy, "why")
    return AskWhy(
        estate_ids(given.get("estates"), key="negotiate.why.estates"),
        _whole(given.get("top", AskWhy.top), "why.top", least=0),
    )


def _canvass(value: object) -> AskCanvass:
    given = _part(value, AskCanvass, "canvass")
    return AskCanvass(_whole(given.get("top", AskCanvass.top), "canvass.top", least=0))


def _alternatives(value: object) -> AskAlternatives:
    given, base = _part(value, AskAlternatives, "alternatives"), AskAlternatives()
    return AskAlternatives(
        _whole(given.get("count", base.count), "alternatives.count", least=1),
        _share(given.get("within", base.within), "alternatives.within"),
        _share(given.get("apart", base.apart), "alternatives.apart"),
    )


def _money(value: object) -> AskMoney:
    given = _part(value, AskMoney, "money")
    step = number(given.get("step_wan", AskMoney.step_wan), key="negotiate.money.step_wan", above=0)
    curve = [
        number(one, key="negotiate.money.curve", above=0) or 0.0
        for one in items(given.get("curve"), key="negotiate.money.curve")
    ]
    return AskMoney(AskMoney.step_wan if step is None else step, tuple(sorted(set(curve))))


def _richer(value: object) -> AskRicher:
    given, base = _part(value, AskRicher, "richer"), AskRicher()
    factor = number(given.get("factor", base.factor), key="negotiate.richer.factor", above=1)
    top = _whole(given.get("top", base.top), "richer.top", least=0)
    return AskRicher(base.factor if factor is None else factor, top)


def _horizons(value: object, years: int) -> tuple[int, ...]:
    found = _wholes(value, "horizons", least=1)
    long = next((length for length in found if length > years), None)
    if long is not None:
        raise InputError("negotiate.horizon_beyond", value=long, years=years)
    return tuple(reversed(found))


def _part(value: object, kind: type, name: str) -> Mapping[str, Any]:
    where = f"negotiate.{name}"
    given = mapping(value, where=where)
    only(given, {item.name for item in fields(kind)}, where=where)
    return given


def _share(value: object, name: str) -> float:
    """Return a share above 0 and below 1."""
    key = f"negotiate.{name}"
    share = number(value, key=key, above=0)
    if share is None or share >= 1:
        raise InputError("study.not_a_share", key=key, value="" if share is None else share)
    return share


def _whole(value: object, name: str, *, least: int) -> int:
    key = f"negotiate.{name}"
    found = number(value, key=key, above=least - 1 if least else None)
    if found is not None and found < least:
        raise InputError("study.below_nothing", key=key, value=value)
    if found is None or not found.is_integer():
        raise InputError("study.not_whole", key=key, value="" if found is None else found)
    return int(found)


def _wholes(value: object, name: str, *, least: int) -> tuple[int, ...]:
    """Return whole numbers, rising, each once: the order they are written in does not matter."""
    listed = [value] if isinstance(value, int) else items(value, key=f"negotiate.{name}")
    return tuple(sorted({_whole(one, name, least=least) for one in listed}))
