"""Worth canvassing: whose yes is still missing, how many, and what it would bring to the plan."""

from typing import Any

import pandas as pd
import streamlit as st

from layers.marks import Mark, key, numbered
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks
from study.negotiation.canvass import canvass
from study.negotiation.choices import AskCanvass
from study.negotiation.questions import Questions
from ui.drawn.finding import table
from ui.map.live_map import Overlay, live_map
from ui.map.painting import page
from ui.negotiate.asking import Question, asked
from ui.negotiate.estate import names
from ui.negotiate.map import places, years_painting
from ui.negotiate.standing import settings, standing_key
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import missing, number, sentence, t, word

_MAP, _TABLE = 1.0, 1.25
_TOP, _SOLVED = "negotiate.top", "negotiate.solved"
_LEAST, _MOST, _FULL = 1, 100, 100
_LIST_PX, _ROW_PX = 470, 32
_FILL = "#1f5f8b"
_FOUND = ("brings", "not_told_apart", "no_gain", "no_plan")


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    left, right = st.columns([_MAP, _TABLE])
    with right:
        found = _asked(view, proposal, stood)
        if found is not None:
            _told(view, found)
    with left, st.container(key="negotiate_map_canvass"):
        live_map(
            page(view),
            years_painting(view, proposal),
            selected=chosen_estate(view),
            key="negotiate_canvass",
            overlay=_overlay(view, found),
        )


def _asked(view: View, proposal: str, stood: Standing) -> pd.DataFrame | None:
    """Draw how many are worked out, and the button; return the rows there are."""
    negotiate = view.plan.choices.negotiate
    usual = (negotiate.canvass if negotiate else None) or AskCanvass()
    st.session_state.setdefault(_TOP, max(_LEAST, min(_MOST, usual.top)))
    count, button = st.columns([0.7, 1.6], vertical_alignment="bottom")
    top = int(count.number_input(
        t("negotiate_page.canvass.top"), _LEAST, _MOST, key=_TOP, persist_state="session"
    ))  # fmt: skip
    with button:
        known = asked(_question(view, proposal, stood, top), t("negotiate_page.canvass.ask"),
                      icon=":material/campaign:")  # fmt: skip
    if known is None:
        st.caption(t("negotiate_page.canvass.how"))
        return None
    if known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
    rows: pd.DataFrame | None = known.found
    return rows


def _question(view: View, proposal: str, stood: Standing, top: int) -> Question:
    ranked, choices = view.plan.proposed.ranked, view.plan.choices
    limits = settings(view)

    def work(hooks: Hooks) -> pd.DataFrame:
        asking = Questions(limits, should_stop=hooks.should_stop)
        return canvass(ranked, choices, stood, top=top, questions=asking)

    return Question("canvass", f"canvass {top} {standing_key(view, proposal)}", work)


def _told(view: View, found: pd.DataFrame) -> None:
    if found.empty:
        st.success(t("negotiate_page.canvass.nobody"), icon=":material/check_circle:")
        return
    only = st.toggle(t("negotiate_page.canvass.only_solved"), value=True, key=_SOLVED)
    rows = found[found["found"].isin(_FOUND)] if only else found
    if rows.empty:
        st.info(t("negotiate_page.canvass.none_solved"), icon=":material/info:")
        return
    height = min(_LIST_PX, (len(rows) + 1) * _ROW_PX + 4)
    table(_table(view, rows), _headings(), key="negotiate_canvass_table", height=height)
    st.caption(t("negotiate_page.canvass.note"))


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row an estate and question of people, what brings most first (index: estate_id)."""
    called, scale = names(view), _scale(rows)
    return pd.DataFrame({
        "name": [called.get(one, one) for one in rows["estate_id"]],
        "what": [t(f"negotiate_page.cause.{what}") for what in rows["what"]],
        "more": rows["more"].to_numpy(),
        "year_now": rows["year_now"].astype("Int64").array,
        "year_then": rows["year_then"].astype("Int64").array,
        "gain": (rows["gain"] * scale).to_numpy(),
        "per_more": (rows["per_more"] * scale).to_numpy(),
        "found": [_found(row) for row in rows.to_dict("records")],
    }, index=rows["estate_id"].to_numpy(object))  # fmt: skip


def _scale(rows: pd.DataFrame) -> float:
    """Return what turns a gain into per cent of the plan."""
    known = rows[rows["gain"].fillna(0).ne(0) & rows["gain_share"].notna()]
    if known.empty:
        return float("nan")
    return float(_FULL * known["gain_share"].iloc[0] / known["gain"].iloc[0])


def _found(row: dict[Any, Any]) -> str:
    code = str(row["found"])
    if code != "shut":
        return t(f"negotiate_page.canvass.found.{code}")
    others = [word("gate", one) for one in str(row["also"]).split(";") if one]
    return t("negotiate_page.canvass.found.shut_by", others=t("ui.comma").join(others))


def _headings() -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    column = "negotiate_page.canvass.column"
    more, gain = t(f"{column}.more_help"), t(f"{column}.gain_help")
    return {
        "name": text(t("ui.column.name"), width=116, pinned=True),
        "what": text(t(f"{column}.what"), width=70),
        "more": figure(t(f"{column}.more"), format="%,.0f", width=54, help=more),
        "year_now": figure(t(f"{column}.year_now"), format="%d", width=58),
        "year_then": figure(t(f"{column}.year_then"), format="%d", width=58),
        "gain": figure(t(f"{column}.gain"), format="%.2f%%", width=70, help=gain),
        "per_more": figure(t(f"{column}.per_more"), format="%.3f%%", width=74),
        "found": text(t(f"{column}.found"), width=120),
    }


def _overlay(view: View, found: pd.DataFrame | None) -> Overlay:
    """Return a number on each estate that brings something, the most first."""
    if found is None:
        return Overlay()
    rows = found[found["found"].eq("brings")].drop_duplicates("estate_id")
    at, called = places(view), names(view)
    marks = [
        Mark(at[row["estate_id"]], [called[row["estate_id"]], _short(row)], str(place))
        for place, row in enumerate(rows.to_dict("records"), start=1)
        if row["estate_id"] in at
    ]
    if not marks:
        return Overlay()
    explained = [key(t("negotiate_page.canvass.key"), fill=_FILL, stroke=_FILL)]
    return Overlay([numbered(marks, fill=_FILL)], explained, t("negotiate_page.canvass.keys"),
                   around=False)  # fmt: skip


def _short(row: dict[Any, Any]) -> str:
    if missing(row["more"]):
        return t("negotiate_page.canvass.short_unknown")
    return t("negotiate_page.canvass.short", count=number(row["more"]))
