"""The plan a session looks at: solved once for all, found again after a reload, old only aloud."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import streamlit as st

import study
from study.propose import Former
from study.rests_on import RANKED
from study.stages import Proposed, Ranked
from ui.session import address, measuring, search_told
from ui.session.leaving import SEARCH, leave, left, me
from ui.session.work import Job, Shelf, start

_PLAN, _MARK = "plan", "plan.mark"
_MARK_LENGTH = 16

# What may change without a plan becoming old: names, questions, and what is compared with others.
_BESIDE = {"rules_off", "name", "attribution", "scenarios", "siting", "negotiate"}


@dataclass(frozen=True)
class Plan:
    """Proposals with the choices they were solved for; `stopped` says a person cut them short.

    `key` names what was measured for it (`opened.ground`), `mark` the plan itself.
    """

    choices: study.Choices
    proposed: Proposed
    stopped: bool = False
    key: str | None = None
    mark: str = ""

    @property
    def named(self) -> str:
        """Return what tells all that can be made of this plan from what is made of any other."""
        worth = " ".join(f"{plan.value!r}/{plan.bound!r}" for plan in self.proposed.proposals)
        return f"{self.key} {self.mark} {self.choices!r} {worth}"


def outdated(plan: Plan, key: str, ranked: Ranked, choices: study.Choices) -> tuple[str, ...]:
    """Return what is other now than when the plan was solved, as names of parts of study.yaml.

    "weights", "criteria", "ranking" by what they come to, the others as they are written; "files"
    where the choices are the same and what was measured is not.
    """
    then = _basis(plan.proposed.ranked, plan.choices)
    now = _basis(ranked, choices)
    found = tuple(part for part in now if then[part] != now[part])
    if not found and plan.key not in {None, key} and _measured(plan, ranked):
        return ("files",)
    return found


def at_hand(path: Path, key: str, ranked: Ranked, choices: study.Choices) -> Plan:
    """Return the plan to show: the session's, the one its address names, else one for the file.

    Where only weights changed since a plan was solved that one is shown, and called old: a slider
    let go of is saved, and nobody who then opens the study shall wait for a solve. Raises
    InputError where none can be solved.
    """
    plan: Plan | None = st.session_state.get(_PLAN)
    if plan is None or not _fits(plan, ranked, choices):
        plan = _named(path, ranked, choices) or known(path, key, ranked, choices)
    if plan is None:
        plan = _but_for_weights(path, key, ranked, choices)
    if plan is None:
        plan = _solved_now(path, key, ranked, choices)
    take(plan)
    _address(path)
    return plan


def take(plan: Plan) -> None:
    """Let this session look at a plan."""
    st.session_state[_PLAN] = plan
    st.session_state[_MARK] = plan.mark


def drop() -> None:
    """Look at no plan: the next look solves one."""
    for name in (_PLAN, _MARK, SEARCH):
        st.session_state.pop(name, None)


def known(path: Path, key: str, ranked: Ranked, choices: study.Choices) -> Plan | None:
    """Return the plan somebody solved for these choices on this ground; None where nobody did."""
    return _plans().get(_name(path, _digest(key, ranked, choices)))


def shelved(path: Path, plan: Plan) -> Plan:
    """Return a plan that is done, kept under its mark; one stopped by hand under a secret one."""
    if not plan.stopped:
        like = _like(path, str(plan.key), plan.proposed.ranked, plan.choices)
        _latest().drop(like)
        _latest().keep(like, lambda: plan)
    return _plans().keep(_name(path, plan.mark), lambda: plan)


def made(
    job: Job[Plan],
    key: str,
    ranked: Ranked,
    choices: study.Choices,
    *,
    former: Former | None = None,
) -> Plan:
    """Return the proposals of a study, told to `job` while they are searched for.

    `former`: plans by proposal, which one that is stopped falls back on.
    """
    job.told.stage, job.told.share = "propose", 3 / 4
    watched = search_told.hooks(job, len(choices.proposals))
    found = study.proposed(ranked, choices, hooks=watched, former=former)
    stopped = job.stop.is_set()
    mark = token_hex(_MARK_LENGTH // 2) if stopped else _digest(key, ranked, choices)
    return Plan(choices, found, stopped, key, mark)


@st.cache_resource(show_spinner=False)
def _plans() -> Shelf[Plan]:
    return Shelf(16)


@st.cache_resource(show_spinner=False)
def _latest() -> Shelf[Plan]:
    """Return the plans anybody solved to their end last, by all they rest on but the weights."""
    return Shelf(16)


@st.cache_resource(show_spinner=False)
def _jobs() -> Shelf[Job[Plan]]:
    return Shelf(4)


def _solved_now(path: Path, key: str, ranked: Ranked, choices: study.Choices) -> Plan:
    name = _name(path, _digest(key, ranked, choices))
    work = partial(made, key=key, ranked=ranked, choices=choices)
    job = _search(name, work)
    try:
        measuring.wait(job, choices.name)
        return shelved(path, job.future.result())
    finally:  # a page that is drawn anew meanwhile finds the search where it was
        if job.future.done():
            _jobs().drop(name, job)


def _search(name: str, work: Callable[..., Plan]) -> Job[Plan]:
    """Return the search this session waits for: the one all share, or what it left that one with.

    A search that others ended is not this session's answer.
    """
    held: tuple[str, Job[Plan] | None] = st.session_state.get(SEARCH, ("", None))
    job = held[1] if held[0] == name else None
    failed = job is not None and job.future.done() and job.future.exception() is not None
    if job is None or failed or not (left(job) or me().waits(job.readers)):
        job = _joined(name, work)
    elif left(job) and not job.stop.is_set():
        job = _cut(job, work)
    st.session_state[SEARCH] = name, job
    return job


def _joined(name: str, work: Callable[..., Plan]) -> Job[Plan]:
    """Return the search under way for all, a new one where that was asked to end; wait for it."""
    job = _jobs().keep(name, lambda: start(work))
    while not me().waits(job.readers):
        _jobs().drop(name, job)
        job = _jobs().keep(name, lambda: start(work))
    return job


def _cut(whole: Job[Plan], work: Callable[..., Plan]) -> Job[Plan]:
    """Return what a session gets that leaves a search which goes on for others.

    A search of its own that is stopped from the start, with what was found so far at hand.
    """

    def at_once(job: Job[Plan]) -> Plan:
        job.stop.set()
        return work(job, former=whole.told.plans)

    job = start(at_once)
    leave(job)
    return job


def _but_for_weights(path: Path, key: str, ranked: Ranked, choices: study.Choices) -> Plan | None:
    plan = _latest().get(_like(path, key, ranked, choices))
    return plan if plan and _fits(plan, ranked, choices) else None


def _like(path: Path, key: str, ranked: Ranked, choices: study.Choices) -> str:
    basis = {part: one for part, one in _basis(ranked, choices).items() if part != "weights"}
    return _name(path, sha256(f"{key}{basis!r}".encode()).hexdigest())


def _named(path: Path, ranked: Ranked, choices: study.Choices) -> Plan | None:
    """Return the plan that the address of this session names, where it is of this study."""
    _address(path)
    plan = _plans().get(_name(path, str(st.session_state.get(_MARK) or "")))
    return plan if plan and _fits(plan, ranked, choices) else None


def _address(path: Path) -> None:
    def read(mark: str) -> str | None:
        return mark if mark and _plans().get(_name(path, mark)) else None

    address.hold_read("plan", _MARK, read=read, said=str)


def _name(path: Path, mark: str) -> str:
    return f"{path.resolve()} {mark}"


def _digest(key: str, ranked: Ranked, choices: study.Choices) -> str:
    said = f"{key}{choices.weighing!r}{choices.criteria!r}{choices.ranking!r}"
    rest = {part: value for part, value in _basis(ranked, choices).items() if part not in RANKED}
    return sha256(f"{said}{rest!r}".encode()).hexdigest()[:_MARK_LENGTH]


def _fits(plan: Plan, ranked: Ranked, choices: study.Choices) -> bool:
    """Return whether a plan speaks of the estates and years there are now."""
    same = plan.proposed.estates["estate_id"].tolist() == ranked.estates["estate_id"].tolist()
    return same and plan.choices.horizon == choices.horizon


def _measured(plan: Plan, ranked: Ranked) -> bool:
    return plan.proposed.ranked.measured is not ranked.measured


def _basis(ranked: Ranked, choices: study.Choices) -> Mapping[str, object]:
    """Return all that a plan rests on, apart from the files, by part of study.yaml."""
    weighed = {name: share for name, share in ranked.weights.shares.items() if share}
    counted = tuple(item for item in ranked.tree.indicators if item.criterion in weighed)
    asked = choices.negotiate
    parts = {
        item.name: getattr(choices, item.name)
        for item in dataclasses.fields(choices)
        if item.name not in _BESIDE | RANKED
    }
    return {
        "weights": weighed,
        "criteria": counted,
        "ranking": choices.ranking.by_population,
        **parts,
        "negotiate": (asked.proposal, asked.gap, asked.nodes) if asked else None,
    }
