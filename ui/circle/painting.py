"""The map of the living circle: how well estates are covered, or how far one kind of place is."""

import pandas as pd

from layers.classes import classify, coverage_classes
from layers.legend import legend
from layers.reach_classes import reach_classes, reach_keys, reach_legend
from ui.map.live_map import Painting, codes
from ui.session.view import View
from ui.session.words import locale, t, word

COVERAGE = "coverage"


def colourings(view: View) -> dict[str, str]:
    """Return what the map can be coloured by, in words: coverage, each circle, each facility."""
    circle = view.ranked.measured.circle
    tiers = {f"{COVERAGE}_{c}": t("circle.tier", minutes=c) for c in circles(view)}
    known = circle.known[circle.known["required"].astype(bool)]
    lines = {
        line_key(row.circle, row.category): line_name(row.circle, row.category, row.radius_m)
        for row in known.sort_values(["circle", "category"]).itertuples()
    }
    return {COVERAGE: t("circle.overall")} | tiers | lines


def circles(view: View) -> list[int]:
    """Return the circles the catalogue in use has facilities for, in minutes, ascending."""
    return sorted(int(one) for one in view.ranked.measured.circle.known["circle"].unique())


def line_key(circle: object, category: object) -> str:
    """Return the key of a line of the catalogue."""
    return f"{circle}.{category}"


def line_name(circle: object, category: object, radius_m: object) -> str:
    """Return a line of the catalogue in words: what, and how near."""
    name = word("category", category)
    return t("circle.line", name=name, minutes=circle, metres=f"{float(str(radius_m)):,g}")


def circle_painting(view: View, by: str) -> Painting:
    """Return the class of every estate and the legend, estates in the order of the outlines."""
    if by.partition("_")[0] == COVERAGE:
        return _coverage(view, by)
    return _facility(view, by)


def _coverage(view: View, by: str) -> Painting:
    classes = coverage_classes()
    keys = classify(view.estates[by].reset_index(drop=True), classes)
    table = legend(keys, classes, locale=locale())
    return _painted(keys, table, colourings(view)[by])


def _facility(view: View, by: str) -> Painting:
    minutes, _, category = by.partition(".")
    circle = view.ranked.measured.circle
    known = circle.known
    line = known[known["circle"].eq(int(minutes)) & known["category"].eq(category)].iloc[0]
    radius_m = float(line["radius_m"])
    walks = circle.walks[circle.walks["category"].eq(category)].set_index("estate_id")
    walks = walks[["status", "walk_m"]].reindex(view.estates["estate_id"]).reset_index()
    keys, classes = reach_keys(walks, radius_m), reach_classes(radius_m)
    table = reach_legend(keys, classes, locale=locale())
    return _painted(keys, table, word("category", category))


def _painted(keys: pd.Series, table: pd.DataFrame, title: str) -> Painting:
    at = {key: place for place, key in enumerate(table["key"])}
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return Painting(codes([at[key] for key in keys]), rows, title, t("ui.estates"))
