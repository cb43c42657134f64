"""Layers of the living circle: coverage, how many categories are missing, the walk to each."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from layers.amount_classes import gap_classes
from layers.category_name import category_name
from layers.classes import UNKNOWN, classify, coverage_classes
from layers.map_layer import Classed, MapFacts, MapLayer
from layers.reach_classes import reach_classes, reach_keys
from study.living_circle import Circle
from texts import say

_COVERAGES = ("coverage", "coverage_5", "coverage_10", "coverage_15")


def service_layers(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    """Yield the layers of coverage and gaps, and one a required line of the catalogue in use."""
    for key in _COVERAGES:
        if key in facts.estates:
            name, title = (say(locale, f"layer.{key}{end}") for end in ("", ".title"))
            yield MapLayer(key, "services", name, title, partial(_coverage, facts, key))
    if {"gaps", "coverage"} <= set(facts.estates):
        name, title = (say(locale, f"layer.gaps{end}") for end in ("", ".title"))
        yield MapLayer("gaps", "services", name, title, partial(_gaps, facts))
    if facts.circle is not None:
        yield from _walks(facts, facts.circle, locale)


def _walks(facts: MapFacts, circle: Circle, locale: str) -> Iterator[MapLayer]:
    known = circle.known[circle.known["required"].astype(bool)]
    for line in known.sort_values(["circle", "category"]).to_dict("records"):
        category, radius_m = str(line["category"]), float(line["radius_m"])
        named = category_name(category, locale=locale)
        values = {"name": named, "minutes": line["circle"], "metres": f"{radius_m:g}"}
        name, title = (say(locale, f"layer.walk{end}", **values) for end in ("", ".title"))
        made = partial(_walk, facts, circle, category, radius_m)
        yield MapLayer(f"walk.{line['circle']}.{category}", "services", name, title, made)


def _coverage(facts: MapFacts, column: str) -> Classed:
    return classify(facts.estates[column], coverage_classes()), coverage_classes()


def _gaps(facts: MapFacts) -> Classed:
    """Return how many categories are missing; unknown where no coverage could be measured."""
    listed = facts.estates["gaps"].astype("str").fillna("")
    counts = listed.str.split(";").map(lambda codes: len([code for code in codes if code]))
    counts = counts.astype(float).where(facts.estates["coverage"].notna())
    keys = classify(counts, gap_classes())
    return keys, gap_classes()


def _walk(facts: MapFacts, circle: Circle, category: str, radius_m: float) -> Classed:
    walks = circle.walks[circle.walks["category"].eq(category)].set_index("estate_id")
    rows = walks[["status", "walk_m"]].reindex(facts.estates["estate_id"])
    keys = reach_keys(rows.reset_index(), radius_m)
    keys = pd.Series(keys.to_numpy(object), facts.estates.index, dtype=object, name="class")
    return keys.fillna(UNKNOWN.key), reach_classes(radius_m)
