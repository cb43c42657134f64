"""The trust of a ranking in sentences: the lead, and how it was found."""

from typing import Any

import pandas as pd

from layers.classes import SURE
from standards import Rule
from study.stages import Robust
from ui.session.trials import Timed
from ui.session.view import View
from ui.session.words import locale, number, percent, t

_FULL = 100


def lead(estates: pd.DataFrame, k: int) -> dict[str, str]:
    """Return the sentence on top as counts: of the first k, how many are sure, how many are not."""
    first = estates[estates["rank"].le(k) & estates["score"].notna()]
    sure = int((first["top_share"] >= SURE).sum())
    outside = estates[~estates.index.isin(first.index)]
    near = int((outside["top_share"] >= 1 - SURE).sum())
    return {
        "k": number(len(first)),
        "sure": number(sure),
        "depends": number(len(first) - sure),
        "near": number(near),
        "share": percent(SURE),
        "chance": percent(1 - SURE),
    }


def how(view: View, tried: Timed[Robust]) -> list[str]:
    """Return how the trials were made: weights, data, draws, seed, error of a share, seconds."""
    found, rules = tried.found, view.ranked.measured.rules
    sampling, data = found.found.sampling, view.choices.ranking.data
    values: dict[str, Any] = {"draws": number(sampling.draws), "seed": sampling.seed}
    stated = view.choices.ranking.concentration is not None
    source = t("ui.trust.how_own") if stated else _source(rules["weight_concentration"])
    error = f"±{sampling.standard_error * 2 * _FULL:.1f}"
    told = [
        t(
            f"ui.trust.how_{sampling.spread}",
            draws=values["draws"],
            concentration=number(sampling.concentration),
            source=source,
        ),
        t(
            "ui.trust.how_data" if data else "ui.trust.how_no_data",
            cells=number(found.uncertain),
            confidence=percent(rules["interval_confidence"].value),
            source=_source(rules["interval_confidence"]),
        ),
        t("ui.trust.how_repeat", seed=values["seed"], error=error),
        t("ui.trust.how_ranges"),
        t("ui.trust.how_possible"),
    ]
    if tried.seconds is not None:
        told.append(t("ui.trust.how_seconds", seconds=number(tried.seconds, 1)))
    return told


def _source(rule: Rule) -> str:
    checked = t("ui.trust.checked") if rule.checked else t("ui.trust.unchecked")
    return t("ui.trust.source", name=getattr(rule, locale()), checked=checked)
