"""How firmly the estates hold their ranks, as this session weighs them: tried once and kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import pandas as pd
import streamlit as st

from study.reasons import weight_rooms
from study.robust import TRIED, robust
from study.second_opinions import SecondOpinions, second_opinions
from study.stages import Robust
from ui.session.view import View
from ui.session.words import t
from ui.session.work import Shelf

_CHOSEN = "first_k"

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Timed(Generic[Value]):
    """What was found and the seconds it took; None where it came with the plan."""

    found: Value
    seconds: float | None = None


def first_k(view: View) -> int:
    """Return how many estates "the first" are: chosen here, else what the first proposal places."""
    default = view.choices.ranking.top_k or int(view.proposals[0].years["year"].notna().sum())
    chosen = int(st.session_state.get(_CHOSEN) or default)
    return max(1, min(chosen, len(view.estates)))


def first_k_box(view: View) -> int:
    """Draw the choice of k and return it.

    The number is kept apart from its box: a page that does not draw the box still knows it.
    """
    now = first_k(view)
    key = f"{_CHOSEN}.box.{now}"

    def taken() -> None:
        st.session_state[_CHOSEN] = st.session_state[key]

    st.number_input(
        t("ui.trust.k"),
        min_value=1,
        max_value=max(1, len(view.estates)),
        value=now,
        key=key,
        on_change=taken,
        help=t("ui.trust.k_help"),
    )
    return now


def trials(view: View) -> Timed[Robust]:
    """Return the trials of the ranks for the weights chosen now; those of the plan where equal."""
    k, plan = first_k(view), view.plan
    solved = plan.proposed.robust
    same = solved.top_k == k and plan.choices.ranking == view.choices.ranking
    if same and not view.stale:
        return Timed(solved)
    return _kept("robust", view, k, lambda: robust(view.ranked, view.choices, top_k=k))


def known_trials(view: View) -> pd.DataFrame | None:
    """Return the trials of the ranks as weighed now, of any k; None where none were made yet."""
    if view.plan.choices.ranking == view.choices.ranking and not view.stale:
        return view.plan.proposed.robust.table
    kept = _shelf().get(_key("robust", view, first_k(view)))
    return kept.found.table if kept else None


def others(view: View) -> Timed[SecondOpinions]:
    """Return what other methods say of the estates as they are weighed now."""
    k = first_k(view)
    return _kept("methods", view, k, lambda: second_opinions(view.ranked, view.choices, top_k=k))


def rooms(view: View) -> Timed[pd.DataFrame]:
    """Return how far each weight can move before the first k change."""
    k = first_k(view)
    return _kept("rooms", view, k, lambda: weight_rooms(view.ranked, view.choices, first=k))


def tried_estates(view: View) -> pd.DataFrame:
    """Return the estates of the view with what the trials found (index: estate_id)."""
    estates = pd.DataFrame(view.estates.drop(columns=view.estates.geometry.name))
    table = trials(view).found.table.set_index("estate_id")
    indexed = estates.set_index("estate_id")
    return indexed.assign(**{name: table[name].reindex(indexed.index) for name in TRIED})


def _kept(what: str, view: View, k: int, make: Callable[[], Value]) -> Timed[Value]:
    def timed() -> Timed[Value]:
        start = time.perf_counter()
        with st.spinner(t(f"ui.trust.working_{what}")):
            found = make()
        return Timed(found, time.perf_counter() - start)

    found: Timed[Value] = _shelf().keep(_key(what, view, k), timed)
    return found


def _key(what: str, view: View, k: int) -> str:
    return f"{what} {view.key} {k} {view.choices!r}"


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf[Timed]:  # type: ignore[type-arg]
    return Shelf(24)
