"""The published plan made anew: what so many changes would buy, and who would change."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.replan import Replan, Replanned, replanned
from phasing.negotiation.standing import Standing
from study.negotiation.stability_words import replan_words
from study.published_rules import public_of
from ui.drawn.finding import table
from ui.drawn.one_of import one_of
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.negotiate.asking import Question, asked
from ui.negotiate.estate import names
from ui.negotiate.map import changed_overlay, years_painting
from ui.negotiate.price_tables import estates_headings, estates_table
from ui.negotiate.standing import settings, standing_key
from ui.negotiate.why_words import said
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import missing, number, plain, sentence, t

_MAP, _TABLE = 1.15, 1.0
_LIMITS, _SHOWN = "negotiate.limits", "negotiate.limit_shown"
_USUAL, _MOST_LIMITS, _FULL = (0, 10, 20), 8, 100
_ROW_PX, _LIST_PX = 32, 300


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    public = public_of(view.plan.proposed.ranked, view.plan.choices).plan
    if not public:
        st.info(t("negotiate_page.published.none"), icon=":material/info:")
        st.markdown(t("negotiate_page.published.how"))
        return
    left, right = st.columns([_MAP, _TABLE])
    with right:
        st.caption(t("negotiate_page.published.count", count=number(len(public))))
        found = _asked(view, proposal, stood, public)
        if found:
            _told(found, view)
    with left:
        _map(view, proposal, found)


def limits(text: str) -> tuple[int, ...]:
    """Return the whole numbers in a text, rising, each once.

    >>> limits("20, 0，10、10")
    (0, 10, 20)
    """
    return tuple(sorted({int(one) for one in re.findall(r"\d+", text)})[:_MOST_LIMITS])


def _asked(
    view: View, proposal: str, stood: Standing, public: Mapping[str, int]
) -> Replanned | None:
    """Draw the limits to be tried, and the button; return what there is."""
    negotiate = view.plan.choices.negotiate
    usual = (negotiate.changes if negotiate else ()) or _USUAL
    st.session_state.setdefault(_LIMITS, ", ".join(map(str, usual)))
    text = st.text_input(
        t("negotiate_page.published.limits"), key=_LIMITS, persist_state="session",
        help=t("negotiate_page.published.limits_help"),
    )  # fmt: skip
    wanted, strict = limits(str(text)) or _USUAL, settings(view)
    known = asked(
        Question(
            "published",
            f"published {wanted!r} {standing_key(view, proposal)}",
            lambda hooks: replanned(
                stood, dict(public), limits=wanted, settings=strict, hooks=hooks
            ),
        ),
        t("negotiate_page.published.ask"),
        icon=":material/published_with_changes:",
    )
    if known and known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
    found: Replanned | None = known.found if known else None
    return found


def _told(found: Replanned, view: View) -> None:
    """Draw a row a limit, the sentences, and who changes within the limit on the map."""
    st.dataframe(
        _table(found.table), hide_index=True, column_config=_headings(), row_height=_ROW_PX,
        placeholder="—",
    )  # fmt: skip
    with st.expander(t("negotiate_page.published.told")):
        st.markdown("\n".join(f"- {plain(one)}" for one in said(replan_words(found, names(view)))))
    shown = _shown(found)
    if shown is not None and shown.difference is not None:
        st.markdown(f"**{t('negotiate_page.published.who', limit=_limit(shown.limit))}**")
        rows = estates_table(shown.difference, names(view))
        table(rows, estates_headings(), key="negotiate_published_moved", height=_LIST_PX)


def _map(view: View, proposal: str, found: Replanned | None) -> None:
    """Draw the years of one of the plans; who changes against the published one is marked."""
    if found and any(one.plan for one in found.plans):
        options = [place for place, one in enumerate(found.plans) if one.plan]
        one_of(
            t("negotiate_page.published.on_map"), options, key=_SHOWN, start=options[-1],
            said=lambda place: _limit(found.plans[place].limit),
        )  # fmt: skip
    shown = _shown(found) if found else None
    plan = shown.plan.plan if shown and shown.plan else None
    title = _limit(shown.limit) if shown else ""
    with st.container(key="negotiate_map_published"):
        live_map(
            page(view),
            years_painting(view, proposal, plan, title=title),
            selected=chosen_estate(view),
            key="negotiate_published",
            overlay=changed_overlay(view, shown.difference if shown else None, own=False),
        )


def _shown(found: Replanned) -> Replan | None:
    """Return the plan on the map: the one chosen, else the one with the largest limit."""
    options = [place for place, one in enumerate(found.plans) if one.plan]
    if not options:
        return None
    at = st.session_state.get(_SHOWN)
    return found.plans[at if at in options else options[-1]]


def _limit(limit: Any) -> str:  # noqa: ANN401 - a whole number, None, <NA>
    if missing(limit):
        return t("negotiate_page.published.free")
    return t("negotiate_page.published.at_most", limit=int(limit))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows.loc[rows["value"].notna(), "value"]
    whole = abs(float(known.iloc[-1])) if len(known) else float("nan")
    counts = {name: rows[name].array for name in ("changed", "leaves", "enters", "placed")}
    return pd.DataFrame({
        "limit": [_limit(one) for one in rows["limit"]],
        **counts,
        "value": (rows["value"] / (whole or float("nan")) * _FULL).to_numpy(),
        "buys": (rows["buys"] / (whole or float("nan")) * _FULL).to_numpy(),
    })  # fmt: skip


def _headings() -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    column = "negotiate_page.published.column"
    return {
        "limit": text(t(f"{column}.limit"), width=96),
        "changed": figure(t(f"{column}.changed"), format="%d", width=56),
        "leaves": figure(t("negotiate_page.change.leaves"), format="%d", width=50),
        "enters": figure(t("negotiate_page.change.enters"), format="%d", width=50),
        "placed": figure(t("negotiate_page.column.estates"), format="%d", width=56),
        "value": figure(
            t(f"{column}.value"), format="%.2f%%", width=76, help=t(f"{column}.value_help")
        ),
        "buys": figure(t(f"{column}.buys"), format="%+.2f%%", width=76),
    }
