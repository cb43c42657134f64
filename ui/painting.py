"""What the map shows: a class for every estate, by score, by criterion, by year of a proposal."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from layers.classes import (
    MapClass,
    classify,
    readiness_classes,
    score_classes,
    trust_classes,
    year_classes,
    year_keys,
)
from layers.geojson import collection
from layers.ground import extent, ground
from layers.legend import legend
from layers.map import add_areas, quiet_map, rendered
from ui.live_map import Painting, codes, page_of
from ui.trials import first_k, trials
from ui.view import View
from ui.words import locale, t
from ui.words import proposal as proposal_name
from ui.work import Shelf

SCORE, NEED, READINESS, YEAR, TRUST = "score", "need", "readiness", "year", "trust"


def colourings() -> dict[str, str]:
    """Return what the map can be coloured by, in words; single criteria are `criteria`."""
    sides = {side: t(f"ui.trust.side_{side}") for side in (NEED, READINESS)}
    trust = t("ui.trust.by_rank")
    return {SCORE: t("ui.by.score"), **sides, YEAR: t("ui.by.year"), TRUST: trust}


def criteria(view: View) -> dict[str, str]:
    """Return the single criteria the map can be coloured by, in words."""
    tree = view.ranked.tree
    return {f"{key}_score": tree.name(locale(), key) for key in view.ranked.weights.shares}


def painting(view: View, by: str, proposal: str) -> Painting:
    """Return the class of every estate and the legend, estates in the order of the outlines."""
    estates = view.estates
    keys, classes = _classed(view, by, proposal)
    title, note = (colourings() | criteria(view))[by], ""
    if by == YEAR:
        title, note = proposal_name(proposal), t("ui.map.old_plan") if view.stale else ""
    if by == TRUST:
        title = t("ui.trust.map_title", k=first_k(view))
    table = legend(keys, classes, locale=locale())
    at = {key: place for place, key in enumerate(table["key"])}
    undrawn = int(estates.geometry.isna().sum())
    note = note or (t("ui.map.undrawn", count=undrawn) if undrawn else "")
    return Painting(codes([at[key] for key in keys]), _rows(table), title, t("ui.estates"), note)


def _classed(view: View, by: str, proposal: str) -> tuple[pd.Series, Sequence[MapClass]]:
    """Return the key of every estate and the classes of a colouring."""
    if by == YEAR:
        return year_keys(view.estates, plan=proposal), year_classes(view.choices.horizon)
    if by == TRUST:
        shares = trials(view).found.table.set_index("estate_id")["top_share"]
        shares = shares.reindex(view.estates["estate_id"])
        return classify(shares, trust_classes()), trust_classes()
    classes = readiness_classes() if by == READINESS else score_classes()
    return classify(view.estates[by], classes), classes


def page(view: View) -> str:
    """Return the URL of the map of the open study, made once a study and language."""
    return _pages().keep(f"{view.key}-{locale()}", partial(_page, view))


@st.cache_resource(show_spinner=False)
def _pages() -> Shelf[str]:
    return Shelf(8)


def _page(view: View) -> str:
    measured = view.ranked.measured
    estates, areas = view.ranked.estates, measured.areas
    box = extent(estates, areas)
    drawn = quiet_map(
        ground(measured.inputs.tables, box),
        box,
        locale=locale(),
        credit=view.written.choices.attribution,
    )
    streets = areas[areas["level"].eq("street")]
    add_areas(drawn, streets if len(streets) else areas)
    outlines = estates[["estate_id", "name", "street", estates.geometry.name]]
    return page_of(rendered(drawn), collection(outlines, key="estate_id"))


def _rows(table: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - a table of plain cells
    return list(table.to_dict("records"))
