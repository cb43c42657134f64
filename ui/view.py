"""What the pages of one session look at: the open study, ranked by its weights, with its plans."""

import dataclasses
import json
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import streamlit as st

import intake
import study
from phasing import Programme
from scoring import Tree
from study.stages import Proposed, Ranked
from tables import Issue
from ui import opened, state
from ui.words import t
from ui.work import Job, Shelf, start

_PAUSE_S = 0.1


@dataclass(frozen=True)
class Plan:
    """Proposals with the choices they were solved for; `stopped` says a person cut them short."""

    choices: study.Choices
    proposed: Proposed
    stopped: bool = False


@dataclass(frozen=True)
class Opened:
    """A study with its fingerprint and the plan for the weights it was written with."""

    written: study.Study
    key: str
    plan: Plan

    @property
    def shares(self) -> dict[str, float]:
        """Return the weight of every criterion as the study was written; 0 where it names none."""
        stated = self.plan.proposed.ranked.weights.shares
        return {key: stated.get(key, 0.0) for key in self.tree.keys}

    @property
    def tree(self) -> Tree:
        """Return the criteria of the study and what hangs on them."""
        return self.plan.proposed.ranked.tree


@dataclass(frozen=True)
class View:
    """The open study as this session sees it.

    `estates` carry the scores of the weights chosen now and the years of the plan solved last;
    `stale` says that these are not the same weights.
    """

    written: study.Study
    key: str
    choices: study.Choices
    ranked: Ranked
    plan: Plan
    estates: gpd.GeoDataFrame

    @property
    def stale(self) -> bool:
        """Return whether the plan was solved for other weights than those chosen now."""
        return _weighed(self.plan.proposed.ranked) != _weighed(self.ranked)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Return everything there is to say about the inputs, the ranking and the plan."""
        proposed = self.plan.proposed
        return (*self.ranked.measured.issues, *self.ranked.issues, *proposed.issues)

    @property
    def proposals(self) -> tuple[Programme, ...]:
        """Return the proposals solved last, in the order they were asked for."""
        return self.plan.proposed.proposals

    @property
    def results(self) -> study.Results:
        """Return the results of the plan: one set of choices for ranks, years and files."""
        solved = dataclasses.replace(self.written, choices=self.plan.choices)
        return study.results(solved, self.plan.proposed)


@st.cache_resource(show_spinner=False)
def _first_looks() -> Shelf[Job[Plan]]:
    return Shelf(4)


@st.cache_resource(show_spinner=False)
def _ranks() -> Shelf[Ranked]:
    return Shelf(32)


@st.cache_resource(show_spinner=False)
def _plans() -> Shelf[Plan]:
    return Shelf(16)


def first_look(path: Path) -> Opened:
    """Return the study at `path`; reads, measures and solves it when nobody opened it before.

    Raises InputError when the files or the choices do not allow it.
    """
    found = study.load(path)
    key = opened.fingerprint(found)
    job = _first_looks().keep(key, lambda: start(partial(_open, found=found)))
    if not job.future.done():
        _wait(job)
    try:
        return Opened(found, key, job.future.result())
    except BaseException:
        _first_looks().drop(key)
        raise


def look(at: Opened) -> View:
    """Return the study as the sliders of this session rank it. Raises InputError for no weights."""
    own = at.written.choices
    stated = at.shares
    shares = state.chosen_shares(stated)
    choices = own if shares == stated else study.reweighted(own, shares)
    opened_with = at.plan.proposed.ranked
    ranked = _ranks().keep(_key(at.key, choices), lambda: study.reranked(opened_with, choices))
    plan = st.session_state.get("plan", at.plan)
    return View(at.written, at.key, choices, ranked, plan, _with_years(ranked, plan.proposed))


def solve(view: View) -> None:
    """Start solving the proposals for the weights chosen now, or take them from the shelf."""
    st.session_state.pop("problem", None)
    known = _plans().get(_key(view.key, view.choices))
    if known:
        st.session_state["plan"] = known
        return
    st.session_state["job"] = start(partial(_solved, ranked=view.ranked, choices=view.choices))


def solved(view: View, job: Job[Plan]) -> None:
    """Take the plan of a job that is done; one that ran to its end is kept for others too."""
    st.session_state.pop("job", None)
    plan = job.future.result()
    st.session_state["plan"] = plan
    if not plan.stopped:
        _plans().keep(_key(view.key, plan.choices), lambda: plan)


def _wait(job: Job[Plan]) -> None:
    place = st.empty()
    while not job.future.done():
        stage = t(f"stage.{job.told.stage}")
        place.progress(job.told.share, text=t("ui.opening", stage=stage))
        time.sleep(_PAUSE_S)
    place.empty()


def _open(job: Job[Plan], found: study.Study) -> Plan:
    stages = iter(("read", "measure", "rank", "propose"))

    def told(share: float) -> None:
        job.told.stage, job.told.share = next(stages), share

    told(0)
    inputs = intake.read(found.sources, crs=found.choices.crs)
    told(1 / 4)
    measured = study.measure(inputs, found.choices)
    told(1 / 2)
    ranked = study.ranked(measured, found.choices)
    told(3 / 4)
    return _solved(job, ranked, found.choices)


def _solved(job: Job[Plan], ranked: Ranked, choices: study.Choices) -> Plan:
    def on_progress(_bound: float, _value: float, gap: float) -> None:
        job.told.gap = gap

    found = study.proposed(ranked, choices, on_progress=on_progress, should_stop=job.stop.is_set)
    return Plan(choices, found, stopped=job.stop.is_set())


def _weighed(ranked: Ranked) -> dict[str, float]:
    return {key: share for key, share in ranked.weights.shares.items() if share}


def _key(key: str, choices: study.Choices) -> str:
    return key + json.dumps(dict(choices.weighing.stated.shares), sort_keys=True)


def _with_years(ranked: Ranked, proposed: Proposed) -> gpd.GeoDataFrame:
    plan = proposed.estates.set_index("estate_id").reindex(ranked.estates["estate_id"])
    years = {name: plan[name].array for name in plan if name not in ranked.estates}
    return ranked.estates.assign(**years)
