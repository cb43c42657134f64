"""Who is urgent and who is ready: the plane with its key, four kinds counted, the chosen estate."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from layers.classes import MapClass, classify, trust_classes, year_classes, year_keys
from layers.legend import legend
from layers.quadrants import middles, quadrant_table, quadrants
from ui.drawn.one_of import one_of
from ui.drawn.picture import picture
from ui.session import state
from ui.session.chosen import proposal_box
from ui.session.trials import first_k, tried_estates
from ui.session.view import View
from ui.session.words import locale, number, t
from ui.templates import html
from ui.trust.plane import plane
from ui.trust.rank_words import place_lines

_PLANE, _BESIDE = 2.1, 1.0
_COLOURS = ("trust", "year")


def plane_section(view: View) -> None:
    """Draw the section."""
    estates, k = tried_estates(view), first_k(view)
    left, right = st.columns([_PLANE, _BESIDE])
    with right:
        proposal = proposal_box(view)
        by = one_of(
            t("ui.colour_by"), _COLOURS, key="plane_by", said=lambda name: t(f"ui.trust.by_{name}")
        )
        st.html(_beside(estates, proposal, k))
    keys, classes = _classes(view, estates, by, proposal)
    with left:
        st.html(html("trust_key", rows=_key(keys, classes)))
        picture(plane(estates, keys, classes, k=k, chosen=state.selected()), key="plane")


def _classes(
    view: View, estates: pd.DataFrame, by: str, proposal: str
) -> tuple[pd.Series, Sequence[MapClass]]:
    if by == "year":
        return year_keys(estates, plan=proposal), year_classes(view.choices.horizon)
    return classify(estates["top_share"], trust_classes()), trust_classes()


def _key(keys: pd.Series, classes: Sequence[MapClass]) -> list[dict[Hashable, Any]]:
    """Return the classes that hold somebody; of trust the sure ones first."""
    rows = legend(keys, classes, locale=locale()).to_dict("records")
    held = [row for row in rows if row["count"]]
    return held[::-1] if classes == trust_classes() else held


def _beside(estates: pd.DataFrame, proposal: str, k: int) -> str:
    kinds = quadrants(estates, middles(estates))
    table = quadrant_table(estates, kinds, estates[f"year_{proposal}"].notna())
    chosen = state.selected()
    mine = estates.reset_index().set_index("estate_id", drop=False)
    return html(
        "quadrants",
        rows=[
            {
                "kind": t(f"ui.trust.kind.{row['quadrant']}"),
                "advice": t(f"ui.trust.advice.{row['quadrant']}"),
                "mine": chosen in kinds.index and kinds[chosen] == row["quadrant"],
                **{name: number(row[name]) for name in ("estates", "households", "placed", "sure")},
            }
            for row in table.to_dict("records")
        ],
        lines=place_lines(mine.loc[chosen].to_dict(), k) if chosen in mine.index else [],
    )
