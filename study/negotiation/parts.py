"""The questions a study may ask of a proposal, each under its key in study.yaml."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from phasing.negotiation.alternatives import alternatives
from phasing.negotiation.asking import asking
from phasing.negotiation.binding import binding
from phasing.negotiation.front_loading import Finish, finish_in
from phasing.negotiation.horizons import horizons
from phasing.negotiation.how_often import how_often
from phasing.negotiation.money_curve import money_curve
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.nested import with_more
from phasing.negotiation.override import Override
from phasing.negotiation.price import Price, price
from phasing.negotiation.score_change import Scale
from phasing.negotiation.standing import Standing
from phasing.negotiation.why_not import WhyNot, why_not_in
from study.choices import Choices
from study.negotiation.canvass import canvass
from study.negotiation.choices import Negotiate
from study.negotiation.questions import Questions
from study.negotiation.replan import replan
from study.negotiation.sampled import sampled_years
from study.negotiation.weight_change import WeightChange, weight_change
from study.stages import Ranked
from tables import InputError

REFUSED = "refused"
"""Under this key an answer holds the errors of what it could not take, beside what it found."""

SCALE = Scale(top=100.0, step=1.0)
"""Scores go up to 100; a change of less than a point is no argument."""


@dataclass(frozen=True, eq=False)
class Case:
    """A plan that stands, the estates it was made for, and what is asked of it."""

    found: Ranked
    choices: Choices
    asked: Negotiate
    standing: Standing
    ask: Questions


Answers = Mapping[str, Any]


def _why(case: Case) -> Answers:
    return {"why": binding(case.standing)}


def _why_exact(case: Case) -> Answers:
    opened, ask = asking(case.standing), case.ask
    told: list[WhyNot] = []
    for estate in asked_about(case):
        ask.go_on()
        told.append(why_not_in(opened, estate, settings=ask.settings, scale=SCALE, hooks=ask.hooks))
    return {"why_exact": tuple(told)}


def _weights(case: Case) -> Answers:
    estates = case.asked.why.estates if case.asked.why else ()
    rows = [
        weight_change(case.found, case.choices, case.standing, estate, questions=case.ask)
        for estate in estates
    ]
    columns = [field.name for field in dataclasses.fields(WeightChange)]
    table = pd.DataFrame([dataclasses.asdict(row) for row in rows], columns=columns)
    whole = dict.fromkeys(("year_now", "year_then", "rank_now", "rank_then"), "Int64")
    return {"weight_changes": table.astype(whole)}


def _canvass(case: Case) -> Answers:
    top = case.asked.canvass.top if case.asked.canvass else 0
    return {
        "canvass": canvass(case.found, case.choices, case.standing, top=top, questions=case.ask)
    }


def _try(case: Case) -> Answers:
    """Price each override; those that cannot be tried as they are written are refused alone."""
    ask, told, refused = case.ask, list[Price](), list[InputError]()
    for one in case.asked.attempts:
        ask.go_on()
        override = Override(one.pins, frozenset(one.out), frozenset(one.release))
        try:
            told.append(price(case.standing, override, settings=ask.settings, hooks=ask.hooks))
        except InputError as error:
            refused.append(error)
    return {"prices": tuple(told), REFUSED: tuple(refused)}


def _alternatives(case: Case) -> Answers:
    how, ask = case.asked.alternatives, case.ask
    if how is None:
        return {}
    told = alternatives(
        case.standing,
        count=how.count,
        within=how.within,
        apart=how.apart,
        settings=ask.settings,
        hooks=ask.hooks,
    )
    shares = how_often(case.standing.problem, [plan.plan for plan in told.plans])
    return {"alternatives": told, "how_often": shares}


def _samples(case: Case) -> Answers:
    told = sampled_years(
        case.found, case.choices, case.standing, draws=case.asked.samples, hooks=case.ask.hooks
    )
    return {"year_shares": told}


def _changes(case: Case) -> Answers:
    told = replan(case.found, case.choices, case.standing, questions=case.ask)
    if told is None:
        raise InputError("negotiate.nothing_published")
    return {"replanned": told}


def _horizons(case: Case) -> Answers:
    ask = case.ask
    told = horizons(case.standing, lengths=_shorter(case), settings=ask.settings, hooks=ask.hooks)
    return {"horizons": told}


def _finish(case: Case) -> Answers:
    told: list[Finish] = []
    for length in _shorter(case):
        case.ask.go_on()
        told.append(
            finish_in(case.standing, length, settings=case.ask.settings, hooks=case.ask.hooks)
        )
    return {"finish_in": tuple(told)}


def _money(case: Case) -> Answers:
    if case.asked.money is None:
        return {}
    step, ask = case.asked.money.step_wan, case.ask
    told = money_worth(case.standing, step_wan=step, settings=ask.settings, hooks=ask.hooks)
    return {"money_worth": told}


def _curve(case: Case) -> Answers:
    if case.asked.money is None:
        return {}
    # The plan itself is a point of every curve: it stands, and costs nothing to add.
    factors, ask = {*case.asked.money.curve, 1.0} if case.asked.money.curve else (), case.ask
    told = money_curve(case.standing, factors=factors, settings=ask.settings, hooks=ask.hooks)
    return {"money_curve": told}


def _richer(case: Case) -> Answers:
    how, ask = case.asked.richer, case.ask
    if how is None:
        return {}
    told = with_more(
        case.standing, factor=how.factor, most=how.top, settings=ask.settings, hooks=ask.hooks
    )
    return {"richer": told}


def asked_about(case: Case) -> tuple[str, ...]:
    """Return the estates to be answered exactly: those named, and the best-ranked that wait.

    Those wait that may enter and are not in the plan, or not in the first year they may start in.
    """
    why, standing = case.asked.why, case.standing
    if why is None:
        return ()
    first = {
        estate: min(unit.plan(start)[estate] for start in unit.years)
        for estate, unit in standing.unit_of.items()
        if unit.years
    }
    ranked = case.found.estates.sort_values(["rank", "estate_id"])["estate_id"]
    waits = [e for e in ranked if e in first and standing.plan.get(e) != first[e]]
    further = [e for e in waits if e not in why.estates][: why.top]
    return tuple(dict.fromkeys([*why.estates, *further]))


def _shorter(case: Case) -> tuple[int, ...]:
    whole = len(case.standing.problem.years)
    return tuple(length for length in case.asked.horizons if length < whole)


Answer = Callable[[Case], Answers]

PARTS: Mapping[str, tuple[Callable[[Negotiate], bool], Answer]] = {
    "why": (lambda _: True, _why),
    "why.exact": (lambda asked: asked.why is not None, _why_exact),
    "why.weights": (lambda asked: bool(asked.why and asked.why.estates), _weights),
    "canvass": (lambda asked: asked.canvass is not None, _canvass),
    "try": (lambda asked: bool(asked.attempts), _try),
    "alternatives": (lambda asked: asked.alternatives is not None, _alternatives),
    "samples": (lambda asked: asked.samples > 0, _samples),
    "changes": (lambda asked: bool(asked.changes), _changes),
    "horizons": (lambda asked: bool(asked.horizons), _horizons),
    "horizons.finish": (lambda asked: bool(asked.horizons), _finish),
    "money": (lambda asked: asked.money is not None, _money),
    "money.curve": (lambda asked: bool(asked.money and asked.money.curve), _curve),
    "richer": (lambda asked: asked.richer is not None, _richer),
}
"""Every part in the order it is asked: whether a study asks it, and what answers it."""
