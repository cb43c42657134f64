"""The proposal that is negotiated, as a plan that stands: made once, kept for all sessions."""

from hashlib import sha256

import streamlit as st

from phasing import Programme, Settings
from phasing.negotiation.standing import Standing, standing_of
from study.negotiation.choices import Negotiate
from study.propose import phasing_problem
from ui.drawn.key_figures import programme
from ui.session.view import View
from ui.session.work import Shelf


def stood(view: View, proposal: str) -> Standing:
    """Return a proposal of the plan solved last, ready to be asked; nothing is solved again."""
    solved = view.plan.proposed

    def make() -> Standing:
        posed = phasing_problem(solved.ranked, view.plan.choices)
        return standing_of(posed, programme(view, proposal))

    return _stood().keep(standing_key(view, proposal), make)


def standing_key(view: View, proposal: str) -> str:
    """Return what every answer about a proposal rests on: files, choices, the plan itself."""
    choices = view.plan.choices
    return f"{view.key}{choices!r}{proposal}{_digest(programme(view, proposal))}"


def settings(view: View) -> Settings:
    """Return how closely a question is proven: as study.yaml says, else as usual."""
    asked = view.plan.choices.negotiate
    gap, nodes = (asked.gap, asked.nodes) if asked else (Negotiate.gap, Negotiate.nodes)
    return Settings(gap=gap, node_limit=nodes, seed=view.plan.choices.solver.seed)


def _digest(found: Programme) -> str:
    """Return a fingerprint of a plan: one stopped early is another one than the one proven."""
    return sha256(repr((sorted(found.plan.items()), found.bound)).encode()).hexdigest()


@st.cache_resource(show_spinner=False)
def _stood() -> Shelf[Standing]:
    return Shelf(8)
