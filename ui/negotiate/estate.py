"""One estate on the page: what it is called, what the plan does with it, what is tried on it."""

from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.standing import Standing
from phasing.rules import LockIn, LockOut, NotBefore, Rule
from reports.rule_words import rule_words
from study.negotiation.keep import by_hand
from ui.drawn.search import search
from ui.negotiate import draft
from ui.negotiate.estate_names import told_apart
from ui.session import state
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import locale, number, plain, t, wan, year

OUT = "out"


def names(view: View) -> dict[str, str]:
    """Return what each estate is called, told apart where a name is borne twice (`told_apart`)."""
    return told_apart(view.estates)


def search_box(view: View) -> None:
    """Draw the search, and a way back from the estate that is chosen."""
    box, back = st.columns([3, 1], vertical_alignment="center")
    with box:
        search(view)
    back.button(
        t("negotiate_page.back"),
        on_click=state.select,
        args=(None,),
        disabled=not chosen_estate(view),
        key="negotiate.back",
        width="stretch",
    )


def head(view: View, stood: Standing, estate: str) -> None:
    """Draw the name of an estate and what the plan does with it."""
    row = view.estates.set_index("estate_id").loc[estate]
    parts = [year_words(stood, estate), *_facts(row)]
    told = t("ui.dot").join(plain(part) for part in parts)
    st.markdown(f"**{plain(names(view)[estate])}**  \n{told}")


def year_words(stood: Standing, estate: str) -> str:
    """Return the year of an estate in the plan, in words."""
    now = stood.plan.get(estate)
    if now is None:
        return t("negotiate_page.not_placed")
    return t("negotiate_page.placed", year=year(now))


def try_box(view: View, stood: Standing, estate: str) -> None:
    """Draw the years the estate can be set to, the one that is tried marked."""
    now = draft.tried()
    current = dict(now.pins).get(estate) or (OUT if estate in now.out else None)
    key = f"negotiate.pin.{estate}"
    st.session_state[key] = current

    def taken() -> None:
        set_to(estate, st.session_state[key])

    options = [*stood.problem.years, OUT]
    st.segmented_control(
        t("negotiate_page.try"),
        options,
        format_func=_option,
        key=key,
        on_change=taken,
        help=t("negotiate_page.try_help"),
    )
    _by_hand(view, stood, estate)


def set_to(estate: str, wanted: Any) -> None:  # noqa: ANN401 - a year, OUT, or nothing
    """Try an estate in a year, left out, or as the plan has it."""
    now = draft.tried()
    if wanted is None:
        draft.put(now.without(estate))
    elif wanted == OUT:
        draft.put(now.left_out(estate))
    else:
        draft.put(now.pinned(estate, int(wanted)))


def _by_hand(view: View, stood: Standing, estate: str) -> None:
    """Draw a switch for each rule a person wrote of the estate: kept, or let go for a try."""
    now = draft.tried()
    for place, rule in enumerate(by_hand(stood, [estate])):
        key = f"negotiate.release.{estate}.{place}"
        st.session_state[key] = rule in now.released
        st.toggle(
            t("negotiate_page.release", rule=plain(rule_told(view, rule))),
            key=key,
            on_change=lambda rule=rule: draft.put(draft.tried().letting_go(rule)),
        )


def rule_told(view: View, rule: Rule) -> str:
    """Return a rule in words: what is about one estate and its year by the name of the estate."""
    if not isinstance(rule, LockIn | LockOut | NotBefore):
        return rule_words(rule, locale=locale())
    name = names(view).get(rule.estate_id, rule.estate_id)
    told = {"name": name, "year": year(getattr(rule, "year", None))}
    return t(f"negotiate_page.rule.{rule.kind}", **told)


def _option(one: Any) -> str:  # noqa: ANN401 - a year or OUT
    return t("negotiate_page.out") if one == OUT else year(one)


def _facts(row: pd.Series) -> list[str]:
    rank, households, cost = (row.get(name) for name in ("rank", "households", "cost_wan"))
    return [
        t("negotiate_page.rank", rank=number(rank)),
        t("negotiate_page.households", count=number(households)),
        wan(cost),
    ]
