"""What the pages of one session look at: the open study, ranked by its weights, with its plans."""

import dataclasses
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import streamlit as st

import study
from geo.walking.walk import compiles
from phasing import Programme
from scoring import Tree
from study.editing import Changes
from study.stages import Proposed, Ranked
from tables import InputError, Issue
from ui import edits, measuring, opened, reading, state
from ui.words import plain, t
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
    """A study with its fingerprint and the plan for the choices it was written with.

    `choices` are those of the file with the edits of this session, `ranked` what they come to;
    `refused` says why the edits do not fit the file, which then counts as it is.
    """

    written: study.Study
    key: str
    plan: Plan
    choices: study.Choices
    ranked: Ranked
    refused: InputError | None = None

    @property
    def shares(self) -> dict[str, float]:
        """Return the weight of every criterion before a slider moves; 0 where none is named."""
        stated = self.ranked.weights.shares
        return {key: stated.get(key, 0.0) for key in self.tree.keys}

    @property
    def tree(self) -> Tree:
        """Return the criteria of the study and what hangs on them."""
        return self.ranked.tree

    @property
    def filed(self) -> Ranked:
        """Return the ranking by the file alone, without edits and sliders."""
        return self.plan.proposed.ranked


@dataclass(frozen=True)
class View:
    """The open study as this session sees it.

    `estates` carry the scores of the weights chosen now and the years of the plan solved last;
    `stale` says that these are not the same weights or criteria; `opened` is what they are
    changed from.
    """

    written: study.Study
    key: str
    choices: study.Choices
    ranked: Ranked
    plan: Plan
    estates: gpd.GeoDataFrame
    opened: Opened | None = None

    @property
    def stale(self) -> bool:
        """Return whether the plan was solved for other weights, criteria or answers than now."""
        solved_for = _basis(self.plan.proposed.ranked, self.plan.choices)
        return solved_for != _basis(self.ranked, self.choices)

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
    job = _first_looks().keep(key, lambda: start(partial(_open, found=found, key=key)))
    if not job.future.done():
        _wait(job)
    try:
        plan = job.future.result()
    except BaseException:
        _first_looks().drop(key)
        raise
    return _with_edits(Opened(found, key, plan, found.choices, plan.proposed.ranked))


def by_changes(at: Opened, changes: Changes) -> tuple[study.Choices, Ranked]:
    """Return the choices with `changes` written in, and the ranking. Raises InputError."""
    chosen = edits.choices(at.written, changes)
    measured = measuring.measured(at.key, at.filed.measured, at.written.choices, chosen)
    return chosen, _ranks().keep(_key(at.key, chosen), lambda: study.ranked(measured, chosen))


def _with_edits(at: Opened) -> Opened:
    changes = edits.now().changes
    if not changes:
        return at
    try:
        chosen, ranked = by_changes(at, changes)
    except InputError as error:
        return dataclasses.replace(at, refused=error)
    return dataclasses.replace(at, choices=chosen, ranked=ranked)


def look(at: Opened) -> View:
    """Return the study as the sliders of this session rank it. Raises InputError for no weights."""
    own = at.choices
    stated = at.shares
    shares = state.chosen_shares(stated)
    choices = own if shares == stated else study.reweighted(own, shares)
    ranked = _ranks().keep(_key(at.key, choices), lambda: study.reranked(at.ranked, choices))
    plan = st.session_state.get("plan", at.plan)
    estates = _with_years(ranked, plan.proposed)
    return View(at.written, at.key, choices, ranked, plan, estates, at)


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


def replanned(view: View, *, anew: bool = True) -> None:
    """Turn to what study.yaml says now; what was measured holds while no other file changed.

    Not `anew`: nothing changed there that ranks or plans rest on, and they hold too.
    """
    if anew:
        st.session_state.pop("plan", None)
    if view.opened is None or opened.fingerprint(view.written) != view.key:
        return
    found, measured, old = study.load(view.written.path), view.ranked.measured, view.opened.plan

    def work(job: Job[Plan]) -> Plan:
        if not anew:
            return dataclasses.replace(old, choices=found.choices)
        job.told.stage, job.told.share = "propose", 3 / 4
        return _solved(job, study.ranked(measured, found.choices), found.choices)

    _first_looks().keep(opened.fingerprint(found), lambda: start(work))


def _wait(job: Job[Plan]) -> None:
    place = st.empty()
    while not job.future.done():
        stage = job.told.file or t(f"stage.{job.told.stage}")
        place.progress(job.told.share, text=t("ui.opening", stage=plain(stage)))
        time.sleep(_PAUSE_S)
    place.empty()


def _open(job: Job[Plan], found: study.Study, key: str) -> Plan:
    stages = iter(("read", "measure", "rank", "propose"))

    def told(share: float) -> None:
        job.told.stage, job.told.share, job.told.file = next(stages), share, ""

    told(0)
    inputs = reading.answered(key, found, lambda file, _: setattr(job.told, "file", file))
    told(1 / 4)
    if compiles():
        job.told.stage = "compile"
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


def _basis(ranked: Ranked, choices: study.Choices) -> tuple[object, ...]:
    """Return all that ranks rest on, apart from the files."""
    weighed = {key: share for key, share in ranked.weights.shares.items() if share}
    counted = tuple(item for item in ranked.tree.indicators if item.criterion in weighed)
    return weighed, counted, choices.ranking.by_population, choices.answers


def _key(key: str, choices: study.Choices) -> str:
    return key + repr(choices)


def _with_years(ranked: Ranked, proposed: Proposed) -> gpd.GeoDataFrame:
    plan = proposed.estates.set_index("estate_id").reindex(ranked.estates["estate_id"])
    years = {name: plan[name].array for name in plan if name not in ranked.estates}
    return ranked.estates.assign(**years)
