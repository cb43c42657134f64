"""What the map shows: the class of every estate in one layer of the catalogue, and its legend."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from layers.base_map import LAST_ZOOM
from layers.catalogue import catalogue
from layers.geojson import collection
from layers.ground import extent, ground
from layers.legend import legend
from layers.map import add_areas, add_base, quiet_map, rendered
from layers.map_layer import MapFacts, MapLayer
from reports.money import colours
from study.published_rules import public_of
from ui.map import base_map
from ui.map.geometry import standing
from ui.map.live_map import Painting, codes, page_of
from ui.session.trials import first_k, trials
from ui.session.view import View
from ui.session.words import locale, t
from ui.session.work import Shelf

SCORE, NEED, READINESS, YEAR, TRUST = "score", "need", "readiness", "year", "trust"


def map_layers(view: View, proposal: str) -> dict[str, MapLayer]:
    """Return the layers the map can show, by key, those of a plan for one proposal."""
    return catalogue(facts(view, proposal), locale=locale())


def facts(view: View, proposal: str) -> MapFacts:
    """Return what the layers of the open study are made of."""
    ranked = view.ranked
    return MapFacts(
        view.estates,
        view.plan.choices.horizon,
        programme=next((plan for plan in view.proposals if plan.name == proposal), None),
        tree=ranked.tree,
        criteria=list(ranked.weights.shares),
        circle=ranked.measured.circle,
        chances=lambda: trials(view).found.table,
        first_k=first_k(view),
        source_fills=_fills().keep(view.plan.named, lambda: colours(view.proposals)),
        published=lambda: public_of(view.plan.proposed.ranked, view.plan.choices).plan,
        issues=view.issues,
    )


def painting(view: View, by: str, proposal: str) -> Painting:
    """Return the class of every estate and the legend, estates in the order of the outlines.

    `by`: the key of a layer; one that is not in the catalogue is taken for the score.
    """
    known = map_layers(view, proposal)
    layer = known.get(by) or known[SCORE]
    return layer_painting(view, layer)


def layer_painting(view: View, layer: MapLayer) -> Painting:
    """Return one layer as the live map wants it; the note says what is old or not drawn."""
    keys, classes = layer.shown()
    table = legend(keys, classes, locale=locale(), names=layer.names)
    at = {key: place for place, key in enumerate(table["key"])}
    old = t("ui.map.old_plan") if layer.planned and view.stale else ""
    undrawn = int(view.estates.geometry.isna().sum())
    note = old or (t("ui.map.undrawn", count=undrawn) if undrawn else "")
    bounds = {item.key: {"low": item.low, "high": item.high} for item in classes}
    rows = [row | bounds[str(row["key"])] for row in _rows(table)]
    painted = codes([at[key] for key in keys])
    return Painting(painted, rows, layer.title, t("ui.estates"), note, by=layer.key)


def page(view: View) -> str:
    """Return the URL of the map of the open study, made once a study and language."""
    return standing(_pages(), f"{view.key}-{locale()}", partial(_page, view))


@st.cache_resource(show_spinner=False)
def _fills() -> Shelf[dict[str, str]]:
    return Shelf(16)


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
    add_base(drawn, last_zoom=LAST_ZOOM)
    streets = areas[areas["level"].eq("street")]
    add_areas(drawn, streets if len(streets) else areas)
    outlines = estates[["estate_id", "name", "street", estates.geometry.name]]
    base = base_map.started(measured.inputs.tables, box)
    return page_of(rendered(drawn), collection(outlines, key="estate_id"), base=base)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
