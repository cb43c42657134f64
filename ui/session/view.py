"""What the pages of one session look at: the open study, ranked by its weights, with its plans."""

import dataclasses
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import streamlit as st

import study
from phasing import Programme
from scoring import Tree
from study.editing import Changes
from study.propose import Former
from study.read import from_text
from study.stages import Proposed, Ranked
from tables import InputError, Issue
from ui.session import edits, keeping, measuring, opened, plans, seen, state
from ui.session.keeper import keeper
from ui.session.plans import Plan
from ui.session.work import Job, Shelf, start

__all__ = [
    "Opened",
    "Plan",
    "View",
    "by_changes",
    "first_look",
    "look",
    "solve",
    "solved",
]


@dataclass(frozen=True)
class Opened:
    """A study as its file is now, what it comes to, and the plan this session looks at.

    `key` names what was measured (`opened.ground`). `choices` are those of the file with the edits
    of this session, `ranked` what they come to, `filed` the ranking by the file alone; `refused`
    says why the edits do not fit the file, which then counts as it is.
    """

    written: study.Study
    key: str
    plan: Plan
    choices: study.Choices
    ranked: Ranked
    filed: Ranked
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


@dataclass(frozen=True)
class View:
    """The open study as this session sees it.

    `key` names what was measured: with the choices a page looks at, it names all it can show.
    `estates` carry the scores of the weights chosen now and the years of the plan solved last;
    `stale` says that those were solved for other choices; `opened` is what they are changed from.
    """

    written: study.Study
    key: str
    choices: study.Choices
    ranked: Ranked
    plan: Plan
    estates: gpd.GeoDataFrame
    opened: Opened | None = None

    @property
    def outdated(self) -> tuple[str, ...]:
        """Return what is other now than the plan was solved for: "weights", "rules", …, "files"."""
        return plans.outdated(self.plan, self.key, self.ranked, self.choices)

    @property
    def stale(self) -> bool:
        """Return whether the plan was solved for other choices or files than now."""
        return bool(self.outdated)

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
def _ranks() -> Shelf[Ranked]:
    return Shelf(32)


@st.cache_resource(show_spinner=False)
def _estates() -> Shelf[gpd.GeoDataFrame]:
    return Shelf(8)


def first_look(path: Path) -> Opened:
    """Return the study at `path`; reads, measures and solves it when nobody opened it before.

    What was measured and solved stays for as long as what it rests on: a save does not undo it.
    Raises InputError when the files or the choices do not allow it.
    """
    file = keeper().open(path)
    found = from_text(file.text, file.path)
    key = opened.ground(found)
    ranked = _ranked(found, key)
    stated = ranked.weights.shares
    keeping.meet(path, file.text, {name: stated.get(name, 0.0) for name in ranked.tree.keys})
    if seen.began(path) is None:
        seen.begin(path, file.text, ranked)
    plan = plans.at_hand(path, key, ranked, found.choices)
    return _with_edits(Opened(found, key, plan, found.choices, ranked, ranked))


def by_changes(at: Opened, changes: Changes) -> tuple[study.Choices, Ranked]:
    """Return the choices with `changes` written in, and the ranking. Raises InputError."""
    chosen = edits.choices(at.written, changes)
    found = dataclasses.replace(at.written, choices=chosen)
    return chosen, _ranked(found, opened.ground(found))


def _with_edits(at: Opened) -> Opened:
    changes = edits.now().changes
    if not changes:
        return at
    try:
        chosen, ranked = by_changes(at, changes)
    except InputError as error:
        return dataclasses.replace(at, refused=error)
    key = opened.ground(dataclasses.replace(at.written, choices=chosen))
    return dataclasses.replace(at, key=key, choices=chosen, ranked=ranked)


def _ranked(found: study.Study, key: str) -> Ranked:
    measured = measuring.measured(key, found)
    choices = found.choices
    return _ranks().keep(_key(key, choices), lambda: study.ranked(measured, choices))


def look(at: Opened) -> View:
    """Return the study as the sliders of this session rank it, and save what it chose.

    Raises InputError for no weights.
    """
    own = at.choices
    stated = at.shares
    shares = state.chosen_shares(stated)
    choices = own if shares == stated else study.reweighted(own, shares)
    ranked = _ranks().keep(_key(at.key, choices), lambda: study.reranked(at.ranked, choices))
    keeping.settle(at)
    named = f"{_key(at.key, choices)}{at.plan.named}"
    estates = _estates().keep(named, lambda: _with_years(ranked, at.plan.proposed))
    return View(at.written, at.key, choices, ranked, at.plan, estates, at)


def solve(view: View, tried: Former | None = None) -> None:
    """Start solving the proposals for the weights chosen now, or take them from the shelf.

    Stopped, each proposal is no worse than the plan there is now, or that of `tried` (years by
    estate, by proposal), as far as the rules let it be.
    """
    st.session_state.pop("problem", None)
    path = view.written.path
    if known := plans.known(path, view.key, view.ranked, view.choices):
        plans.take(known)
        return
    former = {**{plan.name: plan.plan for plan in view.proposals}, **(tried or {})}
    work = partial(
        plans.made, key=view.key, ranked=view.ranked, choices=view.choices, former=former
    )
    st.session_state["job"] = start(work)


def solved(view: View, job: Job[Plan]) -> None:
    """Take the plan of a job that is done; one that ran to its end is kept for others too."""
    st.session_state.pop("job", None)
    plans.take(plans.shelved(view.written.path, job.future.result()))


def _key(key: str, choices: study.Choices) -> str:
    return f"{key}{choices.weighing!r}{choices.criteria!r}{choices.ranking!r}"


def _with_years(ranked: Ranked, proposed: Proposed) -> gpd.GeoDataFrame:
    plan = proposed.estates.set_index("estate_id").reindex(ranked.estates["estate_id"])
    years = {name: plan[name].array for name in plan if name not in ranked.estates}
    return ranked.estates.assign(**years)
