"""The layers a map of estates can show: one list for the app, the files and the snapshots."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from layers.amount_classes import deposit_classes, support_classes, width_classes
from layers.catalogue_plan import plan_layers
from layers.catalogue_services import service_layers
from layers.classes import (
    MapClass,
    classify,
    readiness_classes,
    score_classes,
    trust_classes,
)
from layers.issue_classes import issue_classes, issue_keys
from layers.map_layer import Classed, MapFacts, MapLayer
from layers.plan_classes import consent_classes, consent_keys, progress_classes
from texts import say

GROUPS = ("score", "trust", "phasing", "money", "residents", "services", "data", "progress")
SCORES = ("score", "need", "readiness")


def catalogue(facts: MapFacts, *, locale: str) -> dict[str, MapLayer]:
    """Return the layers there are data for, by key, group by group; nothing is classed yet.

    Without a proposal, a living circle or a survey the list is shorter, not empty.
    """
    found = (
        *_scores(facts, locale), *_trust(facts, locale), *plan_layers(facts, locale),
        *_residents(facts, locale), *service_layers(facts, locale), *_data(facts, locale),
        *_progress(facts, locale),
    )  # fmt: skip
    return {layer.key: layer for layer in found}


def _scores(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    for key in SCORES:
        classes = readiness_classes() if key == "readiness" else score_classes()
        yield from _graded(facts, key, "score", classes, locale)
    for criterion in facts.criteria:
        column = f"{criterion}_score"
        name = facts.tree.name(locale, criterion) if facts.tree else criterion
        if column in facts.estates:
            made = partial(_by_column, facts, column, score_classes())
            title = say(locale, "layer.criterion", name=name)
            yield MapLayer(column, "score", name, title, made)


def _trust(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    if facts.chances is None:
        return
    title = say(locale, "layer.trust.title", k=facts.first_k)
    name = say(locale, "layer.trust")
    yield MapLayer("trust", "trust", name, title, partial(_chance, facts))
    name, title = (say(locale, f"layer.rank_width{end}") for end in ("", ".title"))
    yield MapLayer("rank_width", "trust", name, title, partial(_width, facts))


def _residents(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    if {"consent", "consent_basis"} <= set(facts.estates):
        name, title = (say(locale, f"layer.consent{end}") for end in ("", ".title"))
        rare = frozenset({"consent_vote_no", "consent_survey_no"})
        made = partial(_consent, facts)
        yield MapLayer("consent", "residents", name, title, made, if_any=rare)
    yield from _graded(facts, "support_rate", "residents", support_classes(), locale)
    yield from _graded(facts, "deposit_paid_share", "residents", deposit_classes(), locale)


def _data(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    if facts.issues is not None:
        name, title = (say(locale, f"layer.issues{end}") for end in ("", ".title"))
        yield MapLayer("issues", "data", name, title, partial(_found, facts))


def _progress(facts: MapFacts, locale: str) -> Iterator[MapLayer]:
    """Yield how far the works are, once a table of estates tells it in a column `progress`."""
    if "progress" in facts.estates:
        name, title = (say(locale, f"layer.progress{end}") for end in ("", ".title"))
        yield MapLayer("progress", "progress", name, title, partial(_how_far, facts))


def _graded(
    facts: MapFacts, key: str, group: str, classes: tuple[MapClass, ...], locale: str
) -> Iterator[MapLayer]:
    if key in facts.estates:
        name, title = (say(locale, f"layer.{key}{end}") for end in ("", ".title"))
        yield MapLayer(key, group, name, title, partial(_by_column, facts, key, classes))


def _by_column(facts: MapFacts, column: str, classes: tuple[MapClass, ...]) -> Classed:
    return classify(facts.estates[column], classes), classes


def _chance(facts: MapFacts) -> Classed:
    return classify(_tried(facts)["top_share"], trust_classes()), trust_classes()


def _width(facts: MapFacts) -> Classed:
    tried, classes = _tried(facts), width_classes(len(facts.estates))
    return classify(tried["rank_p95"] - tried["rank_p05"], classes), classes


def _tried(facts: MapFacts) -> pd.DataFrame:
    made = facts.chances() if facts.chances else pd.DataFrame()
    found = made.set_index("estate_id").reindex(facts.estates["estate_id"])
    return found.set_axis(facts.estates.index)


def _consent(facts: MapFacts) -> Classed:
    return consent_keys(facts.estates), consent_classes()


def _found(facts: MapFacts) -> Classed:
    return issue_keys(facts.estates, facts.issues or ()), issue_classes()


def _how_far(facts: MapFacts) -> Classed:
    keys = "progress_" + facts.estates["progress"].astype(object)
    known = {item.key for item in progress_classes()}
    return keys.where(keys.isin(known), "unknown"), progress_classes()
