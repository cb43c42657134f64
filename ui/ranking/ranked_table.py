"""The ranked table: what each column holds and how it is headed."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from ui.session.trials import first_k, trials
from ui.session.view import View
from ui.session.words import locale, t, word, year
from ui.trust.rank_words import told_shares

_TOP = 100
_AFTER_SCORE = 4  # where the trials stand: after rank, name, street, score


def ranking(view: View, proposal: str) -> pd.DataFrame:
    """Return the ranked table, first rank first, one row an estate (index: estate_id)."""
    estates = pd.DataFrame(view.estates.drop(columns="geometry")).sort_values("rank")
    parts = [f"{criterion}_part" for criterion in view.ranked.weights.shares]
    shown = estates[["rank", "name", "street", "score"]].assign(
        name=estates["name"].fillna(t("ui.unnamed")),
        need=estates["need"],
        readiness=estates["readiness"],
        range=_ranges(estates["rank_best"], estates["rank_worst"]),
        **{part: estates[part] for part in parts},
        grade=_each(estates["grade"], lambda grade: word("grade", grade)),
        year=_each(estates[f"year_{proposal}"], lambda found: year(found) or "—"),
        cost_wan=estates["cost_wan"],
    )
    return shown.set_index(estates["estate_id"])


def tried(view: View, ranked: pd.DataFrame, *, parts: bool) -> pd.DataFrame:
    """Return the ranked table with how firm each rank is; the parts of the score when asked for."""
    table = trials(view).found.table.set_index("estate_id").reindex(ranked.index)
    shown = ranked.drop(columns=["range", *([] if parts else _parts(ranked))])
    shown.insert(_AFTER_SCORE, "trials", _ranges(table["rank_p05"], table["rank_p95"]))
    shown.insert(_AFTER_SCORE + 1, "chance", told_shares(table["top_share"]))
    return shown


def short(ranked: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the few columns that fit beside the map, and their headings."""
    heads = {
        "rank": st.column_config.NumberColumn(t("ui.column.rank"), format="%,d", width=50),
        "name": st.column_config.TextColumn(t("ui.column.name"), width=140),
        "score": st.column_config.NumberColumn(t("ui.column.score"), format="%.1f", width=62),
        "year": st.column_config.TextColumn(t("ui.column.year"), width=58),
    }
    return ranked[list(heads)], heads


def headings(view: View, ranked: pd.DataFrame) -> dict[str, Any]:
    """Return how Streamlit draws each column of the ranked table, in its order."""
    made = _columns(view) | {part: _part(view, part) for part in _parts(ranked)}
    return {str(name): made[str(name)] for name in ranked}


def _columns(view: View) -> dict[str, Any]:
    return {
        "rank": st.column_config.NumberColumn(
            t("ui.column.rank"), format="%,d", width=50, pinned=True
        ),
        "name": st.column_config.TextColumn(t("ui.column.name"), width=136, pinned=True),
        "street": st.column_config.TextColumn(t("ui.column.street"), width=96),
        "score": st.column_config.ProgressColumn(
            t("ui.column.score"), format="%.1f", min_value=0, max_value=_TOP, width=104
        ),
        "range": st.column_config.TextColumn(
            t("ui.column.range"), width=76, help=t("ui.column.range_help")
        ),
        "trials": st.column_config.TextColumn(
            t("ui.trust.column.trials"), width=100, help=t("ui.trust.trials_help")
        ),
        "chance": st.column_config.NumberColumn(
            t("ui.trust.column.chance", k=first_k(view)),
            format="percent",
            width=92,
            help=t("ui.trust.chance_help", k=first_k(view)),
        ),
        "need": st.column_config.NumberColumn(t("ui.trust.side_need"), format="%.1f", width=62),
        "readiness": st.column_config.NumberColumn(
            t("ui.trust.side_readiness"), format="%.1f", width=66
        ),
        "grade": st.column_config.TextColumn(t("ui.column.grade"), width=104),
        "year": st.column_config.TextColumn(t("ui.column.year"), width=58),
        "cost_wan": st.column_config.NumberColumn(t("ui.column.cost"), format="%,.0f", width=104),
    }


def _parts(ranked: pd.DataFrame) -> list[str]:
    return [str(name) for name in ranked if str(name).endswith("_part")]


def _part(view: View, name: str) -> Any:  # noqa: ANN401 - Streamlit's own type
    label = view.ranked.tree.name(locale(), name.removesuffix("_part"))
    return st.column_config.NumberColumn(label, format="%.1f", width=74, help=t("ui.part_help"))


def _ranges(best: pd.Series, worst: pd.Series) -> list[str]:
    """Return ranks from the best to the worst, "" where there is none."""
    known = (best.notna() & worst.notna()).tolist()
    ends = zip(best.tolist(), worst.tolist(), known, strict=True)
    return [f"{low:,.0f}–{high:,.0f}" if told else "" for low, high, told in ends]


def _each(values: pd.Series, say: Callable[[Any], str]) -> list[str]:
    """Return what `say` makes of every value, asked once a value: there are 20,000 rows."""
    codes, found = pd.factorize(values)
    words = [*map(say, found), say(None)]  # the last stands for missing: its code is -1
    return [words[code] for code in codes]
