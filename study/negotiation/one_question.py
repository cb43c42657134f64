"""One question asked of one proposal, without the others and without a whole run."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from study.choices import Choices
from study.negotiation.choices import Negotiate, parse
from study.negotiation.negotiated import Negotiated
from study.negotiation.parts import PARTS, Case
from study.negotiation.price import plan_of
from study.negotiation.questions import questions
from study.negotiation.stage import check_asked
from study.stages import Ranked

Progress = Callable[[str], None]

_SIMPLE = ("proposal", "gap", "nodes")
# What is asked where neither the person nor the study says: three years, if possible two
# (五年规划、三年实施、力争两年完成), and a few, some, more changes of a published plan.
_USUAL: Mapping[str, tuple[int, ...]] = {"horizons": (3, 2), "changes": (0, 10, 20)}


def asking_only(choices: Choices, asked: Mapping[str, Any]) -> Negotiate:
    """Return one question of one proposal of a study: what `asked` says of `negotiate`.

    `asked` has the keys of `negotiate` in study.yaml; what is None there, in a part too, is as the
    study has it. Raises InputError as study.yaml does.
    """
    own = choices.negotiate or Negotiate(choices.proposals[0])
    simple = {name: _or(asked.get(name), getattr(own, name)) for name in _SIMPLE}
    parts = {name: _part(own, name, value) for name, value in asked.items() if name not in _SIMPLE}
    for name, usual in _USUAL.items():
        if name in parts:
            parts[name] = parts[name] or [one for one in usual if _fits(name, one, choices)]
    told = parse({**simple, **parts}, choices.horizon, choices.proposals)
    return told or Negotiate(own.proposal)


def answered(
    found: Ranked,
    choices: Choices,
    asked: Negotiate,
    parts: tuple[str, ...],
    *,
    progress: Progress | None = None,
) -> Negotiated:
    """Return the answers to some parts of `study.negotiation.parts`, of the proposal asked.

    The plan is the one a run of the study makes (`choices`), however closely `asked` wants its
    answers proven. Raises InputError where the proposal does not allow one of the parts.
    """
    asking = dataclasses.replace(choices, negotiate=asked)
    check_asked(found, asking)
    hear = progress or (lambda _: None)
    hear("propose")
    standing = plan_of(found, choices, asked.proposal)
    case = Case(found, asking, asked, standing, questions(asked, choices.solver.seed))
    answers: dict[str, Any] = {}
    for part in parts:
        hear(f"negotiate.{part}")
        answers |= PARTS[part][1](case)
    return Negotiated(asked.proposal, standing, **answers)


def _fits(name: str, one: int, choices: Choices) -> bool:
    return name != "horizons" or one < len(choices.horizon)


def _part(own: Negotiate, name: str, value: object) -> object:
    """Return a part as study.yaml would say it, with what the study says where nothing is asked."""
    there = getattr(own, name)
    if not isinstance(value, Mapping):
        return list(there) if value is None else value
    said = {} if there is None else dataclasses.asdict(there)
    given = {key: one for key, one in value.items() if one is not None}
    merged = {**said, **given}
    return {key: list(one) if isinstance(one, tuple) else one for key, one in merged.items()}


def _or(value: object, other: object) -> object:
    return other if value is None else value
