"""Classes of what a proposal does with an estate: why not, what is kept, who pays most, how far.

These have no order. Every two differ in the pattern of their outline or clearly in colour, also to
the colour-blind (tests/layers/test_colour_blind.py).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from layers.classes import UNKNOWN, MapClass

_PLACED = "#2f6c9e"
_GREY = "#8a8f96"
_NOT_PLACED = MapClass("later", "#d3d0ca", _GREY, "6 3")
_DASHES = ("", "5 2", "2 2", "8 3 2 3", "1 3", "10 4")

# What keeps an estate out, from the reasons of phasing.programme: the first part of the code.
_WHY = {
    "planned": "why_placed", "locked": "why_placed", "no_money": "why_money",
    "cap": "why_cap", "stock": "why_cap", "trench": "why_order", "precede": "why_order",
    "not_needed": "why_not_needed", "gate": "why_gate", "needs_survey": "why_survey",
    "unknown_value": "why_survey", "cluster_needs_survey": "why_survey",
    "cluster_held": "why_held", "not_before": "why_held", "lock_out": "why_out",
}  # fmt: skip


def why_classes() -> tuple[MapClass, ...]:
    """Return the classes of why an estate is in no year of a proposal, the placed ones first."""
    return (
        MapClass("why_placed", _PLACED, "#16324f"),
        MapClass("why_money", "#e0a458", "#7a4d12", "5 2"),
        MapClass("why_cap", "#c2b34a", "#6d6415", "2 2"),
        MapClass("why_order", "#9c6b4e", "#4f2f1c", "8 3 2 3"),
        MapClass("why_not_needed", "#cfe3d4", "#5c7c6c"),
        MapClass("why_consent", "#a5648f", "#54294a", "1 3"),
        MapClass("why_gate", "#f4f2ee", _GREY, "6 3"),
        MapClass("why_survey", "#f3ead2", "#a8842c", "3 3"),
        MapClass("why_held", "#b9c7d6", "#5a6b7d", "10 4"),
        MapClass("why_out", "#3a3f47", "#0f1216", "1 2"),
        UNKNOWN,
    )


def why_keys(estates: pd.DataFrame, proposal: str) -> "pd.Series[str]":
    """Return the class of each estate by its `reason_<proposal>`; an unheard reason is unknown.

    >>> rows = pd.DataFrame({"reason_need": ["planned", "gate:consent", "gate:age_unknown", "cap"]})
    >>> why_keys(rows, "need").tolist()
    ['why_placed', 'why_consent', 'why_survey', 'why_cap']
    """
    reasons = estates[f"reason_{proposal}"].astype("str").fillna("")
    keys = reasons.str.split(":").str[0].map(_WHY).fillna(UNKNOWN.key).astype(object)
    keys = keys.mask(reasons.eq("gate:consent"), "why_consent")
    waits = reasons.str.startswith("gate:") & reasons.str.endswith("_unknown")
    return keys.mask(waits, "why_survey").rename("class")


def kept_classes() -> tuple[MapClass, ...]:
    """Return the classes of what binds a proposal: locked, published and kept, published, free."""
    return (
        MapClass("kept_locked", "#2c2f6e", "#10122f"),
        MapClass("kept_published", "#2f8f8d", "#0f4a4a", "5 2"),
        MapClass("kept_moved", "#e0a458", "#7a4d12", "2 2"),
        MapClass("kept_free", "#c5d8e8", "#5f7f92"),
        _NOT_PLACED,
    )


def kept_keys(
    estates: pd.DataFrame, proposal: str, published: Mapping[str, int]
) -> "pd.Series[str]":
    """Return the class of each estate; `published` holds the public years by estate_id.

    Locked by the study comes first; `kept_moved`: public, but another year or none here.
    """
    years = estates[f"year_{proposal}"].astype("Float64")
    public = estates["estate_id"].map(published).astype("Float64")
    locked = estates[f"reason_{proposal}"].eq("locked").to_numpy(bool)
    there, told = years.notna().to_numpy(), public.notna().to_numpy()
    same = years.eq(public).fillna(value=False).to_numpy(bool)
    steps = {"kept_locked": locked, "kept_published": same, "kept_moved": told, "kept_free": there}
    keys = np.select(list(steps.values()), list(steps), "later")
    return pd.Series(keys, estates.index, dtype=object, name="class")


def payer_classes(fills: Mapping[str, str]) -> tuple[MapClass, ...]:
    """Return a class a money source in the colours of the money page, then the estates not placed.

    >>> [item.key for item in payer_classes({"中央补助": "#2b6c9c"})]
    ['source:中央补助', 'later']
    """
    dashes = [_DASHES[at % len(_DASHES)] for at in range(len(fills))]
    own = [
        MapClass(f"source:{name}", fill, "#3d4450", dash)
        for (name, fill), dash in zip(fills.items(), dashes, strict=True)
    ]
    return (*own, _NOT_PLACED)


def payer_keys(estate_ids: pd.Series, money: pd.DataFrame, order: Sequence[str]) -> pd.Series:
    """Return the source that pays most of each estate; of equals the first in `order`.

    `money`: estate_id, source, amount_wan, as a proposal has it.
    """
    sums = money.groupby(["estate_id", "source"])["amount_wan"].sum().reset_index()
    place = {name: at for at, name in enumerate(order)}
    sums = sums.assign(at=sums["source"].map(place).fillna(len(place)))
    sums = sums.sort_values(["amount_wan", "at", "source"], ascending=[False, True, True])
    most = sums.drop_duplicates("estate_id").set_index("estate_id")["source"]
    keys = "source:" + most.astype(object)
    return estate_ids.map(keys).fillna("later").astype(object).rename("class")


def consent_classes() -> tuple[MapClass, ...]:
    """Return the classes of consent: passed or short, by vote or by survey, and not asked yet."""
    return (
        MapClass("consent_vote_yes", "#1a4877", "#0d2138"),
        MapClass("consent_survey_yes", "#86b2d4", "#31546f"),
        MapClass("consent_vote_no", "#b5492f", "#5c1f12", "4 2"),
        MapClass("consent_survey_no", "#f0b98f", "#8a4a25", "2 2"),
        MapClass("consent_none", "#f4f2ee", _GREY, "6 3"),
    )


def consent_keys(estates: pd.DataFrame) -> "pd.Series[str]":
    """Return the class of each estate by `consent` (yes, no, unknown) and `consent_basis`."""
    kind = np.where(estates["consent_basis"].eq("vote"), "vote", "survey")
    state = estates["consent"].astype(object)
    keys = pd.Series("consent_" + kind.astype(object) + "_", estates.index) + state
    return keys.where(state.isin(["yes", "no"]), "consent_none").astype(object).rename("class")


def progress_classes() -> tuple[MapClass, ...]:
    """Return the classes of how far the works have come; for the day something tells it."""
    return (
        MapClass("progress_planned", "#d5dde5", "#7a8792", "4 2"),
        MapClass("progress_running", "#e0a458", "#7a4d12", "2 2"),
        MapClass("progress_finished", "#2a7f83", "#0f4a4a"),
        UNKNOWN,
    )
