"""Stage five: the first proposal, or the one named, is asked all that study.yaml wants to know."""

import difflib
from collections.abc import Callable
from typing import Any

from phasing.negotiation.standing import standing_of
from study.choices import Choices
from study.negotiation.choices import Negotiate
from study.negotiation.negotiated import Negotiated
from study.negotiation.parts import PARTS, REFUSED, Answers, Case
from study.negotiation.questions import Progress, StoppedError, questions
from study.propose import phasing_problem
from study.stages import Proposed, Ranked
from tables import InputError, Issue

__all__ = ["Negotiated", "check_asked", "negotiated"]

_IN_TURN, _NOTHING_PUBLISHED = "phasing.aims_in_turn", "negotiate.nothing_published"


def negotiated(
    plans: Proposed,
    choices: Choices,
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Negotiated:
    """Return the answers to all that is asked of a proposal; why each estate waits is always told.

    `progress(part, share)` hears which part is asked; `should_stop()` is asked between questions
    and by each search: the part at work is then left out, with all that come after it, and told. A
    part that the proposal does not allow is left out and told too, with its error in `refused`.
    """
    asked = choices.negotiate or Negotiate(choices.proposals[0])
    programme = next(one for one in plans.proposals if one.name == asked.proposal)
    standing = standing_of(phasing_problem(plans.ranked, choices), programme)
    ask = questions(asked, choices.solver.seed, progress, should_stop)
    case = Case(plans.ranked, choices, asked, standing, ask)
    return _asked(case)


def check_asked(found: Ranked, choices: Choices) -> None:
    """Raise InputError `negotiate.unknown_estate` where `negotiate` names none of the ledger."""
    known = set(found.estates["estate_id"].astype(str))
    named = choices.negotiate.named if choices.negotiate else ()
    for estate in named:
        if estate not in known:
            near = difflib.get_close_matches(estate, sorted(known), n=1, cutoff=0)
            nearest = near[0] if near else ""
            raise InputError("negotiate.unknown_estate", estate_id=estate, nearest=nearest)


def _asked(case: Case) -> Negotiated:
    wanted = [part for part, (is_wanted, _) in PARTS.items() if is_wanted(case.asked)]
    answers: dict[str, Any] = {}
    refused: list[tuple[str, InputError]] = []
    stopped: list[str] = []
    for place, part in enumerate(wanted):
        try:
            case.ask.begin(part, place / len(wanted))
            told = _answered(case, part)
        except StoppedError:
            stopped = wanted[place:]
            break
        except InputError as error:
            refused.append((part, error))
        else:
            refused += [(part, error) for error in told.get(REFUSED, ())]
            answers |= {field: value for field, value in told.items() if field != REFUSED}
    issues = (*_stopped(stopped), *(_refused(part, error, case) for part, error in refused))
    return Negotiated(
        case.asked.proposal, case.standing, **answers, refused=tuple(refused), issues=issues
    )


def _answered(case: Case, part: str) -> Answers:
    """Return the answer to one part. A search that somebody stopped is no plan not found."""
    try:
        told = PARTS[part][1](case)
    except InputError:
        case.ask.go_on()
        raise
    case.ask.go_on()
    return told


def _stopped(parts: list[str]) -> list[Issue]:
    """Say which parts are missing because somebody stopped, by their keys in study.yaml."""
    keys = ", ".join(dict.fromkeys(part.partition(".")[0] for part in parts))
    return [Issue("negotiate.stopped", "warning", detail={"parts": keys})] if parts else []


def _refused(part: str, error: InputError, case: Case) -> Issue:
    """Say that a part was left out: what it asks has no answer for this proposal."""
    key, _, _ = part.partition(".")
    detail: dict[str, object] = {"part": key, "proposal": case.asked.proposal}
    if error.code == _IN_TURN:
        return Issue("negotiate.in_turn", "warning", detail=detail)
    if error.code == _NOTHING_PUBLISHED:
        return Issue("negotiate.nothing_published", "warning", detail=detail)
    detail |= {"why": error.code, "values": dict(error.values)}
    return Issue("negotiate.not_answered", "warning", detail=detail)
