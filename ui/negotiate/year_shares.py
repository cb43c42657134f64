"""In which year each estate comes if weights and data vary as far as they may: sampled, solved."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from phasing import Settings
from phasing.negotiation.sampled import YearShares, year_shares
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks
from study.negotiation.alternatives_words import sampled_words
from study.negotiation.sampled import score_draws
from ui.drawn.finding import table
from ui.negotiate.asking import Question, asked
from ui.negotiate.estate import names
from ui.negotiate.standing import settings, standing_key
from ui.negotiate.why_words import said
from ui.session.view import View
from ui.session.words import plain, sentence, t, year

_DRAWS = "negotiate.draws"
_FEW, _MOST, _STEP, _USUAL, _FULL = 10, 500, 10, 50, 100
# A draw need not be proven as closely as a plan that is decided on.
_LOOSE_GAP = 0.005
_LIST_PX = 360


def year_shares_part(view: View, proposal: str, stood: Standing) -> None:
    """Draw the part: how many draws, the button, the shares of every estate."""
    st.markdown(f"##### {t('negotiate_page.shares.title')}")
    st.caption(t("negotiate_page.shares.lead"))
    negotiate = view.plan.choices.negotiate
    usual = (negotiate.samples if negotiate else 0) or _USUAL
    st.session_state.setdefault(_DRAWS, max(_FEW, min(_MOST, usual)))
    count, button = st.columns([0.5, 2.0], vertical_alignment="bottom")
    draws = count.number_input(
        t("negotiate_page.shares.draws"), _FEW, _MOST, step=_STEP, key=_DRAWS,
        persist_state="session",
    )  # fmt: skip
    with button:
        known = asked(
            _question(view, proposal, stood, int(draws)),
            t("negotiate_page.shares.ask", count=int(draws)),
            icon=":material/casino:",
        )
    if known and known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
    elif known:
        _told(view, stood, known.found)


def _question(view: View, proposal: str, stood: Standing, draws: int) -> Question:
    strict = settings(view)
    limits = replace(strict, gap=max(strict.gap, _LOOSE_GAP))
    return Question(
        "shares",
        f"shares {draws} {standing_key(view, proposal)}",
        lambda hooks: _shares(view, stood, draws, limits, hooks),
    )


def _shares(view: View, stood: Standing, draws: int, limits: Settings, hooks: Hooks) -> YearShares:
    values = score_draws(view.plan.proposed.ranked, view.plan.choices, draws=draws)
    return year_shares(stood, values, settings=limits, hooks=hooks)


def _told(view: View, stood: Standing, found: YearShares) -> None:
    st.caption(plain(" ".join(said(sampled_words(found)))))
    if found.code == "sampled.no_doubt":
        return
    table(_table(view, found), _headings(stood), key="negotiate_shares", height=_LIST_PX)


def _table(view: View, found: YearShares) -> pd.DataFrame:
    """Return the estates that are in a plan of some draw, the surest first (index: estate_id)."""
    rows = found.table[found.table["in_plan"] > 0].set_index("estate_id")
    named = [str(name) for name in rows]
    years = [name for name in named if name.startswith("year_") and name != "year_likeliest"]
    ranks = view.estates.set_index("estate_id")["rank"]
    called = names(view)
    shown = pd.DataFrame({
        "name": [called.get(one, one) for one in rows.index],
        "in_plan": rows["in_plan"] * _FULL,
        "likeliest": rows["year_likeliest"],
        **{name: (rows[name] * _FULL).where(rows[name] > 0) for name in years},
        "rank": pd.array(ranks.reindex(rows.index), dtype="Int64"),
    }, index=rows.index)  # fmt: skip
    return shown.sort_values(["in_plan", "rank"], ascending=[False, True], kind="stable")


def _headings(stood: Standing) -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    bar = st.column_config.ProgressColumn
    share: dict[str, Any] = {"min_value": 0, "max_value": _FULL, "format": "%.0f%%"}
    return {
        "name": text(t("ui.column.name"), width=150, pinned=True),
        "in_plan": bar(t("negotiate_page.shares.in_plan"), width=110, **share),
        "likeliest": figure(t("negotiate_page.shares.likeliest"), format="%d", width=90),
        **{f"year_{one}": bar(year(one), width=100, **share) for one in stood.problem.years},
        "rank": figure(t("ui.column.rank"), format="%,d", width=60),
    }
