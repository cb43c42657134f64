"""Key figures: who is in the pool, who benefits, what it costs, how sure it is."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from layers.classes import SURE
from phasing import Programme
from ui.session.view import View
from ui.session.words import gap, number, percent, t, wan

_LOOKED_AT = ["estate_id", "gate", "households", "residents", "cost_wan"]


@dataclass(frozen=True)
class Figures:
    """What a plan comes to. Sums are over what is known; `_unknown` counts what they leave out.

    A sum of estates of none of which the number is known is unknown (NaN), no zero.

    `asked_wan` is what the estates cost that may enter or are placed, `unfunded_wan` what of it no
    money is placed for. `firm` of the first `first` stay among them in nine trials of ten; None
    where the trials were of other weights.
    """

    pool: int
    eligible: int
    placed: int
    households: float
    residents: float
    households_unknown: int
    asked_wan: float
    asked_unknown: int
    placed_wan: float
    unfunded_wan: float
    first: int
    firm: int | None


def programme(view: View, name: str) -> Programme:
    """Return the proposal called `name`."""
    return next(plan for plan in view.plan.proposed.proposals if plan.name == name)


def figures(view: View, plan: Programme) -> Figures:
    """Return the key figures of a proposal."""
    estates = pd.DataFrame(view.estates)[_LOOKED_AT]
    placed = estates["estate_id"].isin(plan.plan)
    may = estates["gate"].fillna("").eq("")
    asked, done = estates[may | placed], estates[placed]
    return Figures(
        pool=len(estates),
        eligible=int(may.sum()),
        placed=int(placed.sum()),
        households=_known(done["households"]),
        residents=_known(done["residents"]),
        households_unknown=int(done["households"].isna().sum()),
        asked_wan=_known(asked["cost_wan"]),
        asked_unknown=int(asked["cost_wan"].isna().sum()),
        placed_wan=_known(done["cost_wan"]),
        unfunded_wan=_known(asked["cost_wan"]) - _known(done["cost_wan"]),
        first=view.plan.proposed.robust.top_k,
        firm=None if view.stale else _firm(view),
    )


def _known(values: pd.Series) -> float:
    """Return the sum of what is known; unknown where there are values and none is."""
    return float(values.astype("float64").sum(min_count=1)) if len(values) else 0.0


def key_figures(view: View, name: str) -> None:
    """Draw six figures of a proposal in a row, each with what it leaves open."""
    plan = programme(view, name)
    shown = _shown(figures(view, plan), plan)
    with st.container(key="key_figures"):
        for column, (key, value, hint) in zip(st.columns(len(shown)), shown, strict=True):
            column.metric(
                t(f"ui.figure.{key}"),
                value,
                hint,
                delta_color="off",
                delta_arrow="off",
                border=True,
                help=t(f"ui.figure.{key}_help"),
            )


def _shown(found: Figures, plan: Programme) -> tuple[tuple[str, str, str], ...]:
    """Return name, value and hint of every figure."""
    unknown = found.asked_unknown
    homes = t("ui.figure.homes", households=number(found.households))
    return (
        ("pool", number(found.pool), t("ui.figure.eligible", count=number(found.eligible))),
        (
            "asked",
            wan(found.asked_wan),
            t("ui.figure.cost_unknown", count=unknown) if unknown else t("ui.figure.cost_known"),
        ),
        ("placed", number(found.placed), homes),
        ("served", number(found.residents), _unknown(found)),
        ("money", wan(found.placed_wan), t("ui.figure.unfunded", wan=wan(found.unfunded_wan))),
        ("sure", _sure(found), t("ui.figure.gap", gap=gap(plan.gap))),
    )


def _unknown(found: Figures) -> str:
    if found.households_unknown:
        return t("ui.figure.homes_unknown", count=found.households_unknown)
    share = found.placed / found.pool if found.pool else 0.0
    return t("ui.figure.share", share=percent(share))


def _sure(found: Figures) -> str:
    return t("unknown") if found.firm is None else f"{found.firm:,} / {found.first:,}"


def _firm(view: View) -> int:
    """Return how many of the first k by rank are among the first k in nine trials of ten."""
    robust = view.plan.proposed.robust
    ranks = view.estates.set_index("estate_id")["rank"]
    table = robust.table.set_index("estate_id")["top_share"].reindex(ranks.index)
    return int((ranks.le(robust.top_k) & table.ge(SURE)).sum())
