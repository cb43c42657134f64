"""The key figures of the living circle: four, above the map."""

import streamlit as st

from ui.circle import measured as circle_measured
from ui.session.view import View
from ui.session.words import number, percent, t


def circle_figures(view: View) -> None:
    """Draw how well residents are covered, who lacks most, and on how many points it rests."""
    circle = view.ranked.measured.circle
    everywhere = circle_measured.measures(view).by_area
    row = everywhere[everywhere["level"].eq("all")].iloc[0]
    estates = view.estates
    low = estates["coverage"].lt(_LOW)
    people = estates.loc[low, "residents"].sum()
    columns = st.columns(4)
    between = f"{percent(row['coverage_residents_low'])}–{percent(row['coverage_residents_high'])}"
    columns[0].metric(
        t("circle.figure.coverage"),
        percent(row["coverage_residents"]),
        help=t("circle.figure.coverage_help", between=between),
        border=True,
    )
    columns[1].metric(
        t("circle.figure.low", share=percent(_LOW)),
        t("circle.figure.low_value", estates=number(int(low.sum())), people=number(people)),
        border=True,
    )
    supplied, required = _supplied(view)
    columns[2].metric(
        t("circle.figure.supplied"),
        t("circle.figure.of", part=supplied, whole=required),
        help=t("circle.figure.supplied_help"),
        border=True,
    )
    columns[3].metric(
        t("circle.figure.points"),
        number(circle.facilities["facility_id"].nunique()),
        help=t("circle.figure.points_help"),
        border=True,
    )


_LOW = 0.5


def _supplied(view: View) -> tuple[int, int]:
    """Return how many required categories the data holds, and how many there are."""
    circle = view.ranked.measured.circle
    required = set(circle.known.loc[circle.known["required"].astype(bool), "category"])
    return len(required & set(circle.facilities["category"])), len(required)
