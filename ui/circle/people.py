"""One old, one young: what elders and small children find near home, what they lack."""

from typing import Any

import pandas as pd
import streamlit as st

from layers.classes import UNKNOWN, MapClass
from layers.legend import legend
from study.old_and_young import OldAndYoung
from ui.circle import measured as circle_measured
from ui.circle.overlay import overlay
from ui.drawn.finding import table
from ui.drawn.search import search
from ui.map.live_map import Painting, codes, live_map
from ui.map.painting import page
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import locale, missing, number, t, word, words

_MAP, _TABLE = 1.35, 1.0
_FULL = 100
_ROW_PX, _LIST_PX = 32, 330
# More lacking is darker: ordered by lightness.
_LACKING = {0: "#eef4ea", 1: "#f6d998", 3: "#e5985a", 5: "#b9502f", 6: "#7a2415"}  # from so many on


def show(view: View) -> None:
    """Draw the section."""
    found = circle_measured.measures(view).old_and_young
    chosen = chosen_estate(view)
    left, right = st.columns([_MAP, _TABLE])
    with left, st.container(key="circle_map_people"):
        live_map(
            page(view),
            painting(view, found),
            selected=chosen,
            key="circle_people",
            overlay=overlay(view, chosen),
        )
    with right:
        search(view)
        shown = summary_table(found)
        st.dataframe(
            shown,
            hide_index=True,
            column_config=_summary_headings(),
            height=(len(shown) + 1) * _ROW_PX + 4,
            row_height=_ROW_PX,
            placeholder="—",
        )
        _below(view, found, chosen)


def _below(view: View, found: OldAndYoung, chosen: str) -> None:
    """Draw the chosen estate line by line, else the estates that lack most."""
    if chosen:
        st.dataframe(
            estate_lines(found, chosen),
            hide_index=True,
            column_config=_line_headings(),
            row_height=_ROW_PX,
            placeholder="—",
        )
        st.caption(t("circle.people_note"))
        return
    st.markdown(f"**{t('circle.people_most')}**")
    if common := lacked_by_all(found):
        st.caption(t("circle.people_common", names=words("category", common)))
    table(lacking_table(view, found), _lacking_headings(), key="circle_lacking", height=_LIST_PX)


def painting(view: View, found: OldAndYoung) -> Painting:
    """Return a class an estate: how many of these facilities it lacks; unknown off the network."""
    lacking = _lacking(found).reindex(view.estates["estate_id"]).reset_index(drop=True)
    keys = lacking.map(_key).fillna(UNKNOWN.key).astype(object)
    classes = [*(MapClass(f"lacking.{least}", fill) for least, fill in _LACKING.items()), UNKNOWN]
    named = legend(keys, classes, locale=locale())
    at = {key: place for place, key in enumerate(named["key"])}
    rows = [{str(name): value for name, value in row.items()} for row in named.to_dict("records")]
    return Painting(
        codes([at[key] for key in keys]), rows, t("circle.people_title"), t("ui.estates")
    )


def summary_table(found: OldAndYoung) -> pd.DataFrame:
    """Return the facilities of old and young: for whom, how many have one near, how many not."""
    rows = found.summary
    return pd.DataFrame({
        "name": [word("category", category) for category in rows["category"]],
        "of": [t(f"circle.people_of.{group}") for group in rows["people_of"]],
        "radius_m": rows["radius_m"],
        "share": rows["people_share"] * _FULL,
        "short": (rows["people_measured"] - rows["people_within"]).where(
            rows["estates_measured"] > 0
        ),
    })  # fmt: skip


def lacking_table(view: View, found: OldAndYoung) -> pd.DataFrame:
    """Return the estates that lack something, most elders and children first (index: estate_id)."""
    rows = found.estates.set_index("estate_id")
    people = rows[["elders", "children_0_3", "children_3_6"]].sum(axis=1)
    rows = rows.assign(people=people, count=_lacking(found))
    rows = rows[rows["count"] > 0].sort_values(["count", "people"], ascending=False, kind="stable")
    names = view.estates.set_index("estate_id")["name"].reindex(rows.index)
    common = lacked_by_all(found)
    return pd.DataFrame({
        "name": names.fillna(t("ui.unnamed")),
        "people": rows["people"],
        "count": rows["count"],
        "lacking": [
            words("category", [one for one in listed.split(";") if one not in common])
            for listed in rows["lacking"]
        ],
    })  # fmt: skip


def lacked_by_all(found: OldAndYoung) -> list[str]:
    """Return what every estate lacks that lacks something, where there are several of them."""
    listed = [one.split(";") for one in found.estates["lacking"].dropna() if one]
    return [one for one in listed[0] if all(one in other for other in listed)] if listed[1:] else []


def estate_lines(found: OldAndYoung, estate_id: str) -> pd.DataFrame:
    """Return one estate's facilities for old and young: how far, how long, how many places."""
    rows = found.lines[found.lines["estate_id"].eq(estate_id)]
    return pd.DataFrame({
        "name": [word("category", category) for category in rows["category"]],
        "radius_m": rows["radius_m"],
        "walk_m": rows["walk_m"],
        "elder": rows["minutes_elder"],
        "places": [_places(row) for row in rows.to_dict("records")],
    })  # fmt: skip


def _places(row: Any) -> str:  # noqa: ANN401 - a row of a table
    """Return places per head with the unit; "" for a kind without a catchment."""
    if not isinstance(row["unit"], str):
        return ""
    if missing(row["ratio_low"]):
        return t("unknown")
    least = "≥ " if missing(row["ratio_high"]) else ""
    return f"{least}{number(row['ratio_low'], 1)} {t('unit.' + row['unit'])}"


def _lacking(found: OldAndYoung) -> pd.Series:
    rows = found.estates.set_index("estate_id")["lacking"]
    return rows.map(lambda listed: len([one for one in listed.split(";") if one]), "ignore")


def _key(count: float) -> str:
    return f"lacking.{max(least for least in _LACKING if least <= count)}"


def _summary_headings() -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("circle.column.name"), width=130),
        "of": text(t("circle.column.of"), width=76),
        "radius_m": figure(t("circle.column.radius"), format="%d", width=48),
        "share": st.column_config.ProgressColumn(
            t("circle.column.people_share"), format="%.0f%%", min_value=0, max_value=_FULL, width=92
        ),
        "short": figure(t("circle.column.people_short"), format="%,.0f", width=76),
    }


def _lacking_headings() -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("ui.column.name"), width=112),
        "people": figure(t("circle.column.people"), format="%,.0f", width=96),
        "count": figure(t("circle.column.lacking_count"), format="%d", width=58),
        "lacking": text(t("circle.column.lacking_else"), width=190),
    }


def _line_headings() -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("circle.column.name"), width=128),
        "radius_m": figure(t("circle.column.radius"), format="%d", width=48),
        "walk_m": figure(t("circle.column.walk"), format="%,.0f", width=58),
        "elder": figure(t("circle.column.elder"), format="%.0f", width=50),
        "places": text(t("circle.column.places"), width=140),
    }
