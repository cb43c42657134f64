"""The measures of the living circle of the open study, made once for all sessions."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from study.circle_measures import CircleMeasures, circle_measures
from study.isochrones import isochrones, reached_streets
from study.reach_table import reach_table
from ui.session.view import View
from ui.session.work import Shelf

Shapes = tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]


def measures(view: View) -> CircleMeasures:
    """Return the tables that rest on the walks of the open study."""
    return _measures().keep(study_key(view), lambda: circle_measures(view.ranked.measured))


def shapes(view: View, estate_id: str) -> Shapes:
    """Return how far the people of one estate get: areas and streets, by circle (EPSG:4326)."""
    circle = view.ranked.measured.circle
    return _shapes().keep(
        f"{study_key(view)}-{estate_id}",
        lambda: (
            isochrones(circle, [estate_id], circle.metres),
            reached_streets(circle, estate_id, circle.metres),
        ),
    )


def reach(view: View, estate_id: str) -> pd.DataFrame:
    """Return everything one estate reaches on foot."""
    circle = view.ranked.measured.circle
    return _reach().keep(f"{study_key(view)}-{estate_id}", lambda: reach_table(circle, estate_id))


def study_key(view: View) -> str:
    """Return what walks rest on: the files and the answers to the importer's questions."""
    return view.key + repr(view.choices.answers)


@st.cache_resource(show_spinner=False)
def _measures() -> Shelf[CircleMeasures]:
    return Shelf(4)


@st.cache_resource(show_spinner=False)
def _shapes() -> Shelf[Shapes]:
    return Shelf(64)


@st.cache_resource(show_spinner=False)
def _reach() -> Shelf[pd.DataFrame]:
    return Shelf(64)
